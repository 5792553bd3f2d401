"""The form of a mention: what the name is used as, and which place it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geodata.models import USAGES, Mention
from geodata.review import MentionState
from geodata.ui.review.choosing import Places, choose_place
from geodata.ui.review.places import offers
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.labels import label_text
from geodata.ui.wording.words import quoted, usage_label

if TYPE_CHECKING:
    from geodata.review import Scope
    from geodata.ui.page import Page
    from geodata.ui.review.targets import Target

__all__ = ["FilledMention", "fill_mention", "namesakes"]


@dataclass(frozen=True, slots=True)
class FilledMention:
    """What a form says of a mention, and whether for every such name in the article."""

    state: MentionState
    scope: Scope = "one"
    missing: str | None = None


def fill_mention(
    page: Page, target: Target, mention: Mention, state: MentionState, *, key: str
) -> FilledMention:
    """Draw the form of a mention and return what it says."""
    usage = st.selectbox(
        _("Used as"),
        USAGES,
        index=USAGES.index(state.usage),
        format_func=usage_label,
        key=f"{key}_usage",
    )
    places = Places(page, offers(target), mention.form or mention.surface)
    chosen = choose_place(places, state.place, key=f"{key}_place", label=_("Place"))
    scope: Scope = "one"
    others = namesakes(target, mention)
    if others:
        count = ngettext("{n} more", "{n} more", others)
        label = _("for every {name} in this article ({count})")
        text = label.format(name=quoted(mention.surface), count=count)
        scope = "name" if st.checkbox(label_text(text), key=f"{key}_scope") else "one"
    return FilledMention(MentionState(usage, chosen.place), scope, chosen.missing)


def namesakes(target: Target, mention: Mention) -> int:
    """Return how often else an article has a name."""
    name = mention.form or mention.surface
    return sum((one.form or one.surface) == name for one in target.extraction.mentions) - 1
