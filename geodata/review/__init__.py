"""Review: what people say of what was found, kept as acts and applied after every extraction."""

from geodata.review.acts import (
    Signed,
    add_event,
    add_mention,
    change,
    confirm,
    note,
    place_at,
    reject,
    undo,
)
from geodata.review.anchoring import Located, find_anchor, make_anchor
from geodata.review.applying import Reviewed, Unanchored, apply_corrections, told_article
from geodata.review.checking import LONGEST_REASON, check_correction
from geodata.review.codec import (
    Sort,
    correction_json,
    correction_lines,
    read_correction,
    read_correction_lines,
    read_state,
    sort_of,
    state_json,
)
from geodata.review.gold import gold_lines, is_gold
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
from geodata.review.rejected import without_rejected
from geodata.review.standing import standing_acts, undone_ids
from geodata.review.targets import Target, mention_id, state_of, target_id_of
from geodata.review.telling import Difference, differences, history

__all__ = [
    "LONGEST_REASON",
    "Act",
    "Anchor",
    "ArticleState",
    "Correction",
    "Difference",
    "EventState",
    "Located",
    "MentionState",
    "Reviewed",
    "Scope",
    "Signed",
    "Sort",
    "State",
    "Target",
    "Unanchored",
    "add_event",
    "add_mention",
    "apply_corrections",
    "change",
    "check_correction",
    "confirm",
    "correction_json",
    "correction_lines",
    "differences",
    "find_anchor",
    "gold_lines",
    "history",
    "is_gold",
    "make_anchor",
    "mention_id",
    "note",
    "place_at",
    "read_correction",
    "read_correction_lines",
    "read_state",
    "reject",
    "sort_of",
    "standing_acts",
    "state_json",
    "state_of",
    "target_id_of",
    "told_article",
    "undo",
    "undone_ids",
    "without_rejected",
]
