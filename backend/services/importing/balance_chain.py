"""Rows and the balances stated between them, as one chain of steps; pure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from backend.services.importing.statement import StatementRow


class Entry(NamedTuple):  # a tuple, as a file makes a hundred thousand of them
    """A row as far as balances care: the day it was booked, what left, the balance after it."""

    row: int
    day: dt.date
    cents: int
    balance: int | None
    description: str = ""

    @classmethod
    def of(cls, row: StatementRow) -> "Entry":
        """Return the entry of a row."""
        day = row.posted_date or row.date
        return cls(row.row, day, row.cents, row.balance_cents, row.description)


class Step(NamedTuple):
    """The rows between two stated balances, mostly one row."""

    before: int
    after: int
    entries: Sequence[Entry]

    @property
    def implied(self) -> int:
        """The cents that left according to the balances."""
        return self.before - self.after

    @property
    def difference(self) -> int:
        """The stated balance less the one that the rows lead to; 0 where they agree."""
        return self.after - self.before + sum(entry.cents for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Chain:
    """Rows in the order in which they happened, with the balances around them.

    `owed` tells that the file states what is owed, as card statements do; the balances here are
    turned to the account holder's view already.
    """

    entries: Sequence[Entry]
    opening: int | None = None
    closing: int | None = None
    owed: bool = False

    def stated_balances(self) -> list[int]:
        """Return the balances that are stated, in order; a step lies between each two."""
        running = [entry.balance for entry in self.entries if entry.balance is not None]
        opening = [] if self.opening is None else [self.opening]
        closing = [] if self.closing is None else [self.closing]
        return opening + running + closing

    def steps(self) -> Iterator[Step]:
        """Yield what lies between each two stated balances, in order."""
        before, between = self.opening, list[Entry]()
        for entry in self.entries:
            between.append(entry)
            if entry.balance is None:
                continue
            if before is not None:
                yield Step(before, entry.balance, between)
            before, between = entry.balance, []
        if before is not None and self.closing is not None:
            yield Step(before, self.closing, between)

    def count_breaks(self, limit: int) -> int:
        """Return how many steps don't agree; counting ends at `limit`."""
        breaks = 0
        before, left = self.opening, 0
        for entry in self.entries:
            left += entry.cents
            after = entry.balance
            if after is None:
                continue
            if before is not None and before - left != after:
                breaks += 1
                if breaks >= limit:
                    return breaks
            before, left = after, 0
        if before is not None and self.closing is not None:
            breaks += before - left != self.closing
        return breaks

    def turned(self) -> "Chain":
        """Return the chain with balances that say what is owed."""
        return Chain(
            [
                entry if entry.balance is None else entry._replace(balance=-entry.balance)
                for entry in self.entries
            ],
            None if self.opening is None else -self.opening,
            None if self.closing is None else -self.closing,
            owed=not self.owed,
        )
