"""Which language a text is in, and whether there is a pack to read it with.

A text in which a pack's function words are dense, and those of its near relatives rare, needs no
more looking at; that is nearly every article, and it spares the third of a second in which the
language model loads. Any other text is put to the model (py3langid, 139 languages), which gives the
language its name. The text as a whole counts: a quotation in another language changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from geodata.errors import LanguageError
from geodata.languages import known_languages, load_pack

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["check_language", "recognise_language"]

_WORD = re.compile(r"[^\W\d_]+")
# 20,000 characters: enough words to tell, and a long text costs no more than a short one.
_LOOKED_AT = 20_000
# 0.15: of the words of German newspaper articles 0.2 to 0.4 are in the pack's list, of English,
# Dutch or Danish ones less than 0.08.
_DENSE = 0.15
_FEW_WORDS = 8  # a headline may have no function word at all
# 0.3: in Bulgarian, Macedonian or Dutch articles the rival words and letters of a pack come to
# half of its function words and more, in its own language to a tenth at most.
_RIVALLED = 0.3
# 0.5: sentences in a language without a pack score 0.6 and more, names and code 0.3 and less.
_SURE = 0.5
# 60 letters: a text that long is in some language, however unsure the model is.
_ENOUGH_LETTERS = 60
# 2.0: how many times likelier one pack must be than the next for a text that is too short to tell.
_CLEAR = 2.0
# The language of what no pack stands out for, such as a name alone.
_DEFAULT = "de"


def recognise_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; what is too short to tell is German."""
    looked_at = normalize("NFC", text[:_LOOKED_AT])
    words = Counter(_WORD.findall(looked_at.lower()))
    if not words:
        return _DEFAULT
    dense = _densest(words)
    return _ask_model(looked_at, words) if dense is None else dense


def _densest(words: Counter[str]) -> str | None:
    """Return the pack whose function words are dense in a text; None where the text may be other's.

    Ties go to the first code.
    """
    total = words.total()
    if total < _FEW_WORDS:
        return None
    shares = {code: _count(words, _function_words(code)) / total for code in known_languages()}
    best = max(sorted(shares), key=lambda code: shares[code])
    if shares[best] < _DENSE or _rival_share(words, best) >= _RIVALLED * shares[best]:
        return None
    return best


def _rival_share(words: Counter[str], code: str) -> float:
    """Return the share of the words that tell near relatives of a language from it, 0 to 1."""
    rivals = _count(words, _rival_words(code))
    letters = _rival_letters(code)
    if letters is not None:
        rivals += sum(words[word] for word in words if letters.search(word) is not None)
    return rivals / words.total()


def _ask_model(text: str, words: Counter[str]) -> str:
    """Return the language that the model names, or the likeliest pack where it is not sure."""
    # Halves of surrogate pairs cannot be encoded, which the model does.
    ranked = _load_model().rank(text.encode("utf-8", "replace").decode("utf-8"))
    code, sureness = ranked[0]
    letters = sum(len(word) * count for word, count in words.items())
    if sureness >= _SURE or letters >= _ENOUGH_LETTERS:
        return str(code)
    packs = [(str(code), chance) for code, chance in ranked if code in known_languages()]
    if len(packs) == 1 or packs[0][1] >= _CLEAR * packs[1][1]:
        return packs[0][0]
    return _DEFAULT


def check_language(code: str) -> str:
    """Return the code of a declared language ("de-AT", "DE") in the form of the packs.

    Raises:
        LanguageError: there is no pack for it; the message names it and those there are.
    """
    bare = re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
    if bare in known_languages():
        return bare
    known = ", ".join(_name(known) for known in known_languages())
    message = (
        f"this article is in {_name(bare)}; there is no language pack for it yet; "
        f"there is one for: {known}"
    )
    raise LanguageError(message)


def _count(words: Counter[str], listed: frozenset[str]) -> int:
    """Return how many of the words stand in a list."""
    return sum(words[word] for word in listed if word in words)


@cache
def _function_words(code: str) -> frozenset[str]:
    """Return the function words of a pack."""
    return frozenset(load_pack(code).table("recognition")["function_words"])


@cache
def _rival_words(code: str) -> frozenset[str]:
    """Return the words by which near relatives of a pack's language are told from it."""
    return frozenset(load_pack(code).table("recognition").get("rival_words", ()))


@cache
def _rival_letters(code: str) -> re.Pattern[str] | None:
    """Return a pattern for letters that a pack's language has not; None where none are listed."""
    letters = load_pack(code).table("recognition").get("rival_letters")
    return None if letters is None else re.compile(f"[{re.escape(letters)}]")


@cache
def _load_model() -> LanguageIdentifier:
    """Return the language model, loaded at the first text that needs it: 0.4 s, 70 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- loads numpy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    """Return the English name of a language with its code; the code alone where CLDR has none."""
    from babel import Locale  # noqa: PLC0415 -- only a refusal needs the names

    name = Locale("en").languages.get(code)
    return repr(code) if name is None else f"{name} ({code})"
