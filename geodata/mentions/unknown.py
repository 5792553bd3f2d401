"""Names that the gazetteer lacks: what the text calls places, and slips of the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.kinds import CAPITAL, HEAD, LOCATIVE, NAME
from geodata.mentions.reading import Found
from geodata.mentions.spelling import misspelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.mentions.reading import Reading

__all__ = ["find_called_places", "find_slips"]

SHORTEST = 3
SHORTEST_SLIP = 7  # letters; shorter words are one letter off too many other words
AREA_JOINER = "im"


def find_called_places(reading: Reading) -> Iterator[Found]:
    """Yield what is called a place: "die Kleinstadt X", "in X im Nordosten des Landes"."""
    called = {n + 1 for n in reading.followed_by(HEAD, CAPITAL) if reading.joined(n)}
    called |= {
        number + 1
        for number in reading.followed_by(LOCATIVE, CAPITAL)
        if reading.following(last := reading.group_end(number + 1)) == AREA_JOINER
        and reading.word(last + 2) in reading.lexicon.compass
    }
    names = {number for number in called if _is_name(reading, number)}
    words = {reading.word(number) for number in names}
    # Once called a place, it is one wherever it stands.
    again = reading.of_kind(CAPITAL) if words else []
    for number in sorted(names | {n for n in again if reading.word(n) in words}):
        last = reading.group_end(number)
        start, end = reading.start(number), reading.end(last)
        name, why = reading.raw(number, last), "unknown name called a place"
        yield Found(start, end, number, last, name, "literal", why, 0.0, telling=True)


def find_slips(reading: Reading, known: Iterable[Found]) -> Iterator[Found]:
    """Yield the words that are one letter off a name that the article spells right elsewhere."""
    by_letter: dict[str, set[str]] = {}
    for item in known:
        if item.form is not None and item.telling:
            by_letter.setdefault(item.form[0], set()).add(item.form)
    words = reading.words
    unknown = reading.of_kind(CAPITAL, without=NAME) if by_letter else []
    long = (number for number in unknown if len(words[number]) >= SHORTEST_SLIP)
    for number in (number for number in long if words[number][0] in by_letter):
        word = words[number]
        form = misspelt(word, by_letter[word[0]])
        if form is None or reading.gazetteer.has_name(word) or word in reading.lexicon.common_words:
            continue
        hits = reading.gazetteer.hits(form, exact=True)
        genitive = word.endswith("s") and not form.endswith("s")
        start, end = reading.start(number), reading.end(number)
        why = "one letter off"
        yield Found(start, end, number, number, form, None, why, 0.0, hits, genitive=genitive)


def _is_name(reading: Reading, number: int) -> bool:
    """Whether a word can be an unknown place's: no common word, no abstract noun, no first name."""
    word, lexicon = reading.word(number), reading.lexicon
    if reading.kind(number) & NAME or len(word) < SHORTEST or word in lexicon.common_words:
        return False
    if word in lexicon.first_names or word.isupper() or word.endswith(lexicon.noun_endings):
        return False
    return not reading.following(reading.group_end(number))[:1].isupper()
