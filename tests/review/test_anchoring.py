from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.models import Span
from geodata.review import find_anchor, make_anchor
from geodata.review.anchoring import CONTEXT

STORY = (
    "Am frühen Morgen rückten zwei Kolonnen auf die Hafenstadt vor. In Mirna fielen Schüsse. "
    "Der Bürgermeister von Mirna rief zur Ruhe auf. Am Abend war es in Mirna wieder still, sagte "
    "ein Sprecher der Hafenbehörde.\n"
)
WORDS = st.text(alphabet="abcdefg äöß.\n", max_size=60)


def anchored(words: str, after: int = 0, text: str = STORY) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def refound(span: Span, newer: str, text: str = STORY) -> tuple[str | None, str]:
    found = find_anchor(make_anchor(text, span, text_sha256="old"), newer, text_sha256="new")
    return None if found.span is None else newer[slice(*found.span)], found.how


def test_in_the_same_text_the_offsets_hold() -> None:
    span = anchored("Mirna", 100)
    anchor = make_anchor(STORY, span, text_sha256="x")
    found = find_anchor(anchor, STORY, text_sha256="x")
    assert (found.span, found.how) == (span, "offsets")


@given(WORDS, WORDS, st.integers(0, len(STORY)), st.integers(0, len(STORY)))
def test_insertions_before_and_after_never_lose_words_that_stay_unique(
    before: str, after: str, start: int, length: int
) -> None:
    end = min(len(STORY), start + 1 + length)
    start = min(start, end - 1)
    exact = STORY[start:end]
    newer = before + STORY[:start] + exact + STORY[end:] + after
    assume(newer.count(exact) == 1)
    assert refound(Span(start, end), newer) == (exact, "quotation")


@given(st.integers(0, 60), st.integers(0, 60))
def test_deletions_before_and_after_never_lose_words_that_stay_unique(
    before: int, after: int
) -> None:
    span = anchored("Der Bürgermeister von Mirna rief zur Ruhe auf.")
    newer = STORY[before : len(STORY) - after]
    assert refound(span, newer) == ("Der Bürgermeister von Mirna rief zur Ruhe auf.", "quotation")


@given(WORDS)
def test_of_several_like_words_the_one_in_the_old_surroundings_is_meant(before: str) -> None:
    newer = before + STORY
    for after in (0, 90, 130):
        span = anchored("Mirna", after)
        anchor = make_anchor(STORY, span, text_sha256="old")
        found = find_anchor(anchor, newer, text_sha256="new")
        assert found.span == Span(span.start + len(before), span.end + len(before))


def test_of_like_words_in_like_surroundings_the_nearest_is_meant() -> None:
    line = "In der Altstadt von Mirna brennt es. Die Feuerwehr ist da und löscht seit Stunden. "
    text = line * 5
    span = Span(2 * len(line) + 20, 2 * len(line) + 25)
    anchor = make_anchor(text, span, text_sha256="old")
    found = find_anchor(anchor, "Nachtrag: " + text, text_sha256="new")
    assert found.span == Span(span.start + 10, span.end + 10)


def test_a_word_that_stands_elsewhere_several_times_is_not_guessed() -> None:
    newer = "Niemand weiß es: Mirna? Oder doch nicht Mirna! Und wenn, dann welches Mirna;"
    found = find_anchor(
        make_anchor(STORY, anchored("Mirna"), text_sha256="old"), newer, text_sha256="new"
    )
    assert found.span is None
    assert found.reason == "its words stand 3 times in the text, nowhere as they stood before"


def test_an_excerpt_with_some_other_words_is_found_by_likeness() -> None:
    span = anchored("Am frühen Morgen rückten zwei Kolonnen auf die Hafenstadt vor.")
    newer = (
        "Eilmeldung aus dem Süden, die Lage ist unklar. Am frühen Morgen rückten mindestens zwei "
        "Kolonnen gegen die Hafenstadt vor. Weiteres folgt.\n"
    )
    words, how = refound(span, newer)
    assert how == "similar"
    assert words == ("Am frühen Morgen rückten mindestens zwei Kolonnen gegen die Hafenstadt vor.")


def test_an_excerpt_of_which_little_is_left_is_lost() -> None:
    span = anchored("Am frühen Morgen rückten zwei Kolonnen auf die Hafenstadt vor.")
    assert refound(
        span, "Zwei Schiffe liefen am Morgen in den Hafen ein und löschten Getreide."
    ) == (
        None,
        "lost",
    )


def test_other_spacing_and_case_are_the_same_words() -> None:
    newer = STORY.replace("Bürgermeister von Mirna", "BÜRGERMEISTER\n  von Mirna")
    assert refound(anchored("Bürgermeister von Mirna"), newer)[0] == "BÜRGERMEISTER\n  von Mirna"


def test_what_no_database_holds_is_not_quoted() -> None:
    text = "Vor\ud800 Mirna\0 liegt ein Schiff."
    anchor = make_anchor(text, anchored("Mirna\0", text=text), text_sha256="x")
    assert anchor.exact == "Mirna\ufffd"
    assert "\ud800" not in anchor.prefix
    assert len(anchor.prefix) <= CONTEXT


def test_a_long_text_is_searched_in_little_time() -> None:
    sentence = "Am frühen Morgen rückten {} Kolonnen auf die Stadt Nummer {} vor. "
    text = "".join(sentence.format(n % 7, n) for n in range(4_000))
    span = anchored(
        sentence.format(3, 1_998).strip().replace("3", "5"), text=text.replace("3", "5")
    )
    found = find_anchor(
        make_anchor(text.replace("3", "5"), span, text_sha256="old"), text, text_sha256="new"
    )
    assert found.how in {"similar", "lost", "quotation"}
