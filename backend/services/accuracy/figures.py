"""The page: figures by part, category, month and confidence, from what became of predictions."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from backend.services.accuracy.outcomes import BINS, SURE, Outcomes, State
from backend.services.categorization.trust import GUESSING

_Z = 1.96  # of a normal distribution: 95 % lie within


@dataclass(slots=True)
class Figures:
    """What became of some predictions.

    Attributes:
        rows: transactions that were looked at by the app.
        answered: those that got a category predicted.
        filed: those that were filed without asking.
        judged: those whose category the owner confirmed, whatever had been predicted.
        right: judged ones that had been predicted so.
        corrected: those that were filed without asking and that the owner filed otherwise.
        unseen: those that were filed without asking and that nobody has looked at since.
    """

    rows: int = 0
    answered: int = 0
    filed: int = 0
    judged: int = 0
    right: int = 0
    corrected: int = 0
    unseen: int = 0

    @property
    def accuracy(self) -> float | None:
        """Which share of the judged ones was right; None without any."""
        return self.right / self.judged if self.judged else None

    @property
    def coverage(self) -> float | None:
        """Which share of the rows was filed without asking; None without any."""
        return self.filed / self.rows if self.rows else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which shares the accuracy lies in 95 of 100 cases, after E. B. Wilson (1927)."""
        return wilson(self.right, self.judged) if self.judged else None

    def add(self, found: Outcomes) -> None:
        """Add rows that share what became of them."""
        is_judged = found.state is State.JUDGED
        is_right = is_judged and found.predicted_id == found.chosen_id
        is_filed = found.is_auto and (is_judged or found.state is State.FILED)
        self.rows += found.rows
        self.answered += found.has_answer * found.rows
        self.filed += is_filed * found.rows
        self.judged += is_judged * found.rows
        self.right += is_right * found.rows
        self.corrected += (is_filed and is_judged and not is_right) * found.rows
        self.unseen += (found.state is State.FILED) * found.rows


@dataclass(slots=True)
class Bin:
    """The judged predictions of one tenth of confidence; `confidence` is added up."""

    judged: int = 0
    right: int = 0
    confidence: int = 0

    @property
    def expected(self) -> float | None:
        """How often they should have been right, by their own word."""
        return self.confidence / SURE / self.judged if self.judged else None

    @property
    def accuracy(self) -> float | None:
        """How often they were."""
        return self.right / self.judged if self.judged else None


@dataclass(slots=True)
class OfCategory:
    """The rows that the owner filed under one category, and what they were taken for instead."""

    judged: int = 0
    right: int = 0
    mistaken_for: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class Accuracy:
    """How often the app was right, in all and in part.

    `categories` are by the id of the category that the owner confirmed, `months` by YYYY-MM.
    """

    total: Figures = field(default_factory=Figures)
    guessed: Figures = field(default_factory=Figures)  # by what the error budget is for
    parts: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    months: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    categories: defaultdict[int, OfCategory] = field(
        default_factory=lambda: defaultdict(OfCategory)
    )
    bins: list[Bin] = field(default_factory=lambda: [Bin() for _ in range(BINS)])

    @property
    def calibration_error(self) -> float | None:
        """How far confidence and truth lie apart, bin by bin, weighted by their rows (ECE)."""
        judged = sum(one.judged for one in self.bins)
        if not judged:
            return None
        apart = sum(abs(one.confidence / SURE - one.right) for one in self.bins)
        return apart / judged

    def add(self, found: Outcomes) -> None:
        """Add rows that share what became of them."""
        for figures in (self.total, self.parts[found.part], self.months[found.month]):
            figures.add(found)
        if found.part in GUESSING:
            self.guessed.add(found)
        if found.state is State.JUDGED:
            self._add_judged(found)

    def _add_judged(self, found: Outcomes) -> None:
        if found.predicted_id is None or found.chosen_id is None or found.bin is None:
            raise AssertionError("a judged row has both categories")
        is_right = found.predicted_id == found.chosen_id
        of_category, bin_ = self.categories[found.chosen_id], self.bins[found.bin]
        for one in (of_category, bin_):
            one.judged += found.rows
            one.right += is_right * found.rows
        bin_.confidence += found.confidence
        if not is_right:
            of_category.mistaken_for[found.predicted_id] += found.rows


def accuracy_of(outcomes: Iterable[Outcomes]) -> Accuracy:
    """Return the page that outcomes make."""
    accuracy = Accuracy()
    for found in outcomes:
        accuracy.add(found)
    return accuracy


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Return the bounds of a share that was seen `right` times of `judged`."""
    share, spread = right / judged, _Z * _Z / judged
    middle = share + spread / 2
    width = _Z * math.sqrt(share * (1 - share) / judged + spread / (4 * judged))
    return max(0.0, (middle - width) / (1 + spread)), min(1.0, (middle + width) / (1 + spread))
