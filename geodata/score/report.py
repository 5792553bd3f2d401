"""Scores as text of one screen, and as plain values for `json.dumps`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.score.mentions import MentionScores
from geodata.score.together import Scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.score.events import EventScores
    from geodata.score.overlap import Accuracy, Overlap
    from geodata.score.resolution import ErrorSummary

__all__ = ["as_json", "report"]

ABSENT = "-"  # printed for a figure that cannot be said
NAME_WIDTH = 23  # the longest name of a line


def report(scores: MentionScores | EventScores | Scores) -> str:
    """Return the scores as text, one figure's name a line, without a newline at the end."""
    return "\n".join(_iter_lines(scores))


def as_json(scores: MentionScores | EventScores | Scores) -> dict[str, Any]:
    """Return the scores as objects, numbers and nulls, ready for `json.dumps`."""
    if isinstance(scores, Scores):
        parts = {"mentions": scores.mentions, "events": scores.events}
        return {name: as_json(part) for name, part in parts.items() if part is not None}
    if isinstance(scores, MentionScores):
        return _mentions_as_json(scores)
    return _events_as_json(scores)


def _iter_lines(scores: MentionScores | EventScores | Scores) -> Iterator[str]:
    """Return the lines of a report."""
    if isinstance(scores, Scores):
        if scores.mentions is not None:
            yield from _iter_mention_lines(scores.mentions)
        if scores.events is not None:
            yield from _iter_event_lines(scores.events)
    elif isinstance(scores, MentionScores):
        yield from _iter_mention_lines(scores)
    else:
        yield from _iter_event_lines(scores)


def _iter_mention_lines(scores: MentionScores) -> Iterator[str]:
    """Return the lines on mentions; what nothing was asked of is left out."""
    toponyms = f"{scores.gold} toponyms, {scores.gold_with_point} with a point"
    yield f"{scores.articles} articles, {toponyms}"
    yield _overlap_line("detection exact", scores.exact)
    yield _overlap_line("detection lenient", scores.lenient)
    yield from _iter_resolution_lines(scores)
    if scores.country.asked:
        yield _accuracy_line("country accuracy", scores.country)
    if scores.usage.asked:
        yield _accuracy_line("usage accuracy", scores.usage)
    for usage, overlap in scores.by_usage:
        yield _overlap_line(f"usage {usage}", overlap)
    if scores.unknown_articles:
        yield f"warning: {scores.unknown_articles} predicted articles are not in the gold"
    if scores.surface_mismatches:
        yield f"warning: {scores.surface_mismatches} surfaces are not the words at their offsets"


def _iter_resolution_lines(scores: MentionScores) -> Iterator[str]:
    """Return the lines on where the toponyms were put."""
    if scores.gold_with_point == 0:
        return
    yield _errors_line("resolution lenient", scores.resolution)
    yield _errors_line("resolution exact", scores.resolution_exact)
    yield _overlap_line("end to end @161 km", scores.end_to_end_161)
    yield _overlap_line("end to end @25 km", scores.end_to_end_25)
    yield _overlap_line("end to end @161 exact", scores.end_to_end_161_exact)
    if scores.unplaced:
        share = _share(scores.within_161_of_placed)
        yield f"{scores.unplaced} found without a point; acc@161 of those with one {share}"


def _iter_event_lines(scores: EventScores) -> Iterator[str]:
    """Return the lines on events."""
    yield f"{scores.strict.gold} events"
    for kind, overlap in scores.kinds:
        yield _overlap_line(kind, overlap)
    yield _overlap_line("all", scores.strict)
    yield _overlap_line("tolerant", scores.tolerant)
    fields = [f"{score.field} {score.mean:.2f} ({score.asked})" for score in scores.fields]
    yield f"{'fields of found events':{NAME_WIDTH}}{', '.join(fields) or ABSENT}"


