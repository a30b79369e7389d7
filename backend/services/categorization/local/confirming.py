"""When a line is filed without anybody looking: an error budget, checked against corrections."""

from collections import deque
from dataclasses import dataclass, field

from backend.services.categorization.local.model import Prediction

_WATCHED = 100  # lines filed by themselves, the latest
_EARLY = 200  # lines, the household's first: little is known of it
_EARLY_SHARE, _SHARE = 3.0, 6.0
_FEWEST_LINES = 0.9  # of the merchant, faded by age: at least one that is not old


@dataclass(frozen=True, slots=True)
class Budget:
    """Of so many lines filed by themselves, one may be wrong."""

    one_in: int = 50

    @property
    def share(self) -> float:
        """The share that may be wrong."""
        return 1.0 / self.one_in


@dataclass(slots=True)
class Confirming:
    """Decides line by line, and grows stricter where the household corrects too much.

    The share that was wrong of all above a threshold is far below what it is at the threshold, so
    the threshold lies below one minus the budget.
    """

    budget: Budget = field(default_factory=Budget)
    _seen: int = 0
    _watched: deque[bool] = field(default_factory=lambda: deque(maxlen=_WATCHED))

    @property
    def threshold(self) -> float:
        """The confidence from which on a line is filed by itself."""
        wrong = self._watched.count(False)
        return threshold_of(self.budget, seen=self._seen, filed=len(self._watched), wrong=wrong)

    def decide(self, prediction: Prediction) -> bool:
        """Tell whether the line is filed by itself."""
        return (
            prediction.confidence >= self.threshold
            and not prediction.is_ambiguous
            and has_evidence(prediction)
        )

    def observe(self, *, was_filed: bool, is_right: bool) -> None:
        """Take note of what the household made of a line; `was_filed` by itself."""
        self._seen += 1
        if was_filed:
            self._watched.append(is_right)


def threshold_of(budget: Budget, *, seen: int, filed: int, wrong: int) -> float:
    """Return the confidence from which on a line is filed by itself.

    Args:
        budget: how many may be filed wrong.
        seen: how many lines the household has filed so far.
        filed: of how many lines filed by themselves it is known what became of them, lately.
        wrong: how many of those the household corrected.
    """
    share = _EARLY_SHARE if seen < _EARLY else _SHARE
    strictness = max(1.0, (wrong + 1) / (filed * budget.share + 1))
    return 1.0 - share * budget.share / strictness


def has_evidence(prediction: Prediction) -> bool:
    """Tell whether the household filed the merchant before, or every household files it alike."""
    if prediction.signs.lines_of_name >= _FEWEST_LINES:
        return True
    known = prediction.known
    return known is not None and not known.alternatives and known.category == prediction.category
