"""Which words of a sentence give an event away, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.events.status import in_clause, is_denied, is_unreal, status_of_troops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.lexicon import Hit, Lexicon, Trigger
    from geodata.events.reading import Sentence
    from geodata.models import EventKind, EventStatus, Phase

__all__ = ["COUNTING", "Sign", "find_signs", "may_have_signs", "may_tell"]

# A force noun further off than this belongs to another statement.
_NEED_REACH = 22
_LEAVING = ("trigger_withdrawal", "trigger_withdrawal_leave")
_PLACED = 6  # words from a noun to the place it has for itself
_ADJECTIVES = 3  # words from an article to its noun
# What must stand in a sentence for it to meet a need as a whole.
COUNTING: dict[str, tuple[str, ...]] = {
    "toll": ("dead", "wounded", "arrested"),
    "victims": ("dead", "wounded"),
    "troops": ("troop_words",),
    "participants": ("participants", "crowds"),
}
# All needs that a sentence may meet as a whole without those before it.
_ALONE = frozenset({*COUNTING, "year", "violent"})
_TROOPS = frozenset({"deployment", "withdrawal", "presence"})
# Where two readings of troops overlap, the more particular one is right.
_RANK: dict[str | None, int] = {
    "alert": 0,
    "staging": 1,
    "arrived": 2,
    "moving": 3,
    "announced": 4,
    None: 5,
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A trigger found in a sentence, with what the words around it make of it.

    `referred`: the text only refers back to the act, as in "nach den Anschlägen mit 130 Toten".
    `plain`: the words tell of it without any condition.
    """

    hit: Hit
    kind: EventKind
    phase: Phase | None
    status: EventStatus
    whereto: bool = False
    referred: bool = False
    plain: bool = False