def _overlap_line(name: str, overlap: Overlap) -> str:
    """Return a line on how much was found."""
    shares = f"P {overlap.precision:.3f}  R {overlap.recall:.3f}  F1 {overlap.f1:.3f}"
    counts = f"{overlap.agreed} agree; gold {overlap.gold}, predicted {overlap.predicted}"
    return f"{name:{NAME_WIDTH}}{shares}  ({counts})"


def _errors_line(name: str, errors: ErrorSummary) -> str:
    """Return a line on how far off the points lie."""
    if errors.mean_km is None or errors.median_km is None:
        return f"{name:{NAME_WIDTH}}{ABSENT}"
    shares = f"acc@161 {_share(errors.within_161)}  acc@25 {_share(errors.within_25)}"
    lengths = f"mean {errors.mean_km:.0f} km  median {errors.median_km:.1f} km"
    return f"{name:{NAME_WIDTH}}{shares}  {lengths}  AUC {_share(errors.auc)}  (n={errors.count})"


def _accuracy_line(name: str, accuracy: Accuracy) -> str:
    """Return a line on a share of right answers."""
    return f"{name:{NAME_WIDTH}}{_share(accuracy.share)}  (n={accuracy.asked})"


def _share(value: float | None) -> str:
    """Return a share of 0 to 1 with three decimals."""
    return ABSENT if value is None else f"{value:.3f}"


def _mentions_as_json(scores: MentionScores) -> dict[str, Any]:
    """Return the scores of mentions as plain values."""
    return {
        "documents": scores.articles,
        "gold": scores.gold,
        "gold_with_coordinates": scores.gold_with_point,
        "exact": _overlap_as_json(scores.exact),
        "lenient": _overlap_as_json(scores.lenient),
        "resolution": _errors_as_json(scores.resolution),
        "resolution_exact": _errors_as_json(scores.resolution_exact),
        "unplaced": scores.unplaced,
        "acc161_placed": scores.within_161_of_placed,
        "end_to_end_161": _overlap_as_json(scores.end_to_end_161),
        "end_to_end_25": _overlap_as_json(scores.end_to_end_25),
        "end_to_end_161_exact_span": _overlap_as_json(scores.end_to_end_161_exact),
        "country": _accuracy_as_json(scores.country),
        "usage": _accuracy_as_json(scores.usage),
        "by_usage": {usage: _overlap_as_json(overlap) for usage, overlap in scores.by_usage},
        "warnings": {
            "unknown_documents": scores.unknown_articles,
            "text_mismatch": scores.surface_mismatches,
        },
    }


def _events_as_json(scores: EventScores) -> dict[str, Any]:
    """Return the scores of events as plain values."""
    return {
        "kinds": {kind: _overlap_as_json(overlap) for kind, overlap in scores.kinds},
        "all": _overlap_as_json(scores.strict),
        "tolerant": _overlap_as_json(scores.tolerant),
        "fields": {score.field: {"n": score.asked, "mean": score.mean} for score in scores.fields},
    }


def _overlap_as_json(overlap: Overlap) -> dict[str, float]:
    """Return precision, recall and F1 with the counts behind them."""
    return {
        "p": overlap.precision,
        "r": overlap.recall,
        "f1": overlap.f1,
        "tp": overlap.agreed,
        "gold": overlap.gold,
        "predicted": overlap.predicted,
    }


def _errors_as_json(errors: ErrorSummary) -> dict[str, float | None]:
    """Return the figures over errors; the count alone where there are none."""
    if errors.count == 0:
        return {"n": 0}
    return {
        "n": errors.count,
        "acc161": errors.within_161,
        "acc25": errors.within_25,
        "mean_km": errors.mean_km,
        "median_km": errors.median_km,
        "auc": errors.auc,
    }


def _accuracy_as_json(accuracy: Accuracy) -> dict[str, float | None]:
    """Return a share and of how many."""
    return {"n": accuracy.asked, "accuracy": accuracy.share}
