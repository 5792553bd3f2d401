from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.models import Candidate, Extraction
from geodata.pipeline import collect
from geodata.tables.filters import Filters
from geodata.ui.evidence.article_text import article_html
from geodata.ui.evidence.explaining import Explanations, event_box, mention_box
from geodata.ui.page import Page
from geodata.ui.shelf.gathering import make_library
from geodata.ui.wording.reasons import event_place_reason, mention_reason
from tests.records import IVANOVO_MAZOWIECKIE, almaty_extraction

if TYPE_CHECKING:
    from geodata.models import Mention

pytestmark = pytest.mark.usefixtures("german")

EXTRACTION = almaty_extraction()


def page_of(extraction: Extraction) -> Page:
    return Page(make_library(None, collect([extraction])), Filters(), "light")


def named(name: str) -> Mention:
    return next(one for one in EXTRACTION.mentions if one.surface == name)


def read(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", markup))


def test_a_mention_is_explained_with_place_sureness_precision_and_reason() -> None:
    mention = replace(named("Almaty"), confidence=0.91, why="locative preposition", candidates=())
    shown = read(mention_box(mention, page_of(EXTRACTION)))
    for text in (
        "Almaty",
        "Kasachstan",
        "sicher (0,91)",
        "auf etwa 15 km genau",
        "der Ort selbst",
        "Davor steht ein Verhältniswort",
    ):
        assert text in shown
    assert "Sonst möglich" not in shown


def test_other_candidates_are_named_with_their_country_and_score() -> None:
    mention = replace(named("Almaty"), candidates=(Candidate(IVANOVO_MAZOWIECKIE, 0.14),))
    assert "Iwanowo, Polen (0,14)" in read(mention_box(mention, page_of(EXTRACTION)))


def test_a_name_without_a_place_says_so() -> None:
    shown = read(mention_box(replace(named("Almaty"), place=None), page_of(EXTRACTION)))
    assert "Ort unbekannt" in shown
    assert "sicher" not in shown


def test_an_event_is_explained_with_who_when_where_and_figures() -> None:
    shown = read(event_box(EXTRACTION.events[0], page_of(EXTRACTION)))
    for text in ("Verlegung", "Russland → Almaty", "6. Januar 2022", "rund 300 Einsatzkräfte"):
        assert text in shown


def test_a_rule_without_words_of_its_own_is_still_explained() -> None:
    assert mention_reason("city name") == "Das Ortsverzeichnis kennt diesen Namen."
    assert event_place_reason("trigger_protest: Proteste; the scene before").endswith("genannt.")
    assert event_place_reason("trigger_protest: Proteste; no place") == ""


def test_boxes_are_brief_once_the_full_ones_have_used_up_their_room() -> None:
    tips = Explanations(room=10)
    assert [tips.tip("123456", "1"), tips.tip("1234", "2"), tips.tip("1234", "3")] == [
        f'<span class="sp-tip" role="tooltip" lang="de">{box}</span>'
        for box in ("123456", "1234", "3")
    ]


def test_every_mark_takes_the_focus_and_holds_its_box() -> None:
    shown = article_html(EXTRACTION, page_of(EXTRACTION), here=None, meta="")
    marks = re.findall(r'<span class="[^"]* sp-m" tabindex="0">[^<]+<span class="sp-tip"', shown)
    assert len(marks) >= len(EXTRACTION.mentions)


def test_names_out_of_articles_cannot_leave_their_box() -> None:
    hostile = replace(IVANOVO_MAZOWIECKIE, name="</span></p><script>alert(1)</script>")
    mention = replace(named("Almaty"), candidates=(Candidate(hostile, 0.2),))
    extraction = replace(EXTRACTION, mentions=(mention, *EXTRACTION.mentions[1:]))
    shown = article_html(extraction, page_of(extraction), here=None, meta="")
    assert "<script>" not in shown
    assert "&lt;/span&gt;&lt;/p&gt;&lt;script&gt;" in shown


def test_an_article_of_thousands_of_mentions_stays_small() -> None:
    text = EXTRACTION.article.text
    mention = named("Almaty")
    copies = 3000
    article = replace(EXTRACTION.article, text=text * copies)
    mentions = tuple(
        replace(mention, start=mention.start + at, end=mention.end + at)
        for at in range(0, copies * len(text), len(text))
    )
    page = page_of(EXTRACTION)
    shown = article_html(Extraction(article, mentions, ()), page, here=None, meta="")
    assert shown.count('class="sp-place') == shown.count('class="sp-tip"') == copies
    assert len(shown.encode()) - len(article.text.encode()) < 900_000
