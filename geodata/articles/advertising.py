"""What gives an advertisement away: the labels above it, and its calls and offers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.articles.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geodata.articles.paragraphs import Paragraph
    from geodata.languages import LanguagePack

__all__ = ["Advertising", "advertising_cues"]

# 220 characters: advertisements between paragraphs are a line or two.
_CHARACTERS = 220
# 60 characters between "now" and the verb: a call is one short clause.
_CALL_CHARACTERS = 60
_DIGIT = re.compile(r"\d")
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

    def is_advertisement(
        self, paragraph: Paragraph, addresses_reader: Callable[[Paragraph], bool]
    ) -> bool:
        """Whether a paragraph sells something; `addresses_reader` is asked of one with a price.

        A price alone is no advertisement: articles tell of fines and fares. It is one in a line
        that calls out, ends with the price, or speaks to the reader.
        """
        line = paragraph.line
        if paragraph.length > _CHARACTERS:
            return False
        call = self.call.search(line)
        if call is not None and self.modal.search(call.group()) is None:
            return True
        offer = None if _DIGIT.search(line) is None else self.offer.search(line)
        if offer is None:
            return False
        ends = line.endswith("!") or not line[offer.end() :].strip(" !*")
        return ends or addresses_reader(paragraph)


def advertising_cues(pack: LanguagePack) -> Advertising:
    """Return the advertising list of a language pack, compiled.

    Raises:
        DataError: the pack lacks the table or its words.
    """
    table = pack.table("advertising")
    currency, number = any_of(table["currencies"]), r"\d(?:[\d.,]*\d)?"
    amount = rf"(?:{number}-?\s*(?:{currency})(?!\w)|(?:{currency})\s*{number})"
    price = rf"\b(?:{any_of(table['price_words'])})\s+{amount}"
    per_cent, discounts = any_of(table["per_cent"]), any_of(table["discounts"])
    before = rf"\d\s*(?:{per_cent})\s+(?:{discounts})\b"
    after = rf"\b(?:{discounts})\s+(?:\w+\s+)?\d[\d.,]*\s*(?:{per_cent})"
    return Advertising(
        labels=pack.words("advertising"),
        call=_call_pattern(table),
        modal=re.compile(rf"\b(?:{any_of(table['modal_verbs'])})\b"),
        offer=re.compile(rf"{price}|{before}|{after}"),
    )


def _call_pattern(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Return the pattern of a call: "now ... buy" in German, "buy ... now" in other languages."""
    verbs = any_of(table["verbs"])
    orders = (any_of(table["openers"]), verbs), (verbs, any_of(table.get("closers", ())))
    calls = (
        rf"(?:{first})\s(?:[^.!?]{{0,{_CALL_CHARACTERS}}}?\b)?(?:{last})" for first, last in orders
    )
    return re.compile(rf"(?:^|[.!?:]\s)(?:{'|'.join(calls)})(?=\s*(?:[!:]|$))")
