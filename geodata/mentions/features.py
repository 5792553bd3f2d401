"""What the tagger sees of one piece: its letters, its shape, what the gazetteer and lists say.

Every feature looks at a single piece, never at a pair: that is why the weights of a piece fold
into one row at run time, however many features it has.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geodata.mentions.pieces import BREAK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.gazetteer import Gazetteer
    from geodata.languages import LanguagePack

__all__ = ["FeatureMaker", "is_affix"]

PREFIXES = (2, 3, 4)
SUFFIXES = (1, 2, 3, 4, 5)
# Words longer than this are no words: a megabyte without a space must not cost a megabyte of work.
LONGEST = 40
# A stem shorter than this says nothing ("Nord" + "en", "US" + "A").
SHORTEST_STEM = 4
# Classes of towns by the decades of their prior (`geodata.gazetteer.records.prior_of`).
TOWN_STEPS = ((6.0, "town4"), (5.0, "town3"), (4.0, "town2"), (3.0, "town1"))
_RANKS = ("", "town1", "town2", "town3", "town4", "admin", "nature", "site", "region", "country")
# What a compound may open with: a town's name opens too many words that are no compounds.
_OPENING = frozenset({"country", "region", "nature", "town4"})


class FeatureMaker:
    """Names the features of a piece in one language.

    `buckets` gives the frequency class of frequent lower-case words; a word it does not know is
    rare.
    """

    def __init__(
        self, pack: LanguagePack, gazetteer: Gazetteer, buckets: Mapping[str, str]
    ) -> None:
        self._buckets = buckets
        self._gazetteer = gazetteer
        self.locative = pack.words("locative_prepositions")
        self._endings_by_last: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for ending, instead in pack.table("case_endings")["pairs"]:
            self._endings_by_last[ending[-1]].append((ending, instead))
        # Languages without closed compounds ("Ostukraine") have no such table.
        compounds = pack.tables.get("compass_prefixes", {"prefixes": (), "shortest_rest": 4})
        self._prefixes = tuple(compounds["prefixes"])
        self._adjectives, self._demonyms = (
            _forms(pack, name) for name in ("adjectives", "demonyms")
        )
        self._min_compound = compounds["shortest_rest"]

    def features(self, piece: str) -> list[str]:
        """Return the names of the features of a piece; each at most once, in a fixed order."""
        return self.describe(piece)[0]

    def describe(self, piece: str) -> tuple[list[str], str]:
        """Return the features of a piece and its place class."""
        if piece[0].isspace():
            return ["break" if BREAK in piece else "dash"], ""
        piece = piece[:LONGEST]
        lower, shape = piece.lower(), _shape(piece)
        # Slices of the word between two marks name its affixes without making a string each.
        marked = f"^{lower}$"
        if not piece[0].isalpha():
            return [marked, f"h={shape}"], ""
        bucket = self._buckets.get(lower, "0")
        names = [marked, f"h={shape}", f"f={bucket}{shape[:2]}"]
        names += [marked[: n + 1] for n in PREFIXES if n < len(lower)]
        names += [marked[-n - 1 :] for n in SUFFIXES if n < len(lower)]
        place = self.place_class(piece)
        if place:
            names += [f"g={place}", f"gf={place}{bucket}"]
        if piece[0].isupper() and self._gazetteer.opens_name(piece):
            names += ["o", f"o={bucket}"]
        return names, place

    def place_class(self, piece: str) -> str:
        """Return what the gazetteer and the pack say of a word; empty where they say nothing.

        A class ("country", "town3") may carry how the word was made from the name: `~` and the
        case ending, `^` before it for a compass prefix, `+` behind it for a compound.
        """
        lower = piece.lower()
        derived = self._derived_class(piece, lower)
        if derived or piece[0] == lower[0]:
            return derived
        if len(piece) > SHORTEST_STEM and piece.isupper():
            piece = piece.capitalize()
        found = name_class(self._gazetteer, piece)
        if found or len(piece) <= SHORTEST_STEM:
            return found
        return (
            self._inflected_class(piece)
            or self._prefixed_class(piece)
            or self._compound_class(piece)
        )

    def _inflected_class(self, piece: str) -> str:
        best, how = "", ""
        for ending, instead in self._endings_by_last.get(piece[-1], ()):
            stem = piece.removesuffix(ending)
            if stem == piece or len(stem) < SHORTEST_STEM - 1:
                continue
            found = name_class(self._gazetteer, stem + instead)
            if _RANKS.index(found) > _RANKS.index(best):
                best, how = found, ending
        return best and f"{best}~{how}"

    def _prefixed_class(self, piece: str) -> str:
        if not piece.startswith(self._prefixes):
            return ""
        for prefix in self._prefixes:
            rest = piece.removeprefix(prefix)
            if rest != piece and len(rest) >= SHORTEST_STEM:
                found = name_class(self._gazetteer, rest.capitalize())
                return found and f"^{found}"
        return ""

    def _compound_class(self, piece: str) -> str:
        """Return the class of the longest name that a word opens with, if a known word follows."""
        for name in reversed(self._gazetteer.prefixes(piece)):
            if len(name) < SHORTEST_STEM:
                break
            rest = piece[len(name) :].removeprefix("s")
            if len(rest) >= self._min_compound and rest in self._buckets:
                found = name_class(self._gazetteer, name)
                if found in _OPENING:
                    return f"{found}+"
        return ""

    def _derived_class(self, piece: str, lower: str) -> str:
        if lower in self._adjectives:
            return "adj"
        return "dem" if lower in self._demonyms and piece[0] != lower[0] else ""


def is_affix(feature: str) -> bool:
    """Whether a feature is the start or the end of a word, not the whole."""
    return (feature[0] == "^") != (feature[-1] == "$")


def _forms(pack: LanguagePack, name: str) -> frozenset[str]:
    """Return the inflected forms of the adjectives or demonyms of a pack, in lower case."""
    endings = pack.table("derived_endings")["endings"]
    return frozenset(stem.lower() + end for stem in pack.table(name)["stems"] for end in endings)


def name_class(gazetteer: Gazetteer, name: str) -> str:
    """Return the class of the likeliest place of exactly this name; empty where there is none."""
    best = gazetteer.best(name)
    if best is None or best.type != "city":
        return "" if best is None else best.type
    return next((step for least, step in TOWN_STEPS if best.prior >= least), "")


def _shape(piece: str) -> str:
    """Return the piece with each run of letters or digits as X, x or 9; two capitals as XX."""
    if piece.isalpha():
        if piece.islower():
            return "x"
        if piece[1:].islower():
            return "Xx"
    out = [""]
    for char in piece:
        kind = (
            "X" if char.isupper() else "x" if char.isalpha() else "9" if char.isdecimal() else char
        )
        if out[-1] != kind or (kind == "X" and out[-2:] != ["X", "X"]):
            out.append(kind)
    return "".join(out)
