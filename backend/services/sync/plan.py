"""What a sync will write, worked out before anything is locked: values."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from backend.integrations.bank_feed import FeedTransaction
from backend.services.categorization.decisions import Decision
from backend.services.sync.merging import Values
from backend.services.sync.stored import Gone, Known, Link, Row, Standing


class Outcome(StrEnum):
    """What becomes of a row that a feed brings, as it is counted."""

    ADDED = "added"
    MODIFIED = "modified"
    MATCHED = "matched"
    REMOVED = "removed"
    NOTED = "noted"  # only its id is remembered


class IdMark(NamedTuple):
    """An id to be remembered, and how it stands; `known` is what is stored of it so far."""

    external_id: str
    standing: str
    known: Known | None


@dataclass(slots=True)
class Step:
    """One row of a feed on its way into the books.

    With `row` it changes a stored transaction by `values`; with `gone` that one comes back from
    the deleted log first; with `feed` alone it is new. A removal takes `row` away.
    """

    link: Link
    outcome: Outcome
    marks: list[IdMark]
    feed: FeedTransaction | None = None
    row: Row | None = None
    gone: Gone | None = None
    stays_away_id: int | None = None  # the transaction that is not to come back
    values: Values = field(default_factory=dict)
    decision: Decision | None = None
    possible_duplicate_of_id: int | None = None

    @property
    def transaction_id(self) -> int | None:
        """The stored transaction that the ids belong to; None where it is new."""
        if self.row is not None:
            return self.row.id
        return self.stays_away_id

    @property
    def writes(self) -> bool:
        """Whether there is anything to write at all."""
        return bool(
            self.outcome in (Outcome.ADDED, Outcome.REMOVED)
            or self.values
            or self.gone
            or self.marks
        )


@dataclass(slots=True)
class Plan:
    """All steps of one update, in the order in which they are written."""

    standing: Standing
    steps: list[Step] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """How many rows were added, changed, matched and removed, by account."""

    by_account: dict[int, Counter[Outcome]] = field(default_factory=dict)

    def add(self, step: Step) -> None:
        """Count a step that was written."""
        self.by_account.setdefault(step.link.account_id, Counter())[step.outcome] += 1

    def of(self, outcome: Outcome, account_id: int | None = None) -> int:
        """Return how many, of one account or of all."""
        if account_id is not None:
            return self.by_account.get(account_id, Counter())[outcome]
        return sum(counter[outcome] for counter in self.by_account.values())
