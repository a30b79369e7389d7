"""Walks the open households day by day: predict every line of a day, then learn their categories.

Models come from other households than those they are tried on, and so does the calibration.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from typing import NamedTuple

import numpy as np

from backend.services.categorization.local.calibration import Calibration, Signs, fit
from backend.services.categorization.local.confirming import Budget, Confirming
from backend.services.categorization.local.knowledge import KnowledgeBase, Known
from backend.services.categorization.local.model import LocalModel, Prediction, Pretrained
from scripts.local_model import sources, training
from scripts.local_model.households import FiledLine, read

FOLDS = 5
_UNCALIBRATED = Calibration((0.0, 1.0, *[0.0] * 7))


class Predicted(NamedTuple):
    """A line, the number that it is of its household (from 1), and what was predicted of it."""

    line: FiledLine
    number: int
    prediction: Prediction
    is_confirmed_by_itself: bool

    @property
    def is_right(self) -> bool:
        """Tell whether the household files it where it was predicted."""
        return self.prediction.category == self.line.category


def categories_of(
    households: Mapping[str, Sequence[FiledLine]], known: Iterable[Known]
) -> tuple[str, ...]:
    """Return every category that a line is filed under, or that something known is."""
    filed = {line.category for lines in households.values() for line in lines}
    return tuple(sorted(filed.union(*({one.category, *one.alternatives} for one in known))))


def pretrained_without(
    household_names: Sequence[str], households: Mapping[str, Sequence[FiledLine]]
) -> Pretrained:
    """Return what would ship if these households had not been known, not yet calibrated."""
    known = sources.knowledge()
    categories = categories_of(households, known)
    others = [lines for name, lines in households.items() if name not in household_names]
    linear = training.train(categories, known, list(sources.telling_words()), others)
    return Pretrained(categories, KnowledgeBase(known), linear.weights, linear.bias, _UNCALIBRATED)


def walk(
    lines: Sequence[FiledLine], pretrained: Pretrained, budget: Budget | None = None
) -> list[Predicted]:
    """Predict and learn a household's lines in their order."""
    model, confirming = LocalModel(pretrained), Confirming(budget or Budget())
    predicted: list[Predicted] = []
    for _, group in groupby(lines, key=lambda line: line.purchase.date):
        day = list(group)
        for line in day:
            prediction = model.predict(line.purchase)
            by_itself = confirming.decide(prediction)
            predicted.append(Predicted(line, len(predicted) + 1, prediction, by_itself))
        for line, one in zip(day, predicted[-len(day) :], strict=True):
            model.learn(line.purchase, line.category)
            confirming.observe(was_filed=one.is_confirmed_by_itself, is_right=one.is_right)
    return predicted


def observed(predicted: Iterable[Predicted]) -> list[tuple[Signs, bool]]:
    """Return what a calibration is fitted to."""
    return [(one.prediction.signs, one.is_right) for one in predicted]


def cross_validated(budget: Budget | None = None) -> list[Predicted]:
    """Return every line of every household, predicted by a model that never saw the household.

    Calibration follows the same split: the curve of a fold comes from the other folds' lines.
    """
    households = read()
    folds = [sorted(households)[start::FOLDS] for start in range(FOLDS)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        first = list(pool.map(_walk_fold, folds))
    results: list[Predicted] = []
    for index, fold_lines in enumerate(first):
        others = [one for at, lines in enumerate(first) if at != index for one in lines]
        results += recalibrated(fold_lines, fit(observed(others)), budget)
    return results


def recalibrated(
    predicted: Sequence[Predicted], calibration: Calibration, budget: Budget | None = None
) -> list[Predicted]:
    """Return predictions with another calibration: which category wins doesn't depend on it."""
    results: list[Predicted] = []
    for _, household in groupby(predicted, key=lambda one: one.line.household):
        confirming = Confirming(budget or Budget())
        for _, group in groupby(household, key=lambda one: one.line.purchase.date):
            day = [_with(one, calibration, confirming) for one in group]
            for one in day:
                confirming.observe(was_filed=one.is_confirmed_by_itself, is_right=one.is_right)
            results += day
    return results


def _with(one: Predicted, calibration: Calibration, confirming: Confirming) -> Predicted:
    confidence = calibration.confidence(one.prediction.signs)
    prediction = one.prediction._replace(confidence=confidence)
    return one._replace(prediction=prediction, is_confirmed_by_itself=confirming.decide(prediction))


def _walk_fold(fold: Sequence[str]) -> list[Predicted]:
    households = read()
    pretrained = pretrained_without(fold, households)
    return [one for name in fold for one in walk(households[name], pretrained)]


def calibration_error(predicted: Sequence[Predicted], bins: int = 10) -> float:
    """Return how far confidence and the share of right ones are apart, over bins of confidence."""
    confidence = np.array([one.prediction.confidence for one in predicted])
    right = np.array([one.is_right for one in predicted])
    at = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(right[at == b].mean() - confidence[at == b].mean()) for b in set(at.tolist())]
    sizes = [(at == b).mean() for b in set(at.tolist())]
    return float(np.dot(gaps, sizes))
