"""Sets of articles of any size, grown from what the engine finds in real ones.

A story is a real article moved to other places of the gazetteer and to another day; one to ten
publishers tell it, a third of them by copying the first. Names in the text, offsets, dates and
figures move along, so that incidents, search and pages have real work. The same size gives the
same set.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geodata.articles import iter_articles, iter_samples
from geodata.models import Article, DateRange, Extraction, Span, stable_id
from geodata.pipeline import extract_article
from tests.bench.world import make_world

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.models import Attribution, Event, Figure, Mention, Place
    from tests.bench.world import World

__all__ = ["SIZES", "Size", "iter_grown"]

SHARED = Path(__file__).parents[2].parent / "shared"
FIRST_DAY = dt.date(2024, 1, 1)
DAYS = 730
# Articles without a day are read as of this one, so that their "on Wednesday" is a date.
SEED_DAY = DateRange.day(dt.date(2022, 1, 6))
# Where seeds come from, and how many stories of twenty.
SEEDS = {"samples": 8, "seeds": 2, "corpora/gnad.jsonl": 7, "corpora/english_dev.jsonl": 3}
TELLINGS, TELLING_SHARES = (1, 2, 3, 4, 6, 10), (50, 20, 12, 8, 6, 4)
COPIES = OTHER_FIGURES = 1 / 3
DAYS_LATER, LATER_SHARES = (0, 1, 2), (60, 30, 10)
PUBLISHERS = tuple(
    f"{title} {place}"
    for place in ("Nord", "Süd", "Ost", "West", "Mitte", "Hafen", "Tal", "Berg", "See", "Insel")
    for title in ("Morgenblatt", "Kurier", "Courier", "Anzeiger", "Вестник")
)
# A few publishers have most of the articles.
PUBLISHER_SHARES = tuple(1 / rank for rank in range(1, len(PUBLISHERS) + 1))
HASH = 2**32


class Size(NamedTuple):
    """How many events a set has, and how many places its stories may be moved to."""

    events: int
    places: int


SIZES = (Size(1_000, 200), Size(20_000, 800), Size(200_000, 2_000))


def iter_grown(size: Size) -> Iterator[Extraction]:
    """Yield what is found in the articles of a set, story by story."""
    chance = random.Random(size.events)  # noqa: S311 - the same set each time
    world = make_world(size.places)
    groups = {name: found for name in SEEDS if (found := read_seeds(name))}
    events = articles = 0
    while events < size.events:
        (group,) = chance.choices(list(groups), [SEEDS[name] for name in groups])
        story = Story(chance, world, chance.choice(groups[group]))
        for _ in range(*chance.choices(TELLINGS, TELLING_SHARES)):
            told = story.tell(f"{size.events}-{articles}")
            articles += 1
            left = size.events - events
            events += min(left, len(told.events))
            yield replace(told, events=told.events[:left])
            if events == size.events:
                return


@cache
def read_seeds(name: str) -> tuple[Extraction, ...]:
    """Return the articles of one source that tell an event; none where the source is absent."""
    path = SHARED / name
    if name != "samples" and not path.exists():
        return ()
    found = iter_samples() if name == "samples" else iter_articles(path)
    dated = (
        replace(one, published=one.published or SEED_DAY, sample=False)
        for one in found
        if isinstance(one, Article)
    )
    return tuple(told for one in dated if (told := extract_article(one)).events)


@dataclass
class Story:
    """An article's story elsewhere and at another time, as publishers tell it one by one."""

    chance: random.Random
    world: World
    seed: Extraction
    later: dt.timedelta = field(init=False)
    places: dict[str, Place] = field(init=False, default_factory=dict)
    countries: dict[str, Place] = field(init=False, default_factory=dict)
    agency: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Choose the day, and the places in the order in which the article names them."""
        day = FIRST_DAY + dt.timedelta(self.chance.randrange(DAYS))
        self.later = day - (self.seed.article.published or SEED_DAY).start
        named = [mention.place for mention in self.seed.mentions]
        told = [place for event in self.seed.events for place in (event.place, event.origin)]
        for place in (*named, *told):
            if place is not None and place.place_id not in self.places:
                self.places[place.place_id] = self._choose(place)

    def _choose(self, place: Place) -> Place:
        """Return where a place lies in the story; seas, regions and sites stay what they are."""
        code = place.country_code
        if code is None or place.type not in {"country", "admin", "city"}:
            return place
        if code not in self.countries:
            self.countries[code] = self.world.choose_country(self.chance)
        home = self.countries[code]
        if place.type == "country":
            return home
        return self.world.choose_place(self.chance, place.type, home.country_code or "") or home

    def tell(self, article_id: str) -> Extraction:
        """Return how the next publisher tells the story, in its own words or an agency's."""
        copied = bool(self.agency) and self.chance.random() < COPIES
        sketch = self.agency if copied else _draw_sketch(self.chance)
        self.agency = self.agency or sketch
        return Telling(self, article_id, sketch, exact=copied or sketch is self.agency).extraction()


