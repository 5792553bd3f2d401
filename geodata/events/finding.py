"""What an article says happened where: the events stage on one screen.

Sentences are read (`reading`), searched for triggers (`triggers`), put on the map (`settings`),
told who, how many and when (`actors`, `figures`, `dates`), and restatements merged (`merging`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from geodata.events.actors import find_actors
from geodata.events.attribution import attribution_at
from geodata.events.claiming import Claims
from geodata.events.counting import VICTIMS, go_on_counting, without_victims
from geodata.events.dates import has_impossible_date, just_before
from geodata.events.figures import FIGURES_OF_KIND, add_assailants, find_figures
from geodata.events.gate import UNCLASSED, load_gate
from geodata.events.grammar import load_name_grammar
from geodata.events.lexicon import load_lexicon, tells_events
from geodata.events.memory import FILED, country_told_of, filed_at, only_place
from geodata.events.merging import Draft, merge_drafts
from geodata.events.parts import setting_of
from geodata.events.placeless import tells_without_place
from geodata.events.reading import look_over, read_sentences
from geodata.events.references import CALLED, READINESS, Search
from geodata.events.scenes import scene_told, tell_where
from geodata.events.settings import find_settings
from geodata.events.shares import counts_at, shares_of_senders, told_apart
from geodata.events.status import HISTORY, is_only_decided, seen_from
from geodata.events.story import BY_PEOPLE, TROOPS, Story
from geodata.events.suiting import is_aftermath
from geodata.events.telling import FOLLOWS, Report
from geodata.events.triggers import find_signs, may_have_signs, may_tell
from geodata.events.wording import SENTENCE_SIZE, sketch, source_of
from geodata.models import DateRange, Event, EventKind, Span, stable_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.counts import Count
    from geodata.events.described import Places
    from geodata.events.lexicon import Lexicon
    from geodata.events.parts import Setting
    from geodata.events.reading import Sentence
    from geodata.events.shares import Share
    from geodata.events.telling import Telling
    from geodata.events.triggers import Sign
    from geodata.models import Article, Mention, Phase, Place, Source

__all__ = ["find_events"]

# A match report speaks of attacks and shots; this many different words of sport give it away.
SPORT_WORDS = 4
_OPENING = 3  # headline, standfirst and first sentence


def find_events(
    article: Article, mentions: Sequence[Mention], gazetteer: Places
) -> tuple[Event, ...]:
    """Return what the article says happened or stands at places, in the order of the text.

    `mentions` are those of the article with their places. Where nothing that the article tells has
    a place, its first telling of each kind and phase is returned without one, so that a reader
    sees that there is something to find. A language whose pack has no such words yields none.

    Raises:
        LanguageError: there is no pack for the article's language.

    """
    if not tells_events(article.language):
        return ()
    lexicon, gate = load_lexicon(article.language), load_gate(article.language)
    glances = look_over(article)
    if not any(gate.may_tell(glance.possible) for glance in glances):
        return ()
    sentences = tuple(read_sentences(article, mentions, lexicon, glances))
    if not any(gate.may_tell(one.possible) and may_tell(one, lexicon) for one in sentences):
        return ()
    reader = _Reader(Report(article, sentences, gazetteer), lexicon)
    drafts = merge_drafts(reader.read())
    if not drafts:
        return reader.unplaced()
    # Two tellings that agree in everything an id is made of are one event.
    source = source_of(article)
    events = {event.event_id: event for event in (_event(article, source, d) for d in drafts)}
    return tuple(events.values())


def _is_sport(sentences: Sequence[Sentence]) -> bool:
    words = {s.tokens[hit.first].lower for s in sentences for hit in s.hits("sport")}
    return len(words) >= SPORT_WORDS


class _Reader:
    """Reads the sentences of one article in order, remembering what later ones refer back to."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self._report = report
        self._article = report.article
        self._lexicon = lexicon
        self._gate = load_gate(report.article.language)
        self._places = report.places
        self._story = Story(report.places, load_name_grammar(report.article.language))
        self._claims = Claims()
        self._unplaced: dict[tuple[EventKind, Phase | None], Event] = {}
        self._only_place: Setting | None = None
        self._pending: tuple[Telling, Sign] | None = None  # an act still without a place
        self._at = 0  # the number of the sentence being read

    @cached_property
    def _is_sport(self) -> bool:
        return _is_sport(self._report.sentences)

    def read(self) -> list[Draft]:
        """Return a draft for every telling."""
        sentences = self._report.sentences
        self._story.memory.told_of = country_told_of(sentences)
        self._story.memory.filed = filed_at(sentences)
        self._only_place = only_place(sentences)
        self._text_from = _text_from(sentences)
        for told in self._report:
            self._at = told.sentence.index
            made = self._read_one(told)
            self._story.drafts += made
            self._claims.take(self._story.drafts, told, len(made))
            if not made:
                self._go_on(told)
            elif any(draft.kind == "violence" for draft in made):
                self._story.violent_at = self._at
            if told.sentence.mentions:
                self._story.memory.passed.append(told)
        return self._story.drafts

    def _go_on(self, told: Telling) -> None:
        """Take what a sentence without an act of its own says of the last one."""
        setting = scene_told(told)
        pending, self._pending = self._pending, None
        if setting is not None and pending is not None:
            before, sign = pending
            if told.sentence.index - before.sentence.index <= FOLLOWS:
                self._story.drafts.append(self._draft(before, sign, setting))
                return
        tell_where(self._story.drafts, told)
        go_on_counting(self._story.drafts, told)

    def _read_one(self, told: Telling) -> list[Draft]:
        before = self._story.given_before(told.sentence)
        possible = self._gate.may_tell(told.sentence.possible, before | UNCLASSED)
        if not possible or not may_have_signs(told.sentence, self._lexicon, before):
            return []
        given = self._story.given(told)
        made: list[Draft] = []
        for sign in find_signs(told.sentence, self._lexicon, given):
            if self._is_sport and sign.kind in BY_PEOPLE and "toll" not in given:
                continue
            drafts = list(self._drafts_of(told, sign, made))
            if not drafts:
                self._keep_unplaced(told, sign)
                if sign.kind in BY_PEOPLE and not any(d.kind == sign.kind for d in made):
                    self._pending = (told, sign)
            made += drafts
        return without_victims(made)

    def unplaced(self) -> tuple[Event, ...]:
        """Return the first telling of each kind and phase that no place could be found for."""
        return tuple(self._unplaced.values())

    def _keep_unplaced(self, told: Telling, sign: Sign) -> None:
        if (sign.kind, sign.phase) in self._unplaced:
            return
        aftermath = is_aftermath(told.sentence, sign, load_name_grammar(self._article.language))
        only = None if aftermath else self._only_place
        filed = only is not None and only.rule == FILED and sign.plain
        if not filed and (aftermath or not tells_without_place(told, sign)):
            return
        date, _ = self._date(told, sign)
        trigger = told.sentence.span_of(sign.hit)
        self._unplaced[sign.kind, sign.phase] = Event(
            stable_id(self._article.article_id, self._article.content_sha256, sign.kind, trigger),
            source_of(self._article),
            sign.kind,
            sign.phase,
            place=None if only is None else only.place,
            where_prec=None if only is None else only.where_prec,
            origin=None,
            actors=(),
            figures=find_figures(sign.kind, told.counts),
            date=date,
            status=seen_from(sign.status, date, self._article.published),
            excerpt=told.sentence.span,
            trigger=trigger,
            mentions=() if only is None else only.mentions,
            why=f"{sign.hit.label}: {self._words(trigger)}; {only.rule if only else 'no place'}",
        )

    def _words(self, span: Span) -> str:
        return " ".join(self._article.text[slice(*span)].split())

    def _drafts_of(self, told: Telling, sign: Sign, made: Sequence[Draft]) -> Iterator[Draft]:
        memory = self._story.memory
        grammar = load_name_grammar(self._article.language)
        search = Search(told.sentence, told.standing, sign, memory, self._places, grammar)
        settings = find_settings(search) or self._story.settings_before(told, sign)
        if _is_only_named(sign, settings, self._story.given(told)):
            return
        for setting in settings:
            if _is_told(sign, setting, made):
                continue
            draft = self._draft(told, sign, setting)
            if draft.phase not in READINESS:
                memory.keep(told.sentence, draft.kind, setting)
            yield from self._by_sender(told, draft)
        if settings and sign.kind in BY_PEOPLE:
            yield from self._elsewhere(told, sign, settings, made)

    def _by_sender(self, told: Telling, draft: Draft) -> Iterator[Draft]:
        """Yield a draft of troops, or one a sender where the sentence tells their troops apart."""
        place = draft.setting.place
        shares: tuple[Share, ...] = ()
        if draft.kind in {"deployment", "withdrawal"} and draft.phase not in READINESS:
            shares = shares_of_senders(told.sentence, told.standing, told.counts, place)
        for share in shares:
            home = self._places.country(share.sender) if draft.kind == "deployment" else None
            yield replace(draft, actors=(share.sender,), figures=share.figures, origin=home)
        if not shares:
            yield draft

    def _elsewhere(
        self, told: Telling, sign: Sign, settings: Sequence[Setting], made: Sequence[Draft]
    ) -> Iterator[Draft]:
        """Yield the act at further places that the sentence gives a number of their own."""
        if any(setting.rule == CALLED for setting in settings):
            return
        taken = [index for setting in settings for index in setting.mentions]
        kinds = [
            what
            for what in FIGURES_OF_KIND[sign.kind]
            if sign.kind == "violence" or what not in VICTIMS
        ]
        for name, figure in told_apart(told.sentence, told.standing, told.counts, kinds, taken):
            setting = replace(setting_of(name, 0.0), rule="a number of its own")
            if not _is_told(sign, setting, made):
                yield replace(self._draft(told, sign, setting), figures=(figure,))

    def _draft(self, told: Telling, sign: Sign, setting: Setting) -> Draft:
        sentence = told.sentence
        if sign.phase == "moving" and told.decided and is_only_decided(sentence, sign.hit):
            sign = replace(sign, phase="announced", status="planned")
        found = find_actors(sentence, told.standing, sign, setting.place, counts=told.counts)
        owner = self._story.owner(sentence)
        actors = tuple(dict.fromkeys([owner, *found] if owner is not None else found))
        actors = actors or self._story.actors_before(told, sign, setting)
        date, exact = self._date(told, sign)
        status = seen_from(sign.status, date, self._article.published)
        trigger = sentence.span_of(sign.hit)
        counts = self._counts(told, sign, setting)
        return Draft(
            sentence.index,
            sign.kind,
            sign.phase,
            status,
            setting,
            self._origin(told, sign, setting, actors),
            actors,
            find_figures(sign.kind, counts, assailants=False),
            date,
            exact,
            sentence.span,
            trigger,
            f"{sign.hit.label}: {self._words(trigger)}; {setting.rule}",
            status == "historical" or (self._article.published is None and exact),
            attribution_at(sentence, told.said, sign.hit.first),
            find_figures(sign.kind, counts, assailants=True),
            heads=sentence.index < self._text_from,
        )

    def _counts(self, told: Telling, sign: Sign, setting: Setting) -> tuple[Count, ...]:
        if sign.kind not in BY_PEOPLE:
            return told.counts
        return counts_at(told.sentence, told.standing, told.counts, setting.mentions)

    def _origin(
        self, told: Telling, sign: Sign, setting: Setting, actors: tuple[str, ...]
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

    def _date(self, told: Telling, sign: Sign) -> tuple[DateRange | None, bool]:
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
        if has_impossible_date(told.sentence, self._article.language):
            return None, False
        published = self._article.published
        if sign.kind in TROOPS or published is None:
            return published, False
        # what a paragraph dates is not when the next one's acts were
        last = self._report.last_date(self._at, told.sentence.paragraph)
        if last is None:
            return just_before(published), False
        return (None if last.end < published.start - HISTORY else last), False


def _text_from(sentences: Sequence[Sentence]) -> int:
    """Return the number of the first sentence that is surely no headline or standfirst.

    It is that of the dateline, else the first after a line of its own; 0 where nothing tells.
    """
    opening = sentences[:_OPENING]
    for sentence in opening:
        if any(named.mention.usage == "dateline" for named in sentence.named):
            return sentence.index
    return int(len(opening) > 1 and opening[0].paragraph != opening[1].paragraph)


def _is_told(sign: Sign, setting: Setting, made: Sequence[Draft]) -> bool:
    """Whether the sentence has already given this: one reading of troops and place a sentence."""
    here = [draft for draft in made if draft.setting.place.place_id == setting.place.place_id]
    if sign.kind == "presence":
        unnamed = setting.rule.endswith("before")
        return bool(here) or any(draft.kind == "violence" or unnamed for draft in made)
    if sign.kind in TROOPS:
        return any(draft.kind in TROOPS for draft in here)
    called = any(draft.rule.endswith(CALLED) and draft.kind == sign.kind for draft in made)
    return called or any(draft.kind == sign.kind for draft in here)


def _is_only_named(sign: Sign, settings: Sequence[Setting], given: frozenset[str]) -> bool:
    """Whether an act called after a town is only spoken of: "der Planer der Pariser Anschläge"."""
    called = any(setting.rule == CALLED for setting in settings)
    return called and sign.kind == "violence" and "victims" not in given


def _event(article: Article, source: Source, draft: Draft) -> Event:
    place = draft.setting.place
    return Event(
        stable_id(
            article.article_id,
            article.content_sha256,
            draft.kind,
            draft.phase,
            draft.trigger.start,
            place.place_id,
            draft.actors,
            draft.date,
        ),
        source,
        draft.kind,
        draft.phase,
        place,
        draft.setting.where_prec,
        draft.origin,
        draft.actors,
        add_assailants(draft.figures, draft.assailants),
        draft.date,
        draft.status,
        draft.excerpt,
        draft.trigger,
        draft.setting.mentions,
        draft.rule,
        draft.attribution,
        wording=sketch(article.text[slice(*draft.excerpt)], SENTENCE_SIZE),
    )
