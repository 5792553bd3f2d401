from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from geodata.articles import make_article, recognise_language
from geodata.errors import LanguageError
from geodata.languages import known_languages

GERMAN = "Vor dem Rathaus von Osch haben sich am Abend mehrere Hundert Menschen versammelt."
ENGLISH = "Several hundred people gathered in front of the town hall of Osh in the evening."
RUSSIAN = (
    "У мэрии города Ош собрались сотни человек, но до ночи было тихо, и никто из них не пострадал."
)
OWN = {"de": GERMAN, "en": ENGLISH, "ru": RUSSIAN}
RELATIVES: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "relatives.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("code", known_languages())
def test_the_languages_of_the_packs_are_recognised(code: str) -> None:
    assert recognise_language(OWN[code]) == code


@pytest.mark.parametrize("code", sorted(RELATIVES))
def test_near_relatives_are_told_from_the_languages_of_the_packs(code: str) -> None:
    assert recognise_language(RELATIVES[code]) == code
    assert recognise_language(RELATIVES[code].upper()) == code


@pytest.mark.parametrize(
    ("headline", "code"),
    [
        ("Truppen verlassen Kasachstan", "de"),
        ("Kasachstan: Russland entsendet Truppen", "de"),
        ("Tote bei Unruhen in Almaty", "de"),
        ("Protests in Almaty", "en"),
        ("Troops leave Kazakhstan", "en"),
        ("Smoke over Khartoum", "en"),
        ("Протесты в Алма-Ате", "ru"),
        ("Стрельба в Бишкеке", "ru"),
        ("Бишкек", "ru"),
        ("La Russie envoie des troupes", "fr"),
        ("Росія відправила війська до Казахстану", "uk"),
        ("阿拉木图", "wuu"),
    ],
)
def test_headlines_alone_are_told_apart(headline: str, code: str) -> None:
    assert recognise_language(headline) == code


@pytest.mark.parametrize("text", ["", "Almaty", "12:30", "{{ 7*7 }}", "Proteste in Almaty"])
def test_what_is_too_short_to_tell_is_german(text: str) -> None:
    assert recognise_language(text) == "de"


@pytest.mark.parametrize("other", known_languages())
@pytest.mark.parametrize("code", known_languages())
def test_a_quotation_in_another_language_changes_nothing(code: str, other: str) -> None:
    assert recognise_language(f"{OWN[code]} {OWN[code]} “{OWN[other]}” {OWN[code]}") == code


def test_halves_of_surrogate_pairs_do_no_harm() -> None:
    assert recognise_language("\ud800") == "de"
    assert recognise_language("Troops \ud800 leave Kazakhstan") == "en"


def test_a_language_without_a_pack_is_refused_by_name() -> None:
    with pytest.raises(LanguageError) as caught:
        make_article(RELATIVES["fr"], article_id="a1")
    assert str(caught.value) == (
        "this article is in French (fr); there is no language pack for it yet; "
        "there is one for: German (de), English (en), Russian (ru)"
    )


def test_a_declared_language_goes_before_the_recognised_one() -> None:
    assert make_article(RELATIVES["fr"], article_id="a1", language="de-AT").language == "de"
    with pytest.raises(LanguageError, match="in Ukrainian"):
        make_article(GERMAN, article_id="a1", language="UK")


@pytest.mark.parametrize("code", known_languages())
def test_articles_of_a_pack_do_not_load_the_language_model(code: str) -> None:
    program = (
        "import sys; from geodata.articles import make_article; "
        f"make_article({OWN[code]!r}, article_id='a1'); "
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
