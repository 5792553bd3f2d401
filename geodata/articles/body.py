"""Which ranges of a text are the article: headline, standfirst, captions and paragraphs.

Three steps, each by general rules and the cues of the language, never by publisher:

1. every paragraph is judged by itself (`Cues.role_of`): text, label, byline, heading of a box, box;
2. then by its place: names beside bylines are bylines, menus stand above the article; after the
   heading of a box nothing is body unless the article clearly goes on, after the heading of
   comments or services nothing at all;
3. what is left over at the end goes: headings without text, and lists of teasers.
"""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from geodata.articles.cues import load_cues
from geodata.articles.paragraphs import split_paragraphs
from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.articles.cues import Cues, Role
    from geodata.articles.paragraphs import Paragraph
    from geodata.languages import LanguagePack

__all__ = ["mark_body"]

# 350 characters: no teaser of a news site is so long; such a paragraph alone is the article's.
_CERTAIN_PARAGRAPH = 350
# 300 characters: the longest teaser of the development articles has 213; with running text after
# it such a paragraph is the article's.
_CLEAR_PARAGRAPH = 300
# 160 characters: two such in a row, and no headline right above them, are the article's.
_LIKELY_PARAGRAPH = 160
# 3 paragraphs of running text in a row, and no headline right above them, are the article's too:
# English and Russian newspapers start a paragraph with nearly every sentence.
_LIKELY_RUN = 3
# The article has begun with its first paragraph of 200 characters, or the third of running text.
_OPENING_PARAGRAPH = 200
_OPENING_PARAGRAPHS = 3
# 4 lines: navigation has at least so many short lines in a row; kicker, headline, standfirst fewer.
_MENU_LINES = 4
_MENU_LINE_CHARACTERS = 30
# 4 words: "Lesedauer: etwa 4 Minuten" is the longest of the bullets above an article.
_BUTTON_WORDS = 4
# 200 characters: advertisements under their label are a line or two.
_ADVERTISEMENT_CHARACTERS = 200
# What a search for the neighbour of a paragraph passes over.
_PASSED_OVER: frozenset[Role] = frozenset({"label", "meta", "byline"})
_ABOUT: frozenset[Role] = frozenset({"byline", "meta"})  # what stands beside an author's name
# 3 headlines, each with one short paragraph: a list of teasers that no heading announces.
_TEASERS = 3
_TEASER_CHARACTERS = 260


def mark_body(text: str, pack: LanguagePack) -> tuple[Span, ...]:
    """Return the ranges of a text that are the article itself, in order, not overlapping.

    A range starts and ends at a character that is no space; paragraphs of the article that
    follow each other are one range. A text of clutter alone has none.

    Raises:
        DataError: the language pack lacks one of the clutter tables.
    """
    paragraphs = split_paragraphs(text)
    cues = load_cues(pack)
    if len(paragraphs) > 1:
        cues = cues.within(text)
    roles = _roles(paragraphs, cues)
    kept = _in_article(paragraphs, roles, cues)
    _drop_menu(paragraphs, kept, cues)
    _drop_leftovers(paragraphs, kept, cues)
    _drop_teaser_list(paragraphs, kept)
    return _merge(paragraphs, kept, cues)


def _roles(paragraphs: Sequence[Paragraph], cues: Cues) -> list[Role]:
    """Return the role of each paragraph, judged by itself and then by its neighbours."""
    if len(paragraphs) == 1:
        return ["text"]
    roles = [cues.role_of(paragraph) for paragraph in paragraphs]
    boxes = [i for i, role in enumerate(roles) if role == "box"]
    if boxes and not any(_is_told(paragraphs[i], roles[i]) for i in range(len(roles))):
        roles[max(boxes, key=lambda i: paragraphs[i].length)] = "text"
    _mark_authors(paragraphs, roles, cues)
    _mark_advertisements(paragraphs, roles, cues)
    return roles


def _mark_advertisements(paragraphs: Sequence[Paragraph], roles: list[Role], cues: Cues) -> None:
    """Mark the short paragraph after the label of an advertisement, unless it is running text.

    Above the article the label belongs to a banner that is no text: the headline follows it.
    """
    begin = _begin(paragraphs, roles)
    for i in range(begin + 1, len(roles)):
        if roles[i] == "text" and cues.advertising.is_label(paragraphs[i - 1]):
            short = paragraphs[i].length <= _ADVERTISEMENT_CHARACTERS
            if short and not _tells(paragraphs[i], cues):
                roles[i] = "label"