class Telling:
    """One article of a story; `sketch` is that of its body, `exact` keeps the figures."""

    def __init__(
        self, story: Story, article_id: str, sketch: tuple[int, ...], *, exact: bool
    ) -> None:
        chance = story.chance
        self.story, self.article_id, self.sketch = story, article_id, sketch
        self.text, self.offsets = _rename(story)
        (publisher,) = chance.choices(PUBLISHERS, PUBLISHER_SHARES)
        self.publisher: str = publisher
        (days,) = chance.choices(DAYS_LATER, LATER_SHARES)
        published = story.seed.article.published or SEED_DAY
        self.published = _shift(published, story.later + dt.timedelta(days))
        changed = not exact and chance.random() < OTHER_FIGURES
        self.factor = chance.uniform(0.6, 1.6) if changed else 1.0

    def extraction(self) -> Extraction:
        seed = self.story.seed
        article = replace(
            seed.article,
            article_id=self.article_id,
            text=self.text,
            body=tuple(map(self.offsets.span, seed.article.body)),
            headline=self.offsets.maybe(seed.article.headline),
            published=self.published,
            publisher=self.publisher,
            url=f"https://example.org/{self.article_id}",
        )
        return Extraction(
            article,
            tuple(map(self._mention, seed.mentions)),
            tuple(self._event(number, event) for number, event in enumerate(seed.events)),
        )

    def _mention(self, mention: Mention) -> Mention:
        start, end = self.offsets.span(Span(mention.start, mention.end))
        surface = self.text[start:end]
        place = self._place(mention.place)
        form = place.name if mention.form is not None and place is not None else mention.form
        return replace(mention, start=start, end=end, surface=surface, place=place, form=form)

    def _event(self, number: int, event: Event) -> Event:
        source = replace(
            event.source,
            article_id=self.article_id,
            publisher=self.publisher,
            published=self.published,
            sketch=self.sketch,
        )
        countries = self.story.countries
        moved = (countries[one].country_code if one in countries else one for one in event.actors)
        return replace(
            event,
            event_id=stable_id(self.article_id, number),
            source=source,
            place=self._place(event.place),
            origin=self._place(event.origin),
            actors=tuple(dict.fromkeys(one for one in moved if one is not None)),
            figures=tuple(map(self._figure, event.figures)),
            date=None if event.date is None else _shift(event.date, self.story.later),
            excerpt=self.offsets.span(event.excerpt),
            trigger=self.offsets.span(event.trigger),
            attribution=self._attribution(event.attribution),
            wording=tuple(sorted(number ^ self.sketch[0] for number in event.wording)),
        )

    def _figure(self, figure: Figure) -> Figure:
        return replace(
            figure,
            minimum=round(figure.minimum * self.factor),
            maximum=round(figure.maximum * self.factor),
            attribution=self._attribution(figure.attribution),
        )

    def _attribution(self, attribution: Attribution | None) -> Attribution | None:
        if attribution is None:
            return None
        span = self.offsets.span(attribution.span)
        return replace(attribution, span=span, words=self.text[slice(*span)])

    def _place(self, place: Place | None) -> Place | None:
        return None if place is None else self.story.places[place.place_id]


@dataclass(frozen=True)
class Offsets:
    """Where offsets of a text lie after names in it were replaced.

    `ends` are the ends of the old names, in order; `moves` how far what follows each has moved.
    """

    ends: Sequence[int]
    moves: Sequence[int]

    def span(self, span: Span) -> Span:
        """Return where a stretch lies that cuts through no name."""
        start, end = (at + self.moves[bisect_right(self.ends, at)] for at in span)
        return Span(start, max(start + 1, end))

    def maybe(self, span: Span | None) -> Span | None:
        return None if span is None else self.span(span)


def _rename(story: Story) -> tuple[str, Offsets]:
    """Return the text with the names of the places that the story is moved to."""
    old = story.seed.article.text
    pieces: list[str] = []
    ends, changes, done = [], [0], 0
    for mention in story.seed.mentions:
        new = None if mention.place is None else story.places[mention.place.place_id]
        if new is None or new == mention.place or mention.form is None or mention.start < done:
            continue
        pieces += old[done : mention.start], new.name
        done = mention.end
        ends.append(done)
        changes.append(len(new.name) - (mention.end - mention.start))
    return "".join((*pieces, old[done:])), Offsets(ends, tuple(accumulate(changes)))


def _shift(days: DateRange, later: dt.timedelta) -> DateRange:
    return DateRange(days.start + later, days.end + later)


def _draw_sketch(chance: random.Random) -> tuple[int, ...]:
    return tuple(sorted(chance.randrange(HASH) for _ in range(32)))
