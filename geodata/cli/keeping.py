"""`schauplatz check`, `backup`, `restore`, `remove` and `rebuild`: the store looked after."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.cli.stopping import stopped_by_interrupt
from geodata.cli.stored import existing_store
from geodata.cli.telling import SOME_REJECTED, counted, one_line, say, show_progress
from geodata.errors import StoreError
from geodata.store import open_store, store_exists
from geodata.store import restore as restore_store
from geodata.store.failing import is_damage

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.store import Entry, Store

__all__ = ["backup", "check", "rebuild", "remove", "restore"]

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
def check() -> None:
    """Look at every row of the store, and say whether it is sound.

    Exit status 0: it is; 1: something is wrong with it, a line each.
    """
    store = _opened()
    if store is None:
        click.echo("0 articles, 0 corrections, 0 mentions, 0 events: sound (there is no store yet)")
        return
    report = store.check()
    for fault in report.faults:
        say(f"schauplatz: {fault}")
    click.echo(f"{report} ({store.where})")
    sys.exit(0 if report.sound else SOME_REJECTED)


@click.command()
@click.argument("named", nargs=-1, required=True, metavar="ARTICLE_ID_OR_LINK...")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(named: tuple[str, ...], *, yes: bool) -> None:
    """Delete articles with all that was found in them.

    Their older versions go with them. They are named by their id or by their link. What people
    said of them stays in the log of corrections. Exit status 1: one of them is not there.
    """
    store = existing_store()
    missing = 0
    for name in named:
        entry = _entry(store, name)
        if entry is None:
            missing += 1
            say(f"schauplatz: {name}: there is no such article in the store")
        elif yes or click.confirm(f"Delete {one_line(entry.title)!r} ({entry.article_id})?"):
            store.remove(entry.article_id)
            click.echo(f"removed\t{entry.article_id}\t{one_line(entry.title)}")
    sys.exit(SOME_REJECTED if missing else 0)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Copy the store to FILE, as it is at one moment.

    The app and others may go on using it. An older copy of that name is replaced.
    """
    store = existing_store()
    store.backup(file)
    say(f"schauplatz: {file}: {counted(store.article_count(), 'article')}")


@click.command()
@click.argument("file", type=_FILE)
def restore(file: Path) -> None:
    """Replace the whole store by a copy of it.

    FILE is what `backup` made. The copy is looked at first; where something is wrong with it, the
    store stays as it is. A store that cannot be read any more is kept beside the new one; restart
    the app then, if it is running.
    """
    report = restore_store(file)
    say(f"schauplatz: restored from {file}: {report}")
    if report.set_aside is not None:
        say(
            f"schauplatz: the damaged store is kept as {report.set_aside}; restart the app if it "
            "is running, else it goes on with that one and what people do there is lost"
        )


@click.command()
def rebuild() -> None:
    """Work out anew what an earlier method found.

    Until all are done, the earlier findings are shown. Ctrl-C keeps what is done; the next time it
    goes on from there. The app does the same by itself while it runs.
    """
    from geodata.intake import rebuild as rebuild_store  # noqa: PLC0415 - the whole engine

    store = existing_store()
    with stopped_by_interrupt() as stopped, show_progress() as step:
        problems = rebuild_store(store, on_step=_share_of(step), cancelled=stopped)
    for problem in problems:
        say(f"schauplatz: {problem}")
    sys.exit(SOME_REJECTED if problems or stopped() else 0)


def _opened() -> Store | None:
    """Return the store; None of none. A file that is damaged, or no store at all, is not sound.

    Raises:
        StoreError: it cannot be opened for another reason, and nothing is known of it.

    """
    try:
        return open_store() if store_exists() else None
    except StoreError as error:
        if not is_damage(error):
            raise
        say(f"schauplatz: {error}")
        sys.exit(SOME_REJECTED)


def _entry(store: Store, name: str) -> Entry | None:
    """Return the current article of an id or a link; the link of an older version leads there."""
    stored = store.article(name)
    if stored is not None:
        entry = stored.entry
    else:
        known = store.known(url=name)
        if known is None:
            return None
        entry = known.article
    return entry if entry.superseded_by is None else _entry(store, entry.superseded_by)


def _share_of(step: Callable[[float, str], None]) -> Callable[[int, int], None]:
    return lambda done, total: step(done / total, f"{done} of {counted(total, 'article')}")
