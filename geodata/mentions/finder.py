"""The finder: the tagger, and beside it name lists weighed by rules.

Each token is tried for a word made from a name, then for a name; names are weighed in their
context (`evidence`). Two rounds: what the first found in a telling context helps the second.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING

from geodata.mentions.derived import find_derived
from geodata.mentions.enumerations import find_enumerated
from geodata.mentions.evidence import GREAT, HEAD, LOCATIVE, Known, is_head, weigh
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.naming import NameMatch, match_name
from geodata.mentions.persons import People, find_people
from geodata.mentions.reading import Found, Reading
from geodata.mentions.spelling import misspelt
from geodata.mentions.tagged import find_tagged
from geodata.mentions.usage import usage_of
from geodata.models import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.gazetteer import Gazetteer
    from geodata.models import Article, Usage

__all__ = ["count_rules", "find_mentions"]

# Names that the context of the first round made sure of.
TELLING = min(HEAD, LOCATIVE)
# UCDP's precision before the place is chosen: a name alone is a town or a site.
PRECISION_UNKNOWN = 1
SHORTEST_UNKNOWN = 3


def find_mentions(article: Article, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the toponyms in the body of an article, in order, their places still open.

    A mention made from a name (adjective, demonym) already carries its only candidate.

    Raises:
        LanguageError: there is no pack for the article's language.
        DataError: the pack lacks a list.
    """
    reading = Reading(article, gazetteer, load_lexicon(article.language))
    tagged = find_tagged(reading)
    if reading.lexicon.weighs_names:
        tagged = _merged(_weighed_names(reading), tagged)
    return tuple(_mentions(reading, tagged))


def count_rules(mentions: Iterable[Mention]) -> Counter[str]:
    """Return how often each rule fired."""
    return Counter(mention.why for mention in mentions)


def _merged(found: Iterable[Found], more: Iterable[Found]) -> list[Found]:
    """Return what was found, and what overlaps none of it, in order."""
    kept = list(found)
    taken = {at for item in kept for at in range(item.start, item.end)}
    kept += [item for item in more if taken.isdisjoint(range(item.start, item.end))]
    return sorted(kept, key=lambda item: item.start)


def _weighed_names(reading: Reading) -> list[Found]:
    """Return the names that pass by their weight, and the words made from names."""
    people = find_people(reading)
    words = _Words(reading)
    enumerated = find_enumerated(reading, people, words.match)
    first = _round(words, people, Known(enumerated=enumerated))
    known = Known(
        frozenset(item.form for item in first if item.form is not None and item.telling),
        frozenset(item.first for item in first if item.usage != "derived"),
        enumerated,
    )
    return _round(words, people, known)


class _Words:
    """What a word could be, looked up once for both rounds."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.match = cache(partial(match_name, reading))
        self.derived = cache(partial(find_derived, reading))


def _round(words: _Words, people: People, known: Known) -> list[Found]:
    """Return what is found from left to right."""
    found: list[Found] = []
    number = 0
    while number < len(words.reading.tokens):
        here = _found_at(words, people, number, found[-1] if found else None, known)
        found += here
        number = max((item.last for item in here), default=number) + 1
    return found


def _found_at(
    words: _Words, people: People, number: int, before: Found | None, known: Known
) -> list[Found]:
    """Return what starts at a token: a name, a word made from one, or an unknown name."""
    reading = words.reading
    token = reading.tokens[number]
    if not token.is_word or _inside_word(reading, number):
        return []
    if not token.is_capitalised:
        return words.derived(number)
    name = _name_at(words, people, number, before, known)
    if token.text in reading.lexicon.function_words:
        return [name] if name is not None and _is_more_than_a_word(reading, name) else []
    if name is not None and (name.last > number or _is_great(name)):
        return [name]
    if number in people.tokens:
        return []
    unknown = _unknown(reading, number, known) if name is None else [name]
    return words.derived(number) or unknown


def _name_at(
    words: _Words, people: People, number: int, before: Found | None, known: Known
) -> Found | None:
    match = words.match(number)
    if match is None or _is_person(words.reading, match, people):
        return None
    return _weighed(words.reading, match, people, before, known)


def _is_great(found: Found) -> bool:
    """Whether a name is a country's or a region's, which no other word is made of by chance."""
    return bool(found.hits) and found.hits[0].place.type in {"country", "region"}


def _is_more_than_a_word(reading: Reading, found: Found) -> bool:
    """Whether a name goes on after a word that is none: "Nur-Sultan", "Den Haag"."""
    if found.last == found.first:
        return False
    capital_tells = found.first not in reading.first_tokens
    return reading.touches(found.first) or capital_tells or found.hits[0].prior >= GREAT


def _is_person(reading: Reading, match: NameMatch, people: People) -> bool:
    """Whether a match belongs to a person's name, and is no "Luftwaffenstützpunkt Otto Müller"."""
    if not people.tokens & set(range(match.first, match.last + 1)):
        return False
    whole = match.first - 1 not in people.tokens and match.last + 1 not in people.tokens
    return not (whole and match.last > match.first and is_head(reading, match.first - 1))


