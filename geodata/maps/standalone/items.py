"""An incident and a citation as HTML. Whatever an article says is escaped; nothing of it runs.

A citation stands in many items and once in the file: an item holds `<cite>17</cite>`, and whoever
shows it puts citation 17 there. No text can forge that, for its angle brackets are escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.maps.markup import escape, isolate, lang, safe_url
from geodata.maps.standalone.numbers import counted
from geodata.tables.files.sharing import cut_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.maps.palette import Look
    from geodata.maps.standalone.entries import Cited, Entry, Telling
    from geodata.maps.standalone.words import StandaloneWords
    from geodata.models import EventKind

__all__ = ["Items", "cited_html", "glyph", "with_citations"]

# Tellings that are seen at once; the others open on a click.
_SEEN = 2
_LONGEST_NAME = 100
_CITATION = re.compile(r"<cite>(\d+)</cite>")


def glyph(kind: EventKind, look: Look = "filled") -> str:
    """Return the sign of a kind; its shape stands once in the file, its colour in the style."""
    strike = '<use href="#sp-strike"/>' if look == "denied" else ""
    return (
        f'<svg class="glyph {kind} {look}" viewBox="0 0 24 24" aria-hidden="true">'
        f'<use href="#sp-{kind}"/>{strike}</svg>'
    )


def with_citations(html: str, citations: Sequence[str]) -> str:
    """Return an item with its citations written out."""
    return _CITATION.sub(lambda found: citations[int(found[1])], html)


def cited_html(cited: Cited, words: StandaloneWords) -> str:
    """Return publisher, day and headline, as a link where the article has an address of the web."""
    publisher = isolate(cut_text(cited.publisher or words.unknown, _LONGEST_NAME))
    date = "" if cited.published is None else f", {escape(words.date(cited.published))}"
    return f"<b>{publisher}</b>{date}{_headline(cited)}"


def _headline(cited: Cited) -> str:
    url, said_in = safe_url(cited.url), lang(cited.language)
    if url is None:
        return f" · <span{said_in}>{isolate(cited.headline)}</span>" if cited.headline else ""
    text = isolate(cited.headline or cited.url or "")
    return f' · <a href="{url}" target="_blank" rel="noopener noreferrer"{said_in}>{text}</a>'


class Items:
    """Incidents as items of a list; their parts are made once, however often put together."""

    def __init__(
        self, words: StandaloneWords, entries: Sequence[Entry], on_map: Sequence[bool]
    ) -> None:
        """Take the words, the incidents, and which of them have a place on the map."""
        self._words = words
        self._entries = entries
        self._heads = [self._head(one) for one in entries]
        self._told = [[self._telling(told) for told in one.tellings] for one in entries]
        self._feet = [
            self._foot(one, is_there) for one, is_there in zip(entries, on_map, strict=True)
        ]

    def iter_html(self, most: int) -> Iterator[str]:
        """Yield the items in order, each with so many tellings, and how many others it has."""
        for number, entry in enumerate(self._entries):
            told = self._told[number][:most]
            left = len({one.article for one in entry.tellings[most:]})
            if left:
                told.append(f'<p class="left">{self._count(self._words.more_sources, left)}</p>')
            yield (
                f'<li class="card {entry.kind}" id="e{number}">{self._heads[number]}'
                f"{''.join(told[:_SEEN])}{self._folded(told[_SEEN:])}{self._feet[number]}</li>"
            )

    def _head(self, entry: Entry) -> str:
        words = self._words
        sort = words.sort(entry.status, entry.phase)
        date = words.no_date if entry.date is None else words.date(entry.date)
        figures = words.figures(entry.figures) if entry.figures else ""
        who = " · ".join(one for one in (words.actors(entry.actors), figures) if one)
        place = words.no_place if entry.place is None else entry.place
        return (
            f'<p class="head"><span>{glyph(entry.kind, entry.look)} '
            f"<b>{escape(words.kind(entry.kind))}</b>{f' · {escape(sort)}' if sort else ''}</span>"
            f"<span>{escape(date)}</span></p><h3>{isolate(place)}</h3>"
            + (f'<p class="who">{isolate(who)}</p>' if who else "")
        )

    def _telling(self, told: Telling) -> str:
        words = self._words
        notes = [words.copy] if told.copy else []
        if told.said_by is not None:
            notes.append(words.quoted.replace("{text}", " ".join(told.said_by.split())))
        said = f"<i>{isolate(' · '.join(notes))}</i> " if notes else ""
        said_in = lang(told.language)
        # A copy says the same again.
        quote = "" if told.copy else f'<blockquote{said_in} dir="auto">{_marked(told)}</blockquote>'
        return f"<figure>{quote}<figcaption>{said}<cite>{told.article}</cite></figcaption></figure>"

    def _folded(self, told: Sequence[str]) -> str:
        if not told:
            return ""
        more = self._count(self._words.more_sources, len(told))
        return f"<details><summary>{more}</summary>{''.join(told)}</details>"

    def _foot(self, entry: Entry, is_on_map: bool) -> str:  # noqa: FBT001 - private
        words = self._words
        parts = [
            self._count(words.sources, entry.sources)
            + (f", {self._count(words.copies, entry.copies)}" if entry.copies else "")
        ]
        if entry.disputed:
            parts.append(f"<b>≠ {escape(words.disputed)}</b>")
        if entry.place is not None:
            where = words.precision(entry.where_prec, entry.radius_km)
            parts.append(f"{escape(words.place)}: {escape(where)}")
        if not is_on_map:
            parts.append(escape(words.off_map_here))
        return f'<p class="foot"><span>{" · ".join(parts)}</span></p>'

    def _count(self, forms: tuple[str, str], count: int) -> str:
        return escape(counted(forms, count))


def _marked(told: Telling) -> str:
    """Return the excerpt with the place as written in it set apart."""
    place = " ".join((told.place_text or "").split())
    text = " ".join(told.excerpt.split())
    start = text.find(place) if place else -1
    if start < 0:
        return escape(text)
    end = start + len(place)
    return f"{escape(text[:start])}<b>{escape(text[start:end])}</b>{escape(text[end:])}"
