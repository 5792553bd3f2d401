"""The sidebar: filters, which are set to what the view says, and the language of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.palette import KIND_SIGNS
from geodata.models import EVENT_KINDS, REVIEW_STATUSES, STATUSES, EventKind
from geodata.tables.facets import CONFIDENCE_STEPS
from geodata.tables.filters import LONGEST_WORDS, PRECISIONS
from geodata.tables.voices import FACT, VOICES
from geodata.ui.filters.facets import Options, picked, show_list, show_pills, store, widget_key
from geodata.ui.state.hosting import is_hosted
from geodata.ui.state.view import current_view
from geodata.ui.wording.i18n import (
    LANGUAGES,
    _,
    choose_language,
    language,
    ngettext,
    number,
    own_name,
)
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.words import KIND_COLOURS, sureness

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from geodata.tables.facets import Choice
    from geodata.tables.filters import Filters
    from geodata.ui.shelf.library import Library
    from geodata.ui.shelf.period import Period

__all__ = ["show_sidebar"]

_DAYS = "filter_days"
_WORDS = widget_key("words")
_CONFIDENCE = widget_key("min_confidence")
_FIGURES = widget_key("with_figures")
_UNDATED = widget_key("undated")
_DATE_FORMATS = {"de": "DD.MM.YYYY", "en": "YYYY-MM-DD"}
# Seldom needed: behind a line that opens.
_CLOSED = frozenset(
    {
        "precisions",
        "statuses",
        "says",
        "languages",
        "review",
        "min_confidence",
        "with_figures",
        "undated",
    }
)
_ANY_CONFIDENCE = 0.0


def show_sidebar(library: Library) -> None:
    """Draw the filters over everything that was read; each counts with all others applied."""
    filters = current_view().filters
    choice = library.choose(filters)
    _show_days(library, filters)
    _show_kinds(choice)
    for name, label, placeholder in (
        ("countries", _("Country"), _("All countries")),
        ("actors", _("Who acts"), _("All actors")),
        ("publishers", _("Source"), _("All sources")),
    ):
        known = library.facets.values(name)
        if known:
            # Where the others leave nothing, the list stays as a way out.
            counts = choice.counts(name) or dict.fromkeys(known, 0)
            show_list(Options.ranked(name, counts, getattr(filters, name)), label, placeholder)
    _show_words(filters)
    with st.expander(_closed_label(filters), key="filter_more"):
        _show_closed(library, choice, filters)
    _show_source(library)
    _show_languages()


def _show_closed(library: Library, choice: Choice, filters: Filters) -> None:
    lists: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("precisions", _("Precision of the place"), PRECISIONS),
        ("statuses", _("Status"), STATUSES),
        ("says", _("Who says so"), VOICES),
    )
    for name, label, known in lists:
        options = Options.found(name, known, choice.counts(name), getattr(filters, name))
        if options.values not in ((), (FACT,)):
            show_pills(options, label)
    languages = Options.ranked("languages", choice.counts("languages"), filters.languages)
    if len(languages.values) > 1 or filters.languages:
        show_pills(languages, _("Language of the article"))
    if library.reviewed or "review" in filters.active:
        counts = choice.counts("review")
        show_pills(Options.found("review", REVIEW_STATUSES, counts, filters.review), _("Review"))
    _show_confidence(choice, filters)
    _show_figures(choice, filters)
    _show_undated(choice, filters)


def _closed_label(filters: Filters) -> str:
    """Return the label of what is closed at first; it tells when something in it is on."""
    label = _("Precision and status")
    active = len(_CLOSED & set(filters.active))
    return f"{label} · {ngettext('{n} active', '{n} active', active)}" if active else label


def _show_days(library: Library, filters: Filters) -> None:
    period = library.period
    if period is None:
        st.caption(_("No event has a date."))
        return
    first, last = _days(filters, period)
    # A range of which only the first day is picked yet must stay as it is.
    if len(st.session_state.get(_DAYS, ())) != 1:
        st.session_state[_DAYS] = (first, last)
    st.date_input(
        _("Period"),
        min_value=min(period.reach[0], first, last),
        max_value=max(period.reach[1], first, last),
        key=_DAYS,
        format=_DATE_FORMATS[language()],
        on_change=_store_days,
        args=(period.news,),
    )


def _days(filters: Filters, period: Period) -> tuple[dt.date, dt.date]:
    """Return the days asked for; where one is open, the news' own, unless the other lies beyond."""
    first, last = filters.first_day, filters.last_day
    if first is None:
        first = period.news[0] if last is None else min(period.news[0], last)
    return first, max(period.news[1], first) if last is None else last


