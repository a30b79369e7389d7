"""What the local model says of lines that rules and mappings say nothing about.

It learns from the household's own confirmed rows, on this computer; nothing of it is stored. This
module brings numpy, so whoever may not need it goes by `local_tier`.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from backend.services.categorization.decisions import (
    LEARNED,
    LOCAL_MODEL,
    UNMATCHED,
    Decision,
    Hold,
)
from backend.services.categorization.lesson_rows import Household, LessonRow, OpenLine
from backend.services.categorization.local.calibration import inputs_of
from backend.services.categorization.local.confirming import has_evidence
from backend.services.categorization.local.model import LocalModel, Prediction, Pretrained
from backend.services.categorization.local.reading import SATURDAY, Purchase, Reading
from backend.services.categorization.outcomes import by_local_model
from backend.services.categorization.platforms import is_platform

LEAST_CONFIDENCE = 0.5
_MOST_REMEMBERED = 5_000


class LocalSuggestions:
    """The local model as a household's confirmed rows make it."""

    def __init__(self, household: Household, pretrained: Pretrained) -> None:
        """Learn the household's rows in their order."""
        self.household = household
        gone = (name for name in pretrained.categories if name not in household.category_ids)
        self._model = LocalModel(pretrained, moved=dict.fromkeys(gone))
        self._curve = list(self._model.curve)
        self._said: dict[Hashable, tuple[Prediction, dict[str, Any]]] = {}
        self._learn(household.lessons)

    def grow(self, household: Household) -> bool:
        """Learn what is new; False where something else changed, and it has to start anew."""
        known = len(self.household.lessons)
        if (
            household._replace(lessons=()) != self.household._replace(lessons=())
            or household.lessons[:known] != self.household.lessons
        ):
            return False
        if len(household.lessons) > known:
            self._said.clear()
            self._learn(household.lessons[known:])
        self.household = household
        return True

    def suggest(self, lines: Iterable[OpenLine], *, bar: float | None) -> list[Decision]:
        """Return what each line most likely is; a guess is no category.

        Args:
            lines: what nothing else says anything about, or nothing that is sure of it.
            bar: the confidence from which on a line is filed by itself; None where none is.
        """
        decided: dict[Hashable, Decision] = {}
        known: dict[int, bool] = {}
        return [self._suggest(line, bar, decided, known) for line in lines]

    def _suggest(
        self,
        line: OpenLine,
        bar: float | None,
        decided: dict[Hashable, Decision],
        known: dict[int, bool],
    ) -> Decision:
        """Return what a line is; lines of one shape have one and the same decision before it."""
        shape = id(line.before)
        decision = decided.get(_alike(line, is_known=known.get(shape, True)))
        if decision is None:
            reading = self._read(line)
            is_known = known[shape] = self._model.knows(reading)
            if not is_known:
                reading = _roughly(reading)
            depends_on = self._model.depends_on(reading)
            decision = decided.get((depends_on, line.before))
            if decision is None:
                own_word = self._decision(line.before, *self._say(reading, depends_on), bar)
                decision = _weighed(line.before, own_word)
                decided[depends_on, line.before] = decision
            decided[_alike(line, is_known=is_known)] = decision
        return decision

    def _read(self, line: OpenLine) -> Reading:
        account_type = self.household.account_types.get(line.account_id, "")
        purchase = Purchase(line.description, line.cents, line.date, account_type)
        return self._model.read(purchase, line.before.merchant)

    def _say(self, reading: Reading, depends_on: Hashable) -> tuple[Prediction, dict[str, Any]]:
        said = self._said.get(depends_on)
        if said is None:
            prediction = self._model.predict_reading(reading)
            said = prediction, self._evidence(prediction)
            if len(self._said) >= _MOST_REMEMBERED:
                self._said.clear()
            self._said[depends_on] = said
        return said

    def _decision(
        self,
        before: Decision,
        prediction: Prediction,
        evidence: Mapping[str, Any],
        bar: float | None,
    ) -> Decision:
        evidence = {
            **evidence,
            "threshold": None if bar is None else round(bar, 4),
            "is_platform": is_platform(before.merchant),
            "waits_because": _waits_because(before),
        }
        outcome = by_local_model(evidence)
        if outcome.category_id is None:
            guess = {"guess": evidence["shares"][0][0], "sure": round(prediction.confidence, 1)}
            return before._replace(tier=UNMATCHED, category_id=None, evidence=tuple(guess.items()))
        second, share = evidence["shares"][1]
        return before._replace(
            category_id=outcome.category_id,
            tier=LOCAL_MODEL,
            confidence=outcome.confidence,
            auto=outcome.is_auto,
            hold=outcome.hold,
            decided_by=None,
            matched_text=prediction.name,
            runner_up_id=second,
            runner_up_share=share if second is not None else None,
            evidence=tuple(evidence.items()),
        )

    def _evidence(self, prediction: Prediction) -> dict[str, Any]:
        """Return all that a prediction rests on, as JSON can hold it."""
        known, ids = prediction.known, self.household.category_ids
        best = prediction.signs.probability
        return {
            "shares": [
                [ids.get(prediction.category), round(best, 4)],
                [ids.get(prediction.runner_up), round(prediction.runner_up_share, 4)],
            ],
            "signs": [round(float(sign), 4) for sign in inputs_of(prediction.signs)],
            "curve": self._curve,
            "least": LEAST_CONFIDENCE,
            "is_ambiguous": prediction.is_ambiguous,
            "has_evidence": has_evidence(prediction),
            "counts": [[str(one.level), one.times, one.total] for one in prediction.evidence],
            "since": self.household.since,
            "known": None if known is None else [known.pattern, ids.get(known.category)],
        }

    def _learn(self, lessons: Sequence[LessonRow]) -> None:
        for lesson in lessons:
            account_type = self.household.account_types.get(lesson.account_id, "")
            purchase = Purchase(lesson.description, lesson.cents, lesson.date, account_type)
            reading = self._model.read(purchase, lesson.merchant_key)
            self._model.learn_reading(reading, lesson.category)


