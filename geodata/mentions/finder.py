"""The finder: the tagger, and beside it name lists weighed by rules.

A language whose pack knows the words that names are mistaken for (`Lexicon.weighs_names`) has its
names weighed in their context (`evidence`); what the tagger finds is added where it overlaps
nothing. Rules look only at the words that their kind tells them of (`kinds`).
"""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING

from geodata.mentions.derived import find_derived
from geodata.mentions.enumerations import find_enumerated
from geodata.mentions.evidence import GREAT, Known, weigh
from geodata.mentions.evidence import HEAD as HEAD_WEIGHT
from geodata.mentions.evidence import LOCATIVE as LOCATIVE_WEIGHT
from geodata.mentions.kinds import CAPITAL, DERIVED, LINK, NAME, OPENER
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.naming import NameMatch, is_foreign, match_name
from geodata.mentions.persons import People, find_people
from geodata.mentions.reading import Found, Reading
from geodata.mentions.tagged import find_tagged
from geodata.mentions.unknown import find_called_places, find_slips
from geodata.mentions.usage import usage_of
from geodata.models import Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.models import Article, Usage

    Match = Callable[[int], NameMatch | None]

__all__ = ["count_rules", "find_mentions"]

# Names that the context of the first round made sure of.
TELLING = min(HEAD_WEIGHT, LOCATIVE_WEIGHT)
# From a name to the next one of a list: over a comma or "und".
LIST_STEP = 2
# A town of some 100,000 people: its name is better known than a noun spelt alike.
SMALL_TOWN = 5.0
# UCDP's precision before the place is chosen: a name alone is a town or a site.
PRECISION_UNKNOWN = 1


