"""Names so great that they are places whatever the tagger saw in them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.mentions.kinds import CAPITAL, NAME, OPENER
from geodata.mentions.rulebook import PLACE_LABELS, Ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.gazetteer import NameHit
    from geodata.mentions.reading import Reading
    from geodata.mentions.rulebook import RuleBook

__all__ = ["find_great"]

# In decades (`prior_of`): countries, and the greatest capitals (Moscow 9.0).
LEAST = 8.8
# ... and capitals that share their name with no word or first name (Riga 7.6, but Male 7.0).
LEAST_CAPITAL = 7.5
# ... and the towns that are sure after a preposition of place: some 20,000 people.
LEAST_LOCATED = 4.3
# ... and the same without one, where the tagger has never met the word in another sense.
LEAST_UNMET = 4.3
# ... and right after "in" or "city": some 500 people.
LEAST_UNMET_WITHIN = 2.5
# ... and after another preposition of place, which people take as well: some 3,000 people.
LEAST_UNMET_LOCATED = 3.5
# ... and where prepositions and verbs call for a place, but no ending tells a surname: 2,000.
LEAST_SMALL = 3.3
# Its towns are called after people, whom a text is likelier to mean.
CALLED_AFTER_PEOPLE = "US"
SHORTEST_UNMET = 5
# People of a town that is known all over the world.
GREAT_POPULATION = 1_000_000
GREAT_TYPES = frozenset({"country", "region"})
# Sites that are in the gazetteer by hand: seats of power, bases, squares.
SITE = "site:"
HYPHENS = frozenset("-‐‑")  # noqa: RUF001  # as found
REMEMBERED = 20_000
SHORTEST = 3
# "Democratic Republic of the Congo" is found by its parts; no great name needs more words.
MOST_WORDS = 4


class _Tags(NamedTuple):
    """The tags of an article: what may give way to a great name, and what is part of people."""

    tags: Sequence[Ruled]
    ends: dict[int, Ruled]  # what is no place, by its end
    names: frozenset[str]  # the words of people's names of several words


def find_great(reading: Reading, tags: Sequence[Ruled], book: RuleBook) -> Iterator[Ruled]:
    """Yield the names of countries, regions, sites, capitals and great towns, inflected or not.

    What the tagger takes for an organisation, a person or another thing of just that name
    ("England lost") is the place; longer names stay what they are, and so do people whose first
    name or title stands beside it.
    """
    seen = _seen(reading.text, tags)
    free = 0
    # Kinds see through no case endings; where there are such, any capitalised word may be a name.
    kinds = CAPITAL if book.attribute_endings else NAME | OPENER
    for number in reading.of_kind(kinds):
        last = _last_of_name(reading, number, book) if number >= free else None
        if last is not None:
            free = last + 1
            if _may_be_place(reading, (number, last), seen, book):
                yield Ruled(reading.start(number), reading.end(last), "LOC", "great name")


def _seen(text: str, tags: Sequence[Ruled]) -> _Tags:
    people = [text[tag.start : tag.end].split() for tag in tags if tag.label == "PER"]
    names = frozenset(word for words in people if len(words) > 1 for word in words)
    ends = {tag.end: tag for tag in tags if tag.label not in PLACE_LABELS}
    return _Tags(tags, ends, names)


def _may_be_place(reading: Reading, pieces: tuple[int, int], seen: _Tags, book: RuleBook) -> bool:
    """Whether the tags leave a great name to be a place."""
    start, end = reading.start(pieces[0]), reading.end(pieces[1])
    tag = seen.ends.get(end)
    over = [tag for tag in seen.tags if tag.start < end and start < tag.end]
    if over and all(_is_overlong(reading, tag, pieces, book) for tag in over):
        return not reading.following(pieces[1])[:1].isupper()
    if tag is None:
        return _are_parts(over, start, end) and not _is_person(reading, pieces, seen, book)
    before = reading.text[tag.start : start].strip().lower()
    if before and before not in book.determiners:
        return False
    return tag.label != "PER" or not _is_person(reading, pieces, seen, book)


def _is_overlong(reading: Reading, tag: Ruled, pieces: tuple[int, int], book: RuleBook) -> bool:
    """Whether a tag is a name where a place is called for, alone or with words of no name.

    Those before it are what calls for the place ("Storm of Aleppo"), the one after it is lower
    case ("Gaza killed the ...").
    """
    start, end = reading.start(pieces[0]), reading.end(pieces[1])
    if not book.struck or not _context(reading, pieces[0], book)[1]:
        return False
    if reading.word(pieces[1]).endswith(book.adjective_endings):
        return False  # "Samara Oblast" is a name of two words
    before = reading.text[tag.start : start].lower().split()
    after = reading.text[end : tag.end].strip()
    called = all(word in book.struck for word in before)
    return called and (not after or after[0].islower())


def _are_parts(tags: Sequence[Ruled], start: int, end: int) -> bool:
    """Whether tags are shorter places within a stretch: "Bosnia" and "Herzegovina"."""
    return all(
        tag.label in PLACE_LABELS
        and start <= tag.start
        and tag.end <= end
        and tag.end - tag.start < end - start
        for tag in tags
    )


def _is_person(reading: Reading, pieces: tuple[int, int], seen: _Tags, book: RuleBook) -> bool:
    """Whether anything beside a name, or elsewhere in the article, makes it a person's."""
    first, last = pieces
    before, after = reading.previous(first), reading.following(last)
    if before == ".":
        before = reading.previous(first - 1)
    return (
        reading.raw(first, last) in seen.names
        or before in book.titles
        or before in book.first_names
        or after[:1].isupper()
    )


