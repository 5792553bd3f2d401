"""The window in which a name or an event is added that the machine has missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from geodata.models import USAGES, Candidate, Span
from geodata.review import EventState, MentionState, add_event, add_mention
from geodata.ui.access.gate import recheck_reader
from geodata.ui.review.changing import ask_reason, show_save
from geodata.ui.review.choosing import Places, choose_place
from geodata.ui.review.event_form import fill_event
from geodata.ui.review.sentences import sentence_around, sentences_of, words_within
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import Stretch, escape, lang, marked_html, plain
from geodata.ui.wording.words import usage_label

if TYPE_CHECKING:
    from geodata.models import Article, Extraction, Place
    from geodata.ui.review.desk import Desk

__all__ = ["Missed", "open_adding"]

Missed = Literal["mention", "event"]
# What an event is told by is a word or a few; a longer selection is its sentence.
_LONGEST_TRIGGER = 40
_LABEL_CHARS = 110


def open_adding(
    desk: Desk, extraction: Extraction, *, what: Missed, span: Span | None = None
) -> None:
    """Open the window; `span` is what was selected in the text, None where nothing was."""
    title = _("Add a place") if what == "mention" else _("Add an event")
    draw = _add_mention if what == "mention" else _add_event
    st.dialog(title, width="medium")(draw)(desk, extraction, span)


def _add_mention(desk: Desk, extraction: Extraction, span: Span | None) -> None:
    recheck_reader()
    article = extraction.article
    key = f"review_new_{article.article_id}_{span.start if span else ''}"
    name = span or _ask_words(article, key, _("The name as it stands there"))
    if name is None:
        return
    _show_context(article, sentence_around(article, name), name)
    written = article.text[slice(*name)]
    usage = st.selectbox(_("Used as"), USAGES, format_func=usage_label, key=f"{key}_usage")
    places = Places(desk.page, _places(extraction), written)
    chosen = choose_place(places, None, key=f"{key}_place", label=_("Place"), first="search")
    reason = ask_reason(key)
    state = MentionState(usage, chosen.place)
    show_save(
        desk,
        lambda: [add_mention(article, name, state, desk.sign(reason=reason))],
        key=key,
        label=_("Add"),
        missing=chosen.missing,
    )


def _add_event(desk: Desk, extraction: Extraction, span: Span | None) -> None:
    recheck_reader()
    article = extraction.article
    key = f"review_new_event_{article.article_id}_{span.start if span else ''}"
    excerpt = sentence_around(article, span) if span else _ask_sentence(article, key)
    if excerpt is None:
        return
    trigger = span if span and span.end - span.start <= _LONGEST_TRIGGER else None
    if trigger is None:
        typed = st.text_input(_("The word that tells it (if you like)"), key=f"{key}_word").strip()
        trigger = words_within(article.text, excerpt, typed)
    _show_context(article, excerpt, trigger)
    within = Span(0, 0)
    if trigger is not None:
        within = Span(trigger.start - excerpt.start, trigger.end - excerpt.start)
    empty = EventState("violence", None, "actual", None, None, None, (), (), None, within)
    places = Places(desk.page, _places(extraction, nearest=excerpt), "")
    filled = fill_event(places, empty, key=key, first="offered")
    reason = ask_reason(key)
    show_save(
        desk,
        lambda: [add_event(article, excerpt, filled.state, desk.sign(reason=reason))],
        key=key,
        label=_("Add"),
        missing=filled.missing,
    )


def _ask_sentence(article: Article, key: str) -> Span | None:
    """Let the reviewer choose a sentence, where none was selected."""
    sentences = sentences_of(article)
    row = st.selectbox(
        _("Sentence"),
        range(len(sentences)),
        index=None,
        format_func=lambda one: plain(article.text[slice(*sentences[one])][:_LABEL_CHARS]),
        key=f"{key}_sentence",
        placeholder=_("Which sentence is it in?"),
    )
    return None if row is None else sentences[row]


def _ask_words(article: Article, key: str, label: str) -> Span | None:
    """Let the reviewer choose a sentence and type words of it, where none were selected."""
    sentence = _ask_sentence(article, key)
    if sentence is None:
        return None
    typed = st.text_input(label, key=f"{key}_words").strip()
    found = words_within(article.text, sentence, typed)
    if typed and found is None:
        text = _("These words do not stand in the sentence.")
        st.html(f'<div class="sp sp-muted">{escape(text)}</div>')
    return found


def _show_context(article: Article, sentence: Span, marked: Span | None) -> None:
    stretches = [] if marked is None else [Stretch(*marked, "sp-place")]
    shown = marked_html(article.text, *sentence, stretches)
    st.html(
        f'<div class="sp"><p class="sp-excerpt" dir="auto"{lang(article.language)}>'
        f"{shown}</p></div>"
    )


def _places(extraction: Extraction, nearest: Span | None = None) -> tuple[Candidate, ...]:
    """Return the places that an article names: those within a stretch first, then in its order."""
    named: dict[Place, bool] = {}
    for one in extraction.mentions:
        if one.place is not None and one.review != "rejected":
            inside = nearest is not None and nearest.start <= one.start < nearest.end
            named[one.place] = named.get(one.place, False) or inside
    order = sorted(named, key=lambda place: not named[place])
    return tuple(Candidate(place, 0.0) for place in order)
