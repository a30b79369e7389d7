"""Which row most likely makes rows and balances part; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backend.services.importing.balance_chain import Entry, Step
from backend.services.importing.statement import RowProblem

_MOST = 3
_SLIPS = (10, 100, 1000)


class Suspicion(StrEnum):
    """What may be wrong where rows and balances part."""

    NOT_IMPORTED = "not_imported"  # a row of the file that could not be read, or was left out
    COUNTED_TWICE = "counted_twice"
    SIGN_TURNED = "sign_turned"
    ALL_SIGNS_TURNED = "all_signs_turned"
    WRONG_BALANCE = "wrong_balance"  # the row is right, the balance beside it is not
    DIGITS_SWAPPED = "digits_swapped"
    POINT_MISPLACED = "point_misplaced"
    EXTRA_ROW = "extra_row"
    MISSING_ROW = "missing_row"
    WRONG_AMOUNT = "wrong_amount"


@dataclass(frozen=True, slots=True)
class Suspect:
    """One explanation: the row in question, and the cents that would set things right.

    `row` is the number in the file; for a missing row, that of the row before which it is
    missing, None if it may be anywhere. `cents` is the amount that the row should have, or that
    is missing, with the app's sign; None where no amount is in question.
    """

    suspicion: Suspicion
    row: int | None = None
    cents: int | None = None


def suspects_of(
    step: Step,
    *,
    previous: Entry | None = None,
    following: Step | None = None,
    not_imported: Sequence[RowProblem] = (),
) -> tuple[Suspect, ...]:
    """Return what may explain a step that does not agree, the likeliest first.

    That a row is missing, or that the step's only row has another amount, can never be ruled out:
    they come last.

    Args:
        step: the first step at which rows and balances part.
        previous: the row before it.
        following: the step after it.
        not_imported: the file's rows that were not read, or left out.
    """
    difference = step.difference  # added up once: a step may hold thousands of rows
    found = list(_not_imported(step, previous, not_imported))
    found += _wrong_balance(step, following)
    found += _counted_twice(step, previous, difference)
    found += _changed(step, difference)
    only = step.entries[0] if len(step.entries) == 1 else None
    if only is None or only.balance is None:
        found += (
            Suspect(Suspicion.EXTRA_ROW, entry.row)
            for entry in step.entries
            if entry.cents == difference
        )
    before = only.row if only and only.balance is not None else None
    undecided = [Suspect(Suspicion.MISSING_ROW, before, -difference)]
    if only is not None:
        undecided.append(Suspect(Suspicion.WRONG_AMOUNT, only.row, step.implied))
    return (*found[:_MOST], *undecided)


def _not_imported(
    step: Step, previous: Entry | None, not_imported: Sequence[RowProblem]
) -> Iterator[Suspect]:
    """Yield the row that was not read, if it stands where the balances part."""
    numbers = [entry.row for entry in step.entries]
    if previous is not None:
        numbers.append(previous.row)
    for problem in not_imported:
        if not numbers or previous is None or min(numbers) < problem.row < max(numbers):
            yield Suspect(Suspicion.NOT_IMPORTED, problem.row, -step.difference)
            return


def _wrong_balance(step: Step, following: Step | None) -> Iterator[Suspect]:
    """One misprinted balance breaks two steps, by opposite differences."""
    if following is not None and step.entries and following.difference == -step.difference:
        yield Suspect(Suspicion.WRONG_BALANCE, step.entries[-1].row)


def _counted_twice(step: Step, previous: Entry | None, difference: int) -> Iterator[Suspect]:
    seen = {} if previous is None else {_identity(previous): previous}
    for entry in step.entries:
        twin = seen.get(_identity(entry))
        if twin is not None and entry.cents == difference:
            yield Suspect(Suspicion.COUNTED_TWICE, entry.row)
            return
        seen[_identity(entry)] = entry


def _identity(entry: Entry) -> tuple[object, ...]:
    return entry.day, entry.cents, entry.description


def _changed(step: Step, difference: int) -> Iterator[Suspect]:
    """Yield the rows that would fit with the sign turned, two digits swapped or the point moved."""
    for suspicion, fits in _CHANGES:
        for entry in step.entries:
            right = entry.cents - difference
            if right != entry.cents and fits(entry.cents, right):
                yield Suspect(suspicion, entry.row, right)
                break


def _is_turned(cents: int, right: int) -> bool:
    return right == -cents


def _is_swapped(cents: int, right: int) -> bool:
    """Whether two digits that stand side by side are swapped, the commonest slip of typing."""
    if (right - cents) % 9 or (right < 0) != (cents < 0):
        return False
    one, two = f"{abs(cents):d}", f"{abs(right):d}"
    width = max(len(one), len(two))
    one, two = one.zfill(width), two.zfill(width)
    apart = [index for index in range(width) if one[index] != two[index]]
    if len(apart) != 2 or apart[1] != apart[0] + 1:  # noqa: PLR2004
        return False
    first, second = apart
    return one[first] == two[second] and one[second] == two[first]


def _is_slipped(cents: int, right: int) -> bool:
    return any(right == cents * slip or right * slip == cents for slip in _SLIPS)


_CHANGES = (
    (Suspicion.SIGN_TURNED, _is_turned),
    (Suspicion.DIGITS_SWAPPED, _is_swapped),
    (Suspicion.POINT_MISPLACED, _is_slipped),
)
