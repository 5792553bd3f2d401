"""The reader's language: texts by gettext, dates and numbers by CLDR.

English stands in the source; `locale/<code>/LC_MESSAGES/schauplatz.po` translates it and is
compiled in memory. The language is that of the parameter `ui` in the address, else the browser's.
"""

from __future__ import annotations

import gettext
import io
import re
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

if TYPE_CHECKING:
    import datetime as dt

    from geodata.models import DateRange

__all__ = [
    "LANGUAGES",
    "LANGUAGE_KEY",
    "N_",
    "_",
    "adopt_language",
    "choose_language",
    "country_codes",
    "country_name",
    "date_words",
    "day_and_month",
    "language",
    "month_words",
    "ngettext",
    "number",
    "own_name",
    "plural_forms",
    "short_date",
]

FOLDER = Path(__file__).parents[1] / "locale"
LANGUAGES = ("en", "de")
LANGUAGE_KEY = "ui"
_STATE = "schauplatz_language"
# Set for a run of a page and outside Streamlit; else the session state of the reader has it.
spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
# CLDR's codes of two letters that are no countries: unions, the unknown, test locales.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_ALPHA_2 = re.compile("[A-Z]{2}").fullmatch
# Narrow and unbroken: a number must not wrap on a phone.
_GROUP_SPACE = "\u202f"


def adopt_language() -> str:
    """Return the language of this reader and keep it for the session."""
    asked = st.query_params.get(LANGUAGE_KEY)
    code = asked if asked in LANGUAGES else (st.context.locale or "en").split("-")[0].lower()
    st.session_state[_STATE] = code if code in LANGUAGES else "en"
    # Each run has a thread of its own. A map asks ten thousand times, and sessions answer slowly.
    spoken.set(st.session_state[_STATE])
    return language()


def choose_language(code: str) -> None:
    """Show the pages in a language from now on; for callbacks."""
    st.query_params[LANGUAGE_KEY] = code


def language() -> str:
    """Return the code of the language that texts are given in."""
    code = spoken.get()
    if code is None:
        code = str(st.session_state.get(_STATE, "en"))
        if st.runtime.exists():  # a run of a fragment, in a thread of its own as well
            spoken.set(code)
    return code


def _(message: str) -> str:
    """Return a text in the reader's language."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text for a count, with `{n}` as the number in the reader's way."""
    return _catalogue(language()).ngettext(one, many, count).replace("{n}", number(count))


def plural_forms(one: str, many: str) -> tuple[str, str]:
    """Return both forms of a text, with `{n}` as it stands: for what counts outside of Python."""
    texts = _catalogue(language())
    return texts.ngettext(one, many, 1), texts.ngettext(one, many, 2)


def N_(message: str) -> str:  # noqa: N802 - gettext's name for "translated elsewhere"
    """Return the text as it is; the mark lets the catalogue find it."""
    return message


def number(value: float, *, decimals: int = 0) -> str:
    """Return a number with narrow spaces between thousands and the reader's decimal sign."""
    return _number(value, decimals, language())


def date_words(date: DateRange) -> str:
    """Return a date as written out: `6. Januar 2022`, `Januar 2022`, `2022`, `2.–4. Jan. 2022`."""
    code = _locale(language())
    match date.precision:
        case "day":
            return format_date(date.start, "long", locale=code)
        case "month":
            return format_skeleton("yMMMM", date.start, locale=code)
        case "year":
            return format_skeleton("y", date.start, locale=code)
        case "range":
            return format_interval(date.start, date.end, "yMMMd", locale=code)


def short_date(day: dt.date) -> str:
    """Return a day in short: `6.1.2022`; in English `Jan 6, 2022`.

    There the month is named: 1/6/2022 is January to some readers and June to others.
    """
    code = language()
    return format_skeleton("yMMMd" if code == "en" else "yMd", day, locale=_locale(code))


def day_and_month(day: dt.date) -> str:
    """Return a day without its year: `6. Jan.`."""
    return format_skeleton("MMMd", day, locale=_locale(language()))


def month_words(day: dt.date) -> str:
    """Return the month of a day: `Jan. 2022`."""
    return format_skeleton("yMMM", day, locale=_locale(language()))


def country_name(code: str) -> str:
    """Return the country's name in the reader's language; the code where CLDR has none."""
    return _country_name(code, language())


def own_name(code: str) -> str:
    """Return what a language calls itself: `Deutsch`."""
    return str(_locale(code).languages[code])


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes of all countries that CLDR names."""
    codes = _locale("en").territories
    return frozenset(code for code in map(str, codes) if _ALPHA_2(code)) - _NO_COUNTRIES


@lru_cache(maxsize=1_000)
def _country_name(code: str, reader: str) -> str:
    return str(_locale(reader).territories.get(code, code))


@lru_cache(maxsize=10_000)
def _number(value: float, decimals: int, code: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, format=pattern, locale=_locale("en"))
    sign = _locale(code).number_symbols["latn"]["decimal"]
    return text.replace(",", _GROUP_SPACE).replace(".", sign)


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    path = FOLDER / code / "LC_MESSAGES" / "schauplatz.po"
    if not path.exists():  # English is the source
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
