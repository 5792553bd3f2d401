"""German names that start with adjectives, inflected: "in den Vereinigten Staaten"."""

from __future__ import annotations

import re

__all__ = ["declined"]

# Adjectives as Duden derives them from names and verbs, and the plain ones of names of places.
_ADJECTIVE = re.compile(
    r"(?:.+(?:isch|lich|igt|iert)|alt|autonom|fern|föderal|gelb|gro(?:ß|ss)|heilig|hoh|jung"
    r"|kalt|klein|mittler|nah|neu|nieder|ober|rot|schwarz|tot|still|unabhängig|unter|weiß)(e|es)",
    re.IGNORECASE,
)


def declined(name: str) -> tuple[str, ...]:
    """Return the further forms of a German name of several words, none if no adjective opens it.

    Feminine and plural names take "-en" after an article, and "-er" without one; neuter ones have
    "-e", "-en" and "-em", and a genitive of the noun. A noun in "-e" after "-e" gets the dative of
    the plural too, which is harmless where it is feminine. Source: Duden grammar.
    """
    words = name.split(" ")
    count = 0
    while count < len(words) - 1 and _ADJECTIVE.fullmatch(words[count]):
        count += 1
    if count == 0 or not words[count][:1].isupper():
        return ()
    neuter = words[0].endswith("es")
    cut = 2 if neuter else 1
    stems = [word[:-cut] for word in words[:count]]
    nouns = words[count:]
    forms = [_joined(stems, end, nouns) for end in (("e", "en", "em") if neuter else ("en", "er"))]
    if neuter and len(nouns) == 1:
        endings = ("es",) if nouns[0].endswith("s") else ("s", "es")
        forms += [_joined(stems, "en", [nouns[0].removesuffix("e") + end]) for end in endings]
    elif nouns[0].endswith("e"):
        forms.append(_joined(stems, "en", [nouns[0] + "n", *nouns[1:]]))
    return tuple(forms)


def _joined(stems: list[str], ending: str, nouns: list[str]) -> str:
    return " ".join([*(stem + ending for stem in stems), *nouns])
