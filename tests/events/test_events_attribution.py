"""Who says so: the sources of sentences and of their numbers."""

from __future__ import annotations

import pytest

from geodata.events.attribution import attribute, attribution_at, find_attributions
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


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Nach Angaben der Polizei starben 12 Menschen.", "officials", "Nach Angaben der Polizei"),
        ("Laut Augenzeugen starben 12 Menschen.", "witnesses", "Laut Augenzeugen"),
        ("Der Opposition zufolge starben 12 Menschen.", "observers", "Opposition zufolge"),
        ("12 Menschen starben, wie Reuters meldete.", "media", "Reuters meldete"),
        ("12 Menschen starben, sagte ein Sprecher der Rebellen.", "fighters", None),
        ("12 Menschen starben, sagte ein Sprecher.", "officials", "sagte ein Sprecher"),
        ("Laut Polizeiangaben starben 12 Menschen.", "officials", "Polizeiangaben"),
        ("Angeblich starben 12 Menschen.", "unnamed", "Angeblich"),
        ("Die Rebellen sollen 12 Menschen getötet haben.", "unnamed", "sollen"),
    ],
)
def test_sources_are_told_apart_by_sort(text: str, speaker: str, words: str | None) -> None:
    found = said(text)
    assert speaker in {sort for sort, _ in found}
    assert words is None or words in {quoted for _, quoted in found}


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Police said 12 people were killed.", "en", "officials"),
        ("According to witnesses, 12 people were killed.", "en", "witnesses"),
        ("По данным полиции, погибли 12 человек.", "ru", "officials"),
    ],
)
def test_other_languages_quote_too(text: str, language: str, speaker: str) -> None:
    assert speaker in {sort for sort, _ in said(text, language)}


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
