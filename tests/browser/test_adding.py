"""Adding articles in a real browser: from nothing to a map, in private, and with the tab closed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FilePayload, expect

from geodata.models import DateRange
from geodata.store import open_store
from tests.browser.conftest import running_app, visiting, wait_for
from tests.browser.looking import WAIT_MS, is_idle, marks
from tests.browser.test_accessibility import expect_none
from tests.fetching.servers import Paper, Reply, paper_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

FORM = ".st-key-adding_files button"
PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8">
<title>{title} - Küstenblatt</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"{title}","datePublished":"{day}","publisher":{{"@type":"Organization",
"name":"Küstenblatt"}}}}</script></head><body><nav>Start Politik Wetter</nav>
<article><h1>{title}</h1>{body}</article><footer>Impressum und Datenschutz</footer></body></html>"""
SHIPS = (
    "Schiffe verlassen Aktau",
    "2022-01-08",
    (
        "<p>Zwei Schiffe der Marine haben am Freitag den Hafen von Aktau verlassen, wie die "
        "Leitung am Abend bestätigte.</p><p>An Bord waren nach Angaben des Ministeriums etwa 150 "
        "Soldaten, die in Baku erwartet werden und bis Ende des Monats bleiben sollen.</p>"
    ),
)
SMOKE = (
    "Rauch über Schymkent",
    "2022-01-09",
    (
        "<p>In Schymkent starben am Samstag bei einem Angriff auf ein Lager der Polizei vier "
        "Menschen, elf wurden verletzt.</p><p>Die Stadtverwaltung sprach von einer ruhigen Nacht "
        "danach; auf den Straßen standen nur noch wenige Fahrzeuge.</p>"
    ),
)
PRINTED = (
    "Protest in Kostanai",
    "",
    "In Kostanai demonstrierten am Dienstag 900 Menschen vor dem",
    "Rathaus gegen die hohen Preise. Die Polizei sah zu, nach zwei",
    "Stunden gingen alle nach Hause. Verletzt wurde niemand.",
)
TABLE = (
    'Kram;Meldung;Tag\nx;"Truppen in Almaty\n\nIn Almaty trafen am Montag 300 russische Soldaten '
    'ein, um den Flughafen zu schützen.";10.1.2022\n'
)
PASTED = (
    "Marsch durch Schangaösen\n\nIn Schangaösen demonstrierten am Sonntag 2000 Menschen gegen "
    "die Preise für Gas."
)


def pdf_of(lines: tuple[str, ...]) -> bytes:
    """Return a PDF of one page with these lines."""
    text = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 60 760 Td {text} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F1 4 0 R >> >> >>"
        ),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\n" % table
    return out + end + b"startxref\n%d\n%%%%EOF\n" % len(out)


def page_of(told: tuple[str, str, str]) -> Reply:
    title, day, body = told
    return Reply(body=PAGE.format(title=title, day=day, body=body).encode())


@pytest.fixture
def paper() -> Iterator[Paper]:
    with paper_site() as site:
        feed = (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Küstenblatt'
            f"</title><link>{site.url()}</link><item><title>{SMOKE[0]}</title>"
            f"<link>{site.url('/rauch.html')}</link><description>Kurz.</description></item>"
            "</channel></rss>"
        )
        site.pages |= {
            "/schiffe.html": page_of(SHIPS),
            "/rauch.html": page_of(SMOKE),
            "/kostanai.pdf": Reply(body=pdf_of(PRINTED), media_type="application/pdf"),
            "/feed.xml": Reply(body=feed.encode(), media_type="application/rss+xml"),
        }
        yield site


