from __future__ import annotations

import pytest

from geodata.articles import make_article, mark_body
from geodata.articles.dates import find_published, load_dates, read_date
from geodata.articles.headline import find_headline
from geodata.languages import load_pack
from geodata.models import DateRange

STORY = (
    "In der Grenzstadt Chorgos stauen sich seit dem 3. Januar 2020 die Lastwagen. Händler warten "
    "nach eigenen Angaben bis zu sechs Tage auf die Abfertigung, weil auf der anderen Seite nur "
    "noch ein Schalter besetzt ist."
)


def published_in(text: str) -> str | None:
    pack = load_pack("de")
    found = find_published(text, mark_body(text, pack), load_dates(pack))
    return None if found is None else found.iso()


def title_of(text: str) -> str:
    return make_article(text, article_id="a1", language="de").title


def test_a_month_stays_a_month() -> None:
    text = f" date 2022-01 Stau in Chorgos\n\n{STORY}"
    assert published_in(text) == "2022-01"


def test_a_date_in_the_running_text_is_the_storys() -> None:
    assert published_in(f"Stau in Chorgos\n\n{STORY}") is None
    assert published_in(STORY) is None


def test_publication_goes_before_update() -> None:
    head = "Aktualisiert am 08.01.2022\nVeröffentlicht am 06.01.2022"
    assert published_in(f"Stau in Chorgos\n\n{head}\n\n{STORY}") == "2022-01-06"


def test_the_agencys_closing_credit_dates_the_article() -> None:
    assert published_in(f"{STORY} Besserung ist nicht in Sicht. (APA, 8.6.2021)") == "2021-06-08"
    assert published_in(f"{STORY} Der Posten (Chorgos, 8.6.2021) ist neu.") is None


@pytest.mark.parametrize(
    ("path", "date"),
    [("2022/01/06/stau", "2022-01-06"), ("2022-01/stau", "2022-01"), ("17719244", None)],
)
def test_the_web_address_may_hold_the_date(path: str, date: str | None) -> None:
    assert published_in(f"https://bote.example/{path}.html\n\nStau in Chorgos\n\n{STORY}") == date


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2022-01-06", "2022-01-06"),
        (" 2022-01 ", "2022-01"),
        ("2022", "2022"),
        ("2022-01-06T08:00:00Z", "2022-01-06"),
        ("2022-01-06 08:00", "2022-01-06"),
        ("6.1.2022", "2022-01-06"),
        ("2000-02-30", None),
        ("", None),
        ("bald", None),
    ],
)
def test_dates_of_tables_are_read(stated: str, date: str | None) -> None:
    found = read_date(stated)
    assert (None if found is None else found.iso()) == date


def test_a_date_that_is_given_goes_before_one_in_the_text() -> None:
    given = DateRange.from_iso("2022-01-07")
    text = f"Stau in Chorgos\n\n06.01.2022\n\n{STORY}"
    assert make_article(text, article_id="a1", published=given).published == given
    found = make_article(text, article_id="a1").published
    assert found == DateRange.from_iso("2022-01-06")


def test_the_first_line_is_the_headline() -> None:
    assert title_of(f"Werbung\n\nStau   in Chorgos\n\n{STORY}") == "Stau in Chorgos"
    assert title_of(f"Stau? Ein Grenzort wartet\n{STORY}") == "Stau? Ein Grenzort wartet"


def test_a_kicker_is_passed_over_for_the_headline() -> None:
    text = f"Chinas Grenze\n\nIn Chorgos geht nichts mehr\n\n{STORY}"
    assert title_of(text) == "In Chorgos geht nichts mehr"


def test_running_text_is_shown_by_its_first_sentence() -> None:
    assert title_of(STORY).startswith("In der Grenzstadt Chorgos stauen sich")
    assert title_of(STORY).endswith("Lastwagen.")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("In Albany, Gov. Ruth Sample met Sen. Tom Pattern on Monday.", "en"),
        ("В Жанаозене 300 тыс. Барабанов и 2 млн. Труб остались на складе.", "ru"),
    ],
)
def test_an_abbreviation_does_not_end_the_first_sentence(sentence: str, language: str) -> None:
    text = f"{sentence} {STORY}"
    assert make_article(text, article_id="a1", language=language).title == sentence


def test_a_long_first_sentence_is_cut_before_a_word() -> None:
    title = title_of("Grenze " * 40)
    assert len(title) <= 120
    assert title.endswith("Grenze")
    assert len(title_of("x" * 500)) == 120


def test_no_body_no_headline() -> None:
    assert find_headline("Werbung", ()) is None
    assert make_article("Werbung\nAnzeige", article_id="a1", language="de").title == "a1"


def test_an_empty_text_makes_an_article_without_body() -> None:
    article = make_article("", article_id="a1", raw_body=True)
    assert (article.body, article.headline, article.published) == ((), None, None)
