from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.articles import iter_articles, mark_body
from geodata.languages import load_pack
from geodata.models import Article

SHARED = Path(__file__).parents[2] / ".." / "shared"
pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared with seeds and gold"),
]

# 0.97: measured 1.000 on both gold seeds, 2026-11.
FLOOR = 0.97
# 0.999: measured 1.000 on German news without page clutter, 2026-11.
PLAIN_FLOOR = 0.999
TEASERS = (
    "Fidschi",
    "New York",
    "Wilhelmstraße",
    "Laucala",
    "Minsk",
    "Newsletter",
    "genossenschaft",
)


def seeds() -> dict[str, Article]:
    found = [item for item in iter_articles(SHARED / "seeds") if isinstance(item, Article)]
    return {article.article_id: article for article in found}


def characters(ranges: list[tuple[int, int]]) -> set[int]:
    return {position for start, end in ranges for position in range(start, end)}


def test_the_marked_body_agrees_with_the_gold_body() -> None:
    articles = seeds()
    for line in (SHARED / "gold" / "seeds_dev.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        wanted = characters(gold["body"])
        found = characters(list(articles[gold["id"]].body))
        assert len(wanted & found) / len(found) >= FLOOR
        assert len(wanted & found) / len(wanted) >= FLOOR


def test_no_teaser_of_the_seeds_is_body() -> None:
    for article in seeds().values():
        body = " ".join(article.text[start:end] for start, end in article.body)
        assert [name for name in TEASERS if name in body] == []


def test_every_seed_is_read_with_headline_and_date() -> None:
    articles = seeds()
    assert len(articles) == 5
    assert all(article.headline is not None for article in articles.values())
    assert all(article.published is not None for article in articles.values())


def test_plain_news_is_nearly_all_body() -> None:
    lines = (SHARED / "corpora" / "gnad.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"].strip() for line in lines[::5]]
    pack = load_pack("de")
    kept = sum(end - start for text in texts for start, end in mark_body(text, pack))
    assert kept / sum(map(len, texts)) >= PLAIN_FLOOR