@pytest.fixture
def own_app(paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run the app of somebody who has no article yet."""
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(tmp_path / "store"))
    monkeypatch.setenv("SCHAUPLATZ_FETCH_ALLOW", f"127.0.0.1:{paper.port}")
    with running_app(None) as url:
        yield url


def give(page: Page, *files: tuple[str, str, bytes]) -> None:
    page.locator("input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType=kind, buffer=data) for name, kind, data in files]
    )
    expect(page.get_by_test_id("stFileChip")).to_have_count(len(files), timeout=WAIT_MS)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def expect_heading(page: Page, text: str) -> None:
    expect(page.locator("main h2").first).to_have_text(text, timeout=WAIT_MS)
    is_idle(page)


def test_links_a_feed_files_and_a_text_lead_from_nothing_to_a_map(
    visit: Visit, own_app: str, paper: Paper
) -> None:
    page = visit.open(f"{own_app}/?ui=de")
    to_page(page, "Artikel hinzufügen")
    wait_for(page, FORM)
    expect(page.locator(".sp-banner")).to_contain_text("Beispieldaten:")
    give_all(page, paper)
    look_through(page)
    press(page, "5 Artikel sichern")
    expect_heading(page, "5 hinzugefügt, 2 abgewiesen")
    expect(page.locator(".st-key-adding_saved h3")).to_have_count(5)
    expect_none(page)
    expect_article(page)
    to_page(page, "Übersicht")
    wait_for(page, ".schauplatz-mark")
    assert page.get_by_text("Beispieldaten").count() == 0
    assert len(marks(page)) >= 4
    expect_kept(paper)
    before = len(paper.asked)
    to_page(page, "Artikel hinzufügen")
    expect_heading(page, "5 hinzugefügt, 2 abgewiesen")  # still told after a change of page
    press(page, "Weitere hinzufügen")
    wait_for(page, FORM)
    page.get_by_label("Adresse eines Feeds").fill(paper.url("/feed.xml"))
    press(page, "Lesen und durchsehen")
    expect_heading(page, "Kein Artikel gefunden")
    expect(page.locator(".sp-counts")).to_contain_text("1 schon da")
    assert "/rauch.html" not in paper.paths()[before:]
    assert visit.console == []
    assert visit.outside == []


def to_page(page: Page, name: str) -> None:
    page.locator(".st-key-nav a", has_text=name).click()


def give_all(page: Page, paper: Paper) -> None:
    """Give files, links, a feed and a text at once, good ones and bad."""
    give(
        page,
        ("liste.csv", "text/csv", TABLE.encode()),
        ("bild.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(90)),
    )
    links = (paper.url("/schiffe.html"), paper.url("/kostanai.pdf"), paper.url("/fort.html"))
    page.get_by_label("Links", exact=True).fill("\n".join(links))
    page.get_by_label("Adresse eines Feeds").fill(paper.url("/feed.xml"))
    page.get_by_label("Text", exact=True).fill(PASTED)
    press(page, "Lesen und durchsehen")


def look_through(page: Page) -> None:
    """Look at what was found, and say which column of the table is what."""
    expect_heading(page, "4 Artikel gefunden")
    problems = page.locator(".sp-problems")
    for name in ("bild.png", "/fort.html", "liste.csv"):
        expect(problems).to_contain_text(name)
    expect_none(page)
    choose(page, "Text", "Meldung")
    choose(page, "Datum", "Tag")
    press(page, "Mit diesen Spalten neu lesen")
    expect_heading(page, "5 Artikel gefunden")
    expect(problems).not_to_contain_text("liste.csv")


def expect_article(page: Page) -> None:
    """Follow the link to the article that came by its link, and find what its page said."""
    row = page.locator(".st-key-adding_saved > *", has_text=SHIPS[0])
    expect(row.get_by_role("link")).to_have_attribute("aria-label", f"Lesen: {SHIPS[0]}")
    row.get_by_role("link").click()
    wait_for(page, ".sp-article")
    shown = page.get_by_test_id("stMain")
    for part in (SHIPS[0], "Küstenblatt", "8. Januar 2022", "etwa 150 Soldaten"):
        expect(shown).to_contain_text(part, timeout=WAIT_MS)
    assert "Impressum" not in shown.inner_text()


def expect_kept(paper: Paper) -> None:
    kept = {one.title: one for one in open_store().articles()}
    assert kept[PRINTED[0]].url == paper.url("/kostanai.pdf")
    assert kept[SMOKE[0]].publisher == "Küstenblatt"
    days = {title: one.published for title, one in kept.items()}
    assert days[SMOKE[0]] == DateRange.day(dt.date(2022, 1, 9))
    assert days["Truppen in Almaty"] == DateRange.day(dt.date(2022, 1, 10))


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def many(count: int) -> tuple[str, str, bytes]:
    """Return a file of JSON Lines with so many short articles, no two the same."""
    lines = "".join(
        f'{{"id": "a{n}", "text": "Meldung {n} aus Aktau\\n\\nIn Aktau demonstrierten am Montag '
        f'{n + 10} Menschen. Es war die {n}. Kundgebung dieser Art, sagte ein Sprecher."}}\n'
        for n in range(count)
    )
    return ("viele.jsonl", "application/jsonl", lines.encode())


def test_a_closed_tab_loses_nothing_and_another_page_disturbs_nothing(
    browser: Browser, own_app: str
) -> None:
    with visiting(browser) as visit:
        page = visit.open(f"{own_app}/Add?ui=de", ready=FORM)
        give(page, many(120))
        press(page, "Lesen und durchsehen")
        expect_heading(page, "120 Artikel gefunden")
        press(page, "120 Artikel sichern")
        page.locator(".sp-work, .st-key-adding_saved").first.wait_for(timeout=WAIT_MS)
    with visiting(browser) as visit:
        page = visit.open(f"{own_app}/Add?ui=de", ready=FORM)
        for _wait in range(60):
            if page.get_by_text("Bisher 120 Artikel.").count():
                break
            page.wait_for_timeout(500)
            page.reload()
            wait_for(page, FORM)
        expect(page.get_by_text("Bisher 120 Artikel.")).to_be_visible()
    assert open_store().article_count() == 120


def too_large(folder: Path) -> Path:
    """Return a file of 51 MB, which the form says it does not take."""
    path = folder / "zu-gross.txt"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    return path


def test_visitors_of_a_hosted_copy_see_their_own_articles_alone(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(tmp_path / "store"))
    monkeypatch.setenv("SCHAUPLATZ_HOSTED", "1")
    with running_app(None) as url, visiting(browser, width=390) as one, visiting(browser) as other:
        page = one.open(f"{url}/Add?ui=de", ready=FORM)
        expect(page.get_by_label("Links", exact=True)).to_be_disabled()
        assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
        page.locator("input[type=file]").set_input_files(too_large(tmp_path))
        refused = page.get_by_test_id("stFileChip").filter(has_text="zu-gross.txt")
        expect(refused).to_contain_text("50", timeout=WAIT_MS)
        page.get_by_label("Text", exact=True).fill(PASTED)
        press(page, "Lesen und durchsehen")
        expect_heading(page, "1 Artikel gefunden")
        press(page, "1 Artikel sichern")
        expect_heading(page, "1 hinzugefügt")
        assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
        page.get_by_role("link", name="Zu allen Artikeln").click()
        wait_for(page, ".st-key-article_list h2")
        expect(page.locator(".st-key-article_list h2")).to_have_count(1, timeout=WAIT_MS)
        expect(page.locator(".st-key-article_list h2")).to_contain_text("Schangaösen")

        stranger = other.open(f"{url}/Articles?ui=de", ready=".st-key-article_list h2")
        expect(stranger.locator(".sp-banner").first).to_contain_text("Beispieldaten:")
        assert stranger.get_by_text("Marsch durch Schangaösen").count() == 0
    assert not (tmp_path / "store").exists()
