"""Articles: the first stage. Texts come in, frozen `Article`s with their body marked go out.

The text is never changed; offsets are into it as the file gives it, without a byte order mark.
"""

from geodata.articles.body import mark_body
from geodata.articles.making import make_article
from geodata.articles.reading import iter_articles
from geodata.articles.recognition import recognise_language
from geodata.articles.samples import iter_samples, sample_reports

__all__ = [
    "iter_articles",
    "iter_samples",
    "make_article",
    "mark_body",
    "recognise_language",
    "sample_reports",
]
