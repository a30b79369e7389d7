"""The local model of one household: predicts, says why, and learns from what is confirmed.

What it learned follows from the confirmed lines, in their order, and from nothing else: it is
never stored, and can be made again at any time.
"""

import random
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backend.services.categorization.local.calibration import Calibration, Signs
from backend.services.categorization.local.features import Features, features_of
from backend.services.categorization.local.knowledge import KnowledgeBase, Known
from backend.services.categorization.local.linear import LinearModel
from backend.services.categorization.local.memory import Evidence, Memory
from backend.services.categorization.local.reading import Purchase, Reader, Reading

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
        self._linear = LinearModel(pretrained.weights.copy(), pretrained.bias.copy())
        self._names = list(pretrained.categories)
        self._columns = {name: column for column, name in enumerate(self._names)}
        self._memory = Memory()
        self._reader = Reader()
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
        expected = self._without_moved(self._linear.probabilities(features_of(reading, known)))
        shares = self._memory.refine(reading, expected)
        best = int(shares.argmax())
        top = float(shares[best])
        signs = self._signs(reading, best, (top, float(expected[best])), known)
        shares[best] = -1.0
        second = int(shares.argmax())
        return Prediction(
            self._names[best],
            self._pretrained.calibration.confidence(signs),
            self._names[second],
            min(float(shares[second]), 1.0 - top),
            reading.name,
            tuple(self._memory.evidence(reading, best)),
            known,
            signs.others > _SETTLED,
            signs,
        )

    def learn_reading(self, reading: Reading, category: str) -> None:
        """Learn a line that was read already."""
        column = self._column(category)
        features = features_of(reading, self._known(reading))
        self._memory.add(reading, column)
        self._linear.step(features, column)
        self._lessons.append((features, column))
        for _ in range(_REPLAYS):
            again = self._lessons[int(self._random.random() * len(self._lessons))]
            self._linear.step(*again)

    def _known(self, reading: Reading) -> Known | None:
        return self._pretrained.knowledge.find(reading.words, is_outflow=reading.is_outflow)

    def _signs(
        self, reading: Reading, best: int, shares: tuple[float, float], known: Known | None
    ) -> Signs:
        counts = self._memory.of_name(reading)
        weight = sum(counts.faded.values())
        others = 1.0 - counts.faded.get(best, 0.0) / weight if weight else 0.0
        return Signs(*shares, weight, others, known is not None, reading.is_outflow)

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
        return shares / shares.sum() if self._moved else shares
