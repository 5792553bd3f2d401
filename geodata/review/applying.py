"""Applying corrections to what the machine found: after every extraction, in the order of the log.

Each act is applied to what the acts before it left, so the last word on a field stands. A name that
means another place takes the events with it that rest on it and are told there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geodata.events.wording import source_of
from geodata.models import Extraction
from geodata.review.anchoring import Located, find_anchor
from geodata.review.event_sheet import EventSheet
from geodata.review.finding_again import find_again
from geodata.review.mention_sheet import MentionSheet
from geodata.review.records import ArticleState, EventState, MentionState
from geodata.review.saying import said_fields
from geodata.review.standing import standing_acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.models import Article, Event, Span
    from geodata.review.records import Anchor, Correction

__all__ = ["Reviewed", "Unanchored", "apply_corrections", "told_article"]


@dataclass(frozen=True, slots=True)
class Unanchored:
    """A correction whose words were not found again, and why; it waits for a person."""

    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found in an article and what people say of it.

    `whole` says that a person has declared to have looked at all of it.
    """

    extraction: Extraction
    open: tuple[Unanchored, ...] = ()
    whole: bool = False


def apply_corrections(extraction: Extraction, corrections: Iterable[Correction]) -> Reviewed:
    """Return what was found in an article with what people say of it.

    What is rejected stays, marked so; what was confirmed, changed or added stays even where the
    machine finds it no longer. Only what a person spoke of itself has a status, not the events that
    moved with a name. Events keep the ids that they had when a person spoke of them.

    Args:
        extraction: what the machine finds, without any review.
        corrections: the acts on this article, or on earlier versions of it, in the order of the
            log; acts on other articles must not be among them.

    """
    acts = standing_acts(corrections)
    if not acts:
        return Reviewed(extraction)
    return _Desk(extraction, acts).reviewed()


class _Desk:
    """An article with the acts on it."""

    def __init__(self, extraction: Extraction, acts: Sequence[Correction]) -> None:
        self._article = extraction.article
        self._sha256 = extraction.article.content_sha256
        self._acts = acts
        self._located: dict[Anchor, Located] = {}
        self._mentions = MentionSheet(self._article.text, extraction.mentions)
        on_events = [act for act in acts if _is_on(act, EventState)]
        excerpts = {
            act.target_id: span
            for act in on_events
            if (span := self._locate(act.anchor).span) is not None
        }
        source = extraction.events[0].source if extraction.events else source_of(self._article)
        homes = find_again(on_events, excerpts, extraction.events)
        self._homes = homes
        self._events = EventSheet(self._article.text, source, extraction.events, homes)

    def reviewed(self) -> Reviewed:
        """Apply all acts."""
        still_open = []
        for act in self._acts:
            located = self._locate(act.anchor)
            if _is_on(act, MentionState) and located.span is not None:
                self._apply_to_mention(act, located.span)
            elif _is_on(act, EventState) and (
                located.span is not None or act.target_id in self._homes
            ):
                self._events.apply(act, located.span, self._mentions.mentions)
            elif not _is_on(act, ArticleState):
                still_open.append(Unanchored(act, located.reason or "its words were not found"))
        return Reviewed(
            self._made(),
            tuple(still_open),
            whole=any(map(self._confirms_all, self._acts)),
        )

    def _confirms_all(self, act: Correction) -> bool:
        """Whether somebody says of this very text, not of another version, to have seen it all."""
        is_same = act.anchor.text_sha256 == self._sha256
        return act.act == "confirm" and _is_on(act, ArticleState) and is_same

    def _locate(self, anchor: Anchor) -> Located:
        found = self._located.get(anchor)
        if found is None:
            found = find_anchor(anchor, self._article.text, text_sha256=self._sha256)
            self._located[anchor] = found
        return found

    def _apply_to_mention(self, act: Correction, span: Span) -> None:
        known = len(self._mentions.mentions)
        for move in self._mentions.apply(act, span):
            if move.position >= known:
                mention = self._mentions.mentions[move.position]
                self._events.rest_on(move.position, mention, move.before)
            if move.before != move.after:
                precision = self._mentions.mentions[move.position].where_prec
                self._events.move(move, precision)

    def _made(self) -> Extraction:
        """Return the extraction as it is by now: mentions in the order of the text again."""
        article = _told(self._article, self._acts)
        mentions = self._mentions.mentions
        order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end, i))
        new = {old: i for i, old in enumerate(order)}
        events = [_renumbered(event, new) for event in self._events.events]
        if article != self._article:
            source = source_of(article)
            events = [replace(event, source=source) for event in events]
        return Extraction(article, tuple(mentions[i] for i in order), tuple(events))


def _is_on(act: Correction, sort: type) -> bool:
    return isinstance(act.after if act.before is None else act.before, sort)


def told_article(article: Article, corrections: Iterable[Correction]) -> Article:
    """Return an article with what people say of it: day, publisher, address, author.

    `corrections` are as for `apply_corrections`; those on what was found in it count for nothing.
    """
    return _told(article, standing_acts(corrections))


def _told(article: Article, acts: Sequence[Correction]) -> Article:
    said: dict[str, Any] = {}
    for act in acts:
        if _is_on(act, ArticleState):
            said |= said_fields(act)
    return replace(article, **said)


def _renumbered(event: Event, new: dict[int, int]) -> Event:
    return replace(event, mentions=tuple(new[i] for i in event.mentions))