def _show_kinds(choice: Choice) -> None:
    def sign(kind: EventKind) -> str:
        return f":{KIND_COLOURS[kind]}[{KIND_SIGNS[kind]}] "

    show_pills(Options("kinds", EVENT_KINDS, choice.counts("kinds")), _("Kind"), prefix=sign)


def _show_words(filters: Filters) -> None:
    st.session_state[_WORDS] = filters.words
    st.text_input(
        _("Search in the text"),
        key=_WORDS,
        max_chars=LONGEST_WORDS,
        placeholder=_("e.g. airport"),
        help=_(
            "All words must stand in the text, also as parts of longer ones. “In quotes”: the "
            "words one after the other. -word: not this one. One or two letters are a whole word."
        ),
        on_change=_store_words,
    )


def _show_confidence(choice: Choice, filters: Filters) -> None:
    counts = choice.counts("min_confidence")
    least = filters.min_confidence or _ANY_CONFIDENCE
    steps = sorted({_ANY_CONFIDENCE, *CONFIDENCE_STEPS, least})
    names = {step: _confidence_name(step) for step in steps}
    st.session_state[_CONFIDENCE] = least
    st.pills(
        _("Assigned place"),
        steps,
        format_func=lambda step: (
            f"{names[step]} {number(counts[step])}" if step in counts else names[step]
        ),
        key=_CONFIDENCE,
        on_change=_store_confidence,
        args=({name: step for step, name in names.items()},),
    )


def _confidence_name(step: float) -> str:
    if step == _ANY_CONFIDENCE:
        return _("all")
    if step in CONFIDENCE_STEPS:
        return sureness(step)
    return _("from {figure}").format(figure=number(step, decimals=2))


def _show_figures(choice: Choice, filters: Filters) -> None:
    count = choice.counts("with_figures")[True]
    if count == 0 and not filters.with_figures:
        return
    st.session_state[_FIGURES] = filters.with_figures
    st.toggle(
        ngettext("Only {n} event with figures", "Only {n} events with figures", count),
        key=_FIGURES,
        on_change=_store_figures,
    )


def _show_undated(choice: Choice, filters: Filters) -> None:
    count = choice.counts("undated")[True]
    if count == 0 and filters.undated:
        return
    st.session_state[_UNDATED] = filters.undated
    st.toggle(
        ngettext("With {n} event without a date", "With {n} events without a date", count),
        key=_UNDATED,
        on_change=_store_undated,
    )


def _show_source(library: Library) -> None:
    count = ngettext("{n} article", "{n} articles", len(library.tables.articles))
    where = _where(library)
    more = "" if where is None else f" · {isolate(where)}"
    st.html(f'<div class="sp sp-sub">{escape(count)}{more}</div>')


def _show_languages() -> None:
    """Offer the other languages, each by the name it has for itself."""
    for code in LANGUAGES:
        if code != language():
            st.button(
                own_name(code),
                key=f"language_{code}",
                type="tertiary",
                on_click=choose_language,
                args=(code,),
            )


def _store_days(news: tuple[dt.date, dt.date]) -> None:
    days = st.session_state[_DAYS]
    if len(days) != 2:  # noqa: PLR2004 - the second day is yet to be picked
        return
    first, last = days
    store(first_day=None if first == news[0] else first, last_day=None if last == news[1] else last)


def _store_words() -> None:
    store(words=st.session_state[_WORDS])


def _store_confidence(by_name: Mapping[str, float]) -> None:
    store(min_confidence=picked(st.session_state[_CONFIDENCE], by_name) or None)


def _store_figures() -> None:
    store(with_figures=st.session_state[_FIGURES])


def _store_undated() -> None:
    store(undated=st.session_state[_UNDATED])


def _where(library: Library) -> str | None:
    """Return where the articles come from; None where that is said elsewhere, or nobody's business.

    Visitors of a hosted copy learn the name of no folder.
    """
    match library.kind:
        case "samples":
            return _("samples")
        case "files":
            return None if is_hosted() or library.path is None else library.path.name
        case "store" | "own":
            return None
