"""Where a report was filed, as agencies write it: the places of datelines in a text's opening.

"ALMATY, Kazakhstan, Jan 6 (Reuters) -", "Washington/Moskau (dpa) –", "МОСКВА, 6 янв — РИА
Новости.", "АЛМА-АТА, 6 января. /ТАСС/."; at the very start also "Пекин, 2 апреля." and "Киев."
"""

# ruff: noqa: RUF001, RUF002  # Cyrillic letters that look alike

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.mentions.rulebook import GREAT_TOWN, PLACE_LABELS, Ruled, is_free

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.mentions.rulebook import RuleBook


__all__ = ["filing_places", "find_datelines", "is_filing_place", "stands_alone"]

# A dateline stands in the first paragraphs; later dashes set off insertions.
FARTHEST = 700
# In decades (`prior_of`): a town of some 100,000 people, which stands alone before a text.
LEAST_ALONE = 5.0

_CAPITAL = r"[^\W\d_a-zа-яёäöüß]"
_QUOTE = '["„“»«(]?'
_PLACE = rf"{_CAPITAL}[\w.’'-]*(?: {_CAPITAL}[\w.’'-]*| (?:de|of|am|an|la|el|al)(?= )){{0,3}}"
_MONTH = r"[^\W\d_]{3,9}"
_DAY = rf"[,.] (?:\d{{1,2}}\.? {_MONTH}|{_MONTH}\.? \d{{1,2}})(?:,? \d{{4}})?(?: года)?[.,]?"
_AGENCY = r"(?:\([^()\n]{0,40}\)|\[[^\]\n]{2,40}\]|/[^/\n]{2,40}/)"
_DASH = r"\s*(?:[–—]|--?)\s*(?=\S)"
_DATELINE = re.compile(
    rf"(?:^|\n|(?<=[.!?:\"“»)]\s))[ \t]*(?P<places>{_PLACE}(?:(?:, | ?/ ?){_PLACE}){{0,3}}?)"
    rf"(?:(?:{_DAY})?[,.]?\s?{_AGENCY}(?:[.:]\s|{_DASH})"  # the agency
    rf"|{_DAY}(?:{_DASH}|\s(?=[A-ZА-ЯЁ-]{{4,}}))"  # the day
    r"|(?P<dash>\s[–—-]{1,2}\s|[–—]{1,2}(?=[A-Z])))"  # a dash alone
)
# At the very start a day is enough, or the name of a town alone where a sentence follows.
_FIRST = re.compile(
    rf"\s*(?P<places>{_PLACE}(?:(?:, | ?/ ?){_PLACE}){{0,2}}?)"
    rf"{_DAY}(?<=\.)\s+(?={_QUOTE}{_CAPITAL})"
)
_ALONE = re.compile(rf"\s*(?P<town>{_PLACE})\.[ \t\n]+(?={_QUOTE}{_CAPITAL}[^.!?\n]{{15}})")
_EACH = re.compile(_PLACE)


def find_datelines(
    text: str, opening: int, tags: Sequence[Ruled], book: RuleBook
) -> Iterator[Ruled]:
    """Yield the places of filing in the first paragraphs that are no places yet.

    `opening` is where the body starts. They must be in the gazetteer, capitals or not: other
    names before a dash are headlines.
    """
    places = [tag for tag in tags if tag.label in PLACE_LABELS]
    head = text[opening : opening + FARTHEST]
    for first, last in filing_places(head, book.copulas) or _town_alone(head, book):
        start, end = opening + first, opening + last
        name = text[start:end]
        if is_free(places, start, end) and _is_known(name, book):
            yield Ruled(start, end, "LOC", "dateline")


def _town_alone(head: str, book: RuleBook) -> tuple[tuple[int, int], ...]:
    """Return where a known town stands alone before the first sentence."""
    span = _name_alone(head)
    hits = () if span is None else book.gazetteer.hits(head[slice(*span)], exact=True)
    known = bool(hits) and hits[0].place.type == "city" and hits[0].prior >= LEAST_ALONE
    return (span,) if span is not None and known else ()


@lru_cache(maxsize=8)
def _name_alone(opening: str) -> tuple[int, int] | None:
    """Return where a name stands alone before the first sentence: "Эль-Фашир. Бои идут"."""
    match = _ALONE.match(opening)
    return None if match is None else match.span("town")


def is_filing_place(text: str, opening: int, start: int, end: int, copulas: frozenset[str]) -> bool:
    """Whether a place stands in a dateline; `opening` is where the body starts."""
    if start - opening > FARTHEST:
        return False
    places = filing_places(text[opening : opening + FARTHEST], copulas)
    return any(opening + first < end and start < opening + last for first, last in places)


def stands_alone(text: str, opening: int, start: int, end: int) -> bool:
    """Whether a name stands alone before the first sentence; `opening` is where the body starts."""
    span = _name_alone(text[opening : opening + FARTHEST]) if start - opening < FARTHEST else None
    return span == (start - opening, end - opening)


def _is_known(name: str, book: RuleBook) -> bool:
    """Whether a name is one of the gazetteer, and not a word before a dash ("Die –")."""
    hits = book.gazetteer.hits(name, exact=not name.isupper())
    return bool(hits) and (book.is_rare(name) or hits[0].prior >= GREAT_TOWN)


@lru_cache(maxsize=8)
def filing_places(
    opening: str, copulas: frozenset[str] = frozenset()
) -> tuple[tuple[int, int], ...]:
    """Return where names stand in the datelines of a text's opening, whether places or not.

    A dash alone ends no dateline where it is one of the `copulas` ("Столица Чили — Сантьяго").
    """
    found = [
        match
        for match in _DATELINE.finditer(opening)
        if (match["dash"] or "").strip() not in copulas
    ]
    first = _FIRST.match(opening)
    if first is not None and not any(match.start() < first.end() for match in found):
        found.insert(0, first)
    return tuple(
        (place.start(), place.start() + len(_bare(place.group())))
        for match in found
        for place in _EACH.finditer(opening, *match.span("places"))
    )


def _bare(name: str) -> str:
    """Return a name without the full stop after it; "D.C." keeps its own."""
    return name if "." in name[:-1] else name.rstrip(".,")
