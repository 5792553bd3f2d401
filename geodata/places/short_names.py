"""Names that stand for longer ones in their article: "Barrow" for Barrow County."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.models import Article, Mention
    from geodata.places.words import PlaceWords

__all__ = ["longer_names", "one_spelling"]

SHORTEST_HEADLINE = 4  # shorter names in capitals are abbreviations: "US"
_AFTER = re.compile(r"\s+([^\W\d_]+)")


def one_spelling(forms: Iterable[str], gazetteer: Gazetteer) -> dict[str, str]:
    """Return for each name in capitals the one that the article or the gazetteer writes small.

    Headlines and datelines ("WINDSOR -") are spelt so; they mean what the text means.
    """
    kept = sorted(set(forms))
    small = {form.casefold(): form for form in kept if not form.isupper()}
    spelt: dict[str, str] = {}
    for form in kept:
        if not form.isupper() or len(form) < SHORTEST_HEADLINE:
            continue
        title = form.title()
        other = small.get(form.casefold()) or (title if gazetteer.has_name(title) else None)
        if other is not None:
            spelt[form] = other
    return spelt


def longer_names(
    article: Article, mentions: Sequence[Mention], words: PlaceWords
) -> Mapping[str, frozenset[str]]:
    """Return the longer names that names of the article stand for.

    Either the longer one is named, too ("Barrow County ... in Barrow"), or the unit is named
    behind a list ("Jackson and Barrow counties").
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    forms = {mention.form for mention in mentions if mention.form is not None}
    for form in forms:
        name, _space, tail = form.rpartition(" ")
        if tail in words.area_tails and name in forms:
            found[name].add(form)
    if words.plural_tails and any(plural in article.text for plural in words.plural_tails):
        for name, longer in _listed(article.text, mentions, words):
            found[name].add(longer)
    return {name: frozenset(longer) for name, longer in found.items()}


def _listed(text: str, mentions: Sequence[Mention], words: PlaceWords) -> Iterable[tuple[str, str]]:
    """Yield the names of lists that end in the plural of a unit, with the unit's word."""
    unit: str | None = None
    start = len(text)
    for mention in reversed(mentions):
        if unit is None or words.list_signs.fullmatch(text, mention.end, start) is None:
            match = _AFTER.match(text, mention.end)
            unit = words.plural_tails.get(match.group(1)) if match is not None else None
        if unit is not None and mention.form is not None:
            yield mention.form, f"{mention.form} {unit}"
        start = mention.start
