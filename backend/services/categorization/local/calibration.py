"""From the model's probability to how often such predictions are right."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_SHARPEST = 1e-4
_ROUNDS = 25
_RIDGE = 1e-2


class Signs(NamedTuple):
    """What tells how far a prediction can be trusted.

    `expected` is the probability without memory, `others` the share of the merchant's lines that
    were filed elsewhere, faded by age.
    """

    probability: float
    expected: float
    lines_of_name: float
    others: float
    is_known: bool
    is_outflow: bool


class Calibration(NamedTuple):
    """A logistic curve over the signs."""

    weights: tuple[float, ...]

    def confidence(self, signs: Signs) -> float:
        """Return the share of such predictions that are right."""
        score = sum(w * x for w, x in zip(self.weights, inputs_of(signs), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def fit(observed: Iterable[tuple[Signs, bool]]) -> Calibration:
    """Return the curve that explains best which predictions were right."""
    pairs = list(observed)
    inputs = np.array([inputs_of(signs) for signs, _ in pairs])
    right = np.array([float(was_right) for _, was_right in pairs])
    weights: NDArray[np.float64] = np.zeros(inputs.shape[1])
    for _ in range(_ROUNDS):
        expected = 1.0 / (1.0 + np.exp(-inputs @ weights))
        weights = weights + _newton_step(
            inputs, right - expected, expected * (1 - expected), weights
        )
    return Calibration(tuple(round(float(weight), 4) for weight in weights))


def _newton_step(
    inputs: NDArray[np.float64],
    residuals: NDArray[np.float64],
    variances: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    slope = inputs.T @ residuals - _RIDGE * weights
    curvature = (inputs * variances[:, None]).T @ inputs + _RIDGE * np.eye(inputs.shape[1])
    return np.asarray(np.linalg.solve(curvature, slope), np.float64)


def inputs_of(signs: Signs) -> Sequence[float]:
    """Return what the curve weighs."""
    logit = _logit(signs.probability)
    is_new = float(signs.lines_of_name == 0)
    return (
        1.0,
        logit,
        _logit(signs.expected) * (1 - is_new),
        is_new,
        logit * is_new,
        math.log1p(signs.lines_of_name),
        signs.others,
        float(signs.is_known) * is_new,
        float(not signs.is_outflow),
    )


def _logit(probability: float) -> float:
    bounded = min(max(probability, _SHARPEST), 1 - _SHARPEST)
    return math.log(bounded / (1 - bounded))
