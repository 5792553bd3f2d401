"""Names in capitals and shortened names mean what the article calls by its whole name."""

from __future__ import annotations

from geodata.gazetteer import load_gazetteer
from geodata.models import Article, Mention, Span
from geodata.places.short_names import longer_names, one_spelling
from geodata.places.words import load_words


def longer(text: str, *forms: str) -> dict[str, set[str]]:
    """Return what the names stand for; they come in the text in the order given."""
    mentions, end = [], 0
    for form in forms:
        start = text.index(form, end)
        end = start + len(form)
        mentions.append(Mention(start, end, form, "literal", None, 0.5, 1, "test", form=form))
    article = Article("a", text, (Span(0, len(text)),), "en")
    found = longer_names(article, mentions, load_words("en"))
    return {name: set(whole) for name, whole in found.items()}


def test_a_name_in_capitals_is_spelt_as_elsewhere_in_the_article() -> None:
    spelt = one_spelling(["QUIRLENBACH", "Quirlenbach"], load_gazetteer())
    assert spelt == {"QUIRLENBACH": "Quirlenbach"}


def test_a_name_in_capitals_is_spelt_as_in_the_gazetteer() -> None:
    assert one_spelling(["ORENBURG"], load_gazetteer()) == {"ORENBURG": "Orenburg"}


def test_abbreviations_and_unknown_names_stay_as_they_are() -> None:
    assert one_spelling(["USA", "UAE", "XQZWVK", "Orenburg"], load_gazetteer()) == {}


def test_a_short_name_stands_for_the_unit_named_too() -> None:
    text = "Floods hit Clinton County on Monday. Most roads in Clinton are closed."
    assert longer(text, "Clinton County", "Clinton") == {"Clinton": {"Clinton County"}}


def test_a_list_that_ends_in_a_plural_names_units() -> None:
    text = "Sheriffs in Clinton, Marion and Jasper counties closed their offices."
    assert longer(text, "Clinton", "Marion", "Jasper") == {
        name: {f"{name} County"} for name in ("Clinton", "Marion", "Jasper")
    }


def test_a_name_before_the_list_stands_for_itself() -> None:
    text = "He drove from Dayton to see Marion and Jasper counties."
    assert set(longer(text, "Dayton", "Marion", "Jasper")) == {"Marion", "Jasper"}


def test_a_town_that_shares_no_name_stands_for_itself() -> None:
    assert longer("Clinton County borders Dayton.", "Clinton County", "Dayton") == {}