def _tells(paragraph: Paragraph, cues: Cues) -> bool:
    """Whether a short paragraph tells of the world, and neither calls out, offers nor asks."""
    if paragraph.shape == "heading" or "!" in paragraph.line:
        return False
    return not (cues.addresses_reader(paragraph) or cues.advertising.offer.search(paragraph.line))


def _is_told(paragraph: Paragraph, role: Role) -> bool:
    """Whether a paragraph is text that says something, not a heading alone."""
    return role == "text" and paragraph.shape != "heading"


def _mark_authors(paragraphs: Sequence[Paragraph], roles: list[Role], cues: Cues) -> None:
    """Mark names and professions that stand together or beside a byline, a date, a reading time.

    A name alone is an author's between a standfirst and the first long paragraph.
    """
    titled = told = opened = False
    for i, paragraph in enumerate(paragraphs):
        if roles[i] != "text":
            continue
        around = [j for j in (i - 1, i + 1) if 0 <= j < len(roles)]
        if cues.is_role(paragraph):
            names = [j for j in around if roles[j] == "byline" or cues.is_name(paragraphs[j])]
            for j in names:
                roles[i] = roles[j] = "byline"
        elif not cues.is_name(paragraph):
            titled = True
            told = told or paragraph.shape != "heading"
            opened = opened or paragraph.length >= _OPENING_PARAGRAPH
        elif (told and not opened) or (titled and any(roles[j] in _ABOUT for j in around)):
            roles[i] = "byline"


def _in_article(paragraphs: Sequence[Paragraph], roles: Sequence[Role], cues: Cues) -> list[bool]:
    """Return for each paragraph whether it lies in the article, by what opened before it."""
    begin = _begin(paragraphs, roles)
    buttons = _buttons(paragraphs)
    told = [p.length * _is_told(p, role) for p, role in zip(paragraphs, roles, strict=True)]
    all_told = sum(told)
    kept: list[bool] = []
    within = True
    for i, (role, before) in enumerate(zip(roles, accumulate(told, initial=0), strict=False)):
        # A heading of a box ends nothing above the article: more must be told before than after.
        opens = i > begin or before * 2 > all_told
        if role == "ending" and opens:
            return kept + [False] * (len(roles) - i)
        if role in {"section", "box"} and opens:
            within = False
        elif role == "text" and not within:
            within = _goes_on(paragraphs, roles, i, cues)
        kept.append(role == "text" and within and not (i < begin and i in buttons))
    return kept


def _begin(paragraphs: Sequence[Paragraph], roles: Sequence[Role]) -> int:
    """Return the index of the paragraph that begins the running text; their number if none."""
    seen = 0
    for i, (paragraph, role) in enumerate(zip(paragraphs, roles, strict=True)):
        if role == "text" and paragraph.shape == "prose":
            seen += 1
            if paragraph.length >= _OPENING_PARAGRAPH or seen == _OPENING_PARAGRAPHS:
                return i
    return len(paragraphs)


