"""What the adjectives and demonyms of the language packs must cover."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.gazetteer.sources import table_rows
from geodata.languages import known_languages, load_pack
from geodata.mentions.lexicon import load_lexicon

# Countries and territories that are no members of the United Nations and that tables may leave out.
_NO_MEMBERS = """
    AI AQ AS AW AX BL BM BQ CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ
    MS NC NF NU PF PM PN PR RE SH SJ SX TC TF TK VA VG VI WF YT
"""
# Who shares the word with a country that it means far more often, and whose adjective is another
# word above all ("ein salomonisches Urteil").
_SHARED = {
    ("de", "adjectives"): {"CG", "SB"},
    ("de", "demonyms"): {"CG"},
    ("en", "adjectives"): {"CG", "DM"},
    ("en", "demonyms"): {"CG", "DM"},
    ("ru", "adjectives"): {"CG"},
    ("ru", "demonyms"): {"CG"},
}


@pytest.mark.parametrize("table", ["adjectives", "demonyms"])
@pytest.mark.parametrize("language", known_languages())
def test_every_member_of_the_united_nations_has_its_words(language: str, table: str) -> None:
    codes = {row["code"] for row in table_rows("countries.csv")} - set(_NO_MEMBERS.split())
    known = set(load_pack(language).table(table)["stems"].values())
    lacking = {code for code in codes if f"iso3166:{code}" not in known}
    assert lacking == _SHARED[language, table]


@pytest.mark.parametrize("table", ["adjectives", "demonyms"])
@pytest.mark.parametrize("language", known_languages())
def test_every_word_leads_to_a_place(language: str, table: str) -> None:
    gazetteer = load_gazetteer()
    stems = load_pack(language).table(table)["stems"]
    assert [stem for stem, place_id in stems.items() if gazetteer.place(place_id) is None] == []


@pytest.mark.parametrize(
    ("language", "word", "code"),
    [
        ("de", "Schwedin", "SE"),
        ("de", "Finninnen", "FI"),
        ("de", "Französin", "FR"),
        ("de", "Französinnen", "FR"),
        ("de", "Polin", "PL"),
        ("de", "Türkinnen", "TR"),
        ("de", "Timoresin", "TL"),
        ("de", "Guinea-Bissauern", "GW"),
        ("en", "Kiwis", "NZ"),
        ("en", "Marshallese", "MH"),
        ("en", "Turkish Cypriots", "CY"),
        ("ru", "кувейтцев", "KW"),
        ("ru", "малайзийцам", "MY"),
        ("ru", "эритрейцы", "ER"),
        ("ru", "косовары", "XK"),
        ("ru", "монегасков", "MC"),
        ("ru", "француженка", "FR"),
    ],
)
def test_demonyms_are_known_inflected(language: str, word: str, code: str) -> None:
    assert load_lexicon(language).demonyms[word] == f"iso3166:{code}"
