"""RSS and Atom: entries in full are articles, the others links; a feed can fetch nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.articles.arriving import FoundLink
from geodata.articles.incoming import Incoming, Origin
from geodata.models import DateRange, Problem
from tests.articles.brought import DETOUR, FIRE, bounded, found, refused

FEED = "https://www.musterblatt.example/rss/politik.xml"
DAY = DateRange.day(dt.date(2022, 1, 6))
WHOLE = f"<p>{FIRE}</p>\n<p>{DETOUR}</p><h3>Umwege</h3>" + f"<p>{DETOUR}</p>" * 4


def rss(*items: str, before: str = "") -> str:
    told = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Musterblatt</title>{told}</channel></rss>"
    )


def full(text: str = WHOLE) -> str:
    return (
        "<title>Brand im Hafen &amp;amp; Stau</title><link>/politik/brand-17.html</link>"
        "<dc:creator>Karla Muster</dc:creator><pubDate>Thu, 06 Jan 2022 10:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    )


def test_an_entry_in_full_is_an_article() -> None:
    (made,) = found(rss(full()), "politik.xml", url=FEED)
    assert isinstance(made, Incoming)
    told = made.article
    assert told.text.startswith(f"Brand im Hafen & Stau\n\n{FIRE}\n\n{DETOUR}\n\nUmwege\n\n")
    assert told.published == DAY
    assert told.publisher == "Musterblatt"
    assert told.author == "Karla Muster"
    assert told.url == "https://www.musterblatt.example/politik/brand-17.html"
    assert made.origin == Origin("feed", "politik.xml, entry 1")


def test_a_teaser_is_a_link_with_title_and_day() -> None:
    item = (
        "<title>Brand im Hafen</title><link>/a/1</link><description>Kurz.</description>"
        "<pubDate>Thu, 06 Jan 2022 10:00:00 GMT</pubDate>"
    )
    link = FoundLink("https://www.musterblatt.example/a/1", "Brand im Hafen", DAY)
    assert found(rss(item), "politik.xml", url=FEED) == [link]


def test_a_text_that_is_cut_off_is_a_link() -> None:
    (made,) = found(rss(full(f"{WHOLE}<p>Auch in Poti … Weiterlesen</p>")), "f.xml", url=FEED)
    assert isinstance(made, FoundLink)


def test_atom_links_start_from_the_feed_s_address() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Blatt</title><entry><title>Brand</title>'
        '<link href="brand"/><updated>2022-01-06T10:00:00Z</updated><summary>K</summary></entry>'
        "</feed>"
    )
    link = FoundLink("https://blatt.example/neu/brand", "Brand", DAY)
    assert found(atom, "feed", url="https://blatt.example/neu/feed") == [link]


def test_a_date_in_the_future_is_left_out() -> None:
    item = "<title>Bald</title><link>/a</link><pubDate>Fri, 06 Jan 2034 10:00:00 GMT</pubDate>"
    (link,) = found(rss(item), "f.xml", url=FEED)
    assert isinstance(link, FoundLink)
    assert link.published is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://a:b@blatt.example/", ""]
)
def test_an_entry_without_a_link_of_the_web_is_named(link: str) -> None:
    item = f"<title>Brand</title><link>{link}</link><description>Kurz.</description>"
    assert found(rss(item), "f.xml") == [
        Problem("f.xml, entry 1", "has neither its full text nor a link")
    ]


def test_scripts_in_an_entry_are_no_text() -> None:
    (made,) = found(rss(full(WHOLE + "<script>alert('falsch')</script>")), "f.xml", url=FEED)
    assert isinstance(made, Incoming)
    assert "falsch" not in made.article.text


def test_entities_that_blow_up_or_call_in_files_do_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = (
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY p SYSTEM "file:///etc/hostname">'
        '<!ENTITY % q SYSTEM "http://x.example/q.dtd">]>'
    )
    item = "<title>&l11;&p;</title><link>/a</link><description>&l9; &p;</description>"
    with bounded(seconds=3, megabytes=20):
        (link,) = found(rss(item, before=doctype), "f.xml", url=FEED)
    assert isinstance(link, FoundLink)
    assert link.title is None or len(link.title) < 50


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">',
        '<!doctype rss [\n<!ENTITY a "b">\n]\n>\n<!-- x -->',
        '<!-- <rss> --><!DOCTYPE rss [<!ENTITY a "c[1] d">]>',
    ],
)
def test_a_document_type_costs_a_feed_nothing(doctype: str) -> None:
    (made,) = found(
        rss(full(f"{WHOLE}<p>Sie begann mit &lt;!DOCTYPE html&gt;.</p>"), before=doctype)
    )
    assert isinstance(made, Incoming)
    assert made.article.text.endswith("Sie begann mit <!DOCTYPE html>.")


@pytest.mark.parametrize(
    "data",
    [
        "<rss>" + "<!DOCTYPE[" * 100_000,
        "<!DOCTYPE[" * 100_000 + "<rss></rss>",
        "<!DOCTYPE rss [" + "]" * 1_000_000 + "<rss></rss>",
        "<!DOCTYPE rss [" + "] " * 500_000 + "<rss></rss>",
        "<!DOCTYPE rss [" + "<!ENTITY " * 100_000 + "]><rss></rss>",
        rss(full(WHOLE + "<p>" + "read more " * 100_000 + "x</p>")),
        rss(full(WHOLE + "<p>…" + "." * 300_000 + "x</p>")),
    ],
    ids=["types", "before", "brackets", "spaces", "entities", "words", "dots"],
)
def test_a_feed_made_to_be_slow_is_done_in_seconds(data: str) -> None:
    with bounded(seconds=10):
        found(data, "f.xml", url=FEED)


def test_an_entry_that_is_too_long_costs_no_other() -> None:
    long = full(WHOLE + f"<p>{'Regen. ' * 800_000}</p>")
    first, problem, last = found(rss(full(), long, full()), "f.xml", url=FEED)
    assert isinstance(first, Incoming)
    assert isinstance(problem, Problem)
    assert problem.where == "f.xml, entry 2"
    assert problem.message.endswith("MB; an article may have 5 MB")
    assert isinstance(last, Incoming)


def test_a_feed_that_breaks_off_gives_what_is_whole() -> None:
    item = "<title>Brand</title><link>/a</link><description>Kurz.</description>"
    whole = rss(item, item.replace("/a", "/b"))
    links = [one.url for one in found(whole[: whole.rindex("<description>")], "f.xml", url=FEED)]  # type: ignore[union-attr]
    assert links[0] == "https://www.musterblatt.example/a"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rss(), "is a feed without entries"),
        ("<rss", "is no feed of articles"),
        ("<feed><entry></entry></feed>", "has neither its full text nor a link"),
    ],
)
def test_a_feed_without_articles_says_so(data: str, said: str) -> None:
    assert refused(data, "f.xml") == said


def test_a_feed_of_too_many_entries_ends_with_a_line() -> None:
    items = [f"<link>/a/{n}</link><title>t</title>" for n in range(5_002)]
    *links, last = found(rss(*items), "f.xml", url=FEED)
    assert len(links) == 5_000
    assert last == Problem("f.xml, entry 5001", "is beyond the first 5000 entries; left out")
