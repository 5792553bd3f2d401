"""What gives page clutter away: the word lists of a pack, ready to compare lines with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

from geodata.articles.advertising import advertising_cues
from geodata.articles.dates import load_dates
from geodata.articles.paragraphs import fold_line
from geodata.articles.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.articles.advertising import Advertising
    from geodata.articles.dates import DateReader
    from geodata.articles.paragraphs import Paragraph
    from geodata.languages import LanguagePack

__all__ = ["Cues", "Role", "load_cues"]

Role = Literal["text", "label", "meta", "byline", "section", "ending", "box"]
"""Of the article; button or credit; date or reading time; author; heading of a box; heading of
what comes after the article; text of a box."""

_ADDRESS = re.compile(
    r"(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?)"
)
_COUNT = re.compile(r"^\(?\d{1,5}\)?\s+(?=\D)|\s*\(?\d{1,5}\)?$")
_CLOSING = " .:!?…>»›→|*+-–"
_PART_SEPARATOR = re.compile(r"[|•·]")
_DIGIT = re.compile(r"\d")
_MENU_SEPARATOR = re.compile(r"[|>›»/•·]")
_QUOTE = re.compile('["„“‘«»]')
_NAME_PART = r"[A-ZÀ-ÖØ-ÞĀ-ЯŠŽČĆ][\w’'.-]*"
_ROLE_PARTS = 3  # "Politischer Korrespondent", "Freie Redakteurin", "ist Reporter"

# 120 characters: bylines, date lines and credits of the development articles stay under 90.
_LABEL_CHARACTERS = 120
# 220 characters: lines such as "Lesen Sie auch: ..." carry a whole headline.
_OPENER_CHARACTERS = 220
# 700 characters: the longest box of the development articles has 480; longer ones are articles.
_BOX_CHARACTERS = 700
# 200 characters: a box so short says hardly more than its cue.
_SHORT_BOX_CHARACTERS = 200
# 250 characters: who the author is takes a sentence or two.
_AUTHOR_NOTE_CHARACTERS = 250
_APPEALS = 2  # one such word is in many articles, two with an address to the reader are in few


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The clutter lists of one language, compiled; `whole` are the roles of whole lines."""

    whole: Mapping[str, Role]
    section_starts: tuple[str, ...]
    menu: frozenset[str]
    share_buttons: frozenset[str]
    advertising: Advertising
    openers: tuple[str, ...]
    notes: tuple[str, ...]
    phrases: tuple[str, ...]
    appeals: tuple[str, ...]
    address: re.Pattern[str]
    formal: re.Pattern[str]
    byline: re.Pattern[str]
    name: re.Pattern[str]
    role: re.Pattern[str]
    author_note: re.Pattern[str]
    credit: re.Pattern[str]
    reading_time: re.Pattern[str]
    metadata: re.Pattern[str]
    dates: DateReader

    def within(self, text: str) -> Cues:
        """Return the cues with those phrases alone that the text has at all: most have none."""
        folded = fold_line(text)
        return replace(
            self,
            notes=tuple(note for note in self.notes if note in folded),
            phrases=tuple(phrase for phrase in self.phrases if phrase in folded),
            appeals=tuple(word for word in self.appeals if word in folded),
        )

    def role_of(self, paragraph: Paragraph) -> Role:
        """Return what a paragraph is, judged by itself alone."""
        if paragraph.length > _BOX_CHARACTERS:
            return "text"
        role = self._short_role(paragraph) if paragraph.length <= _LABEL_CHARACTERS else "text"
        if role == "text" and self._is_box(paragraph):
            return "box"
        return "label" if role == "text" and self._is_note(paragraph) else role

    def _short_role(self, paragraph: Paragraph) -> Role:
        """Return what a line of the length of a label is."""
        role = self._line_role(paragraph.line)
        if role != "text":
            return role
        if paragraph.shape == "heading" and paragraph.line.startswith(self.section_starts):
            return "section"
        if self._is_buttons(paragraph) or self._is_trail(paragraph):
            return "label"
        return self._joined_role(_unbulleted(paragraph))

    def _is_buttons(self, paragraph: Paragraph) -> bool:
        """Whether a line is a row of buttons for sharing: "Facebook Twitter E-Mail"."""
        words = _without_count(paragraph.line).split()
        return len(words) > 1 and all(
            word in self.share_buttons for word in (word.strip(_CLOSING) for word in words) if word
        )

    def _is_trail(self, paragraph: Paragraph) -> bool:
        """Whether a line is the way to the article through sections: "Politik / Ausland"."""
        parts = [part.strip(_CLOSING) for part in _MENU_SEPARATOR.split(paragraph.line)]
        return len(parts) > 1 and all(
            part in self.menu or self.whole.get(part) == "label" for part in parts if part
        )

    def _joined_role(self, surface: str) -> Role:
        """Return what a byline is, or a line of several labels between separators."""
        if self.byline.fullmatch(surface):
            return "byline"
        if "," not in surface and _PART_SEPARATOR.search(surface) is None:
            return "text"
        roles = [
            role for part in _PART_SEPARATOR.split(surface) for role in self._comma_roles(part)
        ]
        if len(roles) == 1 or "text" in roles or set(roles) == {"name"}:
            return "text"
        return "meta"

    def _comma_roles(self, part: str) -> Iterator[Role | Literal["name"]]:
        """Yield what the parts between commas are; "Jan. 6, 2022" is one part."""
        while True:
            role = self._part_role(part.strip())
            if role != "text" or "," not in part:
                yield role
                return
            first, _, part = part.partition(",")
            yield self._part_role(first.strip())

    def _part_role(self, part: str) -> Role | Literal["name"]:
        """Return what a part of a line is; a name alone may be anyone's."""
        role = self._line_role(part.lower())
        if role == "text" and self.byline.fullmatch(part):
            return "byline"
        if role == "text" and self.name.fullmatch(part):
            return "name"
        return "byline" if role == "text" and self.role.match(part.lower()) else role

    def _line_role(self, line: str) -> Role:
        """Return what a line, or a part of one between separators, is by its words."""
        bare = _without_count(line).strip(_CLOSING)
        if bare in self.whole:
            return self.whole[bare]
        if not bare or self.credit.fullmatch(line):
            return "label"
        if _DIGIT.search(line) is None:
            return "text"
        timed = self.reading_time.fullmatch(line) or self.dates.is_date_line(line)
        return "meta" if timed else "text"

    def _is_box(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a pay wall, newsletter box, banner or appeal."""
        return self._says(paragraph, self.phrases)

    def _is_note(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is the page's own, though the article may go on after it."""
        if paragraph.length <= _OPENER_CHARACTERS and paragraph.line.startswith(self.openers):
            return True
        is_address = " " not in paragraph.line and _ADDRESS.fullmatch(paragraph.line) is not None
        if is_address or self._says(paragraph, self.notes):
            return True
        return self.is_advertisement(paragraph) or self._is_appeal(paragraph)

    def is_advertisement(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph sells something to its reader."""
        return self.advertising.is_advertisement(paragraph, self.addresses_reader)

    def _says(self, paragraph: Paragraph, phrases: tuple[str, ...]) -> bool:
        """Whether a paragraph has such a phrase and is short or speaks to its reader."""
        if not any(phrase in paragraph.line for phrase in phrases):
            return False
        return paragraph.length <= _SHORT_BOX_CHARACTERS or self.addresses_reader(paragraph)

    def _is_appeal(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph wants something of its reader."""
        enough = _APPEALS if paragraph.length <= _SHORT_BOX_CHARACTERS else _APPEALS + 1
        if sum(1 for word in self.appeals if word in paragraph.line) < enough:
            return False
        return _QUOTE.search(paragraph.line) is None and self.addresses_reader(paragraph)

    def addresses_reader(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph speaks to its reader or of the page itself."""
        if self.address.search(paragraph.line) is not None:
            return True
        return self.formal.search(paragraph.surface) is not None

    def is_menu(self, paragraph: Paragraph) -> bool:
        """Whether a line holds names of a newspaper's sections and nothing else."""
        parts = (part.strip(_CLOSING) for part in _MENU_SEPARATOR.split(paragraph.line))
        return all(part in self.menu for part in parts if part)

    def is_name(self, paragraph: Paragraph) -> bool:
        """Whether a line is of the shape of a person's name and nothing else."""
        if paragraph.shape != "heading" or paragraph.length > _LABEL_CHARACTERS:
            return False
        return self.name.fullmatch(_unbulleted(paragraph)) is not None

    def is_author_note(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph says who the author is."""
        if paragraph.length > _AUTHOR_NOTE_CHARACTERS:
            return False
        return self.author_note.match(normalize("NFC", paragraph.surface)) is not None

    def is_role(self, paragraph: Paragraph) -> bool:
        """Whether a line says what an author does ("Political correspondent in ...")."""
        return paragraph.length <= _LABEL_CHARACTERS and self.role.match(paragraph.line) is not None


@cache
def load_cues(pack: LanguagePack) -> Cues:
    """Return the clutter lists of a language pack, compiled once.

    Raises:
        DataError: the pack lacks a table or its words.
    """
    return Cues(
        whole=_whole_lines(pack),
        section_starts=tuple(pack.table("page_sections")["starts"]),
        menu=pack.words("page_menu"),
        share_buttons=pack.words("share_buttons"),
        advertising=advertising_cues(pack),
        openers=tuple(sorted(pack.words("page_openers"))),
        notes=tuple(sorted(pack.words("page_notes"))),
        phrases=tuple(sorted(pack.words("page_phrases"))),
        appeals=tuple(sorted(pack.words("appeal_words"))),
        address=re.compile(rf"\b(?:{any_of(pack.words('reader_address'))})\b"),
        formal=_formal_pattern(pack),
        byline=_byline_pattern(pack),
        name=_name_pattern(pack),
        role=_role_pattern(pack),
        author_note=_author_note_pattern(pack),
        credit=_credit_pattern(pack),
        reading_time=_reading_time_pattern(pack),
        metadata=_metadata_pattern(pack),
        dates=load_dates(pack),
    )


def _without_count(line: str) -> str:
    """Return a line without the count before or after it: "Comments (12)"."""
    return line if _DIGIT.search(line) is None else _COUNT.sub("", line)


def _unbulleted(paragraph: Paragraph) -> str:
    """Return a paragraph as written but composed, without its bullet."""
    surface = normalize("NFC", paragraph.surface)
    return surface.lstrip("•·*-– ") if paragraph.bullet else surface


def _whole_lines(pack: LanguagePack) -> dict[str, Role]:
    """Return what the lines are that consist of one entry of the lists and nothing else."""
    tables: tuple[tuple[str, Role], ...] = (
        ("byline_openers", "byline"),
        ("page_labels", "label"),
        ("page_sections", "section"),
        ("page_endings", "ending"),
    )
    return {word.strip(_CLOSING): role for table, role in tables for word in pack.words(table)}


def _formal_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of address that only its capital within a sentence gives away."""
    forms = any_of(pack.table("reader_address").get("formal", ()))
    return re.compile(rf"(?<=[^\W\d_A-ZÄÖÜ\u0401\u0410-\u042f]\s)(?:{forms})\b")


def _person(pack: LanguagePack, *, parts: str) -> str:
    """Return a pattern for a person's name of so many further parts after the first."""
    particles = any_of(pack.table("byline_roles").get("name_particles", ()))
    return rf"{_NAME_PART}(?:\s+(?:(?:{particles})\s+)*{_NAME_PART}){parts}"


def _joint(pack: LanguagePack) -> str:
    """Return a pattern for what stands between two persons' names."""
    return rf"(?:,|/|\||&|\b(?:{any_of(pack.table('byline_roles')['conjunctions'])})\b)"


def _byline_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of a byline: an opener, names, and where they write from."""
    openers = any_of(pack.words("byline_openers"))
    where = any_of(pack.table("byline_roles").get("where", ()))
    about = rf"(?:\s+(?:{where})\s+{_person(pack, parts='{0,2}')}|\s*\([^)]*\))?"
    more = rf"(?:\s*{_joint(pack)}\s*{_person(pack, parts='{0,3}')}{about})*"
    return re.compile(rf"(?i:{openers})\s*{_person(pack, parts='{1,3}')}{about}{more}")


def _name_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of one or two persons' names alone on a line."""
    person = _person(pack, parts="{1,2}")
    return re.compile(rf"{person}(?:\s*{_joint(pack)}\s*{person})?,?")


def _role_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of a line that says what an author does, in lower case."""
    roles = any_of(pack.words("byline_roles"))
    return re.compile(
        rf"(?:[\w-]+\s+){{0,{_ROLE_PARTS - 2}}}(?:{roles})(?=$|[.,]|\s+(?:\w+\s+)?\w)"
    )


def _author_note_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of a sentence on the author: "Karla Muster ist Redakteurin ..."."""
    roles = any_of(pack.words("byline_roles"))
    verbs = any_of(pack.table("byline_roles")["verbs"])
    aside = r"(?:,[^,.]{3,40},)?"
    person = _person(pack, parts="{1,2}")
    return re.compile(rf"{person}{aside}\s+(?:{verbs})(?!\w)[^.]{{0,60}}\b(?i:{roles})\b")


def _credit_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of a credit alone on a line: "Foto: dpa", "(dpa/afp)"."""
    labels = any_of(pack.table("credit_sources")["labels"])
    openers = any_of(pack.table("credit_sources").get("openers", ()))
    source = any_of(pack.words("credit_sources"))
    many = rf"(?:{source})(?:\s*[/,;|&+-]\s*(?:{source}|[\w.-]+))*"
    return re.compile(
        rf"[(\[]?(?:(?:{openers})\s)?(?:©\s*)?(?:(?:{labels})\s*[:©]\s*[^.!?]{{0,80}}|{many}(?:\s*/\s*\w+)*)[)\]]?\.?"
    )


def _reading_time_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of a reading time: "6 Min.", "Lesedauer: etwa 4 Minuten"."""
    labels = any_of(pack.table("reading_time")["labels"])
    units = any_of(pack.words("reading_time"))
    return re.compile(
        rf"(?:(?:{labels})[\s:]*)*\d{{1,3}}\s*-?\s*(?:{units})\.?(?:\s*(?:{labels}))*"
    )


def _metadata_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Return the pattern of metadata that a crawler put before the text: "date 2022-01"."""
    labels = any_of(pack.table("date_lines")["metadata_labels"])
    return re.compile(
        rf"(?i:{labels})[\s:=]+\d{{4}}(?:-\d{{2}}){{0,2}}(?:T[\d:.Z+-]+)?(?=\s|$)[ \t]*"
    )
