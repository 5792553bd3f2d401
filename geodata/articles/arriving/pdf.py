"""PDF files: their text layer, in paragraphs. Nothing of a PDF is run, drawn or followed.

A PDF can be made so that reading it never ends or fills the memory; so it is read in a process of
its own that is ended when it takes too long. Starting that costs 0.3 s a file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.articles.arriving.limits import PDF_BYTES, PDF_PAGES, PDF_SECONDS
from geodata.articles.arriving.pdf_lines import joined_paragraphs
from geodata.articles.arriving.table_dates import cell_date
from geodata.errors import InputError
from geodata.models import Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from geodata.articles.arriving.arrived import Arrived, Found
    from geodata.models import DateRange

__all__ = ["read_pdf"]

_PACKAGE_ROOT = Path(__file__).parents[3]
# 40 characters a page: page numbers and a stamp; a page of text has 2,000.
_FEW_CHARACTERS = 40
# Titles that programs write by themselves.
_NO_TITLE = re.compile(
    r"\s*|(?:microsoft (?:word|powerpoint|excel)\b|untitled|unbenannt|без имени|document\d*$"
    r"|dokument\d*$).*|.*\.(?:docx?|indd|odt|rtf|pptx?|xlsx?|qxp|pdf|html?|tmp)",
    re.IGNORECASE | re.DOTALL,
)
_NO_AUTHOR = re.compile(
    r"\s*|(?:admin|administrator|user|benutzer|unknown|owner|root|windows.*|acrobat.*|.*@.*)",
    re.IGNORECASE,
)
_TITLE_CHARACTERS = 200
_NAME_CHARACTERS = 120
_BROWSER = re.compile(
    r"mozilla|chrom|skia|safari|quartz|webkit|wkhtml|firefox|cairo", re.IGNORECASE
)
_PDF_DATE = re.compile(r"D?:?((?:19|20)\d\d)(\d\d)(\d\d)")


def read_pdf(arrived: Arrived) -> Iterator[Found]:
    """Yield the article of a PDF.

    Raises:
        InputError: it is too long, locked, broken or scanned, or takes too much time.
        LanguageError: there is no language pack for its language.
        OSError: it cannot be read.
    """
    raw = arrived.read(PDF_BYTES, what="a PDF")
    found = _in_process(raw)
    if sum(map(len, found["pages"])) < _FEW_CHARACTERS * len(found["pages"]):
        raise InputError("has no text layer, so it was scanned; make one with text recognition")
    if found["left_out"]:
        message = f"has more than {PDF_PAGES} pages; the rest is left out"
        yield Problem(arrived.name, message, rejected=False)
    paragraphs = joined_paragraphs(found["pages"])
    about = found["about"]
    title = _title(about.get("title"), paragraphs)
    if title is not None:
        paragraphs = (title, *paragraphs)
    yield arrived.incoming(
        "\n\n".join(paragraphs),
        raw,
        made=_date(about, arrived.today),
        author=_author(about.get("author")),
    )


def _in_process(raw: bytes) -> dict[str, Any]:
    """Return what the process that reads PDFs makes of one.

    Raises:
        InputError: it says why there is no text, dies, or takes too long.
    """
    command = [sys.executable, "-m", "geodata.articles.arriving.pdf_process"]
    paths = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; the PDF comes as input
            command,
            input=raw,
            capture_output=True,
            timeout=PDF_SECONDS * 2,
            check=False,
            env=environment,
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise InputError(_TOO_MUCH) from None
    except ValueError:
        raise InputError(_TOO_MUCH) from None
    if "error" in found:
        raise InputError(found["error"])
    return found


_TOO_MUCH = "takes more time or memory than a PDF may; save its text instead"


def _title(stated: str | None, paragraphs: tuple[str, ...]) -> str | None:
    """Return the title where it is one and the text does not show it near its beginning."""
    title = " ".join((stated or "").split())
    if _NO_TITLE.fullmatch(title) or len(title) > _TITLE_CHARACTERS or " " not in title:
        return None
    beginning = " ".join(paragraphs[:10]).lower()
    return None if title.lower() in beginning else title


def _author(stated: str | None) -> str | None:
    name = " ".join((stated or "").split())
    is_name = _NO_AUTHOR.fullmatch(name) is None and len(name) <= _NAME_CHARACTERS
    return name if is_name and " " in name else None


def _date(about: dict[str, str], today: dt.date) -> DateRange | None:
    """Return the day on which a PDF was made; None where it lies in the future.

    Of a page that a browser printed it says nothing: people print articles later.
    """
    found = _PDF_DATE.match(about.get("created", ""))
    is_printed = _BROWSER.search(about.get("program", "")) is not None
    date = None if found is None or is_printed else cell_date("-".join(found.groups()))
    return None if date is None or date.start > today else date
