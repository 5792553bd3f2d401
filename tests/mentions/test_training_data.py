"""The corpora that taggers are trained on, each in its own format, read into one form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geodata.errors import LanguageError
from geodata.mentions.training_data import (
    Sentence,
    project,
    read_corpora,
    read_factrueval,
    read_germeval,
    read_gmb,
    read_toponyms,
    read_wikigold,
)

if TYPE_CHECKING:
    from pathlib import Path


def pairs(sentence: Sentence) -> str:
    """Return a sentence as text, the label behind each piece that has one."""
    both = zip(sentence.pieces, sentence.labels, strict=True)
    return " ".join(piece if label == "O" else f"{piece}/{label}" for piece, label in both)


def write(folder: Path, *rows: str) -> Path:
    path = folder / "corpus"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_pieces_get_the_label_of_what_they_lie_in() -> None:
    found = project("Im Hafen von Split liegt Eis.", [(13, 18, "LOC")])
    assert pairs(found) == "Im Hafen von Split/LOC liegt Eis ."


def test_a_place_within_an_organisation_is_a_place_in_any_order() -> None:
    text = "Universität Graz streikt"
    entities = [(0, 16, "ORG"), (12, 16, "LOC")]
    for order in (entities, entities[::-1]):
        assert pairs(project(text, order)) == "Universität/ORG Graz/LOC streikt"


def test_germeval_gives_names_adjectives_and_parts_of_compounds(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "# made up",
        "1\tDer\tO\tO",
        "2\tGrazer\tB-LOCderiv\tO",
        "3\tSturm\tB-ORG\tO",
        "4\tflog\tO\tO",
        "5\tnach\tO\tO",
        "6\tSplit\tB-LOC\tO",
        "",
        "1\tEin\tO\tO",
        "2\tIran-Reisender\tB-LOCpart\tO",
    )
    assert [pairs(sentence) for sentence in read_germeval(path)] == [
        "Der Grazer/LOCderiv Sturm/ORG flog nach Split/LOC",
        "Ein Iran/LOCpart - Reisender",
    ]


def test_germeval_tells_places_within_organisations_apart(tmp_path: Path) -> None:
    path = write(tmp_path, "1\tBank\tB-ORG\tO", "2\tGraz\tI-ORG\tB-LOC")
    assert [pairs(sentence) for sentence in read_germeval(path)] == ["Bank/ORG Graz/LOCN"]


def test_the_groningen_meaning_bank_gives_places_and_adjectives(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Sentence #,Word,POS,Tag",
        "Sentence: 1,Croatian,JJ,B-gpe",
        ",boats,NNS,O",
        ",left,VBD,O",
        ",Split,NNP,B-geo",
        "Sentence: 2,Monday,NNP,B-tim",
        ",was,VBD,O",
        ",calm,JJ,O",
    )
    assert [pairs(sentence) for sentence in read_gmb(path)] == [
        "Croatian/LOCderiv boats left Split/LOC",
        "Monday was calm",
    ]


def test_wikigold_gives_names(tmp_path: Path) -> None:
    path = write(tmp_path, "1\tSplit\tI-LOC", "2\thosted\tO", "3\tEurosong\tI-MISC")
    assert [pairs(sentence) for sentence in read_wikigold(path)] == [
        "Split/LOC hosted Eurosong/OTH"
    ]


def test_factrueval_tells_adjectives_from_names(tmp_path: Path) -> None:
    text = "Томский завод закрыт в Омске"
    entities = [
        {"start": 0, "end": 7, "label": "Location", "surface": "Томский"},
        {"start": 23, "end": 28, "label": "LocOrg", "surface": "Омске"},
    ]
    path = write(tmp_path, json.dumps({"text": text, "entities": entities}))
    assert [pairs(sentence) for sentence in read_factrueval(path)] == [
        "Томский/LOCderiv завод закрыт в Омске/LOC"
    ]


def test_every_second_article_is_kept_to_be_measured_on(tmp_path: Path) -> None:
    names = ("Split", "Zadar", "Pula")
    rows = [{"text": name, "toponyms": [{"start": 0, "end": len(name)}]} for name in names]
    path = write(tmp_path, *map(json.dumps, rows))
    assert [pairs(sentence) for sentence in read_toponyms(path)] == ["Split/LOC", "Pula/LOC"]


def test_a_language_without_corpora_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="de, en, ru"):
        read_corpora("da", tmp_path)
