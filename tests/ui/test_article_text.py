from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.models import Extraction, Span
from geodata.pipeline import collect
from geodata.tables.filters import Filters
from geodata.ui.evidence.article_text import anchor, article_html, numbered_events, text_blocks
from geodata.ui.page import Page
from geodata.ui.shelf.gathering import make_library
from tests.records import almaty_extraction, make_article, shots_extraction

if TYPE_CHECKING:
    from geodata.models import EventStatus

pytestmark = pytest.mark.usefixtures("german")

HOSTILE = "{{ 7*7 }} <script>alert(1)</script> \\ ` \u202ertl 🙂  two  spaces"


def page_of(extraction: Extraction) -> Page:
    library = make_library(None, collect([extraction]))
    return Page(library, Filters(), "light")


def seen(markup: str) -> str:
    """Return what is read in a page where no explanation is open."""
    closed = re.sub(r'<span class="sp-tip".*?</span>', "", markup)
    return html.unescape(re.sub(r"<[^>]*>", "", closed))


def test_the_whole_text_is_there_letter_for_letter() -> None:
    article = make_article(text=f"Titel {HOSTILE}\n\n   {HOSTILE}\nMehr zum Thema\n")
    body = (Span(0, article.text.index("Mehr")),)
    extraction = Extraction(replace(article, body=body), (), ())
    shown = seen(article_html(extraction, page_of(extraction), here=None, meta=""))
    for line in article.text.splitlines():
        assert line in shown


def test_clutter_stands_in_a_box_that_says_so() -> None:
    article = make_article(text="Titel\nMehr zum Thema\nIn Almaty ist es ruhig.\n")
    body = (Span(0, 6), Span(21, len(article.text)))
    extraction = Extraction(replace(article, body=body), (), ())
    shown = article_html(extraction, page_of(extraction), here=None, meta="")
    box = re.findall(r'<div class="sp-aside">(.*?)</div>', shown, re.DOTALL)
    assert len(box) == 1
    assert "Mehr zum Thema" in box[0]
    assert "nicht ausgewertet" in box[0]


def test_blocks_hold_all_that_is_not_blank() -> None:
    article = make_article(text="  a b\n\n c\r\nd")
    blocks = [article.text[slice(*block.span)] for block in text_blocks(article)]
    assert "".join(blocks).split() == article.text.split()


def test_events_are_numbered_in_the_order_of_the_text() -> None:
    extraction = almaty_extraction()
    numbered = numbered_events(extraction)
    assert [one.number for one in numbered] == [1, 2]
    assert [extraction.article.text[slice(*one.event.trigger)] for one in numbered] == [
        "landeten",
        "standen",
    ]


def test_places_and_triggers_are_marked_and_the_event_arrived_at_has_a_bar() -> None:
    extraction = almaty_extraction()
    here = numbered_events(extraction)[1]
    shown = article_html(extraction, page_of(extraction), here=here, meta="<p>meta</p>")
    assert re.search(r'<span class="sp-place sp-m"[^>]*>Almaty<span class="sp-tip"', shown)
    assert re.search(r'<span class="sp-trigger sp-t-deployment sp-m"[^>]*>landeten<', shown)
    assert f'<sup id="{anchor(here)}"' in shown
    assert shown.count("sp-arrived") == 1
    assert shown.index("</h1>") < shown.index("<p>meta</p>") < shown.index("landeten")


def test_an_article_without_a_headline_begins_with_its_meta_line() -> None:
    article = replace(make_article(), headline=None)
    extraction = Extraction(article, (), ())
    shown = article_html(extraction, page_of(extraction), here=None, meta="<p>meta</p>")
    assert re.findall("<h1[^>]*>", shown) == ['<h1 class="sp-unseen">']  # heard, not seen
    assert shown.index("<p>meta</p>") < shown.index("Soldaten")


def test_who_says_so_is_marked_in_the_text() -> None:
    extraction = shots_extraction("a1")
    shown = article_html(extraction, page_of(extraction), here=None, meta="")
    assert re.search(r'<span class="sp-said sp-m"[^>]*>nach Angaben der Polizei<', shown)
    assert "Behörden" in shown


@pytest.mark.parametrize(
    ("status", "mark"), [("historical", "sp-earlier"), ("negated", "sp-denied")]
)
def test_a_trigger_shows_that_nothing_happened_now(status: EventStatus, mark: str) -> None:
    extraction = shots_extraction("a2")
    events = tuple(replace(event, status=status) for event in extraction.events)
    extraction = replace(extraction, events=events)
    shown = article_html(extraction, page_of(extraction), here=None, meta="")
    assert re.search(rf'<span class="{mark} sp-m"[^>]*>Schüssen<', shown)


def test_what_a_search_has_found_is_marked_in_the_whole_text() -> None:
    extraction = almaty_extraction()
    page = replace(page_of(extraction), filters=Filters(words="einheit"))
    shown = article_html(extraction, page, here=None, meta="")
    assert '<span class="sp-hit">Einheit</span>en' in shown
