"""Texts that no newspaper prints: the articles stage must neither hang nor lose its offsets."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from geodata.articles import iter_articles, make_article
from geodata.languages import known_languages
from geodata.models import Article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = 80_000
# 8 times: four times the text may take so much longer at most; a quadratic step takes 16 times.
GROWTH = 8.0
RUNS = 3
# Below 50 ms the clock says more of the machine than of the text.
MEASURABLE_SECONDS = 0.05

LINE = "Im Hafen blieb es ruhig, the harbour stayed quiet, в порту было тихо.\n"
UNITS = {
    "word": "a",
    "letters": "я",
    "combining": "u\u0308",
    "newlines": "\n",
    "blank lines": " \t\r\n",
    "spaces": " ",
    "stops": ".",
    "marks": ".!?,;:",
    "opening brackets": "(",
    "closing brackets": ")",
    "dashes": "- ",
    "bullets": "• ",
    "quotes": "\"„“«'",
    "digits": "1 ",
    "nulls": "\x00",
    "halves of pairs": "\ud800",
    "invisible": "\u200b\u202e",
    "names": "Karla ",
    "particles": "de ",
    "name lines": "Karla Muster\n",
    "bylines": "By Jane Sample, \n",
    "headings": "Mehr zum Thema\nRead also\nЧитайте также\n",
    "labels": "Werbung\nAdvertisement\nРеклама\n",
    "dates": "6. Januar 2022, Jan. 6, 2022, 6 января 2022 ",
    "date lines": "Stand: 06.01.2022\nUpdated Jan. 6, 2022\nОбновлено 6 января 2022\n",
    "date words": "updated published опубликовано aktualisiert ",
    "addresses": "/2022/01/a.b@c-",
    "lines": LINE,
    "scripts": LINE.replace("\n", " ") + "阿拉木图 Αλμάτι ალმათი ",
}


def seconds(text: str, code: str) -> float:
    gc.disable()  # what other tests have left in memory is not what is measured
    start = time.process_time()
    make_article(text, article_id="a1", language=code)
    spent = time.process_time() - start
    gc.enable()
    return spent


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
@pytest.mark.parametrize("code", known_languages())
def test_the_time_grows_with_the_length_alone(code: str, unit: str) -> None:
    text = f"Batumi {unit * (SIZE // len(unit))} Batumi"
    make_article(text[:1000], article_id="a1", language=code)
    short = max(min(seconds(text[: SIZE // 4], code) for _ in range(2)), MEASURABLE_SECONDS)
    # A busy machine only ever adds time: one run within the limit shows that it can be kept.
    assert any(seconds(text, code) <= GROWTH * short for _ in range(RUNS))


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_ranges_are_ordered_and_end_at_characters_that_are_seen(unit: str) -> None:
    text = f"\n {unit * 500}\n{LINE}{unit * 20} Batumi \n"
    for code in known_languages():
        article = make_article(text, article_id="a1", language=code)
        position = 0
        for start, end in article.body:
            assert position <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            position = end + 1


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_raw_body_takes_any_text_as_it_is(unit: str) -> None:
    article = make_article(unit * 50, article_id="a1", language="en", raw_body=True)
    assert article.text == unit * 50
    assert article.body == ((0, len(article.text)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"In Batumi \x00 blieb es ruhig.", "is a binary file"),
        (b"Batumi " * 7_500_000, "has 52.5 MB; an article may have 5 MB"),
    ],
)
def test_what_is_no_article_is_refused_in_clear_words(
    tmp_path: Path, text: bytes, said: str
) -> None:
    (tmp_path / "a.txt").write_bytes(text)
    (problem,) = iter_articles(tmp_path / "a.txt")
    assert said in str(problem)


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16"],
)
def test_scripts_beyond_the_first_plane_keep_their_offsets(
    tmp_path: Path, write: Callable[[str], bytes]
) -> None:
    text = "В порту Батуми было тихо \U0001f600, и до утра никто не приходил, сказал дежурный."
    (tmp_path / "a.txt").write_bytes(write(text))
    (article,) = (item for item in iter_articles(tmp_path / "a.txt") if isinstance(item, Article))
    assert (article.text, article.language) == (text, "ru")
    assert article.body == ((0, len(text)),)
