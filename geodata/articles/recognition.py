"""Which language a text is in, and whether there is a pack to read it with.

A text in which a pack's function words are dense needs no more looking at; that is nearly every
article, and it spares the third of a second in which the language model loads. Any other text is
put to the model (py3langid, 139 languages), which gives the language its name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

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
# 0.5: sentences in a language without a pack score 0.6 and more, names and code 0.3 and less.
_SURE = 0.5
# 60 letters: a text that long is in some language, however unsure the model is.
_ENOUGH_LETTERS = 60
# The language of what is too short to tell, as long as it has a pack.
_DEFAULT = "de"


def recognise_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; what is too short to tell is German."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    if len(words) >= _FEW_WORDS:
        shares = {code: _share(words, code) for code in known_languages()}
        best = max(sorted(shares), key=lambda code: shares[code])
        if shares[best] >= _DENSE:
            return best
    if not words:
        return _DEFAULT
    code, sureness = _load_model().classify(text[:_LOOKED_AT])
    told = sureness >= _SURE or sum(map(len, words)) >= _ENOUGH_LETTERS
    return str(code) if told else _DEFAULT


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


def _share(words: list[str], code: str) -> float:
    """Return the share of the words that are function words of a language, 0 to 1."""
    function_words = _function_words(code)
    return sum(1 for word in words if word in function_words) / len(words)


@cache
def _function_words(code: str) -> frozenset[str]:
    """Return the function words of a pack."""
    return frozenset(load_pack(code).table("recognition")["function_words"])


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
