"""What gives an advertisement away: the labels above it, and its calls and offers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.articles.paragraphs import Paragraph
    from geodata.languages import LanguagePack

__all__ = ["Advertising", "advertising_cues"]

# 220 characters: advertisements between paragraphs are a line or two.
_CHARACTERS = 220
# 60 characters between "now" and the verb: a call is one short clause.
_CALL_CHARACTERS = 60
_CLOSING = " .:!?…-–—|*+"


@dataclass(frozen=True, slots=True, eq=False)
class Advertising:
    """The advertising list of one language, compiled; patterns are for lines in lower case."""

    labels: frozenset[str]
    call: re.Pattern[str]
    modal: re.Pattern[str]
    offer: re.Pattern[str]

    def is_label(self, paragraph: Paragraph) -> bool:
        """Whether a line says that an advertisement follows."""
        return paragraph.line.strip(_CLOSING) in self.labels

    def is_advertisement(self, paragraph: Paragraph, *, to_reader: bool) -> bool:
        """Whether a paragraph sells something; `to_reader` says that it speaks to its reader.

        A price alone is no advertisement: articles tell of fines and fares. It is one in a line
        that calls out, ends with the price, or speaks to the reader.
        """
        line = paragraph.line
        if paragraph.length > _CHARACTERS:
            return False
        call = self.call.search(line)
        if call is not None and self.modal.search(call.group()) is None:
            return True
        offer = self.offer.search(line)
        if offer is None:
            return False
        ends = line.endswith("!") or not line[offer.end() :].strip(" !*")
        return ends or to_reader


def advertising_cues(pack: LanguagePack) -> Advertising:
    """Return the advertising list of a language pack, compiled.

    Raises:
        DataError: the pack lacks the table or its words.
    """
    table = pack.table("advertising")
    now, verbs = _any(table["openers"]), _any(table["verbs"])
    amount = rf"\d[\d.,]*-?\s*(?:{_any(table['currencies'])})(?!\w)"
    price = rf"\b(?:{_any(table['price_words'])})\s+{amount}"
    discount = rf"\d\s*(?:{_any(table['per_cent'])})\s+(?:{_any(table['discounts'])})\b"
    return Advertising(
        labels=pack.words("advertising"),
        call=re.compile(
            rf"(?:^|[.!?:]\s)(?:{now})\s[^.!?]{{0,{_CALL_CHARACTERS}}}?\b(?:{verbs})(?=\s*(?:[!:]|$))"
        ),
        modal=re.compile(rf"\b(?:{_any(table['modal_verbs'])})\b"),
        offer=re.compile(rf"{price}|{discount}"),
    )


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
