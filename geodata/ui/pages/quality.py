"""How often Schauplatz errs, as measured: the counts of the quality gate in plain words.

`data/quality.json` is written by the gate (`python -m tests.quality.floors`), never by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from geodata.ui.wording.i18n import N_, _, ngettext, number
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Count", "Part", "Tested", "quality_html", "read_quality"]

FILE = Path(__file__).parents[2] / "data" / "quality.json"

Part = Literal["names", "places", "events"]
# The sets that readers are shown, in this order, and what they are. Sentences that rules and word
# lists were written after are left out: they flatter.
_SETS: Mapping[str, str] = {
    "de/development": N_("German news"),
    "de/events": N_("German news, events"),
    "de/kept_out": N_("German sentences written when the rules stood"),
    "en/geowebnews": N_("English news from all over the world (GeoWebNews)"),
    "en/lgl": N_("English local papers (LGL), full of namesakes"),
    "en/kept_out": N_("English sentences written when the rules stood"),
    "ru/factrueval": N_("Russian texts (FactRuEval)"),
    "ru/kept_out": N_("Russian sentences written when the rules stood"),
}
_QUIET = "de/quiet"
_PARTS: Mapping[Part, str] = {
    "names": N_("Place names"),
    "places": N_("put in the right place"),
    "events": N_("Events"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what people marked were found, and how many of what was found are right.

    `agreed` of `gold` is recall, `agreed` of `found` precision.
    """

    agreed: int
    gold: int
    found: int


@dataclass(frozen=True, slots=True)
class Tested:
    """A set of texts that people annotated, and what was found in it."""

    name: str
    articles: int
    parts: Mapping[Part, Count]
    quiet: int | None


@cache
def read_quality() -> tuple[Tested, ...]:
    """Return what was measured, a set of texts each, in the order of the file."""
    sets = json.loads(FILE.read_text(encoding="utf-8"))["sets"]
    return tuple(_tested(name, told) for name, told in sets.items())


def quality_html() -> str:
    """Return the error rates as a table with counts, and what the two columns mean."""
    tested = {one.name: one for one in read_quality()}
    rows = "".join(_rows(tested[name], _(words)) for name, words in _SETS.items() if name in tested)
    heads = _("Text"), _("What"), *_shares()
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    quiet = tested.get(_QUIET)
    return (
        f'<table class="sp-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"{'' if quiet is None else _quiet(quiet)}"
    )


def _tested(name: str, told: Mapping[str, Any]) -> Tested:
    parts: dict[Part, Count] = {part: Count(**told[part]) for part in _PARTS if part in told}
    return Tested(name, told["articles"], parts, told.get("quiet"))


def _rows(one: Tested, words: str) -> str:
    """Return a row for each thing measured; the text is named in the first of them."""
    texts = ngettext("{n} text", "{n} texts", one.articles)
    first = (
        f'<th scope="rowgroup" rowspan="{len(one.parts)}">{escape(words)}'
        f'<span class="sp-muted">{escape(texts)}</span></th>'
    )
    rows = []
    for part, count in one.parts.items():
        shares = "".join(
            _share(words, count.agreed, whole)
            for words, whole in zip(_shares(), (count.gold, count.found), strict=True)
        )
        rows.append(f"<tr>{first}<td>{escape(_(_PARTS[part]))}</td>{shares}</tr>")
        first = ""
    return "".join(rows)


def _shares() -> tuple[str, str]:
    """Return what the two shares are of: recall, then precision."""
    return _("Found of all there are"), _("Right of all found")


def _share(words: str, part: int, whole: int) -> str:
    """Return a share as a cell; a narrow page, which has no head, shows its words."""
    said = _("{part} of {whole}").format(part=number(part), whole=number(whole))
    percent = round(100 * part / whole) if whole else 0
    return (
        f"<td><em>{escape(words)}</em><b>{number(percent)} %</b>"
        f'<i class="sp-share"><u style="width:{percent}%"></u></i>'
        f"<small>{escape(said)}</small></td>"
    )


def _quiet(one: Tested) -> str:
    """Return what happens with texts in which nothing of the kind happens."""
    wrong = one.articles - (one.quiet or 0)
    said = ngettext(
        "In {articles} German articles on sport, culture and the web, in which no event is to be "
        "found, Schauplatz invents one in {n}.",
        "In {articles} German articles on sport, culture and the web, in which no event is to be "
        "found, Schauplatz invents some in {n}.",
        wrong,
    )
    return f"<p>{escape(said.format(articles=number(one.articles)))}</p>"
