"""Running balances as witnesses: whether the amounts lead from one balance to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from backend.services.importing.readers.amounts import (
    DecimalMark,
    detect_decimal_mark,
    parse_cents,
)
from backend.services.importing.readers.records import Cells, cell

_CONVINCING: Final = 0.6
"""The share of steps that must fit; pending rows and other accounts break a chain here and there."""

_FEWEST_TO_TURN_SIGNS: Final = 2
"""One step may fit by chance; the usual sign needs no more than that, the unusual one does."""

Step = tuple[int, int]
"""A row's amount and the balance after it, in cents, both with the signs of the file."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How the balances move: `sign` is 1 where they rise by the amount, -1 where they fall."""

    sign: int
    share: float
    steps: int


def best_chain(
    rows: Sequence[Cells], *, amount: int, balance: int, fee: int | None = None
) -> Chain | None:
    """Return how the balances of the rows follow from their amounts; None if they don't.

    Rows may run forward or backward.
    """
    mark = detect_decimal_mark(
        text for row in rows for text in (cell(row, amount), cell(row, balance))
    )
    return chain_of([_step(row, amount, balance, fee, mark) for row in rows])


def chain_of(steps: Sequence[Step | None]) -> Chain | None:
    """Return how balances follow from amounts; a row without both breaks the chain."""
    tests: list[tuple[int, Callable[[Step, Step], bool]]] = [
        (1, lambda a, b: b[1] - a[1] == b[0]),
        (1, lambda a, b: a[1] - b[1] == a[0]),
        (-1, lambda a, b: a[1] - b[1] == b[0]),
        (-1, lambda a, b: b[1] - a[1] == a[0]),
    ]
    links = [(a, b) for a, b in pairwise(steps) if a and b and a[0] and b[0]]
    if not links:
        return None
    fits = [(sum(fit(a, b) for a, b in links), sign) for sign, fit in tests]
    best, sign = max(fits)
    rival = max(count for count, other in fits if other != sign)
    too_few = sign < 0 and len(links) < _FEWEST_TO_TURN_SIGNS
    if best < len(links) * _CONVINCING or rival >= best or too_few:
        return None
    return Chain(sign, best / len(links), len(links))


def _step(row: Cells, amount: int, balance: int, fee: int | None, mark: DecimalMark) -> Step | None:
    try:
        moved = parse_cents(cell(row, amount), mark)
        after = parse_cents(cell(row, balance), mark)
        taken = parse_cents(text, mark) if (text := cell(row, fee)) else 0
    except ValueError:
        return None
    return moved - abs(taken), after
