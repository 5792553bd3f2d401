"""Which words give an event away, and what keeps them from it."""

from __future__ import annotations

import time

import pytest

from geodata.events.lexicon import Grammar, Lexicon, load_lexicon
from geodata.events.reading import Sentence, read_sentences
from geodata.events.triggers import find_signs, may_tell
from geodata.models import Article, Span


def sentence(text: str) -> Sentence:
    article = Article("a", text, (Span(0, len(text)),), "de")
    return next(iter(read_sentences(article, (), load_lexicon("de"))))


def kinds(text: str, *given: str) -> set[tuple[str, str | None]]:
    signs = find_signs(sentence(text), load_lexicon("de"), frozenset(given))
    return {(sign.kind, sign.phase) for sign in signs}


def lexicon(**entries: str) -> Lexicon:
    made = Lexicon(Grammar(widest_gap=4), {"": ("", "s"), "v": ("", "s", "ed", "ing")})
    for label, entry in entries.items():
        made.add(label, entry)
    return made


@pytest.mark.parametrize("word", ["storm", "storms", "stormed", "storming"])
def test_an_entry_takes_the_endings_of_its_paradigm(word: str) -> None:
    assert lexicon(act="storm~v").classes(word) == {"act"}


def test_an_entry_may_name_one_word_or_another() -> None:
    made = lexicon(act="opened|returned fire")
    found = {
        hit.label for words in ("opened fire", "returned fire") for hit in made.hits(words.split())
    }
    assert found == {"act"}
    assert not list(made.hits(["ceased", "fire"]))


def test_a_part_of_an_entry_may_be_any_word_of_a_class() -> None:
    made = lexicon(forces="marine~", act="airlift … <forces>")
    hits = [
        hit
        for hit in made.hits(["the", "airlift", "of", "two", "hundred", "marines"])
        if hit.label == "act"
    ]
    assert [(hit.first, hit.last) for hit in hits] == [(1, 5)]


def test_parts_further_apart_than_the_grammar_allows_are_no_entry() -> None:
    made = lexicon(act="pulled … out")
    assert [hit.label for hit in made.hits(["pulled", "its", "last", "men", "out"])] == ["act"]
    assert not list(
        made.hits(["pulled", "up", "there", "and", "then", "they", "all", "went", "out"])
    )


def test_the_classes_of_ever_new_words_take_bounded_memory() -> None:
    made = lexicon(act="storm")
    for number in range(100_010):
        made.classes(f"word{number}")
    assert len(made._known) <= 100_000
    assert made.classes("storm") == {"act"}


def test_a_phrase_said_a_thousand_times_takes_no_more_time_than_its_length() -> None:
    words = ["eröffneten", "die", "soldaten"] * 2000
    before = time.process_time()
    list(load_lexicon("de").hits(words))
    assert time.process_time() - before < 2  # seconds; a quadratic search takes minutes


@pytest.mark.parametrize(
    "text",
    [
        "Frankreich zieht an der Grenze 800 Fallschirmjäger zusammen.",
        "Die Brigade ging südlich der Stadt in Stellung.",
        "Zwei Fregatten gingen vor der Küste vor Anker.",
        "Das Bundesheer hat eine Kompanie an den Pass verlegt.",
    ],
)
def test_forces_that_gather_land_or_take_position_have_arrived(text: str) -> None:
    assert ("deployment", "arrived") in kinds(text, "troops")


@pytest.mark.parametrize(
    "text",
    [
        "Die Stationierung von Kampfjets auf der Insel steht bevor.",
        "Die Entsendung von Militärberatern wird vorbereitet.",
        "Das Kabinett will dort Soldaten stationieren.",
    ],
)
def test_nouns_of_sending_and_infinitives_announce(text: str) -> None:
    assert ("deployment", "announced") in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Armee unterhält bei Agadez einen Stützpunkt.",
        "Vor der Insel kreuzen Fregatten der Streitkräfte.",
        "Ein Bataillon der Friedenstruppe bewacht den Staudamm.",
        "Am Seemanöver im Golf nahmen neun Staaten teil.",
        "Die Bundeswehr trainiert dort Rekruten.",
    ],
)
def test_bases_patrols_exercises_and_guards_are_presence(text: str) -> None:
    assert ("presence", None) in kinds(text)


def test_a_guard_is_presence_only_in_the_clause_of_the_forces() -> None:
    assert not kinds("Die Kinder, die mit Soldaten reden, unterhalten sich und schützen ihr Haus.")


