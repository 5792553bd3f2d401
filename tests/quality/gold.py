"""The gold sets of the quality gate, each brought into the two files that the scores take.

Beside the project (../shared) lie annotated articles, which are never copied into it; where they
are absent the packs' own example sentences are all there is.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.languages import FOLDER, known_languages
from tests.quality.example_gold import example_gold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SHARED", "GoldSet", "gold_sets"]

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

# Mentions: what was found, of that what stands right, both together. Usage: see GUIDELINES there.
PLACED = ("detection", "within_161", "end_to_end")
USAGE = ("usage", "derived", "dateline")
PLACED_EXAMPLES = ("detection", "country", "usage")
# Events: found at the place itself, or at the area around it.
EVENTS = ("events", "events_tolerant")
FIELDS = ("excerpt", "actors", "figures", "date", "origin", "phase")
# Articles of sections that tell of no events: so many, the first of each section.
QUIET_TOPICS = ("Sport", "Kultur", "Web")
QUIET_ARTICLES = 100

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Annotated texts of one language: what `schauplatz extract` reads, and what it should find.

    `figures` are the names of the figures that are held to a floor; `raw_body` takes the whole
    of each text for its body.
    """

    name: str
    articles: tuple[Record, ...]
    gold: tuple[Record, ...]
    figures: tuple[str, ...]
    raw_body: bool = True

    @property
    def sha256(self) -> str:
        """The SHA-256 of the texts and their annotation, in hexadecimal."""
        digest = hashlib.sha256()
        for record in (*self.articles, *self.gold):
            digest.update(_line(record).encode("utf-8"))
        return digest.hexdigest()

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write the articles and the gold as JSON Lines; return the two paths."""
        paths = folder / "articles.jsonl", folder / "gold.jsonl"
        for path, records in zip(paths, (self.articles, self.gold), strict=True):
            path.write_text("".join(map(_line, records)), encoding="utf-8")
        return paths


@cache
def gold_sets() -> dict[str, Callable[[], GoldSet]]:
    """Return how to read each set that is here, by name: the shared ones, then the examples."""
    shared: dict[str, Callable[[], GoldSet]] = {
        "de/development": lambda: _german("german", (*PLACED, *USAGE)),
        "de/events": lambda: _german("events", (*EVENTS, *FIELDS)),
        "de/quiet": _quiet,
        "en/lgl": lambda: _english("lgl"),
        "en/geowebnews": lambda: _english("geowebnews"),
        "ru/factrueval": _russian,
    }
    codes = [code for code in known_languages() if _read(FOLDER / code / "examples.jsonl")]
    examples = {f"{code}/examples": partial(_examples, code) for code in codes}
    kept_out = {
        f"{code}/kept_out": partial(_kept_out, code) for code in codes if _kept_out(code).gold
    }
    return {**(shared if SHARED.is_dir() else {}), **examples, **kept_out}


def _german(name: str, figures: tuple[str, ...]) -> GoldSet:
    """Return a development set; `dev_inputs.py` says what belongs to it."""
    with tempfile.TemporaryDirectory() as folder:
        script = SHARED / "score" / "dev_inputs.py"
        subprocess.run([sys.executable, script, folder], check=True)
        articles = tuple(_read(Path(folder) / f"{name}-in.jsonl"))
        gold = tuple(_read(Path(folder) / f"{name}-gold.jsonl"))
    title = "de/development" if name == "german" else "de/events"
    return GoldSet(title, articles, gold, figures, raw_body=False)


def _english(corpus: str) -> GoldSet:
    """Return the articles with an odd index in their corpus: the others train the tagger."""
    records = _read(SHARED / "corpora" / "english_dev.jsonl")
    held_out = [one for one in records if one["corpus"] == corpus][1::2]
    articles = tuple({key: one[key] for key in ("id", "lang", "text")} for one in held_out)
    return GoldSet(f"en/{corpus}", articles, tuple(held_out), PLACED)


def _russian() -> GoldSet:
    """Return every third text: those that `training_data.read_corpora` keeps out of training."""
    held_out = _read(SHARED / "training" / "factrueval-ru.jsonl")[::3]
    articles = tuple({key: one[key] for key in ("id", "lang", "text")} for one in held_out)
    gold = tuple({"id": one["id"], "toponyms": list(_locations(one))} for one in held_out)
    return GoldSet("ru/factrueval", articles, gold, ("detection",))


def _locations(record: Record) -> Iterator[Record]:
    for entity in record["entities"]:
        if entity["label"] in {"Location", "LocOrg"}:
            offsets = {key: entity[key] for key in ("start", "end", "surface")}
            yield offsets | {"lat": None, "lon": None, "country": None}


def _quiet() -> GoldSet:
    """Return articles on sport, culture and the web, none of which should yield an event."""
    corpus = _read(SHARED / "corpora" / "gnad.jsonl")
    sections = [[one for one in corpus if one["topic"] == topic] for topic in QUIET_TOPICS]
    turns = [one for turn in zip_longest(*sections) for one in turn if one is not None]
    articles = tuple(
        {key: one[key] for key in ("id", "lang", "text")} for one in turns[:QUIET_ARTICLES]
    )
    gold = tuple({"id": one["id"], "events": []} for one in articles)
    return GoldSet("de/quiet", articles, gold, ("quiet",))


def _examples(code: str) -> GoldSet:
    """Return the example sentences of a language pack."""
    return _of_examples(f"{code}/examples", code, (*PLACED_EXAMPLES, *EVENTS), kept_out=False)


def _kept_out(code: str) -> GoldSet:
    """Return the example sentences that were written when the rules for events stood."""
    return _of_examples(f"{code}/kept_out", code, EVENTS, kept_out=True)


def _of_examples(name: str, code: str, figures: tuple[str, ...], *, kept_out: bool) -> GoldSet:
    examples = [
        one
        for one in _read(FOLDER / code / "examples.jsonl")
        if one.get("kept_out", False) == kept_out
    ]
    articles = tuple(
        {"id": str(number), "lang": code, "text": one["text"], "published": one.get("published")}
        for number, one in enumerate(examples)
    )
    gold = tuple({"id": str(n), **example_gold(one)} for n, one in enumerate(examples))
    return GoldSet(name, articles, gold, figures)


def _read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"
