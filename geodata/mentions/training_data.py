"""The annotated sentences that taggers are trained on, read into one form."""

# ruff: noqa: RUF001  # Cyrillic endings are letters that look alike

from __future__ import annotations

import csv
import json
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.errors import LanguageError
from geodata.mentions.pieces import iter_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Corpus", "Sentence", "read_corpora"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The pieces of a sentence (or a whole text) with a label each, `O` outside of names."""

    pieces: tuple[str, ...]
    labels: tuple[str, ...]


class Corpus:
    """The sentences of a corpus, how often each counts, and whether it labels nested places."""

    def __init__(
        self, sentences: Iterable[Sentence], *, weight: int = 1, nested: bool = True
    ) -> None:
        self.sentences = tuple(sentences)
        self.weight = weight
        self.nested = nested


Entity = tuple[int, int, str]


def project(text: str, entities: Iterable[Entity]) -> Sentence:
    """Return the pieces of a text, labelled by the entities (start, end, label) they lie in."""
    pieces = list(iter_pieces(text))
    starts, ends = [piece.start() for piece in pieces], [piece.end() for piece in pieces]
    labels = ["O"] * len(pieces)
    for start, end, label in sorted(entities, key=_nesting):
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        labels[first:last] = [label] * (last - first)
    return Sentence(tuple(piece.group() for piece in pieces), tuple(labels))


def _nesting(entity: Entity) -> tuple[bool, int]:
    """Sort places last and the shorter last: what comes later wins over what it lies in."""
    start, end, label = entity
    return label.startswith("LOC"), start - end


def _lines(path: Path) -> list[str]:
    """Return the lines of a file; unlike `splitlines`, only line feeds part them."""
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    for line in _lines(path):
        if line.strip():
            block.append(line.split("\t"))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _from_tokens(
    tokens: Sequence[str], tags: Sequence[str], relabel: Callable[[str, str], str]
) -> Sentence:
    """Return a sentence of tokens set apart by spaces; tags are B-X, I-X or O."""
    text, entities = "", []
    for token, tag in zip(tokens, tags, strict=True):
        start = len(text)
        text += f"{token} "
        label = "O" if tag == "O" else relabel(tag.partition("-")[2], token)
        if label == "LOCpart":
            start, end = _compound_part(start, token)
            entities.append((start, end, label))
        elif label != "O":
            entities.append((start, start + len(token), label))
    return project(text, entities)


def _compound_part(start: int, token: str) -> tuple[int, int]:
    """Return where the place lies in a compound: the first of its hyphenated parts, or all."""
    head = re.match(r"\W*\w+", token)
    return (start, start + head.end()) if head is not None else (start, start + len(token))


def read_germeval(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of GermEval 2014: index, token, outer tag, nested tag."""
    for block in _blocks(path):
        rows = [row for row in block if len(row) >= 4 and row[0] != "#"]  # noqa: PLR2004
        tags = [_germeval_tag(row[2], row[3]) for row in rows]
        yield _from_tokens([row[1] for row in rows], tags, _germeval_label)


def _germeval_tag(outer: str, nested: str) -> str:
    """Return the tag that counts: a place within an organisation's name is a place."""
    kind = outer.partition("-")[2]
    inner = nested.partition("-")[2]
    if inner in {"LOC", "LOCderiv", "LOCpart"} and kind in {"ORG", "OTH", "ORGpart", "OTHpart"}:
        return f"{nested[:2]}{inner}" if inner != "LOC" else f"{nested[:2]}LOCN"
    return outer


def _germeval_label(kind: str, token: str) -> str:
    if kind == "LOCpart" and token[0].islower():
        return "LOCderiv"
    if kind in {"ORGpart", "PERpart", "OTHpart", "PERderiv", "ORGderiv", "OTHderiv"}:
        return "PART"
    return kind


def _rows_gmb(path: Path) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if row[0].startswith("Sentence"):
                if block:
                    yield block
                block = []
            if row[0] != "Sentence #":
                block.append([row[1], row[-1]])
    yield block


_GMB = {"geo": "LOC", "gpe": "LOCderiv", "org": "ORG", "per": "PER", "tim": "O"}


def read_gmb(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of the Groningen Meaning Bank."""
    for block in _rows_gmb(path):
        yield _from_tokens(
            [r[0] for r in block], [r[1] for r in block], lambda kind, _: _GMB.get(kind, "OTH")
        )


_WIKIGOLD = {"MISC": "OTH"}


def read_wikigold(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of WikiGold."""
    for block in _blocks(path):
        yield _from_tokens(
            [r[1] for r in block], [r[2] for r in block], lambda kind, _: _WIKIGOLD.get(kind, kind)
        )


# Adjectives are another label than names in German and English; so they are in Russian.
_RUSSIAN_ADJECTIVE = re.compile(r"\w+(?:ск|цк|чн)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")

_FACTRUEVAL = {"Location": "LOC", "LocOrg": "LOC", "Org": "ORG", "Person": "PER"}


def read_factrueval(path: Path) -> Iterator[Sentence]:
    """Yield the texts of FactRuEval 2016; a place within an organisation's name is a place."""
    for line in _lines(path):
        record = json.loads(line)
        found = [(e["start"], e["end"], _factrueval_label(e)) for e in record["entities"]]
        yield project(record["text"], found)


def _factrueval_label(entity: Mapping[str, str]) -> str:
    label = _FACTRUEVAL.get(entity["label"], "OTH")
    if label == "LOC" and _RUSSIAN_ADJECTIVE.fullmatch(entity["surface"]):
        return "LOCderiv"
    return label


def read_toponyms(path: Path) -> Iterator[Sentence]:
    """Yield the even-numbered articles of LGL and GeoWebNews; the odd ones are for measuring."""
    for i, line in enumerate(_lines(path)):
        if i % 2 == 0:
            record = json.loads(line)
            found = [(t["start"], t["end"], "LOC") for t in record["toponyms"]]
            yield project(record["text"], found)


def read_corpora(language: str, folder: Path) -> tuple[Corpus, ...]:
    """Return what the tagger of a language is trained on, out of a folder of corpora.

    Kept out, to be measured on: odd articles (English) and every third text (Russian).

    Raises:
        LanguageError: there is no corpus for the language.

    """
    training = folder / "training"
    match language:
        case "de":
            return (Corpus(read_germeval(training / "germeval-de.tsv")),)
        case "ru":
            texts = read_factrueval(training / "factrueval-ru.jsonl")
            return (Corpus(text for i, text in enumerate(texts) if i % 3),)
        case "en":
            return (
                Corpus(read_gmb(training / "gmb-en.csv"), nested=False),
                Corpus(read_wikigold(training / "wikigold-en.tsv"), nested=False),
                Corpus(read_toponyms(folder / "corpora" / "english_dev.jsonl"), weight=3),
            )
        case _:
            raise LanguageError.unknown(language, ("de", "en", "ru"))