def find_mentions(article: Article, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the toponyms in the body of an article, in order, their places still open.

    A mention made from a name (adjective, demonym) already carries its only candidate.

    Raises:
        LanguageError: there is no pack for the article's language.
        DataError: the pack lacks a list.
    """
    if not article.body:
        return ()
    reading = Reading(article, gazetteer, load_lexicon(article.language))
    if not reading.lexicon.weighs_names:
        return tuple(_mentions(reading, find_tagged(reading)))
    match = cache(partial(match_name, reading))
    people = find_people(reading, match)
    named = _weighed_names(_Words(reading, people, match))
    weighed = [item for item in named if not _is_set_phrase(reading, item)]
    found = _beside(weighed, find_slips(reading, weighed))
    taken = {number for item in found for number in range(item.first, item.last + 1)}
    tagged = (item for item in find_tagged(reading, taken) if _is_likely(reading, item, people))
    return tuple(_mentions(reading, _beside(found, tagged)))


def count_rules(mentions: Iterable[Mention]) -> Counter[str]:
    """Return how often each rule fired."""
    return Counter(mention.why for mention in mentions)


def _beside(found: Sequence[Found], more: Iterable[Found]) -> list[Found]:
    """Return the finds and those of the second that share no piece with them, in order."""
    taken = {number for item in found for number in range(item.first, item.last + 1)}
    new = [item for item in more if taken.isdisjoint(range(item.first, item.last + 1))]
    return sorted([*found, *new], key=lambda item: item.start)


def _is_likely(reading: Reading, item: Found, people: People) -> bool:
    """Whether what the tagger found is a place's name rather than anybody's or anything's."""
    if not people.pieces.isdisjoint(range(item.first, item.last + 1)):
        return False
    if _is_set_phrase(reading, item):
        return False
    before = reading.previous(item.first)
    if item.hits and is_foreign(reading.lexicon, item.hits[0].best):
        return before.lower() not in reading.lexicon.determiners  # "die Austria" is a club
    located = before in reading.lexicon.locative or reading.lexicon.is_head(before)
    if item.form in people.surnames or _is_word_first(reading, item):
        return located
    if item.hits or item.candidates:
        return True
    return located and item.usage != "derived" and not _is_abstract(reading, item)


def _is_set_phrase(reading: Reading, item: Found) -> bool:
    """Whether a word means no place beside the one before or after: "in Brand", "Rast gemacht"."""
    word, phrases = reading.word(item.last), reading.lexicon.set_phrases
    return item.first == item.last and (
        f"{reading.previous(item.first).lower()} {word}" in phrases
        or f"{word} {reading.following(item.last).lower()}" in phrases
    )


def _is_abstract(reading: Reading, item: Found) -> bool:
    """Whether an unknown name is no name at all: "in Alarmbereitschaft"."""
    word, lexicon = reading.word(item.last), reading.lexicon
    return lexicon.is_common(word) or word.endswith(lexicon.noun_endings)


def _is_word_first(reading: Reading, item: Found) -> bool:
    """Whether a find is a common noun rather than the small town of the same name: "Schilde"."""
    if item.last > item.first or not item.hits or item.hits[0].prior >= SMALL_TOWN:
        return False
    return reading.lexicon.is_common(reading.word(item.first))


def _weighed_names(words: _Words) -> list[Found]:
    """Return the names that pass by their weight, and the words made from names.

    Two rounds: what the first found in a telling context helps the second.
    """
    first = words.round(Known(enumerated=words.enumerated))
    forms = frozenset(item.form for item in first if item.form is not None and item.telling)
    starts = frozenset(item.first for item in first if item.usage != "derived")
    return words.round(Known(forms, starts, words.enumerated))


class _Words:
    """The words of an article that may be places, looked up once for both rounds."""

    def __init__(self, reading: Reading, people: People, match: Match) -> None:
        self.reading = reading
        self.people = people
        self.match = match
        self.weighed: dict[int, tuple[NameMatch | None, Found | None]] = {}
        self.derived = cache(partial(find_derived, reading))
        self.called = {item.first: item for item in find_called_places(reading)}
        self.enumerated = find_enumerated(reading, people, self.match)
        named = {reading.group_start(n) for n in reading.of_kind(NAME | DERIVED)}
        # "New York", "St. Moritz": the word after the first tells whether it opens a name.
        named.update(reading.followed_by(OPENER, CAPITAL | LINK))
        self.numbers = sorted({*named, *self.called, *self.enumerated})

    def round(self, known: Known) -> list[Found]:
        """Return what is found from left to right."""
        found: list[Found] = []
        free = 0
        for number in self.numbers:
            if number < free:
                continue
            here = self._found_at(number, found[-1] if found else None, known)
            if here:
                found += here
                free = max(item.last for item in here) + 1
        return found

    def _found_at(self, number: int, before: Found | None, known: Known) -> list[Found]:
        """Return what starts at a piece: a name, a word made from one, or an unknown name."""
        reading = self.reading
        word = reading.word(number)
        if not word[0].isupper():
            return self.derived(number)
        name = self._name_at(number, before, known)
        if word in reading.lexicon.function_words:
            return [name] if name is not None and _is_more_than_a_word(reading, name) else []
        if name is not None and (name.last > number or _is_great(name)):
            return [name]
        if number in self.people.pieces:
            return []
        called = self.called.get(number) if name is None else name
        return self.derived(number) or ([] if called is None else [called])

    def _name_at(self, number: int, before: Found | None, known: Known) -> Found | None:
        """Return the name at a piece; a second time, only if what is known now could change it."""
        if number in self.weighed:
            match, found = self.weighed[number]
            if found is not None or not _may_gain(match, before, known):
                return found
        else:
            found, match = None, self.match(number)
        if match is not None and not _is_person(self.reading, match, self.people):
            found = _weighed(self.reading, match, self.people, before, known)
        self.weighed[number] = match, found
        return found


def _may_gain(match: NameMatch | None, before: Found | None, known: Known) -> bool:
    """Whether anything that the first round could not know speaks for a name."""
    if match is None:
        return False
    listed = before is not None and before.last == match.first - LIST_STEP
    return listed or match.form in known.forms or match.last + LIST_STEP in known.starts


def _is_great(found: Found) -> bool:
    """Whether a name is a country's or a region's, which no other word is made of by chance."""
    return bool(found.hits) and found.hits[0].place.type in {"country", "region"}


def _is_more_than_a_word(reading: Reading, found: Found) -> bool:
    """Whether a name goes on after a word that is none: "Nur-Sultan", "Den Haag"."""
    if found.last == found.first:
        return False
    capital_tells = not reading.starts_sentence(found.first)
    return reading.touches(found.first) or capital_tells or found.hits[0].prior >= GREAT


def _is_person(reading: Reading, match: NameMatch, people: People) -> bool:
    """Whether a match belongs to a person's name, and is no "Luftwaffenstützpunkt Otto Müller"."""
    if people.pieces.isdisjoint(range(match.first, match.last + 1)):
        return False
    whole = match.first - 1 not in people.pieces and match.last + 1 not in people.pieces
    headed = reading.lexicon.is_head(reading.word(match.first - 1))
    return not (whole and match.last > match.first and headed)


def _weighed(
    reading: Reading, match: NameMatch, people: People, before: Found | None, known: Known
) -> Found | None:
    evidence = weigh(reading, match, people, before, known)
    if not evidence.accepted:
        return None
    return Found(
        reading.start(match.first),
        reading.end(match.last),
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


def _mentions(reading: Reading, found: Sequence[Found]) -> list[Mention]:
    mentions: list[Mention] = []
    before: Found | None = None
    usage: Usage = "literal"
    text = reading.article.text
    for item in found:
        usage, score = usage_of(reading, item, before, usage)
        start, end = reading.original(item.start), reading.original(item.end)
        mentions.append(
            Mention(
                start=start,
                end=end,
                surface=text[start:end],
                usage=usage,
                usage_score=score,
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
