"""The finder: name lists, the language's word lists, and rules; no tagger yet.

Each token is tried for a word made from a name, then for a name; names are weighed in their
context (`evidence`). Two rounds: what the first found in a telling context helps the second.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geodata.mentions.derived import find_derived
from geodata.mentions.evidence import HEAD, LOCATIVE, is_head, weigh
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.naming import NameMatch, match_name
from geodata.mentions.persons import People, find_people
from geodata.mentions.reading import Found, Reading
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
    people = find_people(reading)
    first, known = _round(reading, people, frozenset())
    found = _round(reading, people, known)[0] if known else first
    return tuple(_mentions(reading, found))


def count_rules(mentions: Iterable[Mention]) -> Counter[str]:
    """Return how often each rule fired."""
    return Counter(mention.why for mention in mentions)


def _round(
    reading: Reading, people: People, known: frozenset[str]
) -> tuple[list[Found], frozenset[str]]:
    """Return what is found from left to right, and the names in a telling context."""
    found: list[Found] = []
    telling: set[str] = set()
    number = 0
    while number < len(reading.tokens):
        here = _found_at(reading, people, number, found[-1] if found else None, known)
        found += here
        for item in here:
            if item.form is not None and "telling" in item.flags:
                telling.add(item.form)
        after = max((item.last for item in here), default=number)
        number = max(after + 1, number + 1)
    return found, frozenset(telling)


def _found_at(
    reading: Reading, people: People, number: int, before: Found | None, known: frozenset[str]
) -> list[Found]:
    token = reading.tokens[number]
    if not token.is_word or number in people.tokens or _inside_word(reading, number):
        return []
    if not token.is_capitalised:
        return find_derived(reading, number)
    if token.text in reading.lexicon.function_words:
        return []
    match = match_name(reading, number)
    name = None
    if match is not None and not people.tokens & set(range(match.first, match.last + 1)):
        name = _weighed(reading, match, people, before, known)
        if name is not None and name.last > number:
            return [name]
    derived = find_derived(reading, number)
    if derived:
        return derived
    return [name] if name is not None else _unknown(reading, number, known)


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
    reading: Reading, match: NameMatch, people: People, before: Found | None, known: frozenset[str]
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
        flags=frozenset({"telling"}) if evidence.context >= TELLING else frozenset(),
    )


def _unknown(reading: Reading, number: int, known: frozenset[str]) -> list[Found]:
    """Return a name that the gazetteer lacks, after a noun that calls it a place."""
    token = reading.tokens[number]
    lexicon = reading.lexicon
    word = token.text
    if word in lexicon.common_words or word in lexicon.first_names or len(word) < SHORTEST_UNKNOWN:
        return []
    if word not in known and not _is_called_place(reading, number):
        return []
    return [
        Found(
            token.start,
            token.end,
            number,
            number,
            word,
            "literal",
            "unknown name after the noun of a place",
            0.0,
            flags=frozenset({"telling"}),
        )
    ]


def _is_called_place(reading: Reading, number: int) -> bool:
    """Whether a noun such as "Kleinstadt" before a word, and nothing after it, makes it a name."""
    if not is_head(reading, number - 1) or not reading.joined(number - 1):
        return False
    return not reading.following(number)[:1].isupper()


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
