"""Reading articles: a folder of text files, one text file, or a file of JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.articles.decoding import MAX_BYTES, NotTextError, decode_text
from geodata.articles.jsonlines import iter_json_lines
from geodata.articles.making import make_article
from geodata.articles.sidecar import (
    SIDECAR_NAME,
    SidecarRow,
    file_key,
    read_sidecar,
    without_file,
)
from geodata.errors import LanguageError
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.models import Article

__all__ = ["iter_articles", "iter_folder"]

_JSON_LINES = frozenset({".jsonl", ".ndjson"})


def iter_articles(path: Path, *, raw_body: bool = False) -> Iterator[Article | Problem]:
    """Yield the articles under a path one by one, and in between what is wrong with the input.

    A folder gives its `.txt` files by name, with `articles.csv` beside them; a `.txt` file itself;
    a `.jsonl` file its lines in order. Nothing here raises for bad input: a missing path is a
    problem too, and what else there is goes on.

    Args:
        path: The folder or file.
        raw_body: Take whole texts as articles, page clutter too.
    """
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror})")
        return
    if is_folder:
        yield from iter_folder(path, raw_body=raw_body)
    elif not exists:
        yield Problem(str(path), "there is no such file or folder")
    elif path.suffix.lower() in _JSON_LINES:
        yield from iter_json_lines(path, raw_body=raw_body)
    elif path.suffix.lower() == ".txt":
        row = read_sidecar(path.parent / SIDECAR_NAME).rows.get(file_key(path.name))
        yield from _read_file(path, row, raw_body=raw_body)
    else:
        message = "is no folder, .txt or .jsonl file; these are what articles are read from"
        yield Problem(str(path), message)


def iter_folder(
    folder: Path, *, raw_body: bool = False, sample: bool = False
) -> Iterator[Article | Problem]:
    """Yield the articles of a folder by file name; what is wrong with the sidecar comes first."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(str(folder), f"cannot be read ({error.strerror})")
        return
    files = [entry for entry in entries if entry.suffix.lower() == ".txt"]
    sidecar = read_sidecar(folder / SIDECAR_NAME)
    yield from sidecar.problems
    yield from without_file(sidecar, [file.name for file in files])
    if not files:
        yield Problem(str(folder), "holds no .txt files")
    seen: set[str] = set()
    for file in files:
        if file.stem in seen:
            yield Problem(file.name, f"the name {file.stem!r} is that of an earlier file")
            continue
        seen.add(file.stem)
        row = sidecar.rows.get(file_key(file.name))
        yield from _read_file(file, row, raw_body=raw_body, sample=sample)


def _read_file(
    path: Path, row: SidecarRow | None, *, raw_body: bool, sample: bool = False
) -> Iterator[Article | Problem]:
    """Yield the article of a text file, before it what had to be mended; or why there is none."""
    known = SidecarRow(path.name, 0) if row is None else row
    try:
        text, notice = decode_text(_read_bytes(path))
        article = make_article(
            text,
            article_id=path.stem,
            published=known.published,
            publisher=known.publisher,
            url=known.url,
            raw_body=raw_body,
            sample=sample,
        )
    except OSError as error:
        yield Problem(path.name, f"cannot be read ({error.strerror})")
    except (LanguageError, NotTextError) as error:
        yield Problem(path.name, str(error))
    else:
        if notice is not None:
            yield Problem(path.name, notice, rejected=False)
        yield article


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file that may be an article.

    Raises:
        NotTextError: it is a folder or the like, or longer than an article may be.
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    if not path.is_file():
        raise NotTextError("is a folder or device, not a text file")
    if size > MAX_BYTES:
        message = f"has {size / 1e6:.1f} MB; an article may have {MAX_BYTES // 1_000_000} MB"
        raise NotTextError(message)
    return path.read_bytes()