def _inside_word(reading: Reading, number: int) -> bool:
    """Whether a hyphen ties the token to a word before it; that word has been looked at."""
    return (
        number > 1
        and reading.word(number - 1) in {"-", "‐", "‑"}  # noqa: RUF001  # hyphens as found
        and reading.touches(number - 1)
        and reading.touches(number - 2)
        and reading.tokens[number - 2].is_word
    )


def _weighed(
    reading: Reading, match: NameMatch, people: People, before: Found | None, known: Known
) -> Found | None:
    evidence = weigh(reading, match, people, before, known)
    if not evidence.accepted:
        return None
    return Found(
        reading.tokens[match.first].start,
        reading.tokens[match.last].end,
        match.first,
        match.last,
        match.form,
        None,
        evidence.why,
        evidence.score,
        match.hits,
        genitive=match.genitive,
        telling=evidence.context >= TELLING,
    )


def _unknown(reading: Reading, number: int, known: Known) -> list[Found]:
    """Return a name that the gazetteer lacks: called a place, or a slip of the pen."""
    word = reading.word(number)
    lexicon = reading.lexicon
    if word in lexicon.common_words or word in lexicon.first_names or len(word) < SHORTEST_UNKNOWN:
        return []
    slip = _slip(reading, number, known)
    if slip is not None:
        return [slip]
    if word not in known.forms and not _is_called_place(reading, number):
        return []
    last = reading.group_end(number)
    start, end = reading.tokens[number].start, reading.tokens[last].end
    name, why = reading.raw(number, last), "unknown name called a place"
    return [Found(start, end, number, last, name, "literal", why, 0.0, telling=True)]


def _slip(reading: Reading, number: int, known: Known) -> Found | None:
    """Return a word that is one letter off a name of the article; None where it is none."""
    token = reading.tokens[number]
    if reading.gazetteer.has_name(token.text):
        return None
    form = misspelt(token.text, known.forms)
    if form is None:
        return None
    hits = reading.gazetteer.hits(form, exact=True)
    genitive = token.text.endswith("s") and not form.endswith("s")
    why = "one letter off"
    return Found(
        token.start, token.end, number, number, form, None, why, 0.0, hits, genitive=genitive
    )


def _is_called_place(reading: Reading, number: int) -> bool:
    """Whether a word is called a place: "die Kleinstadt X", "in X im Nordosten des Landes"."""
    word = reading.word(number)
    last = reading.group_end(number)
    abstract = word.isupper() or word.endswith(reading.lexicon.noun_endings)
    if abstract or reading.following(last)[:1].isupper():
        return False
    if _is_naming_head(reading, number - 1) and reading.joined(number - 1):
        return True
    return (
        reading.previous(number).lower() in reading.lexicon.locative
        and reading.following(last) == "im"
        and reading.word(last + 2) in reading.lexicon.compass
    )


def _is_naming_head(reading: Reading, number: int) -> bool:
    """Whether a noun is seldom followed by anything but a name: "Dorf", not "Land"."""
    word = reading.word(number)
    return is_head(reading, number) and (
        word in reading.lexicon.naming_heads
        or (word not in reading.lexicon.town_heads and word.endswith(reading.lexicon.town_endings))
    )


def _mentions(reading: Reading, found: list[Found]) -> list[Mention]:
    mentions: list[Mention] = []
    before: Found | None = None
    usage: Usage = "literal"
    for item in found:
        usage = item.usage or usage_of(reading, item, before, usage)
        mentions.append(
            Mention(
                start=item.start,
                end=item.end,
                surface=reading.article.text[item.start : item.end],
                usage=usage,
                place=None,
                confidence=0.0,
                where_prec=PRECISION_UNKNOWN,
                why=item.why,
                form=item.form,
                candidates=item.candidates,
            )
        )
        before = item
    return mentions
