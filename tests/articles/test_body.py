from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.articles import mark_body
from geodata.languages import known_languages, load_pack
from geodata.models import Span

HARBOUR = (
    "Im Hafen von Batumi hat am Dienstag ein türkischer Zerstörer festgemacht. Das georgische "
    "Verteidigungsministerium sprach von einem lange vereinbarten Besuch, der bis Freitag dauern "
    "soll und an dem auch ein Tanker aus Rumänien teilnimmt."
)
ANSWER = (
    "In Suchumi nannte die abtrünnige Führung den Besuch eine Drohung. Ihre Küstenwache werde "
    "jede Bewegung verfolgen, hieß es in einer Mitteilung, die am Abend verbreitet wurde."
)
ALLIES = (
    "Auch das Bündnis äußerte sich. Ein Sprecher in Brüssel sagte, Schiffe der Mitgliedstaaten "
    "liefen Häfen am Schwarzen Meer seit Jahren an, und zwar stets im Rahmen der Verträge von "
    "Montreux. Weitere Besuche in Constanța und Warna seien für das Frühjahr vorgesehen."
)


def body_of(text: str) -> list[str]:
    return [text[start:end] for start, end in mark_body(text, load_pack("de"))]


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def test_neighbouring_paragraphs_are_one_range_with_the_blank_lines_between() -> None:
    text = page("Zerstörer in Batumi", HARBOUR, ANSWER)
    assert mark_body(text, load_pack("de")) == (Span(0, len(text)),)


def test_a_range_starts_and_ends_at_a_letter() -> None:
    assert body_of(f"\n\n   Zerstörer in Batumi\n\n\t{HARBOUR}   \n\n")[0].startswith("Zerstörer")
    assert body_of(f"\n\n   {HARBOUR}   \n\n") == [HARBOUR]


def test_bullets_above_the_text_hold_authors_not_text() -> None:
    text = page(
        "Zerstörer in Batumi", "Ein Besuch sorgt für Ärger", "• Karla Muster\n• 3 Min.", HARBOUR
    )
    assert body_of(text) == [page("Zerstörer in Batumi", "Ein Besuch sorgt für Ärger"), HARBOUR]


def test_a_list_of_facts_above_the_text_stays() -> None:
    facts = "• Ein Zerstörer liegt in Batumi\n• Suchumi droht\n• Brüssel wiegelt ab"
    text = page("Zerstörer in Batumi", facts, HARBOUR)
    assert body_of(text) == [text]


def test_metadata_before_the_headline_is_cut_off() -> None:
    assert body_of(f" date 2022-01 Zerstörer in Batumi\n\n{HARBOUR}") == [
        page("Zerstörer in Batumi", HARBOUR)
    ]


def test_the_article_goes_on_after_links_in_its_midst() -> None:
    links = (
        "Mehr zum Thema\nWas Ankara will: Eine Analyse aus Izmir\nStreit um Zypern: Neue Gespräche"
    )
    text = page("Zerstörer in Batumi", HARBOUR, links, ANSWER, ALLIES)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR), page(ANSWER, ALLIES)]


def test_the_article_goes_on_between_two_embedded_films() -> None:
    film = "Abonnieren Sie den Podcast bei unserem Partner in Zürich\nJetzt anhören"
    text = page("Zerstörer in Batumi", HARBOUR, film, ANSWER, "Video: Ein Tag in Kabul", ALLIES)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR), ANSWER, ALLIES]


def test_a_box_above_the_text_does_not_end_the_article() -> None:
    box = "Dieser Artikel gehört zum Angebot von Plus. Sie können ihn auch ohne Abo lesen."
    assert body_of(page("Zerstörer in Batumi", box, HARBOUR, ANSWER)) == [
        "Zerstörer in Batumi",
        page(HARBOUR, ANSWER),
    ]


def test_an_unannounced_list_of_teasers_at_the_end_is_left_out() -> None:
    teasers = page(
        "Schnee in Oslo\nDie Stadt räumt auf, und die Bahn fährt wieder nach Plan.",
        "Wahl in Lissabon\nDie Sozialisten liegen vorn, aber es könnte knapp werden.",
        "Messe in Hannover\nDrei Hallen bleiben in diesem Jahr wegen des Umbaus leer.",
    )
    text = page("Zerstörer in Batumi", HARBOUR, ANSWER, ALLIES, teasers)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR, ANSWER, ALLIES)]