def _last_of_name(reading: Reading, first: int, book: RuleBook) -> int | None:
    """Return the last piece of the great name that starts at a piece; None where none does.

    Of several names the longest counts.
    """
    if reading.group_start(first) != first:
        return None
    located, within = _context(reading, first, book)
    least = LEAST_UNMET_LOCATED if located else LEAST_UNMET
    least = LEAST_UNMET_WITHIN if within else least
    unmet = bool(book.surname_endings) and reading.previous(first)[:1].isalpha()
    for last in reversed(_ends(reading, first, book)):
        name = reading.raw(first, last)
        if _is_great(name, book, located) or (unmet and _is_unmet(name, book, least)):
            return last
        if located and not book.surname_endings and _is_small_town(name, book):
            return last
    return None


def _context(reading: Reading, first: int, book: RuleBook) -> tuple[bool, bool]:
    """Return whether what stands before a name calls for a place, and whether for no one else.

    An adjective may stand between ("in captured Gao"); an act of war goes on with a preposition
    or without one ("shelling of", "strike on").
    """
    before, earlier = (reading.previous(number).lower() for number in (first, first - 1))
    if not book.attribute_endings:
        located = before in book.locative | book.struck  # "overran Kunduz", "fall of Kunduz"
        return located or (before in book.weak and earlier in book.struck), False
    if before.endswith(book.attribute_endings) and earlier in book.within:
        before = earlier
    struck = before in book.struck or (before in book.weak and earlier in book.struck)
    headed = before in reading.lexicon.town_heads or before in reading.lexicon.area_heads
    within = struck or headed or before in book.within
    return within or before in book.locative, within


def _ends(reading: Reading, first: int, book: RuleBook) -> list[int]:
    """Return the capitalised pieces that a name from a piece on may end with, the nearest first."""
    last = reading.group_end(first)
    ends = [last]
    if _opens_name(reading, first, book):
        for _ in range(MOST_WORDS - 1):
            if not reading.joined(last) or not reading.is_word(last + 1):
                break
            last = reading.group_end(last + 1)
            if reading.word(last)[0].isupper():
                ends.append(last)
    return ends


def _opens_name(reading: Reading, number: int, book: RuleBook) -> bool:
    """Whether a word may be the first of several: it opens a name, or is an adjective."""
    inflected = bool(book.attribute_endings) and reading.word(number).endswith(
        book.attribute_endings
    )
    return inflected or bool(reading.kind(number) & OPENER)


@lru_cache(maxsize=REMEMBERED)
def _is_great(name: str, book: RuleBook, located: bool) -> bool:  # noqa: FBT001  # cached
    form = book.forms.best(name) if len(name) >= SHORTEST else None
    if form is None or name in book.first_names:
        return False
    hits = book.gazetteer.hits(form, exact=True)
    hit = hits[0]
    place = hit.place
    if place.type in GREAT_TYPES or place.place_id.startswith(SITE) or hit.prior >= LEAST:
        return True
    return _is_famous(hits) or (located and hit.prior >= LEAST_LOCATED and book.is_rare(name))


@lru_cache(maxsize=REMEMBERED)
def _is_unmet(name: str, book: RuleBook, least: float) -> bool:
    """Whether a name within a sentence is a town's or an area's for want of any other sense.

    `least` is the prior, in decades, that what stands before it asks of it. Words that the
    tagger knows, first names and what ends like a surname may be others'.
    """
    shortest = SHORTEST_UNMET if least == LEAST_UNMET else SHORTEST
    if len(name) < shortest or name.isascii() or name in book.first_names:
        return False
    if name.lower() in book.frequency:
        return False
    form = book.forms.best(name)
    if form is None or name.endswith(book.surname_endings):
        return False
    hit = book.gazetteer.hits(form, exact=True)[0]
    if hit.place.type not in {"city", "admin"} or hit.prior < least:
        return False
    return hit.place.country_code != CALLED_AFTER_PEOPLE


@lru_cache(maxsize=REMEMBERED)
def _is_small_town(name: str, book: RuleBook) -> bool:
    """Whether a name that the tagger never met is a town's, where a place is called for."""
    form = book.forms.best(name) if len(name) >= SHORTEST_UNMET else None
    if form is None or name in book.first_names or name.lower() in book.frequency:
        return False
    hit = book.gazetteer.hits(form, exact=True)[0]
    is_town = hit.place.type in {"city", "admin"} and hit.prior >= LEAST_SMALL
    return is_town and hit.place.country_code != CALLED_AFTER_PEOPLE


def _is_famous(hits: Sequence[NameHit]) -> bool:
    """Whether a name is a capital's or a great town's, and no other town's own name."""
    hit = hits[0]
    if hit.place.type != "city":
        return False
    if not hit.main and any(other.main and other.place.type == "city" for other in hits):
        return False  # "Victoria" is part of Hong Kong
    capital = hit.capital and hit.prior >= LEAST_CAPITAL
    return capital or (hit.place.population or 0) >= GREAT_POPULATION
