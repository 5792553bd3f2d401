from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.tables.snippets import Wanted, find_hits, fold, read_words, snippet

# Letters that fold to two, to none or to others, among plain ones.
TEXTS = st.text(st.sampled_from('aAeEgrosSßİıäÄ\u0301\u0308\u00adéйЁŁß ﬁ½,.\n"-12'), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Große Übung", " grosse ubung "),
        ("İstanbul", " istanbul "),
        ("U\u0308bung in A\u0301lava", " ubung in alava "),
        ("Schützen\u00adpanzer", " schutzenpanzer "),
        ("Łódź, 9\u00a0000 Mann", " lodz 9 000 mann "),
        ("В Алматы ввели чрезвычайное", " в алматы ввели чрезвычаиное "),
        ("U-Bahn", " u bahn "),
        ("  \n ", "  "),
        ("", "  "),
    ],
)
def test_texts_are_compared_without_case_marks_and_signs(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Panzer Grenze", Wanted(("panzer", "grenze"), ())),
        ('"an der Grenze" Panzer', Wanted((" an der grenze ", "panzer"), ())),
        ("„an der Grenze“ «на границе»", Wanted((" an der grenze ", " на границе "), ())),
        ("Panzer -Übung", Wanted(("panzer",), ("ubung",))),
        ('Panzer -"an Bord"', Wanted(("panzer",), (" an bord ",))),
        ("EU", Wanted((" eu ",), ())),
        ("OVKS-Truppen", Wanted(("ovks truppen",), ())),
        ("Panzer panzer PANZER", Wanted(("panzer",), ())),
        ('"an der', Wanted((" an der ",), ())),
        ("panzer AND NOT (grenze* OR", Wanted(("panzer", "and", "not", "grenze", " or "), ())),
        ('-- "" - !? *', Wanted((), ())),
        ("", Wanted((), ())),
    ],
)
def test_a_search_is_words_phrases_and_what_must_be_missing(words: str, wanted: Wanted) -> None:
    assert read_words(words) == wanted


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Neun Schützenpanzer rollten", "panzer", ["panzer"]),
        ("Eine große Menge", "gross", ["groß"]),
        ("Eine große Menge", "gros", ["groß"]),
        ("Er saß auf dem Platz", '"sass"', ["saß"]),
        ("In İzmir und Izmir", "izmir", ["İzmir", "Izmir"]),
        ("Die U\u0308bung", "ubung", ["U\u0308bung"]),
        ("Ein Cafe\u0301 am Platz", "cafe", ["Cafe\u0301"]),
        ("Schützen\u00adpanzer", "schützenpanzer", ["Schützen\u00adpanzer"]),
        ("Die EU und Europa", "eu", ["EU"]),
        ("Sie stehen an\nder  Grenze.", '"an der Grenze"', ["an\nder  Grenze"]),
        ("Panzer, Panzer", "panzer", ["Panzer", "Panzer"]),
        ("Nur Panzer", "panzer -grenze", ["Panzer"]),
        ("Nur Panzer", "", []),
    ],
)
def test_hits_are_cut_from_the_text_as_written(text: str, words: str, hits: list[str]) -> None:
    assert [text[start:end] for start, end in find_hits(text, words)] == hits


def test_hits_that_touch_are_one() -> None:
    assert find_hits("Kampfpanzer", "kampf panzer mpfpa") == [(0, 11)]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_hits_fold_to_what_is_searched_for(text: str, words: str) -> None:
    hits = find_hits(text, words)
    assert all(0 <= start < end <= len(text) for start, end in hits)
    assert all(first[1] < second[0] for first, second in pairwise(hits))
    terms = read_words(words).required
    for start, end in hits:
        assert any(term.strip() in fold(text[start:end]) for term in terms)
    assert bool(hits) == any(term in fold(text) for term in terms)


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=12))
def test_a_snippet_is_a_piece_of_the_text(text: str, words: str) -> None:
    parts = snippet(text, words)
    line = "".join(part for part, _ in parts).strip("…").strip()
    assert line.replace("…", "") in " ".join(text.replace("…", "").split()) or not line
    assert sum(len(part) for part, _ in parts) <= 162
    assert all(part for part, _ in parts)


LONG = "Am Morgen blieb es ruhig auf dem Platz. " * 8


def test_a_snippet_shows_the_piece_with_most_of_the_words() -> None:
    text = f"{LONG}Ein Panzer stand dort. {LONG}Panzer rollten zur Grenze bei Nacht. {LONG}"
    parts = snippet(text, "grenze panzer")
    assert [part for part, is_hit in parts if is_hit] == ["Panzer", "Grenze"]
    assert parts[0][0].startswith("…")
    assert parts[-1][0].endswith("…")
    assert 100 < sum(len(part) for part, _ in parts) <= 162


def test_a_snippet_cuts_no_word() -> None:
    parts = snippet(f"{LONG}Ein Panzer stand dort. {LONG}", "panzer")
    words = set((LONG + "Ein Panzer stand dort.").split())
    assert set("".join(part for part, _ in parts).strip("…").split()) <= words


def test_a_snippet_without_a_hit_is_the_beginning() -> None:
    assert snippet("Kurz und gut.", "panzer") == [("Kurz und gut.", False)]
    ((text, is_hit),) = snippet(LONG, "panzer")
    assert text.startswith("Am Morgen")
    assert text.endswith("…")
    assert not is_hit
    assert snippet("", "panzer") == []


def test_a_snippet_stands_on_one_line() -> None:
    assert snippet("Ein\n\nPanzer\tkam", "panzer") == [
        ("Ein ", False),
        ("Panzer", True),
        (" kam", False),
    ]