def test_subheadings_with_their_paragraphs_stay() -> None:
    text = page(
        "Zerstörer in Batumi", HARBOUR, "Suchumi droht", ANSWER, "Brüssel wiegelt ab", ALLIES
    )
    assert body_of(text) == [text]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    wrapped = (
        "Im Hafen von Batumi hat am Dienstag ein türkischer Zerstörer\n"
        "festgemacht. Das georgische Ministerium sprach von einem Besuch,\n"
        "der bis Freitag dauern soll."
    )
    assert body_of(page("Zerstörer in Batumi", wrapped)) == [page("Zerstörer in Batumi", wrapped)]


@pytest.mark.parametrize("text", ["Batumi", "Zerstörer in Batumi.", "Hintergrund: Was Ankara will"])
def test_a_single_line_is_all_body(text: str) -> None:
    assert body_of(text) == [text]


@pytest.mark.parametrize("text", ["", " \n\t\n ", "Werbung\nAnzeige"])
def test_a_text_without_an_article_has_no_body(text: str) -> None:
    assert body_of(text) == []


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n", "\u2028"])
def test_every_kind_of_line_end_is_understood(line_end: str) -> None:
    text = page("Zerstörer in Batumi", HARBOUR, "Zur Startseite", "Wetter in Hamburg")
    assert body_of(text.replace("\n", line_end))[0].endswith("teilnimmt.")


def test_hostile_text_is_just_text() -> None:
    text = page(
        "{{ 7*7 }} in Batumi",
        f"<script>alert(1)</script> {HARBOUR}",
        "{% raw %}`\\` \u202e\U0001f600 und noch ein Satz.",
    )
    assert body_of(text) == [text]


_WORDS = st.sampled_from(
    [
        "Mehr zum Thema",
        "Werbung",
        HARBOUR,
        ANSWER,
        "Von Karla Muster",
        "Suchumi",
        "\n",
        "\r\n",
        " ",
        "• ",
        "6 Min.",
        "Read more: ",
        "By Jane Sample",
        "Читайте также",
        "Фото: ТАСС",
        "и\u0306\u0301",
        "\x00",
        "\ud800",
    ]
)


@given(st.one_of(st.text(), st.lists(_WORDS).map("\n".join), st.lists(_WORDS).map(" ".join)))
def test_ranges_are_ordered_apart_inside_the_text_and_trimmed(text: str) -> None:
    for code in known_languages():
        position = 0
        for start, end in mark_body(text, load_pack(code)):
            assert position <= start < end <= len(text)
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
            position = end + 1


@pytest.mark.parametrize(
    "text",
    [
        page("Zerstörer in Batumi", *([HARBOUR, ANSWER, ALLIES] * 300)),
        "Mehr zum Thema\n" * 20_000,
        f"{HARBOUR}\nMehr zum Thema\n" + f"{ANSWER[:120]}\nWerbung\n" * 2_000,
        "Karla " * 50_000,
        "(" * 300_000,
    ],
    ids=["article", "headings", "teasers", "names", "brackets"],
)
def test_long_and_strange_texts_have_ordered_ranges_within_them(text: str) -> None:
    ends = [offset for span in mark_body(text, load_pack("de")) for offset in span]
    assert ends == sorted(ends)
    assert not ends or ends[-1] <= len(text)


def test_a_cookie_sentence_above_the_menu_does_not_save_the_menu() -> None:
    cookie = "Wir und unsere 87 Partner verarbeiten Ihre Daten, um Inhalte zu personalisieren."
    menu = "Politik / Ausland"
    assert body_of(page(cookie, menu, "Zerstörer in Batumi", HARBOUR, ANSWER)) == [
        page("Zerstörer in Batumi", HARBOUR, ANSWER)
    ]


def test_the_article_goes_on_after_the_label_of_an_advertisement() -> None:
    quick = "In Poti blieb der Hafen am Mittwoch geschlossen."
    text = page("Werbung", "Zerstörer in Batumi", HARBOUR, "Werbung", quick, "Anzeige", ALLIES)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR), quick, ALLIES]