def _alike(line: OpenLine, *, is_known: bool) -> Hashable:
    """Return what two lines of one shape share that are judged alike."""
    shape, cents = id(line.before), line.cents
    if is_known:
        return shape, line.account_id, cents, line.date.weekday() < SATURDAY
    return shape, line.account_id, cents > 0, _doublings(cents)


def _doublings(cents: int) -> int:
    """Return how often one doubles before it is more than an amount's whole dollars, and one."""
    return (abs(cents) // 100 + 1).bit_length()


def _roughly(reading: Reading) -> Reading:
    """Return a line of a merchant of whom nothing was confirmed as it is judged.

    What tells most of it are its words. The day and the very amount are not looked at, so that
    thousands of such lines take hundreds of thoughts.
    """
    dollars = (1 << _doublings(reading.cents) - 1) - 1
    cents = dollars * 100 if reading.is_outflow else -dollars * 100
    return reading._replace(cents=cents, is_workday=True)


def _waits_because(before: Decision) -> str | None:
    """Return why a line waits whatever the model says.

    What was learned of a merchant files it from as many confirmations on as the owner wants.
    """
    is_learned = dict(before.evidence).get("origin") == LEARNED
    if is_learned and before.hold in (Hold.TOO_FEW_TIMES, Hold.PART_OF_NAME, Hold.ERROR_BUDGET):
        return str(before.hold)
    return None


def _weighed(before: Decision, own_word: Decision) -> Decision:
    """Return the model's word, unless that is less than what a rule or a mapping says."""
    if before.category_id is None:
        return own_word
    says_more = own_word.category_id not in (None, before.category_id)
    return own_word if own_word.auto or says_more else before
