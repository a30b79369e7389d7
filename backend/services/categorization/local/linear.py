"""A linear model over hashed features: shipped pretrained, then tuned by what is confirmed."""

import numpy as np
from numpy.typing import NDArray

from backend.services.categorization.local.features import SLOTS, Features

Vector = NDArray[np.float32]
_UNKNOWN_BIAS = -4.0
_START = 1.0


class LinearModel:
    """Softmax regression whose weights move by Adagrad: often-met features move less each time."""

    def __init__(self, weights: Vector, bias: Vector, *, rate: float = 1.0) -> None:
        """Start with weights that others may share; they are copied when one first moves."""
        self.weights = weights
        self.bias = bias
        self._rate = rate
        self._squares: Vector | None = None

    @classmethod
    def untrained(cls, categories: int, *, rate: float = 1.0) -> "LinearModel":
        """Return a model that knows nothing of so many categories."""
        zeros = np.zeros((SLOTS, categories), np.float32)
        return cls(zeros, np.zeros(categories, np.float32), rate=rate)

    def add_category(self) -> None:
        """Make room for a category that nothing is known of."""
        self.weights = np.pad(self.weights, ((0, 0), (0, 1)))
        if self._squares is not None:
            self._squares = np.pad(self._squares, ((0, 0), (0, 1)), constant_values=_START)
        self.bias = np.append(self.bias, np.float32(_UNKNOWN_BIAS))

    def scores(self, features: Features) -> Vector:
        """Return what features add to each category's score."""
        return features.values @ self.weights[features.slots]

    def probabilities(self, *scores_of: Vector) -> Vector:
        """Return how likely each category is, from the scores of all that was seen."""
        scores = self.bias.copy()
        for some in scores_of:
            scores += some
        scores -= scores.max()
        np.exp(scores, scores)
        scores /= scores.sum()
        return scores

    def step(self, features: Features, category: int, weight: float = 1.0) -> float:
        """Move the weights towards `category`; return how likely it was before."""
        if self._squares is None:
            self.weights = self.weights.copy()
            self._squares = np.full_like(self.weights, _START)
        gradient = self.probabilities(self.scores(features))
        before = float(gradient[category])
        gradient[category] -= 1.0
        gradient *= weight
        slopes = features.values[:, None] * gradient
        squares = self._squares[features.slots] + slopes * slopes
        self._squares[features.slots] = squares
        self.weights[features.slots] -= self._rate * slopes / np.sqrt(squares)
        return before
