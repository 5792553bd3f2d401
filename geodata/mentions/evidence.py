"""Is this word a place here? Every rule adds or takes weight; the sum decides.

The unit is that of the gazetteer's prior: decades of people. A town of 100,000 stands at 5.0 and
passes alone; a village needs a preposition, a noun such as "Dorf", or a list of places around it.
The weights were set on the sentences of GermEval 2014.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.mentions.datelines import is_dateline
from geodata.mentions.naming import COMMON_WORD, is_foreign, word_weight

if TYPE_CHECKING:
    from geodata.mentions.naming import NameMatch
    from geodata.mentions.persons import People
    from geodata.mentions.reading import Found, Reading

__all__ = ["ACCEPTED", "Evidence", "Known", "name_weight", "weigh"]

ACCEPTED = 4.4

PERSON_HERE = -4.0
ARTICLE = -2.0
FOREIGN_ARTICLE = -5.0  # "die Austria" is a club
ADJACENT = -0.7
QUOTED = -1.5
TITLE = -4.0

SEVERAL_WORDS = 1.0  # few chains of words are a name by chance
LOCATIVE = 3.4
WEAK = 1.2
HEAD = 3.6
ADJECTIVE_BEFORE = 2.5
GENITIVE = 0.8
LISTED = 2.2
COUNTRY_AFTER = 2.2
DATELINE = 4.0
KNOWN_HERE = 2.2

GREAT = 6.3
JOINERS = frozenset({",", "und", "oder", "sowie", "bis", "/", "–", "wie", "bzw"})
Rule = tuple[str, float]  # its name, and its weight
QUOTES = frozenset("„“”\"»«‚‘’›‹'")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier round found: names in a telling context, and pieces that start a place.

    `enumerated` are the pieces that start a further member of "in A, B und C".
    """

    forms: frozenset[str] = frozenset()
    starts: frozenset[int] = frozenset()
    enumerated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sum for a match, what the context alone adds, and the rule that adds most."""

    score: float
    context: float
    why: str

    @property
    def accepted(self) -> bool:
        """Whether it is a place."""
        return self.score >= ACCEPTED


def weigh(
    reading: Reading, match: NameMatch, people: People, before: Found | None, known: Known
) -> Evidence:
    """Return the evidence for a match; `before` is the place found last, for lists."""
    base = match.hits[0].prior + name_weight(reading, match, people)
    rules = dict(_context_rules(reading, match, before))
    if match.last + 2 in known.starts and reading.word(match.last + 1).lower() in JOINERS:
        rules["list of places"] = LISTED
    if match.first in known.enumerated:
        rules |= {"locative preposition": LOCATIVE, "list of places": LISTED}
    if match.form in known.forms:
        rules["known from the article"] = KNOWN_HERE
    context = sum(rules.values())
    best = max(rules, key=lambda rule: (rules[rule], rule), default="prior")
    why = best if rules.get(best, 0) > 0 else f"{match.hits[0].place.type} name"
    return Evidence(base + context, context, why)


def name_weight(reading: Reading, match: NameMatch, people: People) -> float:
    """Return what the name itself says for or against a place."""
    lexicon = reading.lexicon
    weight = word_weight(lexicon, match.form, match.hits[0].best)
    if match.first != match.last:
        if match.form in lexicon.common_words:
            weight -= COMMON_WORD
        return weight + (SEVERAL_WORDS if " " in match.form else 0.0)
    # The genitive of a common word is one too, though its nominative may be none.
    if match.form not in lexicon.common_words and reading.word(match.first) in lexicon.common_words:
        weight += COMMON_WORD
    return weight + (PERSON_HERE if match.form in people.surnames else 0.0)


def _context_rules(reading: Reading, match: NameMatch, before: Found | None) -> list[Rule]:
    rules = [_left_rule(reading, match), _right_rule(reading, match)]
    if _is_listed(reading, match, before):
        rules.append(("list of places", LISTED))
    if is_dateline(reading, match.first, match.last):
        rules.append(("dateline", DATELINE))
    if reading.word(match.first - 1) in QUOTES and reading.word(match.last + 1) in QUOTES:
        rules.append(("in quotation marks", QUOTED))
    return [rule for rule in rules if rule is not None]


def _left_rule(reading: Reading, match: NameMatch) -> Rule | None:
    lexicon = reading.lexicon
    word = reading.previous(match.first)
    lower = word.lower()
    if not word:
        return None
    if lexicon.is_head(word):
        return "noun of a place", HEAD
    if lower in lexicon.determiners or lower in lexicon.contracted:
        return _article_rule(reading, match)
    return _preposition_rule(reading, word) or _neighbour_rule(reading, match, word)


def _preposition_rule(reading: Reading, word: str) -> Rule | None:
    lexicon = reading.lexicon
    if word.lower() in lexicon.locative or word in lexicon.locative:
        return "locative preposition", LOCATIVE
    if word.lower() in lexicon.weak:
        return "preposition", WEAK
    return None


def _neighbour_rule(reading: Reading, match: NameMatch, word: str) -> Rule | None:
    lexicon = reading.lexicon
    if word[0].islower() and lexicon.adjective_place(word) is not None:
        return "adjective of a place", ADJECTIVE_BEFORE
    if lexicon.is_title(word):
        return ("after a title", TITLE) if not match.genitive else None
    if match.genitive and word[0].isupper():
        return "genitive after a noun", GENITIVE
    return _adjacent_rule(reading, match, match.first - 1)


def _article_rule(reading: Reading, match: NameMatch) -> Rule | None:
    if is_foreign(reading.lexicon, match.hits[0].best):
        return "after an article", FOREIGN_ARTICLE
    return ("after an article", ARTICLE) if match.hits[0].place.type in {"city", "admin"} else None


def _adjacent_rule(reading: Reading, match: NameMatch, neighbour: int) -> Rule | None:
    """Return the weight against a small town beside another capitalised word."""
    word = reading.word(neighbour)
    if not word[:1].isupper() or match.hits[0].prior >= GREAT:
        return None
    if reading.starts_sentence(neighbour) or word in reading.lexicon.function_words:
        return None
    return "beside a capitalised word", ADJACENT


def _right_rule(reading: Reading, match: NameMatch) -> Rule | None:
    word = reading.following(match.last)
    if not word:
        return None
    after = reading.word(match.last + 2)
    if word in {"(", ","} and _is_area(reading, after):
        return "country after it", COUNTRY_AFTER
    if word in reading.lexicon.locative and _is_area(reading, _past_article(reading, after, match)):
        return "country after it", COUNTRY_AFTER
    if match.genitive and word[0].isupper():
        return "genitive before a noun", GENITIVE
    if match.form in reading.lexicon.first_names and word[:1].isupper():
        return "first name", PERSON_HERE
    return _adjacent_rule(reading, match, match.last + 1)


def _past_article(reading: Reading, word: str, match: NameMatch) -> str:
    """Return the word after an article: "Steiermark" of "in der Steiermark"."""
    return reading.word(match.last + 3) if word in reading.lexicon.determiners else word


def _is_area(reading: Reading, word: str) -> bool:
    if not word[:1].isupper():
        return False
    hits = reading.gazetteer.hits(word, exact=True)
    return bool(hits) and hits[0].place.type in {"country", "admin"}


def _is_listed(reading: Reading, match: NameMatch, before: Found | None) -> bool:
    """Whether "und", a comma or a slash ties the match to the place before it."""
    if before is None or before.usage == "derived":
        return False
    joiner = reading.word(match.first - 1).lower()
    return before.last == match.first - 2 and joiner in JOINERS
