from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.articles import mark_body
from geodata.languages import load_pack
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


@pytest.mark.parametrize(
    "line",
    [
        "https://www.beispiel.example/politik/batumi-17.html",
        "www.beispiel.example",
        "6 Min.",
        "4 Min. Lesezeit",
        "Lesedauer: 3 Minuten",
        "Bildbeschreibung einblenden",
        "• Drucken",
        "• Aktualisiert am",
        "Aktualisiert am 06.01.2022, 14:30 Uhr",
        "Stand: 6. Januar 2022, 12.30 Uhr",
        "Donnerstag, 06.01.2022",
        "vor 3 Stunden",
        "Werbung",
        "ANZEIGE",
        "Von Karla Muster, Tiflis",
        "Von Karla Muster und Ivan Vorlage",
        "Von Karla Muster | 06.01.2022, 14:30 Uhr",
        "Karla Muster • 3 Min. • Teilen",
        "Ein Kommentar von Karla Muster",
        "Foto: dpa",
        "Bild: Getty Images",
        "(dpa/afp)",
        "Quelle: AFP",
        "© Beispielverlag 2022",
        "Twitter",
        "Zur Merkliste hinzufügen",
        "Lesen Sie auch: Wie Ankara die Meerengen bewacht",
        "Tags: Georgien, Türkei, Madagaskar",
        "Fotostrecke: Die Strände von Antalya",
        "Artikel anhören • 3 Min.",
    ],
)
def test_a_line_of_the_page_is_left_out_and_the_text_around_it_stays(line: str) -> None:
    assert body_of(page("Zerstörer in Batumi", HARBOUR, line, ANSWER)) == [
        page("Zerstörer in Batumi", HARBOUR),
        ANSWER,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Suchumi droht",
        "Ein Matrose im Hafen von Batumi Foto: dpa",
        "„Wir haben nichts zu befürchten“, sagte der Hafenmeister.",
        "Von Ankara nach Batumi",
        "Was will Ankara?",
        "Batumi, Poti, Suchumi",
        "12 Schiffe in 3 Tagen",
        "Es blieb ruhig.",
        "• Batumi: ein Zerstörer, ein Tanker und zwei Schlepper",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    text = page("Zerstörer in Batumi", HARBOUR, line, ANSWER)
    assert body_of(text) == [text]


def test_an_author_box_between_paragraphs_is_left_out() -> None:
    box = "Karla Muster\nPolitische Korrespondentin für den Kaukasus.\nIvan Vorlage\nReporter."
    assert body_of(page("Zerstörer in Batumi", HARBOUR, box, ANSWER)) == [
        page("Zerstörer in Batumi", HARBOUR),
        ANSWER,
    ]


def test_bullets_above_the_text_hold_authors_not_text() -> None:
    text = page(
        "Zerstörer in Batumi", "Ein Besuch sorgt für Ärger", "• Karla Muster\n• 3 Min.", HARBOUR
    )
    assert body_of(text) == [page("Zerstörer in Batumi", "Ein Besuch sorgt für Ärger"), HARBOUR]


def test_a_list_of_facts_above_the_text_stays() -> None:
    facts = "• Ein Zerstörer liegt in Batumi\n• Suchumi droht\n• Brüssel wiegelt ab"
    text = page("Zerstörer in Batumi", facts, HARBOUR)
    assert body_of(text) == [text]


def test_who_the_author_is_at_the_end_is_left_out() -> None:
    note = "Karla Muster, Jahrgang 1980, ist Redakteurin im Ressort Ausland und lebte in Lagos."
    text = page("Zerstörer in Batumi", HARBOUR, note)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR)]


def test_metadata_before_the_headline_is_cut_off() -> None:
    assert body_of(f" date 2022-01 Zerstörer in Batumi\n\n{HARBOUR}") == [
        page("Zerstörer in Batumi", HARBOUR)
    ]


def test_the_menu_above_the_headline_is_left_out() -> None:
    menu = "Startseite\nPolitik\nAusland\nWirtschaft | Sport"
    assert body_of(page(menu, "Zerstörer in Batumi", HARBOUR)) == [
        page("Zerstörer in Batumi", HARBOUR)
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Mehr zum Thema",
        "Lesen Sie mehr zu diesen Themen:",
        "Weitere Themen",
        "Das könnte Sie auch interessieren",
        "Meistgelesen",
        "Jetzt weiterlesen",
        "Zur Startseite",
        "Mehr zum Streit im Schwarzen Meer:",
    ],
)
def test_nothing_comes_from_the_teasers_after_the_article(heading: str) -> None:
    teasers = page(
        "Paradies auf Sansibar : Was kostet das Glück?",
        "Eine Woche am Strand von Nungwi kann teuer werden. Warum so viele trotzdem fahren und was "
        "sie dort suchen, hat unsere Autorin erfahren.\nFischer am Strand von Sansibar im Winter, "
        "kurz bevor die Boote am Abend wieder hinausfahren auf das offene Meer.",
        "Börse in Tokio : Der Yen fällt",
        "Anleger in Japan sind nervös, und die Zentralbank zögert mit ihrer Antwort.",
    )
    text = page("Zerstörer in Batumi", HARBOUR, ANSWER, heading, teasers)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR, ANSWER)]


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


