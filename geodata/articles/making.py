"""Making an article of a text: its language, its body, its headline, its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.articles.body import mark_body
from geodata.articles.dates import find_published, load_dates
from geodata.articles.headline import find_headline
from geodata.articles.recognition import check_language, recognise_language
from geodata.languages import load_pack
from geodata.models import Article, Span

if TYPE_CHECKING:
    from geodata.models import DateRange

__all__ = ["make_article"]


def make_article(  # noqa: PLR0913 -- what is known of an article besides its text, all by name
    text: str,
    *,
    article_id: str,
    language: str | None = None,
    published: DateRange | None = None,
    publisher: str | None = None,
    url: str | None = None,
    raw_body: bool = False,
    sample: bool = False,
) -> Article:
    """Return the article of a text, which stays letter for letter as it is.

    Args:
        text: The article as it came, page clutter and all.
        article_id: What it is called in every table.
        language: The language it is said to be in, such as "de"; recognised where None.
        published: When it was published; looked for in the text where None.
        publisher: Who published it.
        url: Where it stands on the web.
        raw_body: Take the whole text as the article, clutter too.
        sample: It ships with Schauplatz.

    Raises:
        LanguageError: there is no language pack for its language.
    """
    code = check_language(recognise_language(text) if language is None else language)
    pack = load_pack(code)
    marked = mark_body(text, pack)
    if published is None:
        published = find_published(text, marked, load_dates(pack))
    return Article(
        article_id=article_id,
        text=text,
        body=(Span(0, len(text)),) if raw_body and text else marked,
        language=code,
        headline=find_headline(text, marked, abbreviations=pack.words("sentence_abbreviations")),
        published=published,
        publisher=publisher,
        url=url,
        sample=sample,
    )
