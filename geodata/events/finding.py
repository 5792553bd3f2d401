"""What an article says happened where: the events stage on one screen.

Sentences are read (`reading`), searched for triggers (`triggers`), put on the map (`settings`),
told who, how many and when (`actors`, `figures`, `dates`), and restatements merged (`merging`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.events.actors import find_actors
from geodata.events.dates import find_dates
from geodata.events.figures import find_counts, find_figures, harmed
from geodata.events.lexicon import load_lexicon
from geodata.events.memory import Memory
from geodata.events.merging import Draft, merge_drafts, merge_figures
from geodata.events.parts import Setting
from geodata.events.reading import read_sentences
from geodata.events.references import READINESS, Search
from geodata.events.roles import find_roles
from geodata.events.settings import find_settings
from geodata.events.triggers import find_signs
from geodata.models import DateRange, Event, EventKind, Span, stable_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.dates import Dated
    from geodata.events.figures import Count
    from geodata.events.lexicon import Lexicon
    from geodata.events.reading import Sentence
    from geodata.events.references import Places
    from geodata.events.roles import Standing
    from geodata.events.triggers import Sign
    from geodata.models import Article, EventStatus, Mention, Phase, Place

__all__ = ["find_events"]

# Longer ago than this is told as history, not as news.
HISTORY = dt.timedelta(days=60)
# A match report speaks of attacks and shots; this many different words of sport give it away.
SPORT_WORDS = 4
# A sentence that goes on counting follows the act at this distance, in sentences.
_FOLLOWS = 2
# A bare count of victims is one of violence within this many sentences of it.
_CONTEXT = 4
# Sentences between two acts of violence, for the second to take the place just named.
_APART = 3
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_TROOPS: frozenset[EventKind] = frozenset({"deployment", "withdrawal", "presence"})
_BY_PEOPLE: frozenset[EventKind] = frozenset({"violence", "protest"})


def find_events(
    article: Article, mentions: Sequence[Mention], gazetteer: Places
) -> tuple[Event, ...]:
    """Return what the article says happened or stands at places, in the order of the text.

    `mentions` are those of the article with their places. Where nothing that the article tells has
    a place, its first telling of each kind and phase is returned without one, so that a reader
    sees that there is something to find.

    Raises:
        LanguageError: there is no pack for the article's language.

    """
    lexicon = load_lexicon(article.language)
    sentences = tuple(read_sentences(article, mentions, lexicon))
    if not any(name in sentence.labels for sentence in sentences for name in lexicon.triggers):
        return ()
    reader = _Reader(article, lexicon, gazetteer, is_sport=_is_sport(sentences))
    drafts = merge_drafts(reader.read(sentences))
    return tuple(_event(article, draft) for draft in drafts) or reader.unplaced()


def _is_sport(sentences: Sequence[Sentence]) -> bool:
    words = {s.tokens[hit.first].lower for s in sentences for hit in s.hits("sport")}
    return len(words) >= SPORT_WORDS


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with all that is read off it before any event is looked for."""

    sentence: Sentence
    standing: tuple[Standing, ...]
    counts: tuple[Count, ...]
    dates: tuple[Dated, ...]


