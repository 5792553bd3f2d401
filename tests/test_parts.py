from __future__ import annotations

from geodata.models import Article, Span
from geodata.parts import LONGEST_PART, iter_parts, moved
from geodata.pipeline import find_places


def german(text: str, *body: Span) -> Article:
    return Article("a", text, body or (Span(0, len(text)),), "de")


def texts(article: Article, longest: int) -> list[str]:
    parts = list(iter_parts(article, longest=longest))
    for start, part in parts:
        assert article.text[start : start + len(part.text)] == part.text
    return [part.text for _, part in parts]


def test_an_article_is_its_only_part() -> None:
    article = german("In Rom regnet es.")
    assert list(iter_parts(article)) == [(0, article)]


def test_an_article_without_a_body_has_no_parts() -> None:
    assert list(iter_parts(Article("a", "Newsletter", (), "de"))) == []


def test_a_long_text_is_cut_at_the_best_seam_of_the_second_half() -> None:
    assert texts(german("Eins zwei.\n\nDrei vier. Acht"), 16) == [
        "Eins zwei.\n\n",
        "Drei vier. Acht",
    ]
    assert texts(german("Eins zwei drei. Vier fünf"), 18) == ["Eins zwei drei. ", "Vier fünf"]
    assert texts(german("Eins zwei drei vier"), 12) == ["Eins zwei ", "drei vier"]
    assert texts(german("abcdefghij"), 4) == ["abcd", "efgh", "ij"]


def test_the_body_is_clipped_and_parts_without_any_are_left_out() -> None:
    article = german("aaaa bbbb cccc dddd ", Span(2, 7), Span(15, 19))
    parts = list(iter_parts(article, longest=5))
    assert [start for start, _ in parts] == [0, 5, 15]
    assert [part.body for _, part in parts] == [(Span(2, 5),), (Span(0, 2),), (Span(0, 4),)]


def test_mentions_of_all_parts_stand_where_the_whole_text_has_them() -> None:
    sentence = "In Almaty blieb es ruhig, auch in Köln.\n\n"
    text = "Werbung.\n\n" + sentence * (2 * LONGEST_PART // len(sentence))
    assert len(text) > LONGEST_PART
    mentions = find_places(german(text))
    assert len(mentions) == 2 * text.count(sentence)
    assert all(text[one.start : one.end] == one.surface for one in mentions)
    assert [one.start for one in mentions] == sorted(one.start for one in mentions)
    assert moved(mentions[0], 0) is mentions[0]