def _buttons(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Return the indices of the bullets that say nothing: lists of authors and buttons.

    One bullet of five words makes its list one of facts.
    """
    found: list[int] = []
    for bullet, run in groupby(range(len(paragraphs)), key=lambda i: paragraphs[i].bullet):
        indices = list(run)
        words = max(len(paragraphs[i].line.split()) for i in indices)
        if bullet and words <= _BUTTON_WORDS:
            found.extend(indices)
    return frozenset(found)


def _goes_on(
    paragraphs: Sequence[Paragraph], roles: Sequence[Role], index: int, cues: Cues
) -> bool:
    """Whether the article clearly goes on with a paragraph after a box."""
    if not _is_running(paragraphs[index], cues):
        return False
    length = paragraphs[index].length
    if length >= _CERTAIN_PARAGRAPH:
        return True
    before, after = _neighbour(roles, index, -1), _neighbour(roles, index, 1)
    under_headline = (
        before is not None and roles[before] == "text" and paragraphs[before].shape == "heading"
    )
    if not under_headline and _is_run(paragraphs, roles, index, cues):
        return True
    if after is None or roles[after] != "text" or not _is_running(paragraphs[after], cues):
        return False
    next_length = paragraphs[after].length
    # The caption of the next teaser follows a teaser's text at once, a paragraph after a gap.
    likely = paragraphs[after].gap or not under_headline
    clear = min(length, next_length * 2) >= _CLEAR_PARAGRAPH
    return clear or (likely and min(length, next_length) >= _LIKELY_PARAGRAPH)


def _is_run(paragraphs: Sequence[Paragraph], roles: Sequence[Role], index: int, cues: Cues) -> bool:
    """Whether running text follows running text; in a list of teasers headlines stand between."""
    following: int | None = index
    for _ in range(_LIKELY_RUN):
        if following is None or roles[following] != "text":
            return False
        if not _is_running(paragraphs[following], cues):
            return False
        following = _neighbour(roles, following, 1)
    return True


def _neighbour(roles: Sequence[Role], index: int, step: int) -> int | None:
    """Return the index of the next paragraph in a direction beyond mere labels; None at an end."""
    index += step
    while 0 <= index < len(roles):
        if roles[index] not in _PASSED_OVER:
            return index
        index += step
    return None


def _is_running(paragraph: Paragraph, cues: Cues) -> bool:
    """Whether a paragraph is running text that does not speak to the reader; quotes may."""
    if paragraph.shape != "prose":
        return False
    quotes = any(mark in paragraph.line for mark in '"„“‘«»')
    return quotes or not cues.addresses_reader(paragraph)


def _drop_menu(paragraphs: Sequence[Paragraph], kept: list[bool], cues: Cues) -> None:
    """Drop what stands above the headline: names of sections, and runs of short lines."""
    run: list[int] = []
    for i, paragraph in enumerate(paragraphs):
        if kept[i] and paragraph.shape != "heading":
            break
        if kept[i] and len(paragraphs) > 1 and cues.is_menu(paragraph):
            kept[i] = False
        elif kept[i] and paragraph.length <= _MENU_LINE_CHARACTERS and not paragraph.gap:
            run.append(i)
    if len(run) >= _MENU_LINES:
        for i in run:
            kept[i] = False


def _drop_leftovers(paragraphs: Sequence[Paragraph], kept: list[bool], cues: Cues) -> None:
    """Drop at the end who the author is, and the headings that no text follows.

    A list announced by a colon stays.
    """
    last = _last_text(paragraphs, kept)
    if last and cues.is_author_note(paragraphs[last]):
        kept[last] = False
        last = _last_text(paragraphs, kept)
    if last is None or paragraphs[last].line.endswith(":"):
        return
    for i in range(last + 1, len(kept)):
        if kept[i] and paragraphs[i].line.endswith(":"):
            return
        kept[i] = False


def _last_text(paragraphs: Sequence[Paragraph], kept: Sequence[bool]) -> int | None:
    """Return the index of the last paragraph in the article that is no heading; None if all are."""
    texts = (i for i in range(len(kept) - 1, -1, -1) if kept[i])
    return next((i for i in texts if paragraphs[i].shape != "heading"), None)


def _drop_teaser_list(paragraphs: Sequence[Paragraph], kept: list[bool]) -> None:
    """Drop a list of teasers at the end: headlines, each with one short paragraph of text."""
    order = [i for i in range(len(kept)) if kept[i]]
    first = len(order)
    teasers = 0
    while first >= 2:  # noqa: PLR2004 -- a teaser is a headline and a text
        text, headline = paragraphs[order[first - 1]], paragraphs[order[first - 2]]
        if text.shape == "heading" or text.length > _TEASER_CHARACTERS:
            break
        if headline.shape != "heading":
            break
        teasers += 1
        first -= 2
        while first and paragraphs[order[first - 1]].shape == "heading":
            first -= 1
    before = sum(1 for i in order[:first] if paragraphs[i].shape == "prose")
    if teasers >= _TEASERS and before >= _OPENING_PARAGRAPHS:
        for i in order[first:]:
            kept[i] = False


def _merge(paragraphs: Sequence[Paragraph], kept: Sequence[bool], cues: Cues) -> tuple[Span, ...]:
    """Return the ranges of the paragraphs kept, neighbours joined, without metadata before them."""
    spans: list[Span] = []
    follows = False
    for paragraph, keep in zip(paragraphs, kept, strict=True):
        metadata = cues.metadata.match(paragraph.surface)
        start = paragraph.start + (0 if metadata is None else metadata.end())
        if not keep or start >= paragraph.end:
            follows = False
            continue
        if follows and metadata is None:
            spans[-1] = Span(spans[-1].start, paragraph.end)
        else:
            spans.append(Span(start, paragraph.end))
        follows = True
    return tuple(spans)
