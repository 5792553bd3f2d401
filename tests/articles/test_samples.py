from __future__ import annotations

from collections import Counter

from geodata.articles import iter_samples, sample_reports
from geodata.articles.samples import SAMPLES_FOLDER

# Named in the teasers that some samples carry.
TEASERS = (
    "Venedig", "Innsbruck", "Tromsø", "Mauritius", "Alpen",
    "Zanzibar", "Lisbon", "Vienna", "Nairobi", "Oslo", "Венеци", "Лиссабон",
)  # fmt: skip


def test_there_are_enough_samples_each_marked_and_dated_to_the_day() -> None:
    samples = list(iter_samples())
    languages = Counter(article.language for article in samples)
    assert languages["de"] >= 14
    assert min(languages["en"], languages["ru"]) >= 6
    for article in samples:
        assert article.sample
        assert article.published is not None
        assert article.published.precision == "day"
        assert article.publisher is not None
        assert article.url is None


def test_each_sample_names_the_reports_it_rests_on() -> None:
    assert sorted(sample_reports()) == sorted(article.article_id for article in iter_samples())


def test_samples_are_short_and_told_apart_by_their_titles() -> None:
    samples = list(iter_samples())
    assert all(90 <= len(article.text.split()) <= 230 for article in samples)
    assert len({article.title for article in samples}) == len(samples)


def test_no_teaser_of_a_sample_is_body() -> None:
    for article in iter_samples():
        body = " ".join(article.text[start:end] for start, end in article.body)
        assert [name for name in TEASERS if name in body] == []


def test_the_samples_say_where_they_come_from() -> None:
    origin = (SAMPLES_FOLDER / "README.md").read_text(encoding="utf-8")
    assert "own words" in origin
    assert "MIT" in origin


def test_the_language_of_a_sample_is_that_of_its_name() -> None:
    for article in iter_samples():
        ending = article.article_id.rpartition("_")[2]
        assert article.language == (ending if ending in {"en", "ru"} else "de")
