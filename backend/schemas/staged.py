"""Files that wait to be imported, as JSON. Money is a number of dollars; positive left the account."""

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from backend.core.money import to_cents
from backend.schemas.layouts import Layout
from backend.schemas.money import DollarsIn
from backend.services.importing.balance_proof import BalanceProof, ProofStatus
from backend.services.importing.matching import Verdict
from backend.services.importing.preview import Part, Preview
from backend.services.importing.staging import StagedFile
from backend.services.importing.statement import DateOrder, RowProblem, SignRule, StatedBalance
from backend.services.importing.summaries import Earlier, format_name, notes_of, totals_of
from backend.services.importing.wishes import TypedClosing
from backend.services.transactions.presentation import dollars

LARGEST_ID = 2**63 - 1
_MOST_LINES = 10_000_000
_MOST_ROWS = 200_000
_SHOWN_PROBLEMS = 200

Place = Annotated[int, Field(ge=0, le=_MOST_LINES)]
RowNumbers = Annotated[list[Place], Field(max_length=_MOST_ROWS)]
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class RowProblemOut(BaseModel):
    """A row that is not imported, and why."""

    row: int
    reason: str
    text: str = ""

    @classmethod
    def of(cls, problem: RowProblem) -> Self:
        """Return a row that is not imported as JSON."""
        return cls(row=problem.row, reason=problem.reason, text=problem.text)


class BalanceProofOut(BaseModel):
    """Whether the rows lead from one stated balance to the next."""

    status: Literal["proven", "broken", "not_stated"]
    checked_against: str | None
    steps: int
    difference: float | None
    first_day: dt.date | None
    likely_row: int | None
    sentence: str

    @classmethod
    def of(cls, proof: BalanceProof) -> Self:
        """Return a balance proof as JSON."""
        broken = proof.status is ProofStatus.BROKEN
        return cls(
            status=proof.status.value,
            checked_against=proof.basis,
            steps=proof.steps_checked,
            difference=dollars(proof.difference_cents) if broken else None,
            first_day=proof.first_bad_date,
            likely_row=proof.likely.row if proof.likely else None,
            sentence=proof.sentence,
        )


class StatementOut(BaseModel):
    """One account's part of a file, compared with the account that it would go to."""

    index: int
    account_number: str | None
    account_name: str | None
    account_type: str | None
    currency: str | None
    suggested_account_id: int | None
    target_account_id: int | None
    rows: int
    new: int
    duplicates: int
    possible_duplicates: int
    first_date: dt.date | None
    last_date: dt.date | None
    money_in: float
    money_out: float
    balance_proof: BalanceProofOut

    @classmethod
    def of(cls, part: Part) -> Self:
        """Return one account's part of a file as JSON."""
        statement, compared = part.statement, part.comparison
        days = {row.date for row in part.rows}
        return cls(
            index=part.index,
            account_number=statement.account_number,
            account_name=statement.account_name,
            account_type=statement.account_type,
            currency=statement.currency,
            suggested_account_id=part.suggested_id,
            target_account_id=part.account.id if part.account else None,
            rows=len(part.rows),
            new=compared.count(Verdict.NEW),
            duplicates=compared.count(Verdict.DUPLICATE),
            possible_duplicates=compared.count(Verdict.POSSIBLE_DUPLICATE),
            first_date=min(days, default=None),
            last_date=max(days, default=None),
            money_in=dollars(-sum(row.cents for row in part.rows if row.cents < 0)),
            money_out=dollars(sum(row.cents for row in part.rows if row.cents > 0)),
            balance_proof=BalanceProofOut.of(part.proof),
        )


class StagedTotals(BaseModel):
    """The whole file in numbers."""

    rows: int
    new: int
    duplicates: int
    possible_duplicates: int
    errors: int
    left_out: int


class SeenBefore(BaseModel):
    """An earlier import of the very same file."""

    import_id: int
    created_at: dt.datetime


