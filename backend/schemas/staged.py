"""Files that wait to be imported, as JSON. Money is a number of dollars; positive left the account."""

import datetime as dt
from typing import Literal, Self

from pydantic import BaseModel

from backend.schemas.layouts import FormOut, Layout
from backend.services.importing.balance_proof import BalanceProof, ProofStatus
from backend.services.importing.preview import Part, Preview
from backend.services.importing.staging import StagedFile
from backend.services.importing.statement import RowProblem
from backend.services.importing.summaries import Earlier, format_name, notes_of, totals_of
from backend.services.importing.verdicts import Verdict
from backend.services.transactions.presentation import dollars

_SHOWN_PROBLEMS = 200


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
    `sample`, the first lines of it, cut as `form` says. `errors` and `left_out` hold the first rows of their kind.
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
    form: FormOut | None
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
            form=FormOut.of(preview.reading.form),
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


class JobStarted(BaseModel):
    """The job to watch at `/api/jobs/{job_id}`."""

    job_id: str


class ReadingStarted(JobStarted):
    """The job that reads a file, and the file's name when the job is done."""

    staged_id: str
