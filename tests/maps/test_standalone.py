"""A file that stands alone holds each incident with its proof, runs nothing, fits its bound."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import json
import random
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geodata.maps.standalone import MOST_BYTES, StandaloneWords, html_bytes
from geodata.maps.standalone.fitting import fit_rows
from geodata.maps.standalone.rows import Rows
from tests.taken import make_about

if TYPE_CHECKING:
    from collections.abc import Sequence

EVIL = (
    "</script><script>window.hit=1</script><img src=x onerror=window.hit=1> {{script}} {{ 7*7 }} "
    "<cite>0</cite> \u2028 \ud800 \u202egepfeffert \x07 ']]>"
)
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüABCDEFGHIJKL "
DAY = pd.Timestamp("2031-03-04")


def make_incidents(count: int, **changed: Any) -> pd.DataFrame:
    """Return incidents, a day after each other; the last has neither day nor place."""
    last = count - 1
    plain = {
        "incident_id": [f"i{n:05}" for n in range(count)],
        "kind": ["protest" if n % 2 else "violence" for n in range(count)],
        "phase": None,
        "status": "actual",
        "date_start": [
            pd.NaT if n == last else DAY + pd.Timedelta(days=n % 90) for n in range(count)
        ],
        "date_end": [
            pd.NaT if n == last else DAY + pd.Timedelta(days=n % 90) for n in range(count)
        ],
        "place_id": [None if n == last else f"geonames:{n % 40}" for n in range(count)],
        "location": [None if n == last else f"Ort {n % 40}" for n in range(count)],
        "place_name": [None if n == last else f"Town {n % 40}" for n in range(count)],
        "country_code": "KZ",
        "latitude": [None if n == last else 40 + (n % 40) / 4 for n in range(count)],
        "longitude": [None if n == last else 60 + (n % 40) / 3 for n in range(count)],
        "precision_km": [None if n == last else 5.0 for n in range(count)],
        "where_prec": pd.array([None if n == last else 1 for n in range(count)], dtype="Int64"),
        "origin_id": None,
        "origin": None,
        "origin_country": None,
        "origin_latitude": float("nan"),
        "origin_longitude": float("nan"),
        "actors": "RU; Polizei",
        "figures": "dead 2-3",
        "disputed": False,
        "sources": 1,
        "articles": 1,
    }
    return pd.DataFrame(plain | changed)


def make_tellings(incidents: pd.DataFrame, each: int = 1, **changed: Any) -> pd.DataFrame:
    """Return so many tellings of each incident, each in an article of its own."""
    count = len(incidents) * each
    plain = {
        "incident_id": [one for one in incidents["incident_id"] for _ in range(each)],
        "article_id": [f"a{n:06}" for n in range(count)],
        "excerpt": [f"Satz {n} sagt, was in Ort {n % 40} geschah." for n in range(count)],
        "place_text": [f"Ort {n % 40}" for n in range(count)],
        "attribution_text": None,
        "copy": False,
    }
    return pd.DataFrame(plain | changed)


def make_articles(events: pd.DataFrame, **changed: Any) -> pd.DataFrame:
    count = len(events)
    plain = {
        "article_id": events["article_id"],
        "publisher": [f"Blatt {n % 7}" for n in range(count)],
        "published_start": DAY,
        "published_end": DAY,
        "headline": [f"Zeile {n}" for n in range(count)],
        "url": [f"https://blatt.example/{n}" for n in range(count)],
        "language": "de",
    }
    return pd.DataFrame(plain | changed)


class Page(HTMLParser):
    """What a browser would make of the file: elements, their attributes, the text of the list."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = f"{tag}#{dict(attrs).get('id', '')}"

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def unpacked(self) -> dict[str, Any]:
        """Return what the script unpacks."""
        packed = base64.b64decode(self.texts["script#content"])
        return dict(json.loads(gzip.decompress(packed)))


def made(count: int = 12, each: int = 1, **changed: dict[str, Any]) -> bytes:
    incidents = make_incidents(count, **changed.get("incidents", {}))
    events = make_tellings(incidents, each, **changed.get("events", {}))
    articles = make_articles(events, **changed.get("articles", {}))
    return html_bytes(incidents, events, articles, make_about("incidents", count))


def test_every_incident_stands_in_plain_html_in_order_of_time() -> None:
    page = Page(made(12))
    cards = [one for one in page.every("li") if "card" in (one.get("class") or "")]
    assert [one["id"] for one in cards] == [f"e{n}" for n in range(12)]
    text = made(12).decode()
    assert text.index("Satz 0 sagt") < text.index("Satz 7 sagt") < text.index("Satz 11 sagt")
    assert "no date" in text  # the last has none
    assert "1 not on the map" in text


def test_the_same_rows_make_the_same_file() -> None:
    assert made(8) == made(8)


def test_the_file_says_where_it_comes_from_and_by_which_filters() -> None:
    text = made(5).decode()
    for said in ("9.9.9", "5 November 2026", "Kinds of event", "5 of 10 events", "Blatt 3"):
        assert said in text, said
    assert 'href="https://example.org/map?kind=protest"' in text


