"""What the page is and what the article is, in every language that has a pack."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from geodata.articles import make_article, mark_body
from geodata.languages import known_languages, load_pack

STORIES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "pages").glob("*.toml"))
}


def each(name: str) -> pytest.MarkDecorator:
    """Return the parametrisation over one list of all stories."""
    cases = [(code, item) for code, story in STORIES.items() for item in story[name]]
    return pytest.mark.parametrize(("code", "item"), cases)


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def body_of(text: str, code: str) -> list[str]:
    return [text[start:end] for start, end in mark_body(text, load_pack(code))]


def test_every_language_has_a_story() -> None:
    assert set(STORIES) == set(known_languages())


@each("lines_of_the_page")
def test_a_line_of_the_page_is_left_out_and_the_text_around_it_stays(code: str, item: str) -> None:
    story = STORIES[code]
    first, second, third = story["paragraphs"]
    assert body_of(page(story["headline"], first, item, second, third), code) == [
        page(story["headline"], first),
        page(second, third),
    ]


@each("lines_of_the_article")
def test_a_line_of_the_article_stays(code: str, item: str) -> None:
    story = STORIES[code]
    first, second, third = story["paragraphs"]
    text = page(story["headline"], first, item, second, third)
    assert body_of(text, code) == [text]


@each("headings_of_teasers")
def test_nothing_comes_from_the_teasers_after_the_article(code: str, item: str) -> None:
    story = STORIES[code]
    article = page(story["headline"], *story["paragraphs"])
    assert body_of(page(article, item, story["teasers"]), code) == [article]


@each("boxes")
def test_a_box_of_the_page_is_left_out(code: str, item: str) -> None:
    story = STORIES[code]
    article = page(story["headline"], *story["paragraphs"])
    assert body_of(page(article, item), code) == [article]


@each("boxes")
def test_a_box_above_the_headline_does_not_cost_the_article(code: str, item: str) -> None:
    story = STORIES[code]
    article = page(story["headline"], *story["paragraphs"])
    assert body_of(page(item, article), code) == [article]


@each("advertisements")
def test_an_advertisement_is_left_out_and_the_article_goes_on(code: str, item: str) -> None:
    story = STORIES[code]
    first, second, third = story["paragraphs"]
    assert body_of(page(story["headline"], first, item, second, third), code) == [
        page(story["headline"], first),
        page(second, third),
    ]


@pytest.mark.parametrize("code", STORIES)
def test_menu_author_and_comments_are_left_out(code: str) -> None:
    story = STORIES[code]
    article = page(story["headline"], *story["paragraphs"])
    comment = " ".join(("Otto 77\n", *story["paragraphs"][1:]))
    text = page(story["menu"], article, story["author_note"], story["heading_of_comments"], comment)
    assert body_of(text, code) == [article]


@pytest.mark.parametrize("code", STORIES)
def test_an_author_box_between_paragraphs_is_left_out(code: str) -> None:
    story = STORIES[code]
    first, second, third = story["paragraphs"]
    assert body_of(page(story["headline"], first, story["author_box"], second, third), code) == [
        page(story["headline"], first),
        page(second, third),
    ]


@pytest.mark.parametrize("code", STORIES)
def test_the_article_goes_on_after_links_in_its_midst(code: str) -> None:
    story = STORIES[code]
    first, second, third = story["paragraphs"]
    links = story["headings_of_teasers"][0] + "\n" + story["teasers"].splitlines()[0]
    assert body_of(page(story["headline"], first, links, second, third), code) == [
        page(story["headline"], first),
        page(second, third),
    ]


@pytest.mark.parametrize(
    ("code", "line", "date"),
    [(code, *item) for code, story in STORIES.items() for item in story["dates"].items()],
)
def test_a_date_in_the_head_is_the_day_of_publication(code: str, line: str, date: str) -> None:
    story = STORIES[code]
    text = page(story["headline"], line, *story["paragraphs"])
    found = make_article(text, article_id="a1").published
    assert ("" if found is None else found.iso()) == date


@pytest.mark.parametrize("code", STORIES)
def test_the_first_line_of_the_article_is_its_headline(code: str) -> None:
    story = STORIES[code]
    text = page(story["menu"], story["boxes"][0], story["headline"], *story["paragraphs"])
    assert make_article(text, article_id="a1").title == story["headline"]


@pytest.mark.parametrize("code", STORIES)
def test_running_text_without_headline_is_shown_by_its_first_sentence(code: str) -> None:
    first = STORIES[code]["paragraphs"][0]
    assert make_article(first, article_id="a1").title == first[: first.index(".") + 1]


@pytest.mark.parametrize("code", STORIES)
def test_split_letters_change_no_range_but_by_their_length(code: str) -> None:
    story = STORIES[code]
    text = page(story["menu"], story["headline"], *story["paragraphs"], story["boxes"][0])
    split = unicodedata.normalize("NFD", text)
    body = [unicodedata.normalize("NFC", part) for part in body_of(split, code)]
    assert body == body_of(text, code)


@pytest.mark.parametrize("code", STORIES)
def test_the_article_goes_on_after_links_with_short_paragraphs(code: str) -> None:
    story = STORIES[code]
    article = page(story["headline"], *story["paragraphs"])
    links = story["headings_of_teasers"][0] + "\n" + story["teasers"].splitlines()[0]
    rest = page(*story["short_paragraphs"])
    assert body_of(page(article, links, rest), code) == [article, rest]
