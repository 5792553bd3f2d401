"""The page on the method: how it works, how often it errs, and what every column means."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geodata.maps.legend import SIGNS, legend_guide
from geodata.ui.pages.codebook import show_codebook
from geodata.ui.pages.figures import show_title
from geodata.ui.pages.keeping import keeping_html
from geodata.ui.pages.quality import quality_html
from geodata.ui.wording.i18n import N_, _
from geodata.ui.wording.legend_words import legend_words
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.maps.palette import Theme
    from geodata.ui.page import Page

__all__ = ["AREAS", "disputed_areas", "show_method"]

DISPUTED = Path(__file__).parents[2] / "data" / "basemap" / "disputed.toml"

_STEPS = (
    (
        N_("Read"),
        N_(
            "Articles are read as they are, in German, English and Russian. Advertising, teasers "
            "and legal notes are told apart from the text and not evaluated."
        ),
    ),
    (
        N_("Find names"),
        N_(
            "A trained tagger and lists of names find every place name and what it is used for: "
            "the place itself, an actor (“Moscow warns”), part of another word, or the place from "
            "which an agency reports."
        ),
    ),
    (
        N_("Find the place"),
        N_(
            "Each name is looked up in a gazetteer. Of several places of one name that one is "
            "taken which fits the article: its countries, its other places, the size of the town. "
            "The others stay on record."
        ),
    ),
    (
        N_("Find events"),
        N_(
            "Words for troops, protests and violence give an event, with phase, who, how many, "
            "when and who says so. Each rests on a sentence, which is always shown with it."
        ),
    ),
    (
        N_("Join what is the same"),
        N_(
            "Where several articles tell the same thing, it is counted once. Copies of one agency "
            "report count as one source. Figures stand beside each other; they are never added up "
            "or averaged."
        ),
    ),
    (
        N_("Draw"),
        N_(
            "A mark stands where the text says, no more exactly than the text says it. What has "
            "no place or no point is listed, not dropped."
        ),
    ),
)
_LIMITS = (
    N_("What is implied, told with irony, or spread over several sentences is often missed."),
    N_("Threats, trials, deliveries of arms and plans without a place are no events here."),
    N_("Where a text names only the country, there is no point, only a shaded country."),
    N_("Small places that the gazetteer lacks stay without a place; they are listed."),
    N_("Confidence is about the place, not about whether a report is true."),
    N_("Sources can err or lie. Schauplatz shows who says what; it does not judge."),
    N_(
        "The texts of the test are few and of one sort. With other topics, reckon with more errors."
    ),
)
# Disputed area in `disputed.toml` -> its name.
AREAS = {
    "crimea": N_("Crimea"),
    "kosovo": N_("Kosovo"),
    "northern_cyprus": N_("Northern Cyprus"),
    "somaliland": N_("Somaliland"),
    "western_sahara": N_("Western Sahara"),
    "palestine": N_("West Bank and Gaza Strip"),
    "siachen": N_("Siachen Glacier"),
    "abkhazia": N_("Abkhazia"),
    "south_ossetia": N_("South Ossetia"),
    "nagorno_karabakh": N_("Nagorno-Karabakh"),
    "transnistria": N_("Transnistria"),
    "golan": N_("Golan Heights"),
    "kashmir": N_("Kashmir"),
    "aksai_chin": N_("Aksai Chin"),
}
_LICENCES = (
    (N_("Schauplatz, rules, word lists, sample articles"), "MIT"),
    (N_("Places and their names: GeoNames"), "CC BY 4.0"),
    (N_("Names of countries: CLDR"), "Unicode-3.0"),
    (N_("Names of provinces: iso3166-2-db"), "MIT"),
    (N_("Outlines, lakes, rivers: Natural Earth"), N_("public domain")),
    (N_("German tagger: GermEval 2014"), "CC BY 4.0"),
    (N_("English tagger: Groningen Meaning Bank, WikiGold"), N_("public domain, CC BY 4.0")),
    (N_("Russian tagger: FactRuEval 2016"), "MIT"),
    (N_("Word frequencies: wordfreq"), "CC BY-SA 4.0"),
    (N_("Map: Leaflet"), "BSD-2-Clause"),
    (N_("Type: Source Sans 3, Source Serif"), "OFL 1.1"),
)


def show_method(page: Page) -> None:
    """Draw how places and events are found, and how far that can be relied on."""
    show_title(
        _("How does this work?"),
        escape(_("By rules and statistics on this computer; no text leaves it.")),
        is_filtered=False,
    )
    with st.container(horizontal=True, key="split", gap="large"):
        with st.container(key="left"):
            st.html(f'<div class="sp sp-essay">{_steps()}{_marks(page.theme)}{_quality()}</div>')
            st.html(f'<div class="sp sp-essay">{keeping_html()}</div>')
        with st.container(key="right", width=340):
            st.html(f'<div class="sp sp-essay sp-notes">{_limits()}{_borders()}{_licences()}</div>')
    title = _("What the columns of the tables mean")
    line = _("For tables taken along by “CSV”, or by the command schauplatz export.")
    st.html(
        f'<div class="sp"><h2 class="sp-h3" id="sp-codebook">{escape(title)}</h2>'
        f'<p class="sp-muted">{escape(line)}</p></div>'
    )
    show_codebook()


def disputed_areas() -> tuple[str, ...]:
    """Return the names of the areas that are drawn hatched, in the reader's language, sorted."""
    return tuple(sorted(_(AREAS[key]) for key in _disputed()))


def _steps() -> str:
    items = "".join(
        f"<li><b>{escape(_(title))}.</b> {escape(_(text))}</li>" for title, text in _STEPS
    )
    return f'{_heading(_("From the article to the mark"))}<ol class="sp-steps">{items}</ol>'


def _marks(theme: Theme) -> str:
    guide = legend_guide(theme, SIGNS, words=legend_words())
    return f"{_heading(_('What the marks mean'))}{guide}"


def _quality() -> str:
    said = _(
        "Measured on texts that people annotated before, by the same test that every change has to "
        "pass. “Found” says how much of what stands in the texts is found (recall), “right” how "
        "much of what is found is right (precision). A place is right within 161 km."
    )
    return f"{_heading(_('How often is it wrong?'))}<p>{escape(said)}</p>{quality_html()}"


def _limits() -> str:
    return _heading(_("What it cannot do")) + _list([_(text) for text in _LIMITS])


def _borders() -> str:
    said = _(
        "Borders are those of Natural Earth, which follow who holds an area. What more than one "
        "side claims or rules is hatched, whoever holds it: {names}. Crimea, Northern Cyprus and "
        "Somaliland are shaded with the country that the United Nations treat them as part of. The "
        "map takes no side beyond that."
    )
    names = ", ".join(disputed_areas())
    return f"{_heading(_('Borders'))}<p>{escape(said.format(names=names))}</p>"


def _licences() -> str:
    rows = [f"{_(what)} – {_(licence)}" for what, licence in _LICENCES]
    more = _("All sources with dates and commands: geodata/data/SOURCES.md.")
    return f"{_heading(_('Licences'))}{_list(rows)}<p>{escape(more)}</p>"


def _heading(text: str) -> str:
    return f'<h2 class="sp-h3">{escape(text)}</h2>'


def _list(texts: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


@cache
def _disputed() -> tuple[str, ...]:
    with DISPUTED.open("rb") as file:
        return tuple(tomllib.load(file))
