"""What stands beside a name and tells which place it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.mentions.lexicon import load_lexicon
from geodata.places.options import Option, abbreviated_unit, options_of
from geodata.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.models import Article, Mention

__all__ = ["Surroundings", "read_surroundings"]

# How far the text beside a name is looked at, in characters.
BESIDE = 60
# A wider place is one of the likeliest that its name could mean.
WIDER_OPTIONS = 4
_WIDER_NAME = re.compile(r"((?:[^\W\d_]\.\s?)+|[^\W\d_]+\.?)(?:[ -]([^\W\d_]+))?")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]+\.\s?){2,}|[^\W\d_]+\.|[^\W\d_]{2,3}\b")
_AFTER = re.compile(r"\s+([^\W\d_]+)")


@dataclass(slots=True)
class Surroundings:
    """What stands beside the mentions of one name.

    `wider` are the keys (see `Option`) of the places that it is said to lie in, `loosely` those
    after a mere "in", `bound` those of units whose abbreviation follows ("Lebanon, Ore.");
    `inside` are the names that are said to lie in it; `town` tells that it is called so, `areas`
    are the starts of the mentions that are called an area ("Aleppo province").
    """

    wider: set[str] = field(default_factory=set)
    loosely: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    town: bool = False
    areas: set[int] = field(default_factory=set)

    @property
    def area(self) -> bool:
        """Whether any mention is called an area."""
        return bool(self.areas)


class _Reader:
    """Reads what stands beside the mentions of an article."""

    def __init__(self, article: Article, gazetteer: Gazetteer, open_forms: Iterable[str]) -> None:
        self.text = article.text
        self.language = article.language
        self.gazetteer = gazetteer
        self.words = load_words(article.language)
        self.adjectives = load_lexicon(article.language).adjectives
        self.found = {form: Surroundings() for form in open_forms}

    def read(self, mention: Mention, following: Mention | None, *, listed: bool) -> bool:
        """Read what stands beside one mention; return whether it is called an area.

        `listed` says whether the next name, tied to this one, is called an area.
        """
        own = self.found.get(mention.form or "")
        match = self.words.inside.match(self.text, mention.end)
        if match is not None:
            if own is not None and match.group(1) is None:
                own.bound |= self._abbreviated_at(match.end())
            self._read_wider(own, mention, match, following)
        area = listed or self._is_called_area(mention.end)
        if own is not None:
            if area:
                own.areas.add(mention.start)
            self._read_before(own, mention.start)
        return area

    def _read_wider(
        self,
        own: Surroundings | None,
        mention: Mention,
        match: re.Match[str],
        following: Mention | None,
    ) -> None:
        if following is None or following.start != match.end():
            if own is not None and match.group(1) is None:
                own.wider |= self._keys_at(match.end())
            return
        if following.form is None:
            return
        if own is not None:
            keys = _keys(options_of(self.gazetteer, following.form, self.language))
            (own.wider if match.group(1) is None else own.loosely).update(keys)
        if following.form in self.found and mention.form is not None:
            self.found[following.form].inside.add(mention.form)

    def _keys_at(self, start: int) -> set[str]:
        """Return the keys of a country or unit that is named here but is no mention."""
        match = _WIDER_NAME.match(self.text, start, start + BESIDE)
        if match is None or not match.group(1)[0].isupper():
            return set()
        one, two = match.groups()
        for form in (f"{one} {two}", one) if two is not None else (one,):
            if self.gazetteer.has_name(form):
                return _keys(options_of(self.gazetteer, form, self.language))
        return set()

    def _abbreviated_at(self, start: int) -> set[str]:
        """Return the key of the unit whose abbreviation stands here."""
        match = _ABBREVIATION.match(self.text, start, start + BESIDE)
        if match is None:
            return set()
        # "Reno, Nev. Police said": what follows the full stop may be no part of it.
        written = match.group().rstrip()
        for form in (written, written.split()[0]):
            if abbreviated_unit(self.gazetteer, form) is not None:
                return _keys(options_of(self.gazetteer, form, self.language))
        return set()

    def _is_called_area(self, end: int) -> bool:
        match = _AFTER.match(self.text, end, end + BESIDE)
        return match is not None and match.group(1) in self.words.area_tails

    def _read_before(self, own: Surroundings, start: int) -> None:
        before = self.text[max(0, start - BESIDE) : start]
        if not before[-1:].isspace():
            return
        words = before.rsplit(None, 2)[-2:]
        if not words or not words[-1].isalpha():
            return
        for word in words:
            place_id = self.adjectives.get(word.lower())
            place = self.gazetteer.place(place_id) if place_id is not None else None
            if place is not None and place.country_code is not None:
                own.wider.add(place.country_code)
        head = words[0] if words[-1] in self.words.genitive else words[-1]
        endings = self.words.town_endings
        is_town = head in self.words.town_heads or (endings and head.lower().endswith(endings))
        own.town = own.town or bool(is_town)
        if head in self.words.area_heads:
            own.areas.add(start)


def read_surroundings(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, open_forms: Iterable[str]
) -> Mapping[str, Surroundings]:
    """Return what stands beside the mentions of each of the names that leave a choice."""
    reader = _Reader(article, gazetteer, open_forms)
    following: Mention | None = None
    area = False
    for mention in reversed(mentions):
        tied = following is not None and _is_tied(reader, mention.end, following.start)
        if mention.form in reader.found or (
            following is not None and following.form in reader.found
        ):
            area = reader.read(mention, following, listed=area and tied)
        else:
            area = False
        following = mention
    return reader.found


def _is_tied(reader: _Reader, end: int, start: int) -> bool:
    """Whether two names stand in one list."""
    return start - end < BESIDE and bool(reader.words.list_signs.fullmatch(reader.text, end, start))


def _keys(options: Iterable[Option]) -> set[str]:
    likeliest = tuple(options)[:WIDER_OPTIONS]
    return {option.own for option in likeliest if option.own is not None}
