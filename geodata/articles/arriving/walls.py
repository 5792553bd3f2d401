"""Pages without an article: consent, paywall, sign-in, error, robot check, empty shell, list.

A page is judged by what is left of its text beside the words of the wall; the more it says that it
is an article, the less it needs. The words are data (`walls.toml`), the measures are here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from geodata.articles.arriving.json_ld import ARTICLES, node_types
from geodata.articles.arriving.link_cards import link_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from geodata.articles.arriving.page_about import AboutPage

__all__ = ["find_wall"]

Wall: TypeAlias = Literal["consent", "paywall", "login", "error", "robot", "script", "list"]

_MESSAGES: dict[Wall, str] = {
    "consent": "asks for consent to cookies, no article; agree in a browser and save the page",
    "paywall": (
        "shows only the beginning of an article behind a paywall; "
        "save the whole article where you are signed in"
    ),
    "login": "is a page to sign in, no article; sign in with a browser and save the article",
    "error": "is an error page, no article; check the link",
    "robot": "asks whether you are a robot; open the link in a browser and save the page",
    "script": "shows its text only with JavaScript; open the link in a browser and save the page",
    "list": "is a list of articles, no article; add the articles that it links to",
}
_NOTHING = "holds no article; paste its text instead"

# 20 characters beside the headline: "Kein Verletzter." A page with less tells nothing.
_LEAST = 20
# 2 phrases: a banner above an article has them, too; a page that only asks has more.
_ASKED = 2
# 250 characters: a brief report; walls say less in words that are not on the lists.
_BRIEF = 250
# 600 characters: error pages and pages to sign in explain themselves at such length.
_EXPLAINED = 600
# 1,500 characters: the beginnings that paywalls show have 300 to 1,200.
_BEGINNING = 1_500
# 20,000 characters: no wall says so much, only lists do.
_LONG = 20_000
# 6 headlines that are links: fewer are the articles that a page recommends.
_LISTED = 6
# What of the text has to be teasers: most; below "Search results" a part is enough.
_TEASERS = 0.6
_TEASERS_UNDER_TITLE = 0.3
_UNSEEN = frozenset({"style", "script", "template", "head"})
# What stands beside an article, and speaks of others.
_BESIDE = frozenset({"aside", "nav", "footer"})


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one kind of wall, compiled."""

    phrases: re.Pattern[str] | None
    titles: re.Pattern[str] | None

    def count(self, text: str) -> int:
        """Return how many different phrases a folded text has."""
        return 0 if self.phrases is None else len(set(self.phrases.findall(text)))

    def is_title(self, texts: Sequence[str]) -> bool:
        """Whether one of the folded titles is that of such a page."""
        titles = self.titles
        return titles is not None and any(titles.fullmatch(text) for text in texts)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page is judged by; texts are folded: lower case, single spaces."""

    titles: tuple[str, ...]
    paragraphs: tuple[str, ...]
    everything: str
    article: str
    cards: tuple[str, ...]
    is_marked: bool
    free: bool | None
    has_password: bool

    def told(self, *walls: Wall) -> int:
        """Return how many characters are told beside paragraphs with the words of a wall."""
        words = [_words()[wall] for wall in walls]
        return sum(len(p) for p in self.paragraphs if not any(w.count(p) for w in words))


def find_wall(tree: HtmlElement, about: AboutPage, paragraphs: tuple[str, ...]) -> str | None:
    """Return what a page is and what to do, where it is no article; None where it is one."""
    page = _measured(tree, about, paragraphs)
    is_long = page.told() > _LONG
    for wall, is_such in _TESTS:
        if is_long and wall != "list":
            continue
        if is_such(page, _words()[wall]):
            return _MESSAGES[wall]
    return _NOTHING if page.told() < _LEAST else None


def _is_robot_check(page: _Page, words: _Words) -> bool:
    return page.told("robot", "script") < _BRIEF and (
        words.is_title(page.titles) or words.count(page.everything) > 0
    )


def _is_error(page: _Page, words: _Words) -> bool:
    most = _BRIEF if page.is_marked else _EXPLAINED
    return page.told() < most and words.is_title(page.titles)


def _is_consent(page: _Page, words: _Words) -> bool:
    """Whether hardly more than questions is told; pages with an article ask above it."""
    told = page.told("consent")
    if told >= (_LEAST if page.is_marked else _BRIEF):
        return False
    if told < _LEAST and words.count(page.everything) > _ASKED:
        return True
    asking = sum(map(len, page.paragraphs)) - told
    return asking > told or (words.is_title(page.titles) and words.count(page.everything) > 0)


def _is_login(page: _Page, words: _Words) -> bool:
    if page.is_marked or page.told() >= _EXPLAINED:
        return False
    return words.is_title(page.titles) and (page.has_password or page.told() < _BRIEF)


def _is_paywall(page: _Page, words: _Words) -> bool:
    """Whether the rest of a short text is hidden; a page that calls itself free hides nothing.

    What stands beside the article speaks of others, unless the page says that this one is paid for.
    """
    if page.free is True or page.told("paywall") >= _BEGINNING:
        return False
    return words.count(page.everything if page.free is False else page.article) > 0


def _is_list(page: _Page, words: _Words) -> bool:
    """Whether what is told are teasers, each below a headline that is a link."""
    if page.is_marked or len(page.cards) < _LISTED:
        return False
    told = page.told()
    teasers = sum(len(p) for p in page.paragraphs if any(p in card for card in page.cards))
    share = _TEASERS_UNDER_TITLE if words.is_title(page.titles) else _TEASERS
    return teasers >= told * share


def _is_shell(page: _Page, words: _Words) -> bool:
    return page.told("script") < _LEAST and words.count(page.everything) > 0


# In this order: what stops everybody before what stops some.
_TESTS: tuple[tuple[Wall, Callable[[_Page, _Words], bool]], ...] = (
    ("robot", _is_robot_check),
    ("error", _is_error),
    ("login", _is_login),
    ("consent", _is_consent),
    ("paywall", _is_paywall),
    ("list", _is_list),
    ("script", _is_shell),
)


def _measured(tree: HtmlElement, about: AboutPage, paragraphs: tuple[str, ...]) -> _Page:
    """Return what a page is judged by."""
    window = next((_fold("".join(title.itertext())) for title in tree.iter("title")), "")
    headline = _fold(about.headline or "")
    told = tuple(text for text in map(_fold, paragraphs) if text != headline)
    titles = tuple(title for title in dict.fromkeys((headline, window)) if title)
    return _Page(
        titles=titles,
        paragraphs=told,
        everything=_fold(" ".join(_seen(tree))),
        article="\n".join((*told, max(map(_fold, _article_texts(tree)), key=len, default=""))),
        cards=tuple(map(_fold, link_cards(tree))),
        is_marked=bool(node_types(about.node) & ARTICLES) or _is_og_article(about),
        free=_is_free(about),
        has_password=any(
            (field.get("type") or "").lower() == "password" for field in tree.iter("input")
        ),
    )


def _seen(tree: HtmlElement) -> list[str]:
    """Return the pieces of text that a page shows, those for browsers without scripts too."""
    pieces: list[str] = []
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN and element.text:
            pieces.append(element.text)
        if element.tail:
            pieces.append(element.tail)
    return pieces


def _article_texts(tree: HtmlElement) -> list[str]:
    """Return the text of each outermost article element, without what stands beside the article."""
    from lxml.etree import iterwalk  # noqa: PLC0415 -- only pages should load it

    texts: list[list[str]] = []
    depth = 0
    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in _BESIDE or element.tag in _UNSEEN:
                walk.skip_subtree()
                continue
            if element.tag == "article":
                depth += 1
                texts += [[]] if depth == 1 else []
        elif event == "end" and element.tag == "article":
            depth -= 1
        if depth > 0:
            texts[-1].append((element.text if event == "start" else element.tail) or "")
    return [" ".join(pieces) for pieces in texts]


def _is_og_article(about: AboutPage) -> bool:
    return about.meta.get("og:type", "").lower() in {"article", "news", "newsarticle"}


def _is_free(about: AboutPage) -> bool | None:
    """Return whether the page says that everybody may read it; None where it says nothing."""
    stated: Any = about.node.get("isAccessibleForFree")
    words = {"true": True, "false": False}
    said = str(stated) if isinstance(stated, bool | str) else ""
    return words.get(said.rpartition("/")[2].strip().lower())


def _fold(text: str) -> str:
    return " ".join(text.lower().split())


@cache
def _words() -> dict[str, _Words]:
    """Return the words of all kinds of walls."""
    table = tomllib.loads(Path(__file__).with_name("walls.toml").read_text(encoding="utf-8"))
    return {
        kind: _Words(
            phrases=_any_of(map(re.escape, lists["phrases"])),
            titles=_any_of(lists["titles"]),
        )
        for kind, lists in table.items()
    }


def _any_of(patterns: Any) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined) if joined else None
