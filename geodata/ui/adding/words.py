"""What became of an article, or is known of it, in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.models import Problem
from geodata.ui.wording.i18n import _, ngettext, short_date
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.problem_words import problem_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.store import Outcome
    from geodata.ui.adding.draft import Row, UnreadDayError

__all__ = ["day_fault", "faults_html", "note_words", "result_words", "summary_words"]

# Problems that are seen at once, and those that are listed at all.
_OPEN, _LISTED = 6, 200


def note_words(row: Row) -> str:
    """Return what is known already of an article that was found; empty for a new one."""
    if row.known is not None:
        entry = row.known.article
        if row.is_here:
            return _("here already since {day}").format(day=short_date(entry.added_at.date()))
        return _("new version of “{title}”").format(title=entry.title)
    if row.near is not None:
        return _("nearly a copy of “{title}”").format(title=row.near.title)
    return ""


def day_fault(error: UnreadDayError) -> str:
    """Return that what was written for a date is none."""
    return _("“{text}” is no date; write 2022-01-06 or 6.1.2022.").format(text=error)


def result_words(result: Outcome | Problem) -> str:
    """Return what became of an article, in two or three words."""
    if isinstance(result, Problem):
        return problem_text(result)
    match result.kind:
        case "added":
            return _("added")
        case "known":
            return _("here already")
        case "new version":
            return _("added as a new version")


def summary_words(outcomes: Sequence[Outcome], *, known: int = 0, refused: int = 0) -> str:
    """Return what became of all: `12 added, 3 known already, 1 new version, 2 rejected`.

    Args:
        outcomes: of what was handed to the store and is there.
        known: how many were known and left out before.
        refused: how many could not be read or worked out.

    """
    kinds = [outcome.kind for outcome in outcomes]
    added, versions = kinds.count("added"), kinds.count("new version")
    known += kinds.count("known")
    counted = (
        (added, ngettext("{n} added", "{n} added", added)),
        (known, ngettext("{n} known already", "{n} known already", known)),
        (versions, ngettext("{n} new version", "{n} new versions", versions)),
        (refused, ngettext("{n} rejected", "{n} rejected", refused)),
    )
    said = [words for count, words in counted if count]
    return ", ".join(said or [counted[0][1]])


def faults_html(problems: Sequence[Problem]) -> str:
    """Return a list of what is wrong, what was mended last; the first are seen at once."""
    order = sorted(problems, key=lambda problem: not problem.rejected)
    items = [f"<li>{isolate(problem_text(one))}</li>" for one in order[:_LISTED]]
    head, rest = "".join(items[:_OPEN]), "".join(items[_OPEN:])
    if len(order) > _LISTED:
        more = ngettext("and {n} more", "and {n} more", len(order) - _LISTED)
        rest += f"<li>{escape(more)}</li>"
    if rest:
        more = ngettext("{n} more", "{n} more", len(order) - _OPEN)
        rest = f"<details><summary>{escape(more)}</summary><ul>{rest}</ul></details>"
    title = faults_title(problems)
    return (
        f'<div class="sp sp-banner sp-problems"><b>{escape(title)}</b><ul>{head}</ul>{rest}</div>'
    )


def faults_title(problems: Sequence[Problem]) -> str:
    """Return how many were not read, or how many notices there are where all were."""
    rejected = sum(problem.rejected for problem in problems)
    if rejected:
        return ngettext("{n} could not be read", "{n} could not be read", rejected)
    return ngettext("{n} notice while reading", "{n} notices while reading", len(problems))
