"""What each rule after the tagger adds or takes, and that it is counted by its name."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import count_rules, find_mentions
from geodata.mentions.filing import filing_places
from geodata.models import Article, Mention, Span


def find(text: str, language: str) -> tuple[Mention, ...]:
    article = Article("a", text, (Span(0, len(text)),), language)
    return find_mentions(article, load_gazetteer())


def names(text: str, language: str = "en") -> list[str]:
    return [mention.surface for mention in find(text, language)]


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Two Paris-based lawyers resigned.", "Paris", "compound"),
        ("A U.S.-led patrol was ambushed.", "U.S.", "compound"),
        ("Los Angeles-based firms are hiring.", "Los Angeles", "compound"),
        ("Kenyan farmers and Sri Lankan traders met.", "Sri Lankan", "adjective"),
        ("Several Peruvians were hurt.", "Peruvians", "adjective"),
    ],
)
def test_words_made_from_names_are_derived(text: str, name: str, why: str) -> None:
    found = {mention.surface: mention for mention in find(text, "en")}
    assert (found[name].usage, found[name].why) == ("derived", why)


def test_an_adjective_that_begins_a_name_is_part_of_it() -> None:
    assert names("Boats were seen off the Korean Peninsula.") == ["Korean Peninsula"]


@pytest.mark.parametrize(
    "text",
    [
        "She speaks French, and he speaks Polish.",
        "Mr. Lincoln thanked Mrs. Houston.",
        "Sydney Holroyd sang. Holroyd left early.",
        "Muslims and Christians prayed together.",
        "Kurds and Tamils marched.",
    ],
)
def test_languages_people_and_faiths_are_no_places(text: str) -> None:
    assert names(text) == []


def test_a_person_of_the_article_is_no_place_later() -> None:
    assert names("Emily Jordan won the race. Afterwards Jordan thanked the crowd.") == []


def test_a_great_town_after_a_title_stays_a_place() -> None:
    assert "Московской области" in names("Губернатор Московской области подал в отставку.", "ru")


@pytest.mark.parametrize(
    ("opening", "places"),
    [
        ("ALMATY, Kazakhstan (Reuters) - Police", ["ALMATY", "Kazakhstan"]),
        ("ALMATY, Kazakhstan, Jan 6 (Reuters) - Police", ["ALMATY", "Kazakhstan"]),
        ("Moscow, Jan 6 (TASS) - The ministry", ["Moscow"]),
        ("ST. LOUIS (AP) -- The river", ["ST. LOUIS"]),
        ("Washington/New York (dpa) - Die", ["Washington", "New York"]),
        ("Nairobi, 6. Januar (dpa) – Die", ["Nairobi"]),
        ("МОСКВА, 6 янв — РИА Новости. Суд", ["МОСКВА"]),
        ("АЛМА-АТА, 6 января. /ТАСС/. В городе", ["АЛМА-АТА"]),
        ("ЖЕНЕВА, 3 мая (Интерфакс) - Делегаты", ["ЖЕНЕВА"]),
        ("He said - no", []),
        ("The 24-year-old left", []),
        ("Auch der 24-jährige Fahrer", []),
    ],
)
def test_datelines_are_read_as_agencies_write_them(opening: str, places: list[str]) -> None:
    assert [opening[start:end] for start, end in filing_places(opening)] == places


def test_a_dateline_in_capitals_is_a_place() -> None:
    found = find("KAMPALA, Uganda, May 3 (AP) - Traders went on strike.", "en")
    assert [(mention.surface, mention.usage) for mention in found] == [
        ("KAMPALA", "dateline"),
        ("Uganda", "dateline"),
    ]


def test_a_word_before_a_dash_is_no_dateline() -> None:
    assert names("Die – zugegeben kleine – Gruppe ging.", "de") == []


def test_a_member_of_a_list_is_found_by_its_neighbours() -> None:
    found = names("Rallies were held in Aktau, Zhanaozen and Atyrau.")
    assert found == ["Aktau", "Zhanaozen", "Atyrau"]


def test_the_people_of_a_town_name_it() -> None:
    assert "Malvern" in names("A Malvern man was rescued from the river on Monday.")
    assert names("No man was hurt.") == []


def test_a_country_is_a_place_wherever_it_stands() -> None:
    assert "Украину" in names("Экспорт в Украину вырос.", "ru")
    assert "Uganda" in names("Uganda: what next?")


def test_a_further_mention_of_a_place_is_found_and_counted() -> None:
    text = "A fire broke out in Malvern. Firefighters said Malvern will need new pumps."
    mentions = find(text, "en")
    assert [mention.surface for mention in mentions] == ["Malvern", "Malvern"]
    assert sum(count_rules(mentions).values()) == len(mentions)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", 'Er rief: "The people want peace." Dann fuhr er nach Minsk.', ["Minsk"]),
        ("de", "Auf dem Plakat stand: «Мы хотим мира». In Riga blieb es ruhig.", ["Riga"]),
        ("en", 'The banner read "Wir wollen keinen Krieg". She flew to Minsk.', ["Minsk"]),
        ("en", "He wrote: «Мы хотим мира». Then he flew to Riga.", ["Riga"]),
        ("ru", 'На плакате: "We want peace now". Он улетел в Минск.', ["Минск"]),
        ("ru", 'Он сказал: "Wir wollen keinen Krieg". В Риге тихо.', ["Риге"]),
    ],
)
def test_a_sentence_in_another_language_does_no_harm(
    language: str, text: str, expected: list[str]
) -> None:
    assert names(text, language) == expected


def test_a_generic_noun_before_a_russian_name_is_no_part_of_it() -> None:
    text = "Протесты прошли в городах Эквадора и на окраине Дамаска."
    mentions = find_mentions(Article("a", text, (Span(0, len(text)),), "ru"), load_gazetteer())
    assert [mention.surface for mention in mentions] == ["Эквадора", "Дамаска"]
