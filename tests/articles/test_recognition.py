from __future__ import annotations

import subprocess
import sys

import pytest

from geodata.articles import make_article, recognise_language
from geodata.errors import LanguageError

GERMAN = "Vor dem Rathaus von Osch haben sich am Abend mehrere Hundert Menschen versammelt."
FOREIGN = {
    "en": "Several hundred people gathered in front of the town hall of Osh in the evening.",
    "fr": "Plusieurs centaines de personnes se sont rassemblées le soir devant la mairie d'Och.",
    "ru": "Вечером перед зданием мэрии города Ош собрались несколько сотен человек.",
    "nl": "Voor het stadhuis van Osj hebben zich 's avonds enkele honderden mensen verzameld.",
    "da": "Foran rådhuset i Osj havde flere hundrede mennesker samlet sig om aftenen.",
}


def test_german_is_recognised() -> None:
    assert recognise_language(GERMAN) == "de"


@pytest.mark.parametrize("code", sorted(FOREIGN))
def test_other_languages_are_recognised(code: str) -> None:
    assert recognise_language(FOREIGN[code]) == code


@pytest.mark.parametrize("text", ["", "Almaty", "12:30", "{{ 7*7 }}", "Proteste in Almaty"])
def test_what_is_too_short_to_tell_is_german(text: str) -> None:
    assert recognise_language(text) == "de"


def test_a_language_without_a_pack_is_refused_by_name() -> None:
    with pytest.raises(LanguageError) as caught:
        make_article(FOREIGN["fr"], article_id="a1")
    assert str(caught.value) == (
        "this article is in French (fr); there is no language pack for it yet; "
        "there is one for: German (de), English (en), Russian (ru)"
    )


def test_a_declared_language_goes_before_the_recognised_one() -> None:
    assert make_article(FOREIGN["fr"], article_id="a1", language="de-AT").language == "de"
    with pytest.raises(LanguageError, match="in Ukrainian"):
        make_article(GERMAN, article_id="a1", language="UK")


def test_german_articles_do_not_load_the_language_model() -> None:
    program = (
        "import sys; from geodata.articles import make_article; "
        f"make_article({GERMAN!r}, article_id='a1'); "
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
