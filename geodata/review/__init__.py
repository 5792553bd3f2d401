"""Review: what people say of what was found, kept as acts and applied after every extraction."""

from geodata.review.records import (
    Act,
    Anchor,
    ArticleState,
    Correction,
    EventState,
    MentionState,
    Scope,
    State,
)

__all__ = [
    "Act",
    "Anchor",
    "ArticleState",
    "Correction",
    "EventState",
    "MentionState",
    "Scope",
    "State",
]
