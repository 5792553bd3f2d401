"""What is read of a web page: its article, and what the page says of it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from geodata.models import DateRange
from tests.articles.brought import (
    DETOUR,
    FIRE,
    FOOTER,
    NAVIGATION,
    article,
    bounded,
    found,
    incoming,
    json_ld,
    page,
    read,
    refused,
)

DAY = DateRange.day(dt.date(2022, 1, 6))
LINK = "https://www.musterblatt.example/politik/brand-17.html?ref=mail"


def test_the_text_is_headline_and_paragraphs_without_clutter() -> None:
    assert read(page(article())).text == f"Brand im Hafen\n\n{FIRE}\n\n{DETOUR}"


def test_the_headline_of_the_article_is_found_in_the_text() -> None:
    made = read(page(article(), title="Brand im Hafen - Musterblatt"))
    assert made.title == "Brand im Hafen"
    assert [made.text[slice(*span)] for span in made.body] == [made.text]


def test_json_ld_says_more_than_the_page_shows() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Musterblatt im Netz"},
            {"@type": "BreadcrumbList", "itemListElement": []},
            [
                {
                    "@type": ["NewsArticle", "Article"],
                    "headline": "Brand im Hafen",
                    "datePublished": "2022-01-06T23:50:00+04:00",
                    "dateModified": "2022-01-09T08:00:00+04:00",
                    "author": [{"@type": "Person", "name": "Karla Muster"}, {"name": "Ivan Vor"}],
                    "publisher": {"@type": "Organization", "name": "Musterblatt"},
                    "inLanguage": "de-AT",
                }
            ],
        ],
    }
    made = read(page(article(), head=json_ld(json.dumps(graph))), url=LINK)
    assert made.published == DAY
    assert made.publisher == "Musterblatt"
    assert made.author == "Karla Muster, Ivan Vor"
    assert made.url == LINK


def test_of_several_described_articles_the_page_s_own_counts() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Anderes",
        "datePublished": "2020-02-02",
        "url": "https://www.musterblatt.example/anderes",
    }
    own = {
        "@type": "NewsArticle",
        "headline": "Brand im Hafen: Was wir wissen",
        "datePublished": "2022-01-06",
        "mainEntityOfPage": {"@id": "https://www.musterblatt.example/politik/brand-17.html"},
    }
    head = '<link rel="canonical" href="/politik/brand-17.html">' + json_ld(
        json.dumps([other, own])
    )
    made = incoming(page(article(), head=head), url=LINK)
    assert made.canonical_url == "https://www.musterblatt.example/politik/brand-17.html"
    assert made.article.published == DAY
    assert made.article.title == "Brand im Hafen: Was wir wissen"


def test_broken_json_ld_costs_nothing() -> None:
    trailing = '{"@type": "NewsArticle", "datePublished": "2022-01-06",}'
    blocks = json_ld("{nicht doch") + json_ld("[" * 5_000) + json_ld(trailing)
    assert read(page(article(), head=blocks)).published == DAY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!--\n", "\n-->"),
        ("//<![CDATA[\n", "\n//]]>"),
        ("// <![CDATA[\n", "\n// ]]>\n"),
        (" <![CDATA[", "]]>;"),
        ("", " ;\n"),
    ],
)
def test_json_ld_wrapped_for_old_browsers_is_read(before: str, after: str) -> None:
    block = json_ld(f'{before}{{"@type": "Article", "datePublished": "2022-01-06"}}{after}')
    assert read(page(article(), head=block)).published == DAY


@pytest.mark.parametrize("block", [" " * 900_000 + "x", "{" + " " * 900_000 + "x", "//" * 400_000])
def test_json_ld_of_spaces_is_given_up_at_once(block: str) -> None:
    with bounded(seconds=5):
        assert FIRE in read(page(article(), head=json_ld(block))).text


RELATED = {
    "@type": "NewsArticle",
    "headline": "Sturm über Poti",
    "datePublished": "2020-02-02",
    "publisher": {"name": "Fremdblatt"},
    "url": "https://www.musterblatt.example/sturm.html",
}


def test_a_related_article_s_description_says_nothing_of_the_page_s_own() -> None:
    made = read(page(article(), head=json_ld(json.dumps(RELATED))), url=LINK)
    assert made.title == "Brand im Hafen"
    assert made.published is None
    assert made.publisher == "musterblatt.example"


@pytest.mark.parametrize(
    "said",
    [
        {"headline": "Brand im Hafen von Batumi"},
        {"url": "https://m.musterblatt.example/politik/brand-17.html"},
        {"url": None},
        {"url": "#artikel"},
    ],
)
def test_a_description_that_agrees_in_part_is_the_page_s_own(said: dict[str, str]) -> None:
    head = json_ld(json.dumps(RELATED | said))
    assert read(page(article(), head=head), url=LINK).publisher == "Fremdblatt"


@pytest.mark.parametrize("fact", ["publisher", "author", "headline", "isAccessibleForFree"])
def test_json_ld_nested_without_end_costs_one_fact(fact: str) -> None:
    said = "[" * 900 + '"Musterblatt"' + "]" * 900
    head = json_ld(f'{{"@type": "NewsArticle", "datePublished": "2022-01-06", "{fact}": {said}}}')
    made = read(page(article(), head=head))
    assert made.published == DAY
    assert FIRE in made.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2022-01-06T10:00:00Z">', DAY),
        ('<meta name="date" content="06.01.2022">', DAY),
        ('<meta itemprop="datePublished" content="2022-01-06">', DAY),
        ('<meta property="article:modified_time" content="2022-01-06">', DAY),
        (
            (
                '<meta property="article:modified_time" content="2022-01-09">'
                '<meta property="article:published_time" content="2022-01-06">'
            ),
            DAY,
        ),
        (
            json_ld('{"@type": "Article", "datePublished": "2022-01"}'),
            DateRange.from_iso("2022-01"),
        ),
        (json_ld('{"@type": "Article", "datePublished": "1641463200000"}'), DAY),
        (
            json_ld(
                '{"@type": "Article", "datePublished": "2031-01-06", "dateModified": "2022-01-06"}'
            ),
            DAY,
        ),
        ('<meta name="date" content="1970-01-01">', None),
        ('<meta name="date" content="neulich">', None),
    ],
)
def test_the_date_is_that_of_publication_and_never_in_the_future(
    head: str, day: DateRange | None
) -> None:
    assert read(page(article(), head=head)).published == day


def test_a_date_on_the_page_counts_where_nothing_is_stated() -> None:
    body = f'<time datetime="2022-01-06T10:00" itemprop="datePublished">Heute</time>{article()}'
    assert read(page(body)).published == DAY


CHANGED = '<meta property="%s" content="2022-03-09T08:00:00Z">'


@pytest.mark.parametrize("name", ["article:modified_time", "og:updated_time"])
@pytest.mark.parametrize(
    "shown",
    [
        '<time datetime="2022-01-06T10:00" itemprop="datePublished">Heute</time>',
        '<time datetime="2022-01-06T10:00">6. Januar</time>',
        '<span class="date">06.01.2022</span>',
    ],
)
def test_the_day_of_publication_that_a_page_shows_goes_before_that_of_its_change(
    name: str, shown: str
) -> None:
    assert read(page(shown + article(), head=CHANGED % name)).published == DAY


def test_a_date_in_the_address_goes_before_that_of_the_change() -> None:
    url = "https://www.musterblatt.example/2022/01/06/brand.html"
    assert read(page(article(), head=CHANGED % "og:updated_time"), url=url).published == DAY


STATED = '<meta property="article:published_time" content="06/01/2022">'


@pytest.mark.parametrize(("lang", "date"), [("de", DAY), ("ru", DAY), ("en", None), ("", None)])
def test_a_stated_day_that_may_be_one_of_two_is_read_by_the_page_s_language(
    lang: str, date: DateRange | None
) -> None:
    told = "A warehouse burned down in the port of Batumi on Tuesday, the fire service said."
    body = article(told if lang == "en" else FIRE)
    assert read(page(body, head=STATED, lang=lang)).published == date
    marked = '<time itemprop="datePublished" datetime="06/01/2022">06/01/2022</time>'
    assert read(page(marked + body, lang=lang)).published == date
    shown = '<p class="date">06/01/2022</p>'
    assert read(page(shown + body, lang=lang)).published == date
    certain = '<time datetime="2022-01-06">06/01/2022</time>'
    assert read(page(certain + body, lang=lang)).published == DAY


def test_the_feed_s_date_counts_where_the_page_has_none() -> None:
    (made,) = found(page(article()), url=LINK, published=DAY)
    assert made.article.published == DAY  # type: ignore[union-attr]


def test_without_any_metadata_the_host_is_the_publisher() -> None:
    made = read(page(article(), title=""), url=LINK)
    assert made.publisher == "musterblatt.example"
    assert made.author is None
    assert made.published is None


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    made = incoming(page(article(), head='<link rel="canonical" href="javascript:alert(1)">'))
    assert made.canonical_url is None
    assert made.article.url is None


def test_a_saved_page_has_the_address_that_it_gives_for_itself() -> None:
    head = '<link rel="canonical" href="https://blatt.example/a/1"><base href="https://b.example/">'
    assert read(page(article(), head=head)).url == "https://blatt.example/a/1"


def test_the_window_s_title_loses_the_name_of_the_site() -> None:
    told = f"<div><p>{FIRE}</p><p>{DETOUR}</p></div>"
    made = read(page(told, title="Brand im Hafen von Batumi gelöscht | Musterblatt"))
    assert made.title == "Brand im Hafen von Batumi gelöscht"


def test_a_headline_with_a_dash_stays_whole() -> None:
    told = f"<div><p>{FIRE}</p><p>{DETOUR}</p></div>"
    made = read(page(told, title="Batumi – Stadt am Meer unter Rauch und Regen - Musterblatt"))
    assert made.title == "Batumi – Stadt am Meer unter Rauch und Regen"


@pytest.mark.parametrize(
    ("lang", "headline", "told", "language"),
    [
        (
            "en",
            "Fire in the harbour",
            (
                "A warehouse burned down in the harbour of Batumi on Tuesday. Nobody was hurt, the "
                "fire service said. Ships were sent to Poti until midnight."
            ),
            "en",
        ),
        (
            "ru",
            "Пожар в порту",
            (
                "В порту Батуми во вторник сгорел склад. По данным спасателей, никто не пострадал. "
                "Суда до полуночи направляли в Поти."
            ),
            "ru",
        ),
        ("en", "Brand im Hafen", FIRE, "de"),
    ],
)
def test_the_language_is_that_of_the_text(
    lang: str, headline: str, told: str, language: str
) -> None:
    made = read(page(article(told, headline=headline), lang=lang))
    assert made.language == language
    assert made.text == f"{headline}\n\n{told}"


def test_a_live_blog_has_its_own_date_and_all_its_entries() -> None:
    entries = "".join(
        f"<section><h3>{hour}.15 Uhr: Pegel steigt</h3><p>{FIRE}</p><p>Der Pegel am Rioni stand "
        f"um {hour} Uhr bei {hour + 200} Zentimetern, teilte das Amt in Poti mit.</p></section>"
        for hour in range(8, 14)
    )
    about = {
        "@type": "LiveBlogPosting",
        "headline": "Flut am Rioni",
        "datePublished": "2022-01-06",
        "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2022-01-08"}],
    }
    made = read(
        page(f"<main><h1>Flut am Rioni</h1>{entries}</main>", head=json_ld(json.dumps(about)))
    )
    assert made.published == DAY
    assert all(f"bei {hour + 200} Zentimetern" in made.text for hour in range(8, 14))


def test_what_a_script_or_comment_holds_is_no_text() -> None:
    tricks = '<script>var a = "<p>Falsch</p>"; var b = "<\\/script>";</script><!-- <p>Auch</p> -->'
    assert read(page(tricks + article())).text == f"Brand im Hafen\n\n{FIRE}\n\n{DETOUR}"


def test_a_page_with_broken_tags_gives_its_text() -> None:
    body = f"<article><h1>Brand im Hafen<p>{FIRE}<p>{DETOUR}</b></div></table><i>"
    assert FIRE in read(f"<html><body>{body}").text


ENCODED = page(article(), head='<meta charset="{}">')
RUSSIAN = page(
    article("Во вторник в порту Батуми сгорел склад, сообщили спасатели. Никто не пострадал, а "
            "суда направили в Поти.", headline="Пожар в порту"),
    head='<meta charset="{}">',
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "encoding", "meta", "header"),
    [
        (ENCODED, "utf-8", "utf-8", "iso-8859-1"),
        (ENCODED, "utf-8", "windows-1252", None),
        (ENCODED, "cp1252", "iso-8859-1", None),
        (ENCODED, "cp1252", "utf-8", "windows-1251"),
        (ENCODED, "cp1252", "gibt-es-nicht", "x\x00y"),
        (ENCODED, "utf-16", "utf-8", None),
        (ENCODED, "utf-16-le", "utf-16", None),
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "cp1251", "windows-1251", "iso-8859-1"),
        (RUSSIAN, "cp1251", "windows-1252", None),
        (RUSSIAN, "koi8-r", "koi8-r", None),
    ],
)
def test_a_wrong_statement_of_the_encoding_garbles_nothing(
    text: str, encoding: str, meta: str, header: str | None
) -> None:
    whole = text.format(meta)
    media_type = None if header is None else f"text/html; charset={header}"
    (made,) = found(whole.encode(encoding), media_type=media_type)
    wanted = "Пожар в порту" if "Пожар" in text else FIRE
    assert wanted in made.article.text  # type: ignore[union-attr]


def test_a_letter_cut_in_two_costs_only_itself() -> None:
    raw = page(article()).encode()
    cut = raw.replace(b"Lagerhaus", "Lagerhäuser".encode()[:6] + b" ", 1)
    assert "umgeleitet" in read(cut).text


def test_a_page_of_20_mb_is_refused_at_once() -> None:
    raw = page(article(*[FIRE] * 180_000)).encode()
    assert len(raw) > 20_000_000
    with bounded(seconds=1, megabytes=30):
        assert refused(raw) == f"has {len(raw) / 1e6:.1f} MB; a page may have 8 MB"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + FIRE,
        "<ul><li>" * 20_000 + FIRE,
        "<table><tr><td>" * 5_000 + FIRE,
        "<p " + 'a="b" ' * 300_000 + ">" + FIRE,
        "<!--" * 200_000,
        "&" * 2_000_000,
        "<" * 2_000_000,
        f"<p>{FIRE}</p>" * 38_000,
        "<p>" + "<a href=/x>Noch ein Link</a> " * 20_000,
    ],
    ids=[
        "deep",
        "lists",
        "tables",
        "attributes",
        "comments",
        "ampersands",
        "angles",
        "many",
        "links",
    ],
)
def test_a_page_made_to_be_slow_is_done_in_seconds(body: str) -> None:
    with bounded(seconds=20):
        assert len(found(f"<html><body>{body}</body></html>")) == 1


def test_a_page_with_too_many_elements_is_refused() -> None:
    assert refused("<html><body>" + "<b></b>" * 50_000).endswith("a page may have 40000")


def test_an_author_s_name_says_nothing_more_than_the_name() -> None:
    assert read(page(article(), head='<meta name="author" content="Von Karla Muster">')).author == (
        "Karla Muster"
    )
    for name in ("Von der Leyen", "Von Der Leyen", "von den Bergen, Karla", "Ivan von Muster"):
        head = f'<meta name="author" content="{name}">'
        assert read(page(article(), head=head)).author == name
    stated = json_ld('{"@type": "Article", "author": {"name": "Von Weizsäcker"}}')
    assert read(page(article(), head=stated)).author == "Von Weizsäcker"
    address = '<meta name="author" content="https://blatt.example/autor/17">'
    assert read(page(article(), head=address)).author is None


def test_navigation_and_footer_stay_outside() -> None:
    text = read(page(article())).text
    assert "Startseite" in NAVIGATION
    assert "Startseite" not in text
    assert "Impressum" in FOOTER
    assert "Impressum" not in text
