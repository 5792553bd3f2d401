"""Choosing the place that a toponym means, with the next best candidates kept.

What a name could mean (`options`) is weighed by what stands beside it (`surroundings`) and by the
other names of the article (`weighing`); the share of likelihood that the best candidate is left
with becomes the mention's confidence (`calibration`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.models import Candidate, Mention
from geodata.places.calibration import Signs, confidence_of
from geodata.places.groups import part_areas, votes_of
from geodata.places.homes import home_of
from geodata.places.options import Option, option_of_place, options_of
from geodata.places.precision import names_near, where_precision
from geodata.places.short_names import longer_names, one_spelling
from geodata.places.surroundings import read_surroundings
from geodata.places.weighing import WEIGHTS, Name, is_settled, weigh
from geodata.places.words import PlaceWords, load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.models import Article
    from geodata.places.nominatim import PlaceSource

__all__ = ["place_mentions", "rank_mentions", "signs_of"]

MOST_CANDIDATES = 5
SURE = 0.9
# Below this share of likelihood an outside geocoder is asked, where one is given.
DOUBTFUL = 0.3
# Candidates with a smaller share are not worth keeping.
LEAST_SHARE = 1e-4


def place_mentions(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    geocoder: PlaceSource | None = None,
) -> tuple[Mention, ...]:
    """Return the mentions with place, candidates, confidence and precision filled in.

    `geocoder` is asked only for names without a likely candidate in the gazetteer. A name that
    nobody knows keeps `place` None and confidence 0.
    """
    ranked = rank_mentions(article, mentions, gazetteer, geocoder=geocoder)
    near = names_near(article, mentions, load_words(article.language))
    return tuple(
        mention
        if signs is None
        else _placed(mention, candidates, signs, near=mention.start in near)
        for mention, candidates, signs in zip(
            mentions, ranked, signs_of(article, mentions, ranked), strict=True
        )
    )


def rank_mentions(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    geocoder: PlaceSource | None = None,
) -> list[tuple[Candidate, ...]]:
    """Return what each mention could mean, likeliest first; nothing for names that nobody knows."""
    words = load_words(article.language)
    spelt = one_spelling((m.form for m in mentions if m.form is not None), gazetteer)
    respelt = _respelt(mentions, spelt)
    names = _names(article, respelt, gazetteer, words)
    choices = [form for form, name in names.items() if not is_settled(name.options)]
    surroundings = read_surroundings(article, respelt, gazetteer, choices) if choices else {}
    hints = _hints(article, respelt, gazetteer, words) if choices else ()
    grouped = part_areas(respelt, names, surroundings)
    chosen = {
        form: tuple(_candidates(ranked))
        for form, ranked in weigh(grouped.names, grouped.surroundings, hints).items()
    }
    if geocoder is not None:
        chosen |= _asked(chosen, names, geocoder)
    return [chosen.get(grouped.key_of(mention) or "", mention.candidates) for mention in respelt]


def signs_of(
    article: Article, mentions: Sequence[Mention], ranked: Iterable[Sequence[Candidate]]
) -> Iterator[Signs | None]:
    """Yield what tells how sure the place of each mention is; None where it has none."""
    counts = Counter(mention.form for mention in mentions)
    for mention, candidates in zip(mentions, ranked, strict=True):
        if not candidates:
            yield None
            continue
        by_word = mention.form is None
        yield Signs(
            article.language,
            candidates[0].score,
            "word" if by_word else candidates[0].place.type,
            mention.usage,
            mention.why,
            1 if by_word else counts[mention.form],
        )


def _respelt(mentions: Sequence[Mention], spelt: Mapping[str, str]) -> Sequence[Mention]:
    """Return the mentions with one spelling for names in capitals and not."""
    if not spelt:
        return mentions
    return [
        mention if (form := spelt.get(mention.form or "")) is None else replace(mention, form=form)
        for mention in mentions
    ]


def _names(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, words: PlaceWords
) -> dict[str, Name]:
    counts = Counter(mention.form for mention in mentions if mention.form is not None)
    longer = longer_names(article, mentions, words)
    return {
        form: Name(
            _options(gazetteer, form, longer.get(form, frozenset()), article.language),
            votes_of(number),
        )
        for form, number in counts.items()
    }


def _options(
    gazetteer: Gazetteer, form: str, longer: frozenset[str], language: str
) -> tuple[Option, ...]:
    """Return what a name could mean, and what the longer names could that it may stand for."""
    options = options_of(gazetteer, form, language)
    if not longer:
        return options
    more = [option for name in sorted(longer) for option in options_of(gazetteer, name, language)]
    known = {option.place.place_id for option in more}
    kept = [option for option in options if option.place.place_id not in known]
    return tuple(sorted([*more, *kept], key=lambda o: (-o.weight, o.place.place_id)))


def _hints(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer, words: PlaceWords
) -> Iterator[tuple[Option, float]]:
    """Yield what votes but leaves no choice itself: adjectives, and words of one country."""
    for mention in mentions:
        if mention.form is None and mention.candidates:
            yield option_of_place(mention.candidates[0].place), 1.0
    home = home_of(article, gazetteer)
    if home is not None:
        yield home, WEIGHTS.home
    for code, number in sorted(words.countries_hinted_at(article.text).items()):
        country = gazetteer.country(code)
        if country is not None:
            yield option_of_place(country), min(WEIGHTS.cue * number, WEIGHTS.most_cues)


def _candidates(ranked: Iterable[tuple[Option, float]]) -> Iterator[Candidate]:
    """Yield the likeliest candidates with their shares."""
    for option, share in list(ranked)[: MOST_CANDIDATES + 1]:
        if share >= LEAST_SHARE:
            yield Candidate(option.place, round(share, 4))


def _asked(
    chosen: Mapping[str, tuple[Candidate, ...]],
    names: Iterable[str],
    geocoder: PlaceSource,
) -> dict[str, tuple[Candidate, ...]]:
    """Return what an outside geocoder says about the names that the gazetteer is unsure of."""
    answers = {}
    for form in sorted(names):
        candidates = chosen.get(form, ())
        if candidates and candidates[0].score >= DOUBTFUL:
            continue
        place = geocoder(form)
        if place is not None:
            answers[form] = (Candidate(place, SURE), *candidates[:MOST_CANDIDATES])
    return answers


def _placed(
    mention: Mention, candidates: tuple[Candidate, ...], signs: Signs, *, near: bool
) -> Mention:
    place, confidence = candidates[0].place, confidence_of(signs)
    return Mention(
        mention.start,
        mention.end,
        mention.surface,
        mention.usage,
        place,
        confidence,
        where_precision(mention, place, near=near),
        mention.why,
        mention.form,
        _runners_up(candidates, confidence),
        mention.usage_score,
    )


def _runners_up(candidates: Sequence[Candidate], confidence: float) -> tuple[Candidate, ...]:
    """Return the next best candidates, their shares brought down to the scale of the confidence.

    None is surer than the best, and all together are no surer than sure.
    """
    best, *others = candidates
    if not others:
        return ()
    scale = min(confidence / best.score, (1 - confidence) / max(1 - best.score, LEAST_SHARE))
    return tuple(Candidate(other.place, round(other.score * scale, 4)) for other in others)