class StagedOut(BaseModel):
    """A file that waits to be imported, and what importing it would do.

    `problem` says why its table can't be read as it is: choose the columns with the help of
    `sample`, the first lines of it. `errors` and `left_out` hold the first rows of their kind.
    `skip_rows`, `include_rows` and `remember` are what the owner said before, see `StagedEdit`.
    """

    staged_id: str
    file_name: str
    format: str
    format_name: str
    size: int
    problem: str | None
    statements: list[StatementOut]
    totals: StagedTotals
    errors: list[RowProblemOut]
    left_out: list[RowProblemOut]
    choices: list[str]
    layout: Layout | None
    sample: list[list[str]] | None
    auto_confirmed: int
    needs_review: int
    skip_rows: list[int]
    include_rows: list[int]
    remember: bool
    file_seen_before: SeenBefore | None

    @classmethod
    def of(cls, staged: StagedFile, preview: Preview, earlier: Earlier | None) -> Self:
        """Return a waiting file as JSON."""
        file, totals = preview.file, totals_of(preview)
        return cls(
            staged_id=staged.id,
            file_name=staged.file_name,
            format=file.format.value,
            format_name=format_name(file),
            size=staged.size,
            problem=preview.problem,
            statements=[StatementOut.of(part) for part in preview.parts],
            totals=StagedTotals(
                rows=totals.rows,
                new=totals.new,
                duplicates=totals.duplicates,
                possible_duplicates=totals.possible_duplicates,
                errors=len(file.errors),
                left_out=len(file.left_out),
            ),
            errors=[RowProblemOut.of(problem) for problem in file.errors[:_SHOWN_PROBLEMS]],
            left_out=[RowProblemOut.of(problem) for problem in file.left_out[:_SHOWN_PROBLEMS]],
            choices=notes_of(preview),
            layout=None if file.layout is None else Layout.model_validate(file.layout),
            sample=preview.reading.sample,
            auto_confirmed=totals.sure,
            needs_review=totals.included - totals.sure,
            skip_rows=sorted(preview.wishes.skipped),
            include_rows=sorted(preview.wishes.insisted),
            remember=preview.wishes.remember,
            file_seen_before=None
            if earlier is None
            else SeenBefore(import_id=earlier.import_id, created_at=earlier.created_at),
        )


class TwinOut(BaseModel):
    """The stored transaction that a row repeats, or may repeat."""

    id: int
    date: dt.date
    description: str
    amount: float


class StagedRowOut(BaseModel):
    """One row of a file that waits."""

    row: int
    date: dt.date | None
    description: str
    merchant_name: str | None
    amount: float | None
    balance: float | None
    kind: Literal["new", "duplicate", "possible_duplicate", "error", "left_out"]
    duplicate_of: TwinOut | None
    reason: str | None
    predicted_category: str | None
    predicted_category_name: str | None
    will_auto_confirm: bool
    include: bool


class StagedRowList(BaseModel):
    """A page of rows, in the file's order."""

    items: list[StagedRowOut]
    total: int
    next_cursor: str | None


class TypedClosingIn(BaseModel):
    """Balances from the paper; positive when the account holds money."""

    closing: DollarsIn
    opening: DollarsIn | None = None

    def to_typed(self) -> TypedClosing:
        """Return what the balance proof takes."""
        opening = None if self.opening is None else StatedBalance(None, to_cents(self.opening))
        return TypedClosing(StatedBalance(None, to_cents(self.closing)), opening)


class StagedEdit(BaseModel):
    """What the owner says about a file that waits; what is left out stays as it is.

    `skip_rows` and `include_rows` replace the lists that were sent before.
    """

    model_config = ConfigDict(extra="forbid")

    layout: Layout | None = None
    date_order: DateOrder | None = None
    sign: SignRule | None = None
    targets: dict[Place, Id] | None = None
    typed_closing: dict[Place, TypedClosingIn] | None = None
    skip_rows: RowNumbers | None = None
    include_rows: RowNumbers | None = None
    remember: bool | None = None

    def to_changes(self) -> dict[str, Any]:
        """Return the changes of the wishes, by field."""
        sent = self.model_fields_set
        changes: dict[str, Any] = {
            name: getattr(self, name) for name in ("date_order", "sign") if name in sent
        }
        if "layout" in sent:
            changes["layout"] = None if self.layout is None else self.layout.to_layout()
            changes["remember"] = self.layout is not None
        if self.targets is not None:
            changes["targets"] = self.targets
        if self.typed_closing is not None:
            changes["typed"] = {at: typed.to_typed() for at, typed in self.typed_closing.items()}
        return changes | _row_changes(self.skip_rows, self.include_rows, self.remember)


class CommitIn(BaseModel):
    """Last words before a file is stored."""

    model_config = ConfigDict(extra="forbid")

    skip_rows: RowNumbers | None = None
    include_rows: RowNumbers | None = None
    remember_profile: bool | None = None

    def to_changes(self) -> dict[str, Any]:
        """Return the changes of the wishes, by field."""
        return _row_changes(self.skip_rows, self.include_rows, self.remember_profile)


def _row_changes(
    skip: list[int] | None, include: list[int] | None, remember: bool | None
) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if skip is not None:
        changes["skipped"] = frozenset(skip)
    if include is not None:
        changes["insisted"] = frozenset(include)
    if remember is not None:
        changes["remember"] = remember
    return changes


class JobStarted(BaseModel):
    """The job to watch at `/api/jobs/{job_id}`."""

    job_id: str
