"""What reports may take, so that nobody waits for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so many wall milliseconds on a machine at rest, and times plain sqlite3's time."""

    ms: float | None = None
    ratio: float | None = None

    def is_reached(self, ms: float, ratio: float | None) -> bool:
        """Whether figures are within it."""
        slow = self.ms is not None and ms > self.ms
        return not slow and (self.ratio is None or ratio is None or ratio <= self.ratio)


SMALL, LARGE, HUGE = 10_000, 100_000, 1_000_000
_ANY_REPORT = {SMALL: Goal(30), LARGE: Goal(30), HUGE: Goal(50)}
_GOALS: dict[str, dict[int, Goal]] = {
    "spending, one month": {SMALL: Goal(3, 15), LARGE: Goal(4, 5), HUGE: Goal(15, 2)},
    "category × month, 10 years": {SMALL: Goal(25, 3.5), LARGE: Goal(30, 1), HUGE: Goal(40, 0.1)},
    "monthly trend, 12 months": {SMALL: Goal(3, 5), LARGE: Goal(5, 1.5), HUGE: Goal(8, 0.2)},
    "cash flow, one year": {SMALL: Goal(6, 5), LARGE: Goal(20, 2.5), HUGE: Goal(150, 1.5)},
    "search, newest 50": {SMALL: Goal(7, 4), LARGE: Goal(8, 4), HUGE: Goal(10, 4)},
    "search, no hit": {SMALL: Goal(7, 2), LARGE: Goal(50, 2), HUGE: Goal(400, 2)},
    "search, newest 50 and how many": {},  # every row has to be read for the number
    "first page of 50": {SMALL: Goal(3, 20), LARGE: Goal(3, 20), HUGE: Goal(3, 20)},
    "page at 90 % depth, by offset": {SMALL: Goal(3, 15), LARGE: Goal(6, 6), HUGE: Goal(25, 2)},
    "page at 90 % depth, next": {SMALL: Goal(3), LARGE: Goal(6), HUGE: Goal(3)},
}


def goal_of(job: str, rows: int) -> Goal | None:
    """Return the goal for a report on so many rows: of the nearest smaller size that has one."""
    goals = _GOALS.get(job, _ANY_REPORT)
    sizes = [size for size in goals if size <= rows]
    return goals[max(sizes)] if sizes else None