def may_tell(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence may tell of something that none before it did; quick to say."""
    given = frozenset(need for need, labels in COUNTING.items() if any(map(sentence.has, labels)))
    if any(token.lower.isdigit() for token in sentence.tokens):
        given |= {"year"}
    return any(_found(sentence, lexicon, frozenset(), given))


def may_have_signs(sentence: Sentence, lexicon: Lexicon, before: frozenset[str]) -> bool:
    """Whether a sentence may have signs, whatever it counts; quick to say.

    `before` are the needs that it meets by those before it.
    """
    return any(_found(sentence, lexicon, frozenset(), before | _ALONE))


def find_signs(sentence: Sentence, lexicon: Lexicon, given: frozenset[str]) -> tuple[Sign, ...]:
    """Return the signs of events in a sentence, the more particular first.

    `given` are the needs that the sentence meets as a whole: "toll" and "troops" and "participants"
    where it counts them, "year" where it names one, "context" where it follows on violence.
    References ("nach den Anschlägen"), trials, threats and accidents give none.
    """
    found = [
        pair
        for pair in _found(sentence, lexicon, given, given)
        if not _only_describes(sentence, *pair, given)
    ]
    is_target = _is_target(found)
    judged = [
        (pair, _judge(sentence, *pair, given))
        for pair in found
        if not (is_target and pair[0].kind == "presence")
    ]
    signs = [
        (_inside_another(pair, found), _RANK[sign.phase], sign.hit, sign)
        for pair, sign in judged
        if sign is not None
    ]
    return tuple(sign for *_, sign in sorted(signs, key=lambda row: row[:3]))


def _found(
    sentence: Sentence, lexicon: Lexicon, barring: frozenset[str], given: frozenset[str]
) -> Iterator[tuple[Trigger, Hit]]:
    """Yield the triggers with what they need, and nothing that bars them."""
    for trigger, hit in _hits(sentence, lexicon):
        if (
            not _is_metaphor(sentence, hit)
            and not _is_barred(sentence, trigger, barring)
            and _needs_met(sentence, trigger, hit, given)
        ):
            yield trigger, hit


def _hits(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Trigger, Hit]]:
    for name in sorted(sentence.labels.keys() & lexicon.triggers.keys()):
        for hit in sentence.hits(name):
            yield lexicon.triggers[name], hit


def _is_metaphor(sentence: Sentence, hit: Hit) -> bool:
    """Whether the trigger is part of an expression that means no force: "Kampf gegen die Armut"."""
    return any(
        other.first <= end <= other.last
        for other in sentence.hits("metaphors")
        for end in (hit.first, hit.last)
    )


def _only_describes(sentence: Sentence, trigger: Trigger, hit: Hit, given: frozenset[str]) -> bool:
    """Whether a participle only says who was harmed: "erschoss mehrere streikende Bergleute"."""
    after = hit.last + 1
    return (
        trigger.kind == "protest"
        and "violent" in given
        and hit.first == hit.last
        and not sentence.tokens[hit.first].noun
        and after < len(sentence.tokens)
        and sentence.tokens[after].noun
        and sentence.at(hit.first, "describing")
    )


def _inside_another(pair: tuple[Trigger, Hit], found: Sequence[tuple[Trigger, Hit]]) -> bool:
    """Whether a longer trigger of troops covers this one: "verlegt" in "verlegt werden"."""
    trigger, hit = pair
    return any(
        other.kind in _TROOPS
        and trigger.kind in _TROOPS
        and wide.first <= hit.first
        and hit.last <= wide.last
        and (wide.last - wide.first) > (hit.last - hit.first)
        for other, wide in found
    )


def _is_barred(sentence: Sentence, trigger: Trigger, given: frozenset[str]) -> bool:
    return any(label in given or sentence.has(label) for label in trigger.without)


def _needs_met(sentence: Sentence, trigger: Trigger, hit: Hit, given: frozenset[str]) -> bool:
    return all(
        any(_need_met(sentence, need, trigger, hit, given) for need in group)
        for group in (trigger.needs, trigger.beside)
        if group
    )


def _need_met(
    sentence: Sentence, need: str, trigger: Trigger, hit: Hit, given: frozenset[str]
) -> bool:
    if need in given:
        return True
    if need == "organisation":
        return any(other.first != hit.first for _, other in sentence.under("organisations"))
    quoted = need == "forces_state"
    return any(
        _beside(other, hit)
        and _is_of_clause(sentence, trigger, hit, other)
        and not (quoted and _is_quoted(sentence, other))
        for other in sentence.hits(need)
    )


def _is_of_clause(sentence: Sentence, trigger: Trigger, hit: Hit, other: Hit) -> bool:
    """Whether a word stands in a clause of the trigger; what other clauses tell is another act.

    Those who protest, harm or are harmed may stand in the one beside: "..., killing twelve people".
    """
    clauses = sentence.clauses
    further = 0 if trigger.in_clause else 1
    return clauses[hit.first] - further <= clauses[other.first] <= clauses[hit.last] + further


def _is_quoted(sentence: Sentence, forces: Hit) -> bool:
    """Whether forces are only a source: "laut Polizei", "teilte die Tiroler Polizei mit"."""
    derived = {n.first for n in sentence.named if n.mention.usage == "derived"}
    before = forces.first - 1
    while before >= max(0, forces.first - _ADJECTIVES) and not _tells(sentence, before):
        token = sentence.tokens[before]
        if before not in derived and (token.noun or not token.lower.isalpha()):
            return False
        before -= 1
    if sentence.at(forces.last + 1, "reporting"):
        return True
    if sentence.grammar.speaker_first and not _ends_clause(sentence, forces.last):
        return sentence.at(before, "sources") and not sentence.at(before, "reporting")
    return _tells(sentence, before)


def _ends_clause(sentence: Sentence, position: int) -> bool:
    """Whether a mark or nothing follows a token."""
    after = position + 1
    return after >= len(sentence.tokens) or not sentence.tokens[after].lower[0].isalnum()


def _tells(sentence: Sentence, position: int) -> bool:
    """Whether a word ends what names the one quoted, or says that somebody speaks."""
    return sentence.at(position, "reporting") or any(
        hit.last == position for hit in sentence.hits("sources")
    )


def _beside(other: Hit, hit: Hit) -> bool:
    apart = other.last < hit.first or other.first > hit.last or hit.last > hit.first
    return apart and abs(other.first - hit.first) <= _NEED_REACH


def _judge(sentence: Sentence, trigger: Trigger, hit: Hit, given: frozenset[str]) -> Sign | None:
    if trigger.kind in _TROOPS:
        return _judge_troops(sentence, trigger, hit)
    if is_denied(sentence, trigger.kind):
        return Sign(hit, trigger.kind, None, "negated", trigger.whereto, plain=not trigger.needs)
    called_for = trigger.kind == "protest" and sentence.has("calls")
    if is_unreal(sentence, trigger.kind, hit) or (called_for and "participants" not in given):
        return None
    told_by = "victims" if trigger.kind == "violence" else "toll"
    if told_by not in given and _is_only_spoken_of(sentence, trigger, hit, given):
        return None
    weak = bool(trigger.needs) or trigger.kind == "protest"
    by_accident = weak and sentence.has("accident")
    if by_accident or _is_only_where(sentence, trigger, hit, given):
        return None
    referred = _is_reference(sentence, trigger, hit)
    plain = not trigger.needs
    return Sign(hit, trigger.kind, None, "actual", trigger.whereto, referred=referred, plain=plain)


def _is_only_where(sentence: Sentence, trigger: Trigger, hit: Hit, given: frozenset[str]) -> bool:
    """Whether a protest already known only frames its dead: "bei den Unruhen starben 30"."""
    framed = trigger.kind == "protest" and "victims" in given and "participants" not in given
    return framed and _is_reference(sentence, trigger, hit) and not _is_placed(sentence, hit)


def _is_only_spoken_of(
    sentence: Sentence, trigger: Trigger, hit: Hit, given: frozenset[str]
) -> bool:
    """Whether the sentence threatens with an act, tries it in court, or refers to it."""
    timed = "year" in trigger.needs and "year" in given
    unreal = ("threats", "no_event")
    if trigger.kind == "protest":  # a court elsewhere in the sentence is its reason or its sequel
        return any(in_clause(sentence, hit, label) for label in unreal)
    return any(sentence.has(label) for label in unreal) or (
        not timed and _is_reference(sentence, trigger, hit)
    )


def _judge_troops(sentence: Sentence, trigger: Trigger, hit: Hit) -> Sign | None:
    if trigger.kind in {"presence", "withdrawal"} and sentence.has("threats"):
        return None
    if trigger.kind == "presence" and any(in_clause(sentence, hit, label) for label in _LEAVING):
        return None  # "haben den Stützpunkt Gao verlassen"
    judged = status_of_troops(sentence, trigger.kind, trigger.phase, hit)
    if judged is None:
        return None
    phase, status = judged
    return Sign(hit, trigger.kind, phase, status, trigger.whereto)


def _is_target(found: Sequence[tuple[Trigger, Hit]]) -> bool:
    """Whether a base is named because it is attacked."""
    return any(trigger.kind == "violence" for trigger, _ in found)


def _is_reference(sentence: Sentence, trigger: Trigger, hit: Hit) -> bool:
    """Whether the act is only referred to, as in "nach den Anschlägen von X"."""
    if trigger.kind not in {"violence", "protest"} or not sentence.tokens[hit.first].noun:
        return False
    opens = _before_adjectives(sentence, hit.first)
    if not sentence.grammar.has_articles:
        return sentence.at(opens, "reference_words")
    if sentence.at(opens, "aftermath") and not _is_placed(sentence, hit):
        return True
    article = _article_of(sentence, hit.first)
    if article is None:
        return False
    if article == 0 and not _is_placed(sentence, hit):
        return True  # "The attack came days after a summit in Cairo"
    before = article if sentence.at(article, "merged_articles") else article - 1
    return sentence.at(before, "reference_words")


def _is_placed(sentence: Sentence, hit: Hit) -> bool:
    """Whether a noun has a place for itself right behind it: "the siege of the town of Homs"."""
    return any(0 < name.first - hit.last <= _PLACED for name in sentence.named)


def _before_adjectives(sentence: Sentence, position: int) -> int:
    """Return the token before a noun and its adjectives; -1 where there is none."""
    before = position - 1
    while before >= max(0, position - _ADJECTIVES) and not (
        sentence.tokens[before].noun or sentence.at(before, "reference_words")
    ):
        before -= 1
    return before


def _article_of(sentence: Sentence, position: int) -> int | None:
    """Return the definite article of a noun, with nothing but adjectives between; None without.

    A name right before the noun is one of them: "the Paris attacks".
    """
    adjectives = {
        i
        for n in sentence.named
        if n.mention.usage == "derived" or n.last == position - 1
        for i in range(n.first, n.last + 1)
    }
    for before in range(position - 1, max(-1, position - 1 - _ADJECTIVES), -1):
        if sentence.at(before, "definite_articles"):
            return before
        if sentence.tokens[before].noun and before not in adjectives:
            return None
    return None