@pytest.mark.parametrize(
    "text",
    [
        "Die Armee nahm das Dorf unter Beschuss.",
        "Ein Mann warf Brandsätze auf die Moschee.",
        "Demonstranten und Polizisten lieferten sich eine Straßenschlacht.",
        "Kämpfer feuerten Raketen auf den Hafen.",
        "In dem Land wütet ein Bürgerkrieg.",
        "Die Miliz nahm zwölf Matrosen als Geiseln.",
        "Am Markt kam es zu Plünderungen.",
    ],
)
def test_fire_fights_sieges_and_hostages_are_violence(text: str) -> None:
    assert ("violence", None) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mit einem Ablenkungsmanöver gewann er den Wahlkampf.",
        "Der Kampf gegen die Armut braucht Personal und Opfer.",
        "Die Abgeordneten verließen aus Protest den Saal, sagte ein Teilnehmer.",
        "In das Haus der Soldaten schlug ein Blitz ein.",
        "Der kalte Krieg zwischen Trainer und Opfer ging weiter.",
    ],
)
def test_expressions_that_only_sound_like_force_give_nothing(text: str) -> None:
    assert not kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Urlauber fuhren weiter nach Kufstein, teilte die örtliche Polizei mit.",
        "Sie zogen nach Angaben der Armee weiter nach Norden.",
        "Die Reisegruppe flog nach Wien, hieß es unter Berufung auf die Polizei.",
    ],
)
def test_forces_that_are_only_quoted_have_not_been_moved(text: str) -> None:
    assert not kinds(text)


def test_showing_something_is_no_demonstration() -> None:
    assert not kinds("Das demonstrierte am Abend der Präsident selbst.")
    assert ("protest", None) in kinds("Hunderte Studenten demonstrierten am Abend.")


def test_posts_are_filled_and_streets_are_occupied() -> None:
    assert not kinds("Die Hälfte der Ämter solle mit Frauen besetzt werden.")
    assert ("protest", None) in kinds("Studenten haben den Platz vor der Oper besetzt.")


def test_a_court_elsewhere_in_the_sentence_does_not_undo_a_protest() -> None:
    text = "Vor dem Urteil des Gerichts zögern viele, doch Tausende Bauern demonstrieren weiter."
    assert ("protest", None) in kinds(text)


def test_what_came_after_an_act_does_not_tell_it() -> None:
    text = "Nach einem Bombenanschlag auf den Konvoi ist der Minister abgereist."
    assert not kinds(text)
    assert ("violence", None) in kinds(text, "toll", "victims")


def test_a_base_that_is_attacked_is_no_presence() -> None:
    assert kinds("Rebellen griffen den Militärstützpunkt der Armee an.") == {("violence", None)}


def test_quiet_sentences_need_no_close_reading() -> None:
    known = load_lexicon("de")
    assert not may_tell(sentence("Der Trainer lobte nach dem Spiel die Verteidigung."), known)
    assert may_tell(sentence("Bei der Schießerei starben drei Menschen."), known)


@pytest.mark.parametrize(
    "text",
    [
        "Die Armee dementierte, dass Soldaten das Dorf beschossen haben.",
        "Die Gewerkschaft hat die Kundgebung vor dem Rathaus abgesagt.",
        "Der Protestmarsch durch die Altstadt findet nicht statt.",
    ],
)
def test_denied_force_and_protests_called_off_are_negated(text: str) -> None:
    signs = find_signs(sentence(text), load_lexicon("de"), frozenset())
    assert {sign.status for sign in signs} == {"negated"}


def test_a_reported_future_is_a_plan_and_a_condition_none() -> None:
    said = "Die Soldaten würden im Mai abgezogen, sagte der Minister."
    signs = find_signs(sentence(said), load_lexicon("de"), frozenset({"troops"}))
    assert {(sign.kind, sign.status) for sign in signs} == {("withdrawal", "planned")}
    assert not kinds("Wenn Friede wäre, würden die Soldaten abgezogen.", "troops")


def test_known_unrest_that_only_frames_the_dead_is_no_protest_of_its_own() -> None:
    assert ("protest", None) not in kinds("Bei den Unruhen starben 30 Menschen.", "victims", "toll")
    assert ("protest", None) in kinds("Am Abend gab es wieder Unruhen.")


def test_what_another_clause_tells_of_forces_makes_no_sending_of_this_one() -> None:
    assert (
        kinds("Die Soldaten sprachen mit Reportern, bevor die Ware nach Riga verschickt wurde.")
        == set()
    )
    assert ("deployment", "moving") in kinds("Die Soldaten wurden nach Riga geschickt, sagte er.")


@pytest.mark.parametrize(
    "text",
    [
        "Das Rentensystem steht in ganz Europa unter Beschuss.",
        "Nach der Panne gerät die Finanzministerin unter Beschuss.",
        "Mit dem Ausstand nimmt die Gewerkschaft alle Reisenden in Geiselhaft.",
        "Auf der Alm haben Wölfe in einer Nacht neun Schafe gerissen und vier Ziegen getötet.",
        "Das ist nicht das einzige Land, in dem Paris Soldaten stationiert hat.",
    ],
)
def test_fire_and_hostages_of_politics_and_beasts_of_prey_are_no_events(text: str) -> None:
    assert kinds(text, "victims", "toll", "troops") == set()


def test_shelling_and_hostages_are_still_violence() -> None:
    assert ("violence", None) in kinds("Die Vorstadt liegt seit Sonntag unter Beschuss.")
    assert ("violence", None) in kinds("Maskierte nahmen zwei Pfleger in Geiselhaft.")