def test_the_article_does_not_go_on_after_comments() -> None:
    comment = f"Otto aus Bottrop\n{ALLIES} {ANSWER}"
    text = page("Zerstörer in Batumi", HARBOUR, ANSWER, "Lesermeinungen (3)", comment)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR, ANSWER)]


@pytest.mark.parametrize(
    "box",
    [
        "Wir verwenden Cookies, um Ihnen Inhalte aus Helsinki zu zeigen. Stimmen Sie zu?",
        "Dieser Artikel ist nur für Abonnenten. Jetzt vier Wochen kostenlos testen.",
        "An dieser Stelle finden Sie einen externen Inhalt aus Lima, der den Artikel ergänzt.",
        "Unser Journalismus ist frei. Unterstütze uns mit deinem Beitrag, auch in Kapstadt.",
    ],
)
def test_a_box_of_the_page_is_left_out(box: str) -> None:
    assert body_of(page("Zerstörer in Batumi", HARBOUR, ANSWER, box)) == [
        page("Zerstörer in Batumi", HARBOUR, ANSWER)
    ]


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
    ]
)


@given(st.one_of(st.text(), st.lists(_WORDS).map("\n".join), st.lists(_WORDS).map(" ".join)))
def test_ranges_are_ordered_apart_inside_the_text_and_trimmed(text: str) -> None:
    position = 0
    for start, end in mark_body(text, load_pack("de")):
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


@pytest.mark.parametrize(
    "clutter",
    [
        "Wir und unsere 87 Partner verarbeiten Ihre Daten, um Werbung auf Sie zuzuschneiden.",
        "Politik / Ausland",
        "Startseite › Politik › Europa",
        "Facebook Twitter WhatsApp E-Mail",
        "Teilen Twittern Drucken",
        "ANZEIGE\nJetzt Urlaub in Marokko buchen: Zwei Wochen Agadir ab 499 Euro!",
        "Anzeige\nKreuzfahrt nach Norwegen",
        "Werbung\n\nDas Rote Meer ruft. Eine Woche Tauchen in Dahab ab 299 Euro.",
        "Städtereise nach Lissabon: vier Nächte ab 189 €",
        "20 % Rabatt auf alle Flüge nach Antalya!",
        "Jetzt Ferienhaus in Dänemark buchen",
    ],
)
def test_cookies_trails_buttons_and_advertisements_are_left_out(clutter: str) -> None:
    text = page("Zerstörer in Batumi", HARBOUR, clutter, ANSWER, ALLIES)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR), page(ANSWER, ALLIES)]


def test_a_cookie_sentence_above_the_menu_does_not_save_the_menu() -> None:
    cookie = "Wir und unsere 87 Partner verarbeiten Ihre Daten, um Inhalte zu personalisieren."
    menu = "Politik / Ausland"
    assert body_of(page(cookie, menu, "Zerstörer in Batumi", HARBOUR, ANSWER)) == [
        page("Zerstörer in Batumi", HARBOUR, ANSWER)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "In Poti blieb der Hafen am Mittwoch geschlossen.",
        "Fahrkarten nach Batumi gibt es ab 12 Euro, sagte ein Sprecher der Bahn.",
        "Georgien gewährt den Reedern 20 Prozent Rabatt auf die Gebühren.",
        "Jetzt will die Küstenwache die Häfen sichern",
        "Jetzt muss die Regierung in Tiflis Getreide kaufen",
    ],
)
def test_prices_and_calls_in_the_article_are_no_advertisements(line: str) -> None:
    text = page("Zerstörer in Batumi", HARBOUR, line, ANSWER, ALLIES)
    assert body_of(text) == [text]


def test_the_article_goes_on_after_the_label_of_an_advertisement() -> None:
    quick = "In Poti blieb der Hafen am Mittwoch geschlossen."
    text = page("Werbung", "Zerstörer in Batumi", HARBOUR, "Werbung", quick, "Anzeige", ALLIES)
    assert body_of(text) == [page("Zerstörer in Batumi", HARBOUR), quick, ALLIES]