def test_words_of_articles_stay_words() -> None:
    evil = pd.Series([EVIL] * 3, dtype=object)  # Arrow's texts hold no lone surrogates
    content = made(
        3,
        incidents={"location": evil, "actors": evil, "figures": evil},
        events={"excerpt": evil, "place_text": evil, "attribution_text": evil},
        articles={"headline": evil, "publisher": evil, "url": f"javascript:alert(1)//{EVIL[:90]}"},
    )
    page = Page(content)
    assert len(page.every("script")) == 4
    assert not page.every("img") or all(
        str(one["src"]).startswith("data:") for one in page.every("img")
    )
    assert not [name for _, found in page.elements for name in found if name.startswith("on")]
    links = [str(one["href"]) for one in page.every("a")]
    assert all(link.startswith(("#", "https://example.org/")) for link in links), links
    for item in page.unpacked()["items"]:
        assert "<script" not in item
        assert re.findall(r"<cite>(\d+)</cite>", item), "the citation is ours"
        assert len(re.findall("<cite>", item)) == 1
    content.decode("utf-8", "strict")


def test_nothing_runs_but_our_script_and_nothing_may_be_asked_for() -> None:
    text = made(3).decode()
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert found is not None
    script = text[text.rindex("<script>") + len("<script>") : text.rindex("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in found[1]
    assert found[1].startswith("default-src 'none'")
    assert "connect-src" not in found[1]
    assert not re.search(r"url\((?!data:|#|none)", text[: text.index("</style>")])


def test_an_excerpt_and_a_headline_are_cut_short() -> None:
    long = "Wort " * 200_000
    content = made(2, events={"excerpt": long}, articles={"headline": long, "publisher": long})
    assert max(len(item) for item in Page(content).unpacked()["items"]) < 1_500
    assert len(content) < MOST_BYTES


@pytest.mark.parametrize("each", [1, 5])
def test_what_finds_no_room_is_left_out_and_counted(each: int) -> None:
    chance = random.Random(7)  # noqa: S311 - texts, no secrets
    incidents = make_incidents(300, sources=[1 + n % 3 for n in range(300)])
    events = make_tellings(
        incidents,
        each,
        excerpt=["".join(chance.choices("abcdefgh ", k=290)) for _ in range(300 * each)],
    )
    rows = Rows.of(incidents, events, make_articles(events))
    everything = fit_rows(rows, StandaloneWords(), None, 10_000_000)
    assert (everything.left_events, everything.left_sources) == (0, 0)
    half = fit_rows(rows, StandaloneWords(), None, len(everything.packed) // 2)
    assert len(half.packed) <= len(everything.packed) // 2
    if each == 1:
        assert half.left_events == 300 - len(half.items) > 0
        assert set(half.rows.incidents["sources"]) <= {2, 3}, "the least told go first"
    else:
        assert half.left_events == 0
        assert half.left_sources > 0
        assert "more source" in half.items[0]


def test_a_large_set_keeps_the_bound_and_says_what_is_missing() -> None:
    chance = random.Random(3)  # noqa: S311 - as above
    texts = ["".join(chance.choices(LETTERS, k=290)) for _ in range(8_000)]
    content = made(8_000, events={"excerpt": texts})
    assert MOST_BYTES * 0.8 < len(content) <= MOST_BYTES
    page = Page(content)
    kept = len(page.unpacked()["items"])
    assert f"{8_000 - kept:,}".replace(",", "\u202f") + " events of few sources" in content.decode()
    assert "The list here has the first" in content.decode()


def test_words_come_from_outside() -> None:
    words = StandaloneWords(
        events=("{n} Ereignis", "{n} Ereignisse"), in_order="Der Reihe nach", kind=lambda _: "Art"
    )
    incidents = make_incidents(2)
    events = make_tellings(incidents)
    names: Sequence[str] = ("geonames:0",)
    content = html_bytes(
        incidents,
        events,
        make_articles(events),
        make_about("incidents", 2),
        words=words,
        title="Kasachstan <b>und</b> Nachbarn",
        named={names[0]: "Schangaösen"}.__getitem__,
    ).decode()
    for said in ("2 Ereignisse", "Der Reihe nach", "<b>Art</b>", "Schangaösen"):
        assert said in content, said
    assert "<title>Kasachstan &lt;b&gt;und&lt;/b&gt; Nachbarn</title>" in content


def test_no_incident_at_all_makes_a_file_that_says_so() -> None:
    content = made(4)
    incidents = make_incidents(4).iloc[:0]
    events = make_tellings(make_incidents(4)).iloc[:0]
    articles = make_articles(make_tellings(make_incidents(4))).iloc[:0]
    empty = html_bytes(incidents, events, articles, make_about("incidents", 0)).decode()
    assert "0 events" in empty
    assert dt.date(2026, 11, 5).strftime("%Y") in empty
    assert len(empty) < len(content)
