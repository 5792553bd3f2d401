"""Cyrillic names as German writes them."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.gazetteer.transcription import german_names, transcribed


@pytest.mark.parametrize(
    ("name", "language", "german"),
    [
        ("Вовчанськ", "uk", "Wowtschansk"),
        ("Запоріжжя", "uk", "Saporischschja"),
        ("Кривий Ріг", "uk", "Krywyj Rih"),
        ("Слов’янськ", "uk", "Slowjansk"),
        ("Згурівка", "uk", "Shuriwka"),
        ("Нижний Новгород", "ru", "Nischni Nowgorod"),
        ("Екатеринбург", "ru", "Jekaterinburg"),
        ("Йошкар-Ола", "ru", "Joschkar-Ola"),
        ("Щёлково", "ru", "Schtscholkowo"),
        ("Алексин", "ru", "Alexin"),
        ("Гомель", "be", "Homel"),
        ("Велико Търново", "bg", "Weliko Tarnowo"),
        ("Тетово", "mk", "Tetowo"),
    ],
)
def test_a_name_is_written_by_its_sound(name: str, language: str, german: str) -> None:
    assert transcribed(name, language) == german


def test_a_letter_that_the_language_lacks_gives_nothing() -> None:
    assert transcribed("Вінниця", "ru") is None


def test_s_between_vowels_is_written_in_both_ways() -> None:
    assert {"Tscherkassy", "Tscherkasy"} <= set(german_names("UA", "Cherkasy", ["Черкаси"]))


def test_a_former_name_of_another_sound_is_left_out() -> None:
    assert german_names("RU", "Perm", ["Молотов"]) == ()
    assert german_names("RU", "Vologda", ["Вологда"]) == ("Wologda",)


def test_other_countries_have_no_transcriptions() -> None:
    assert german_names("GR", "Larissa", ["Лариса"]) == ()


@pytest.mark.parametrize(
    ("name", "geonameid"),
    [
        ("Wowtschansk", 689304),
        ("Tschassiw Jar", 710915),
        ("Mykolajiw", 700569),
        ("Winnyzja", 689558),
        ("Tscherkasy", 710791),
        ("Awdijiwka", 713122),
        ("Isjum", 707292),
        ("Kupjansk", 703656),
        ("Krywyj Rih", 703845),
        ("Charkiw", 706483),
        ("Schanaosen", 607610),
    ],
)
def test_the_gazetteer_knows_towns_by_their_german_names(name: str, geonameid: int) -> None:
    assert load_gazetteer().lookup(name)[0].place_id == f"geonames:{geonameid}"
