"""A preview: what is in a file, and what importing it would do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backend.services.categorization.decisions import Decision
from backend.services.importing.balance_proof import BalanceProof
from backend.services.importing.reading import Reading
from backend.services.importing.statement import (
    Statement,
    StatementFile,
    StatementRow,
    UnreadableFileError,
)
from backend.services.importing.targets import Candidate
from backend.services.importing.verdicts import Comparison, Verdict
from backend.services.importing.wishes import Wishes

Progress = Callable[[str, int, int], None]


def no_progress(_phase: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to look at, and what is known of its purpose.

    `account_id` is the account that the owner chose for the whole file, if any.
    """

    data: bytes = field(repr=False)
    file_name: str
    account_id: int | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(slots=True)
class Part:
    """One statement of the file, compared with the account that it would go to.

    `decisions` stand side by side with the rows; None for rows that nobody asked to store.
    """

    index: int
    statement: Statement
    suggested_id: int | None
    account: Candidate | None
    comparison: Comparison
    proof: BalanceProof
    decisions: list[Decision | None] = field(default_factory=list)

    @property
    def rows(self) -> list[StatementRow]:
        """The statement's rows, in the file's order."""
        return self.statement.rows

    def verdict(self, position: int) -> Verdict:
        """Return what the row at `position` is to the account."""
        return Verdict(self.comparison.verdicts[position])


@dataclass(slots=True)
class Preview:
    """A file as it would be imported now.

    `newest_operation` tells whether anything happened since. `problem` says why the file can't be
    read as it is; a person may then choose the columns.
    """

    reading: Reading
    parts: list[Part]
    wishes: Wishes
    newest_operation: int

    @property
    def file(self) -> StatementFile:
        """What was read."""
        return self.reading.file

    @property
    def problem(self) -> str | None:
        """Why nothing could be read, if so."""
        return self.reading.problem

    def require_readable(self) -> None:
        """Go on only if the file could be read.

        Raises:
            UnreadableFileError: it could not, and the columns have to be chosen.
        """
        if self.problem is not None:
            raise UnreadableFileError(self.problem)

    def is_included(self, part: Part, position: int) -> bool:
        """Tell whether a row would be stored."""
        number = part.rows[position].row
        if number in self.wishes.skipped:
            return False
        if part.comparison.verdicts[position] == Verdict.DUPLICATE:
            return number in self.wishes.insisted
        return True

    def included(self, part: Part) -> Iterator[int]:
        """Yield the positions of the rows that would be stored."""
        if not (self.wishes.skipped or self.wishes.insisted):
            return self.candidates(part)
        return (at for at in range(len(part.rows)) if self.is_included(part, at))

    def candidates(self, part: Part) -> Iterator[int]:
        """Yield the positions of the rows that would be stored but for a word of the owner."""
        insisted, duplicate = self.wishes.insisted, int(Verdict.DUPLICATE)
        return (
            at
            for at, verdict in enumerate(part.comparison.verdicts)
            if verdict != duplicate or (insisted and part.rows[at].row in insisted)
        )

    def is_sure(self, part: Part, position: int) -> bool:
        """Tell whether a row would be stored as confirmed, without anybody looking at it."""
        decision = part.decisions[position]
        return (
            decision is not None
            and decision.auto
            and part.comparison.verdicts[position] != Verdict.POSSIBLE_DUPLICATE
        )
