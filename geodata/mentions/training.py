"""The command that trains a tagger: `python -m geodata.mentions.training LANGUAGE CORPORA_FOLDER`.

It needs the extra `train` (python-crfsuite, wordfreq), of which nothing is needed at run time.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite
from wordfreq import get_frequency_dict

from geodata.gazetteer import load_gazetteer
from geodata.languages import FOLDER, load_pack
from geodata.mentions.breaks import MARGIN, flag_of, with_breaks
from geodata.mentions.features import FeatureMaker, is_affix
from geodata.mentions.pieces import BREAK
from geodata.mentions.training_data import Sentence, read_corpora
from geodata.mentions.weights import FILE, OFFSETS, OUTSIDE, Weights, save_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.languages import LanguagePack
    from geodata.mentions.training_data import Corpus

__all__ = ["main", "train"]

# Words of the frequency table; beyond, all are alike rare (below about two in a million).
FREQUENT_WORDS = 40_000
# The frequency classes: whole decades of Zipf's scale (wordfreq), rarer than 3 is 2.
LEAST_ZIPF, MOST_ZIPF = 3, 6
# A weight of 1.0 in whole numbers; sums of them stay below 2 ** 15.
SCALE = 256
# How hard small weights are pressed to nothing (L1): chosen on a fifth of GermEval, 2026-11.
L1 = 0.2
ITERATIONS = 60

# Towns are left out: "Lincoln" in an organisation's name is as often a person.
_NESTED = {"country": "LOC", "region": "LOC", "admin": "LOC", "adj": "LOCderiv"}

Model = dict[tuple[str, str], float]


def frequency_buckets(language: str) -> dict[str, str]:
    """Return the frequency class of the most frequent words of a language, after wordfreq."""
    frequencies = get_frequency_dict(language, wordlist="best")
    frequent = sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))[:FREQUENT_WORDS]
    zipf = ((word, math.log10(share) + 9) for word, share in frequent if not set(word) & set(" \n"))
    return {w: str(min(MOST_ZIPF, int(z)) if z >= LEAST_ZIPF else 2) for w, z in zipf}


class Encoder:
    """Turns sentences into what crfsuite is trained on."""

    def __init__(self, pack: LanguagePack, maker: FeatureMaker) -> None:
        self._maker = maker
        self._abbreviations = pack.words("sentence_abbreviations")
        self._features: dict[str, list[str]] = {}

    def encode(self, sentence: Sentence) -> tuple[list[list[str]], list[str]]:
        """Return the features and the label of each piece and each break of a sentence."""
        pieces = sentence.pieces
        flags = np.array([flag_of(p, self._abbreviations) for p in pieces], dtype=np.uint8)
        numbers = np.array([0 if p[0] == BREAK else i for i, p in enumerate(pieces, 1)])
        padded = [0, 0, *with_breaks(numbers, flags)[0].tolist(), 0, 0]
        seen = [self._seen(pieces[n - 1] if n else BREAK) for n in padded]
        items = [self._item(seen, i) for i in range(MARGIN, len(padded) - MARGIN)]
        labels = [sentence.labels[n - 1] if n else OUTSIDE for n in padded[MARGIN:-MARGIN]]
        return items, labels

    def _seen(self, piece: str) -> list[str]:
        if piece not in self._features:
            self._features[piece] = self._maker.features(piece)
        return self._features[piece]

    @staticmethod
    def _item(seen: Sequence[list[str]], at: int) -> list[str]:
        return [
            f"{column}{name}"
            for column, offset in enumerate(OFFSETS)
            for name in seen[at + offset]
            # Affixes of words further off than the next tell nothing (the same F1, a third
            # fewer weights).
            if abs(offset) < MARGIN or not is_affix(name)
        ]


def open_up(sentence: Sentence, maker: FeatureMaker) -> Sentence:
    """Return a sentence in which places inside names of organisations are places.

    The Groningen Meaning Bank and WikiGold leave them out; LGL, GeoWebNews and GermEval do not.
    """
    labels = list(sentence.labels)
    for i, (piece, label) in enumerate(zip(sentence.pieces, labels, strict=True)):
        if label in {"ORG", "OTH"} and piece[0].isupper():
            found = maker.place_class(piece).partition("~")
            labels[i] = _NESTED.get(found[0], label) if not found[1] else label
    return Sentence(sentence.pieces, tuple(labels))


def train(language: str, corpora: Iterable[Corpus]) -> Weights:
    """Return the weights that a linear-chain CRF learns from the sentences of some corpora."""
    pack, buckets = load_pack(language), frequency_buckets(language)
    maker = FeatureMaker(pack, load_gazetteer(), buckets)
    encoder = Encoder(pack, maker)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": L1, "c2": 0.0, "max_iterations": ITERATIONS})
    trainer.set_params({"feature.possible_transitions": True})
    for corpus in corpora:
        for sentence in corpus.sentences * corpus.weight:
            opened = sentence if corpus.nested else open_up(sentence, maker)
            trainer.append(*encoder.encode(opened))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    return _folded(info.state_features, info.transitions, buckets)


def _folded(state: Model, transitions: Model, buckets: Mapping[str, str]) -> Weights:
    labels = sorted({label for _, label in state} | {OUTSIDE}, key=lambda x: (x != OUTSIDE, x))
    names = sorted({name[1:] for name, _ in state})
    rows = np.zeros((len(names) + 1, len(OFFSETS) * len(labels)), dtype=np.int16)
    row_of = {name: row for row, name in enumerate(names)}
    column_of = {label: column for column, label in enumerate(labels)}
    for (name, label), weight in state.items():
        column = int(name[0]) * len(labels) + column_of[label]
        rows[row_of[name[1:]], column] = round(weight * SCALE)
    steps = np.zeros((len(labels), len(labels)), dtype=np.int16)
    for (before, after), weight in transitions.items():
        steps[column_of[before], column_of[after]] = round(weight * SCALE)
    return Weights(tuple(labels), row_of, rows, steps, buckets)


def main(arguments: Sequence[str]) -> int:
    """Train the tagger of a language from a folder of corpora; write it into its pack."""
    language, folder = arguments
    corpora = read_corpora(language, Path(folder))
    weights = train(language, corpora)
    save_weights(FOLDER / language / FILE, weights)
    sys.stdout.write(
        f"{language}: {len(weights.features)} features, {len(weights.labels)} labels\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
