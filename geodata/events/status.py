"""Whether an act is real: actual, planned, historical, hypothetical or negated.

An act that is only feared, threatened or wanted gives no event. One that is weighed or proposed
for a place ("erwägt, Soldaten nach X zu schicken") is hypothetical; what is refused or denied is
negated, and its phase announced.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.events.lexicon import Hit
    from geodata.events.reading import Sentence
    from geodata.models import DateRange, EventKind, EventStatus, Phase

__all__ = [
    "HISTORY",
    "in_clause",
    "is_denied",
    "is_only_decided",
    "is_unreal",
    "seen_from",
    "status_of_troops",
]

# Longer ago than this is told as history, not as news.
HISTORY = dt.timedelta(days=60)


def seen_from(
    status: EventStatus, date: DateRange | None, published: DateRange | None
) -> EventStatus:
    """Return the status, or what the date makes of it: history, or still to come."""
    if status not in {"actual", "planned"} or date is None or published is None:
        return status
    if date.end < published.start - HISTORY:
        return "historical"
    return "planned" if date.start > published.end else status


def status_of_troops(
    sentence: Sentence, kind: EventKind, phase: Phase | None, hit: Hit
) -> tuple[Phase | None, EventStatus] | None:
    """Return the phase and status that the words around a trigger of troops make of it.

    None where the act is a mere possibility.
    """
    if kind == "presence" and _is_possible(sentence, hit):
        return None  # "stünden sie nicht in X": neither there nor refused
    if kind == "presence" and _negated(sentence, hit):
        return None  # who is not there is no mark on a map
    if (sentence.has("refusal") and kind != "presence") or _negated(sentence, hit):
        return ("announced" if kind == "deployment" else None), "negated"
    if _is_possible(sentence, hit):
        return None
    if phase in {"moving", "arrived"} and _is_plan(sentence, hit):
        phase = "announced"
    if phase == "announced" or (kind == "withdrawal" and _is_plan(sentence, hit)):
        weighed = in_clause(sentence, hit, "weighing")
        return phase, "hypothetical" if weighed else "planned"
    return phase, "actual"


def is_unreal(sentence: Sentence, kind: EventKind, hit: Hit) -> bool:
    """Whether an act by people is denied, merely possible, or only wanted."""
    if _negated(sentence, hit) or _is_possible(sentence, hit):
        return True
    wanted = sentence.at(hit.first, "wants") or in_clause(sentence, hit, "wants")
    return kind == "violence" and wanted


def is_denied(sentence: Sentence, kind: EventKind) -> bool:
    """Whether the sentence says that force was not used after all or a protest is called off."""
    return sentence.has("called_off" if kind == "protest" else "denials")


def is_only_decided(sentence: Sentence, hit: Hit) -> bool:
    """Whether troops are said to be sent in the present tense and nothing says that they are."""
    clause = sentence.clauses[hit.first]
    under_way = (*sentence.hits("promptly"), *sentence.hits("done"))
    return sentence.at(hit.first, "present_sending") and not any(
        sentence.clauses[other.first] == clause for other in under_way
    )


def in_clause(sentence: Sentence, hit: Hit, label: str) -> bool:
    """Whether another word of the class stands in the clause of a trigger."""
    clause = sentence.clauses[hit.first]
    return any(
        sentence.clauses[other.first] == clause and other.first != hit.first
        for other in sentence.hits(label)
    )


def _is_possible(sentence: Sentence, hit: Hit) -> bool:
    """Whether an act is a mere possibility.

    What somebody is reported to have said of the future is not, though languages may put it so:
    "Die Soldaten würden im Mai heimgeholt, sagte der Minister".
    """
    clause = sentence.clauses[hit.first]
    reported = sentence.has("reporting")
    return any(
        sentence.clauses[other.first] == clause and other.first != hit.first
        for other in sentence.hits("hypothetical")
        if not (reported and sentence.at(other.first, "reported_future"))
    )


def _is_plan(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of planning governs the trigger and nothing says that it is done."""
    if sentence.at(hit.first, "futures"):
        return True  # "выведет": the tense is in the verb
    if not in_clause(sentence, hit, "plan_words"):
        return False
    clause = sentence.clauses[hit.first]
    done = any(sentence.clauses[other.first] == clause for other in sentence.hits("done"))
    return not done


def _negated(sentence: Sentence, hit: Hit) -> bool:
    """Whether "nicht" or "kein" belongs to the trigger or, for "kein", to the forces."""
    clause = sentence.clauses[hit.first]
    harmless = {other.first for other in sentence.hits("negation_not")}
    return any(
        _denies_noun(sentence, other.first, hit)
        if sentence.at(other.first, "negation_noun")
        else _denies(sentence, other.first, hit)
        for other in sentence.hits("negation")
        if other.first not in harmless and sentence.clauses[other.first] == clause
    )


def _denies_noun(sentence: Sentence, negation: int, hit: Hit) -> bool:
    """Whether the noun right after "kein" is the trigger or forces."""
    reach = range(negation + 1, min(negation + 4, len(sentence.tokens)))
    nouns = [i for i in reach if sentence.tokens[i].noun]
    # A small word may be an adjective as well, so that the next one may be the noun.
    ours = nouns[:1] if sentence.grammar.nouns_are_capital else nouns
    return any(hit.first <= i <= hit.last or sentence.at(i, "forces_state") for i in ours)


def _denies(sentence: Sentence, negation: int, hit: Hit) -> bool:
    grammar = sentence.grammar
    if negation < hit.first:
        return hit.first - negation <= grammar.negation_before
    return negation - hit.last <= grammar.negation_after