class _Reader:
    """Reads the sentences of one article in order, remembering what later ones refer back to."""

    def __init__(
        self, article: Article, lexicon: Lexicon, places: Places, *, is_sport: bool
    ) -> None:
        self._article = article
        self._lexicon = lexicon
        self._places = places
        self._is_sport = is_sport
        self._memory = Memory()
        self._drafts: list[Draft] = []
        self._unplaced: dict[tuple[EventKind, Phase | None], Event] = {}
        self._last_date: DateRange | None = None
        self._dated_at = 0  # the number of its sentence

    def read(self, sentences: Sequence[Sentence]) -> list[Draft]:
        """Return a draft for every telling."""
        for sentence in sentences:
            told = self._look_at(sentence)
            given = self._given(told)
            made: list[Draft] = []
            for sign in find_signs(sentence, self._lexicon, given):
                if self._is_sport and sign.kind in _BY_PEOPLE and "toll" not in given:
                    continue
                drafts = list(self._drafts_of(told, sign, made))
                if not drafts:
                    self._keep_unplaced(told, sign)
                made += drafts
            self._drafts += made
            if not made:
                self._go_on_counting(told)
            self._take_date(told)
            self._memory.take(sentence, told.standing)
        return self._drafts

    def unplaced(self) -> tuple[Event, ...]:
        """Return the first telling of each kind and phase that no place could be found for."""
        return tuple(self._unplaced.values())

    def _keep_unplaced(self, told: _Told, sign: Sign) -> None:
        if (sign.kind, sign.phase) in self._unplaced:
            return
        date, _ = self._date(told, sign)
        trigger = told.sentence.span_of(sign.hit)
        self._unplaced[sign.kind, sign.phase] = Event(
            stable_id(self._article.article_id, self._article.content_sha256, sign.kind, trigger),
            sign.kind,
            sign.phase,
            place=None,
            where_prec=None,
            origin=None,
            actors=(),
            figures=find_figures(told.sentence, sign.kind, told.counts),
            date=date,
            status=self._status(sign, date),
            excerpt=told.sentence.span,
            trigger=trigger,
            mentions=(),
            why=f"{sign.hit.label}: {self._words(trigger)}; no place",
        )

    def _words(self, span: Span) -> str:
        return " ".join(self._article.text[slice(*span)].split())

    def _look_at(self, sentence: Sentence) -> _Told:
        language, published = self._article.language, self._article.published
        counts = find_counts(sentence, language)
        last = self._last_date
        recent = last is not None and sentence.index - self._dated_at <= 1
        year = last.start.year if last is not None and recent else None
        dates = find_dates(sentence, language, published, counts, year)
        return _Told(sentence, find_roles(sentence), counts, dates)

    def _given(self, told: _Told) -> frozenset[str]:
        """Return the needs of triggers that a sentence meets as a whole."""
        sentence = told.sentence
        kinds: tuple[EventKind, ...] = ("violence", "protest", "deployment")
        figures = {f.what for kind in kinds for f in find_figures(sentence, kind, told.counts)}
        given: set[str] = {*(figures & {"troops", "participants"})}
        if figures & {"dead", "wounded", "arrested"}:
            given.add("toll")
        if any(_YEAR.fullmatch(token.lower) for token in sentence.tokens):
            given.add("year")
        if self._follows_troops(sentence):
            given.add("troops_context")
            if sentence.has("anaphora_force"):
                given.add("forces_state")
        violent = [draft.sentence for draft in self._drafts if draft.kind == "violence"]
        if violent and sentence.index - violent[-1] <= _CONTEXT:
            given.add("context")
        return frozenset(given)

    def _follows_troops(self, sentence: Sentence) -> bool:
        """Whether the sentence before told of troops, so that "sie" may be they."""
        if not self._drafts:
            return False
        last = self._drafts[-1]
        return last.kind in _TROOPS and sentence.index - last.sentence == 1

    def _drafts_of(self, told: _Told, sign: Sign, made: Sequence[Draft]) -> Iterator[Draft]:
        search = Search(told.sentence, told.standing, sign, self._memory, self._places)
        settings = find_settings(search)
        on_the_way = sign.kind == "deployment" and sign.phase not in READINESS
        if not settings and on_the_way and not sign.whereto:
            settings = self._destination(told)
        if not settings and sign.phase == "alert":
            settings = self._home(told)
        if not settings and sign.kind == "violence":
            settings = self._scene(told)
        for setting in settings:
            if _is_told(sign, setting, made):
                continue
            draft = self._draft(told, sign, setting)
            if draft.phase not in READINESS:
                self._memory.keep(told.sentence, draft.kind, setting)
            yield draft

    def _home(self, told: _Told) -> tuple[Setting, ...]:
        """Return the country of the forces, for an alert that names no place: "US-Soldaten"."""
        for named in told.sentence.named:
            place = named.mention.place
            if named.mention.usage == "derived" and place is not None and place.type == "country":
                return (Setting(place, 6, (named.index,), "the forces' country"),)
        return ()

    def _destination(self, told: _Told) -> tuple[Setting, ...]:
        """Return the destination told before, for a sentence that names another sender only."""
        setting = self._memory.destination_near(told.sentence.index)
        names = any(named.mention.place is not None for named in told.sentence.named)
        names = names or any(told.sentence.under("organisations"))
        if setting is None or not names:
            return ()
        return (replace(setting, rule="the destination before"),)

    def _scene(self, told: _Told) -> tuple[Setting, ...]:
        """Return the place just named, for victims that a sentence counts without any place.

        Not where violence has just been told: then they are counted there, or are background.
        """
        index = told.sentence.index
        violent = (draft.sentence for draft in self._drafts if draft.kind == "violence")
        setting = self._memory.place_just_before(index)
        if (
            setting is None
            or "toll" not in self._given(told)
            or index - max(violent, default=-9) <= _APART
        ):
            return ()
        return (replace(setting, rule="the place just named"),)

    def _draft(self, told: _Told, sign: Sign, setting: Setting) -> Draft:
        sentence = told.sentence
        actors = find_actors(sentence, told.standing, sign, setting.place)
        same = sign.kind == "presence" or sentence.has("anaphora_force")
        if not actors and sign.kind in _TROOPS and same and self._follows_troops(sentence):
            actors = self._drafts[-1].actors  # "Dazu kommt ein Stützpunkt in X", "Sie landeten"
        date, exact = self._date(told, sign)
        status = self._status(sign, date)
        trigger = sentence.span_of(sign.hit)
        return Draft(
            sentence.index,
            sign.kind,
            sign.phase,
            status,
            setting,
            self._origin(told, sign, setting, actors),
            actors,
            find_figures(sentence, sign.kind, told.counts),
            date,
            exact,
            sentence.span,
            trigger,
            f"{sign.hit.label}: {self._words(trigger)}; {setting.rule}",
            status == "historical" or (self._article.published is None and exact),
        )

    def _status(self, sign: Sign, date: DateRange | None) -> EventStatus:
        """Return the sign's status, or what the date makes of it: history, or still to come."""
        published = self._article.published
        if sign.status not in {"actual", "planned"} or date is None or published is None:
            return sign.status
        if date.end < published.start - HISTORY:
            return "historical"
        return "planned" if date.start > published.end else sign.status

    def _origin(
        self, told: _Told, sign: Sign, setting: Setting, actors: tuple[str, ...]
    ) -> Place | None:
        """Return where troops are sent from: the place named, else the one sender's country."""
        if sign.kind != "deployment" or sign.phase in READINESS or len(actors) != 1:
            return None
        sender = self._places.country(actors[0])
        if sender is None or actors[0] == setting.place.country_code:
            return None
        for name in told.standing:
            if name.role == "from" and name.place.country_code == actors[0]:
                return name.place
        return sender

    def _date(self, told: _Told, sign: Sign) -> tuple[DateRange | None, bool]:
        """Return when: the date nearest the trigger, for troops else the report's, else the last.

        The second value says whether the sentence itself gives the day.
        """
        clauses, at = told.sentence.clauses, sign.hit.first
        if told.dates:
            best = min(
                told.dates,
                key=lambda d: (clauses[d.position] != clauses[at], abs(d.position - at)),
            )
            return best.days, best.exact
        published = self._article.published
        if sign.kind in _TROOPS or published is None:
            return published, False
        last = self._last_date
        is_old = last is not None and last.end < published.start - HISTORY
        return (None if is_old else last), False

    def _take_date(self, told: _Told) -> None:
        """Remember a date for the sentences after it, unless it is only when something was said."""
        sentence = told.sentence
        said = {sentence.clauses[hit.first] for hit in sentence.hits("reporting")}
        found = [d.days for d in told.dates if sentence.clauses[d.position] not in said]
        published = self._article.published
        if found and (published is None or found[-1].start <= published.end):
            self._last_date = found[-1]
            self._dated_at = sentence.index

    def _go_on_counting(self, told: _Told) -> None:
        """Add what a sentence without an event of its own goes on counting to the one before."""
        if not self._drafts:
            return
        last = self._drafts[-1]
        is_troops = last.kind in _TROOPS
        elsewhere = any(name.role in {"at", "to"} for name in told.standing)
        refers = is_troops or told.sentence.has("anaphora_event") or not elsewhere
        if not refers or told.sentence.index - last.sentence > _FOLLOWS:
            return
        figures = find_figures(told.sentence, last.kind, told.counts)
        if not figures or (is_troops and last.figures):
            return
        if last.kind == "violence" and not harmed(figures):
            return
        span = told.sentence.span
        near = span.start - last.excerpt.end <= 2  # noqa: PLR2004 - the space between sentences
        excerpt = Span(last.excerpt.start, span.end) if near else last.excerpt
        figures = merge_figures(last.figures, figures)
        self._drafts[-1] = replace(last, figures=figures, excerpt=excerpt)


def _is_told(sign: Sign, setting: Setting, made: Sequence[Draft]) -> bool:
    """Whether the sentence has already given this: one reading of troops and place a sentence."""
    here = [draft for draft in made if draft.setting.place.place_id == setting.place.place_id]
    if sign.kind == "presence":
        unnamed = setting.rule.endswith("before")
        return bool(here) or any(draft.kind == "violence" or unnamed for draft in made)
    if sign.kind in _TROOPS:
        return any(draft.kind in _TROOPS for draft in here)
    return any(draft.kind == sign.kind for draft in here)


def _event(article: Article, draft: Draft) -> Event:
    place = draft.setting.place
    return Event(
        stable_id(
            article.article_id,
            article.content_sha256,
            draft.kind,
            draft.phase,
            draft.trigger.start,
            place.place_id,
        ),
        draft.kind,
        draft.phase,
        place,
        draft.setting.where_prec,
        draft.origin,
        draft.actors,
        draft.figures,
        draft.date,
        draft.status,
        draft.excerpt,
        draft.trigger,
        draft.setting.mentions,
        draft.rule,
    )
