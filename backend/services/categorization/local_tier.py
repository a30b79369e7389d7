"""The local model as a tier, kept warm from one import to the next."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.services.categorization.decisions import (
    AMOUNT_RULE,
    LOCAL_MODEL,
    MERCHANT_MAP,
    OWN,
    Decision,
    Hold,
)
from backend.services.categorization.lesson_rows import OpenLine, read_household
from backend.services.categorization.shipped import FALSE_FRIENDS
from backend.services.categorization.trust import Record, Standing, read_standing

if TYPE_CHECKING:
    from backend.services.categorization.local.model import Pretrained
    from backend.services.categorization.local_suggestions import LocalSuggestions


def _shipped() -> "Pretrained":
    from backend.services.categorization.local.shipped import load

    return load()


# What a rule or a mapping is unsure of, so that the local model is asked as well.
_UNSURE = {
    Hold.TOO_FEW_TIMES,
    Hold.SEVERAL_CATEGORIES,
    Hold.PLATFORM,
    Hold.PART_OF_NAME,
    Hold.MATTER_OF_TASTE,
    Hold.ERROR_BUDGET,
}


def is_unsure(decision: Decision) -> bool:
    """Tell whether the local model has a word in it: nothing matched, or what did is unsure.

    Never where the owner has: what a pattern or rule of theirs says is said. And never of a name that
    only begins like a well-known one: the model would fall for it.
    """
    if decision.category_id is None:
        return not _is_false_friend(decision.merchant)
    if decision.hold not in _UNSURE or decision.tier not in (AMOUNT_RULE, MERCHANT_MAP):
        return False
    return ("origin", OWN) not in decision.evidence


def _is_false_friend(merchant: str) -> bool:
    return any(f" {name} " in f" {merchant} " for name in FALSE_FRIENDS)


class LocalTier:
    """A household's local model, made when first needed.

    What it follows from is read each time: rows that were confirmed since are learned, and after
    anything else (an undo, an edited row, another category) it is made anew, with the same result
    as one that was made from nothing.
    """

    def __init__(self, pretrained: "Callable[[], Pretrained]" = _shipped) -> None:
        """Start with nothing made.

        Args:
            pretrained: gives what ships, or what a trial puts in its place.
        """
        self._pretrained = pretrained
        self._model: LocalSuggestions | None = None
        self._lock = Lock()

    def get_ready(self, session: Session) -> None:
        """Make the model ahead of time."""
        with self._lock:
            self._current(session)

    def suggest(self, session: Session, lines: Iterable[OpenLine]) -> list[Decision]:
        """Return what the model says of lines; nothing is loaded for a list of none.

        They may be made one by one: what was decided of them before (`before`) is to be held
        elsewhere meanwhile.
        """
        if not lines:
            return []
        with self._lock:
            model = self._current(session)
            bar = _bar(read_standing(session), seen=len(model.household.lessons))
            return model.suggest(lines, bar=bar)

    def _current(self, session: Session) -> "LocalSuggestions":
        from backend.services.categorization.local_suggestions import LocalSuggestions

        household = read_household(session)
        if self._model is None or not self._model.grow(household):
            self._model = LocalSuggestions(household, self._pretrained())
        return self._model


def _bar(standing: Standing, *, seen: int) -> float | None:
    """Return the confidence from which on a line is filed by itself."""
    from backend.services.categorization.local.confirming import Budget, threshold_of

    if standing.one_in is None:
        return None
    record = standing.records.get(LOCAL_MODEL, Record())
    budget = Budget(standing.one_in)
    return threshold_of(budget, seen=seen, filed=record.filed, wrong=record.corrected)
