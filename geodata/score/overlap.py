"""The two kinds of figures that all scores are made of."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Accuracy", "Overlap"]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far what was found and what the gold holds are the same things.

    `agreed` counts the pairs; where nothing was found, or the gold holds nothing, the share in
    question is 0, as is usual in shared tasks.
    """

    agreed: int
    gold: int
    predicted: int

    @property
    def precision(self) -> float:
        """The share of the predicted that is right, 0 to 1."""
        return self.agreed / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 0 to 1."""
        return self.agreed / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share that is right, 0 to 1, of `asked` cases; None where it cannot be said."""

    asked: int
    share: float | None
