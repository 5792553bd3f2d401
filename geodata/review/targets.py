"""What a correction is on: its id, its state as a record, and the stretch of text it stands on."""

from __future__ import annotations

from typing import TypeAlias, overload

from geodata.models import Article, Event, Mention, Span, stable_id
from geodata.review.records import ArticleState, EventState, MentionState, State

__all__ = ["Target", "mention_id", "state_of", "stretch_of", "target_id_of"]

Target: TypeAlias = Mention | Event | Article
# An article without a headline is anchored to so many characters of its start.
_OPENING = 80


def mention_id(article_id: str, text_sha256: str, start: int, end: int) -> str:
    """Return the id of a mention: it depends on its article, its text and its offsets only."""
    return stable_id(article_id, text_sha256, start, end)


def target_id_of(target: Target, article: Article) -> str:
    """Return the id that corrections of a mention, an event or the article itself carry."""
    if isinstance(target, Event):
        return target.event_id
    if isinstance(target, Article):
        return target.article_id
    return mention_id(article.article_id, article.content_sha256, target.start, target.end)


@overload
def state_of(target: Mention) -> MentionState: ...
@overload
def state_of(target: Event) -> EventState: ...
@overload
def state_of(target: Article) -> ArticleState: ...
def state_of(target: Target) -> State:
    """Return what can be said of a target, as it is now."""
    if isinstance(target, Mention):
        return MentionState(target.usage, target.place)
    if isinstance(target, Article):
        return ArticleState(target.published, target.publisher, target.url, target.author)
    return EventState(
        target.kind,
        target.phase,
        target.status,
        target.place,
        target.where_prec,
        target.origin,
        target.actors,
        target.figures,
        target.date,
        _trigger_within(target),
    )


def stretch_of(target: Target) -> Span:
    """Return the stretch of text that a target stands on: of an article, how it begins."""
    if isinstance(target, Mention):
        return Span(target.start, target.end)
    if isinstance(target, Event):
        return target.excerpt
    return target.headline or Span(0, min(_OPENING, len(target.text)))


def _trigger_within(event: Event) -> Span:
    """Return the trigger relative to the excerpt; an empty one where it lies outside."""
    start, end = event.excerpt
    if not start <= event.trigger.start <= event.trigger.end <= end:
        return Span(0, 0)
    return Span(event.trigger.start - start, event.trigger.end - start)
