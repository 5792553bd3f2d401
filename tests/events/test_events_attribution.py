"""Who says so: the sources of sentences and of their numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.events.attribution import (
    attribute,
    attribution_at,
    find_attributions,
    taken_over,
)
from geodata.events.counts import find_counts
from geodata.events.figures import find_figures
from geodata.events.lexicon import load_lexicon
from geodata.events.merging import merge_figures
from geodata.events.reading import Sentence, read_sentences
from geodata.models import Article, Attribution, Figure, Span


def sentence(text: str, language: str = "de") -> Sentence:
    article = Article("a", text, (Span(0, len(text)),), language)
    return next(iter(read_sentences(article, (), load_lexicon(language))))


def said(text: str, language: str = "de") -> list[tuple[str, str]]:
    found = find_attributions(sentence(text, language), text)
    return [(each.attribution.speaker, each.attribution.words) for each in found]


def sentences() -> list[tuple[str, str, str]]:
    """Return the language, the speaker's sort and the marked sentence of every line."""
    return [
        (path.stem, *line.split(maxsplit=1))  # type: ignore[misc]
        for path in sorted(Path(__file__).with_name("sources").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "speaker", "marked"), sentences())
def test_sources_are_quoted_in_full_and_told_apart_by_sort_and_those_who_act_are_none(
    language: str, speaker: str, marked: str
) -> None:
    quoted = re.search(r"\[(.*)\]", marked)
    first = said(re.sub(r"[\[\]]", "", marked), language)[:1]
    assert first == ([] if quoted is None else [(speaker, quoted[1])])


def heard(text: str, position: int, language: str) -> str | None:
    """Return the words for who says what stands at a token of a text's only sentence."""
    read = sentence(text, language)
    found = attribution_at(read, find_attributions(read, text), position)
    return None if found is None else found.words


@pytest.mark.parametrize(
    ("language", "text", "before", "after"),
    [
        (
            "de",
            "Zwölf Bauern starben, während die Regierung erklärte, sie sende Hilfe.",
            None,
            "die Regierung erklärte",
        ),
        (
            "en",
            "Twelve farmers died, while the government said it would send aid.",
            None,
            "the government said",
        ),
        (
            "ru",
            "Погибли двенадцать крестьян, а правительство заявило, что пришлет помощь.",
            None,
            "правительство заявило",
        ),
        (
            "de",
            "Zwölf Bauern starben, wie die Regierung mitteilte.",
            "wie die Regierung mitteilte",
            "wie die Regierung mitteilte",
        ),
        (
            "en",
            "Twelve farmers died, the government said on Monday.",
            "the government said",
            "the government said",
        ),
        (
            "de",
            "Zwölf Bauern starben, dann berichteten Zeugen von Feuer.",
            None,
            "berichteten Zeugen",
        ),
        (
            "de",
            "Zwölf Bauern starben, wie am Montag die Polizei mitteilte.",
            "die Polizei mitteilte",
            "die Polizei mitteilte",
        ),
    ],
)
def test_what_stands_before_a_new_statement_is_not_its_speakers(
    language: str, text: str, before: str | None, after: str
) -> None:
    last = len(sentence(text, language).tokens) - 2
    assert (heard(text, 1, language), heard(text, last, language)) == (before, after)


def neighbours(text: str, index: int, language: str) -> list[str]:
    """Return the words for who says a sentence of a text because another sentence says so."""
    article = Article("a", text, (Span(0, len(text)),), language)
    read = tuple(read_sentences(article, (), load_lexicon(language)))
    return [each.attribution.words for each in taken_over(read, index, text)]


@pytest.mark.parametrize(
    ("language", "text", "index", "words"),
    [
        (
            "de",
            "Es gab Schüsse, sagte ein Anwohner. Zwölf Bauern seien tot.",
            1,
            ["sagte ein Anwohner"],
        ),
        (
            "en",
            "There were shots, a resident said. Twelve farmers died, he said.",
            1,
            ["a resident said"],
        ),
        (
            "ru",
            "Стреляли из танков, рассказал житель села. Он заявил, что погибли крестьяне.",
            1,
            ["рассказал житель села"],
        ),
        ("de", "Zwölf Bauern sind tot. Das teilte die Polizei mit.", 0, ["teilte die Polizei mit"]),
        ("ru", "Погибли двенадцать крестьян. Об этом сообщает ТАСС.", 0, ["сообщает ТАСС"]),
        ("de", "Es gab Schüsse, sagte ein Anwohner. Zwölf Bauern sind tot.", 1, []),
        ("en", "There were shots, a resident said. Twelve farmers died.", 1, []),
        ("ru", "Погибли двенадцать крестьян. Министр вернулся домой.", 0, []),
        (
            "de",
            "Es gab Schüsse, sagte ein Anwohner. Das Netzwerk meldete, zwölf Bauern seien tot.",
            1,
            [],
        ),
    ],
)
def test_a_sentence_may_be_said_by_whom_its_neighbour_names(
    language: str, text: str, index: int, words: list[str]
) -> None:
    assert neighbours(text, index, language) == words


def test_a_source_is_quoted_once_and_in_full() -> None:
    assert said("Es starben nach Angaben der Polizei 12 Menschen.") == [
        ("officials", "nach Angaben der Polizei")
    ]


def test_a_plan_is_no_hearsay() -> None:
    assert said("200 Soldaten sollen nach Almaty verlegt werden.") == []


def test_what_the_article_says_itself_has_no_source() -> None:
    read = sentence("In Almaty starben 12 Menschen.")
    assert attribution_at(read, (), 2) is None


def test_numbers_of_different_speakers_stay_claims_of_their_own() -> None:
    text = "Laut Polizei gab es 26 Tote, Aktivisten sprechen von 164."
    read = sentence(text)
    counts = attribute(read, find_counts(read, "de"), find_attributions(read, text))
    figures = find_figures("violence", counts)
    assert [(f.what, f.minimum, f.attribution and f.attribution.speaker) for f in figures] == [
        ("dead", 26, "officials"),
        ("dead", 164, "observers"),
    ]
    assert all(figure.qualifier == "reported" for figure in figures)


def test_numbers_of_one_speaker_are_summed() -> None:
    text = "Nach Angaben der Armee wurden 14 Polizisten und drei Zivilisten getötet."
    read = sentence(text)
    counts = attribute(read, find_counts(read, "de"), find_attributions(read, text))
    (figure,) = find_figures("violence", counts)
    assert (figure.minimum, figure.qualifier) == (17, "reported")


def test_a_bound_goes_before_hearsay() -> None:
    text = "Laut Polizei starben mindestens 12 Menschen."
    read = sentence(text)
    counts = attribute(read, find_counts(read, "de"), find_attributions(read, text))
    (figure,) = find_figures("violence", counts)
    assert figure.qualifier == "at least"


def test_tellings_keep_what_named_speakers_contradict_each_other_on() -> None:
    police = Figure("dead", 26, 26, None, Attribution("officials", Span(0, 1), "p"))
    group = Figure("dead", 164, 164, None, Attribution("observers", Span(0, 1), "g"))
    plain = Figure("dead", 20, 20)
    assert merge_figures([police], [group]) == (police, group)
    assert merge_figures([plain], [police]) == (police,)
    assert merge_figures([police], [police]) == (police,)
