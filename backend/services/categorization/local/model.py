"""The local model of one household: predicts, says why, and learns from what is confirmed.

What it learned follows from the confirmed lines, in their order, and from nothing else: it is
never stored, and can be made again at any time.
"""

import random
from collections.abc import Hashable, Iterable, Mapping
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backend.services.categorization.local.calibration import Calibration, Signs
from backend.services.categorization.local.features import (
    Features,
    features_of_side,
    features_of_text,
    joined,
    side_key,
)
from backend.services.categorization.local.knowledge import KnowledgeBase, Known
from backend.services.categorization.local.linear import LinearModel, Vector
from backend.services.categorization.local.memory import Evidence, Memory, Recalled
from backend.services.categorization.local.reading import Purchase, Reader, Reading
from backend.services.categorization.normalization import remember

_REPLAYS = 3
_SEED = 2025
# A merchant with several categories is settled again after some nine lines in one of them.
_SETTLED = 0.05


class Prediction(NamedTuple):
    """The category that a line most likely gets, and why.

    `confidence` is how often such predictions are right. `evidence` goes from the narrowest key
    to the widest, and is empty where nothing like it was confirmed; then `known` tells what the
    knowledge base says, if it knows the merchant. `is_ambiguous` where the household files this
    merchant under several categories.
    """

    category: str
    confidence: float
    runner_up: str
    runner_up_share: float
    name: str
    evidence: tuple[Evidence, ...]
    known: Known | None
    is_ambiguous: bool
    signs: Signs


class Pretrained(NamedTuple):
    """What ships: knowledge of merchants, weights of words, and how far to trust either."""

    categories: tuple[str, ...]
    knowledge: KnowledgeBase
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    calibration: Calibration


class LocalModel:
    """What ships, and what one household taught on top of it."""

    def __init__(
        self, pretrained: Pretrained, *, moved: Mapping[str, str | None] | None = None
    ) -> None:
        """Start with nothing confirmed.

        Args:
            pretrained: what ships; it is left as it is.
            moved: shipped categories that the household merged into another, or deleted (None).
        """
        self._pretrained = pretrained
        self._linear = LinearModel(pretrained.weights, pretrained.bias)
        self._names = list(pretrained.categories)
        self._columns = {name: column for column, name in enumerate(self._names)}
        self._memory = Memory()
        self._reader = Reader()
        self._features: dict[Hashable, Features] = {}
        self._scores: dict[Hashable, Vector] = {}  # hold until something is learned
        self._lessons: list[tuple[Features, int]] = []
        self._random = random.Random(_SEED)  # noqa: S311 - which lesson to repeat is no secret
        self._moved = [
            (self._columns[name], None if target is None else self._column(target))
            for name, target in (moved or {}).items()
            if name in self._columns
        ]

    def predict(self, purchase: Purchase) -> Prediction:
        """Return the likeliest category of a line."""
        return self.predict_reading(self._reader.read(purchase))

    def knows(self, reading: Reading) -> bool:
        """Tell whether anything was confirmed of the merchant's very name, in this direction."""
        return self._memory.knows(reading)

    def depends_on(self, reading: Reading) -> Hashable:
        """Return what a prediction about a line depends on, until something is learned.

        The exact amount tells nothing of a merchant of whom nothing was confirmed.
        """
        if self._memory.knows(reading):
            return reading
        return reading.words, reading.tail, side_key(reading)

    @property
    def curve(self) -> tuple[float, ...]:
        """The weights by which the confidence of a prediction follows from its signs."""
        return self._pretrained.calibration.weights

    def read(self, purchase: Purchase, merchant: str | None = None) -> Reading:
        """Return a purchase as the model sees it; `merchant` is its key, where that is known."""
        if merchant is None:
            return self._reader.read(purchase)
        return self._reader.read_cleaned(purchase, merchant)

    def learn(self, purchase: Purchase, category: str) -> None:
        """Learn that a line was filed under a category."""
        self.learn_reading(self._reader.read(purchase), category)

    def learn_all(self, confirmed: Iterable[tuple[Purchase, str]]) -> None:
        """Learn many lines in their order, as if one by one."""
        for purchase, category in confirmed:
            self.learn(purchase, category)

    def predict_reading(self, reading: Reading) -> Prediction:
        """Return the likeliest category of a line that was read already."""
        known = self._known(reading)
        expected = self._expected(reading)
        recalled = self._memory.recall(reading)
        shares = recalled.refine(expected)
        best = int(shares.argmax())
        top = float(shares[best])
        signs = _signs(recalled, best, (top, float(expected[best])), (known, reading))
        shares[best] = -1.0
        second = int(shares.argmax())
        return Prediction(
            self._names[best],
            self._pretrained.calibration.confidence(signs),
            self._names[second],
            min(float(shares[second]), 1.0 - top),
            reading.name,
            recalled.evidence(best),
            known,
            signs.others > _SETTLED,
            signs,
        )

    def learn_reading(self, reading: Reading, category: str) -> None:
        """Learn a line that was read already."""
        column = self._column(category)
        features = joined(*(self._features_of(reading, part) for part in Part))
        self._scores.clear()
        self._memory.add(reading, column)
        self._linear.step(features, column)
        self._lessons.append((features, column))
        for _ in range(_REPLAYS):
            again = self._lessons[int(self._random.random() * len(self._lessons))]
            self._linear.step(*again)

    def _known(self, reading: Reading) -> Known | None:
        return self._pretrained.knowledge.find(reading.words, is_outflow=reading.is_outflow)

    def _expected(self, reading: Reading) -> Vector:
        """Return what would be expected of a line without memory of lines like it."""
        scores = (self._scores_of(reading, part) for part in Part)
        return self._without_moved(self._linear.probabilities(*scores))

    def _scores_of(self, reading: Reading, part: "Part") -> Vector:
        key = part.key(reading)
        scores = self._scores.get(key)
        if scores is None:
            found = self._linear.scores(self._features_of(reading, part))
            scores = remember(self._scores, key, found)
        return scores

    def _features_of(self, reading: Reading, part: "Part") -> Features:
        key = part.key(reading)
        features = self._features.get(key)
        if features is None:
            found = (
                features_of_text(reading, self._known(reading))
                if part is Part.TEXT
                else features_of_side(reading)
            )
            features = remember(self._features, key, found)
        return features

    def _column(self, category: str) -> int:
        """Return the category's column; one that did not ship starts with zero weights."""
        column = self._columns.get(category)
        if column is None:
            column = self._columns[category] = len(self._names)
            self._names.append(category)
            self._linear.add_category()
        return column

    def _without_moved(self, shares: NDArray[np.float32]) -> NDArray[np.float32]:
        for column, target in self._moved:
            if target is not None:
                shares[target] += shares[column]
            shares[column] = 0.0
        total = float(shares.sum())
        return shares / total if self._moved and total else shares


class Part(Enum):
    """The two halves of a line's features; each stays the same for many lines."""

    TEXT = "text"
    SIDE = "side"

    def key(self, reading: Reading) -> Hashable:
        """Return what the half depends on."""
        if self is Part.TEXT:
            return reading.words, reading.tail, reading.is_outflow
        return side_key(reading)


def _signs(
    recalled: Recalled,
    best: int,
    shares: tuple[float, float],
    seen: tuple[Known | None, Reading],
) -> Signs:
    counts = recalled.of_name()
    others = 1.0 - counts.faded.get(best, 0.0) / counts.weight if counts.weight else 0.0
    known, reading = seen
    return Signs(*shares, counts.weight, others, known is not None, reading.is_outflow)
