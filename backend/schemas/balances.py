"""Balances of an account as JSON; positive when it holds money, negative when it owes."""

import datetime as dt
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator

from backend.schemas.money import DollarsIn, DollarsOut
from backend.services.balances.course import Fit
from backend.services.balances.gaps import ExplainedGap
from backend.services.balances.history import BalanceGap, BalanceHistory, BalancePoint, Statement
from backend.services.balances.ledger import Basis
from backend.services.balances.reasons import LikelyRow, Reason

Notes = Annotated[str | None, Field(max_length=500)]


class BalancePointOut(BaseModel):
    """What the account held at the end of a day."""

    date: dt.date
    balance: DollarsOut

    @classmethod
    def of(cls, point: BalancePoint) -> Self:
        """Return the point as JSON."""
        return cls(date=point.date, balance=point.balance)


class BalanceGapOut(BaseModel):
    """A stated balance that the rows don't lead to.

    `difference` is stated less computed; what explains it happened from `first_day` through `on`.
    One that `is_passed_over` leaves the history alone, as the statements around it agree.
    """

    key: str
    first_day: dt.date
    on: dt.date
    stated: DollarsOut
    computed: DollarsOut
    difference: DollarsOut
    is_passed_over: bool
    sentence: str

    @classmethod
    def of(cls, gap: BalanceGap) -> Self:
        """Return the gap as JSON."""
        return cls(
            key=gap.key,
            first_day=gap.first_day,
            on=gap.on,
            stated=gap.stated,
            computed=gap.computed,
            difference=gap.difference,
            is_passed_over=gap.is_passed_over,
            sentence=gap.sentence,
        )


class StatedBalanceOut(BaseModel):
    """A stated balance: who said so, and how it fits; `id` is missing of the opening balance."""

    key: str
    id: int | None
    date: dt.date
    amount: DollarsOut
    source: str
    fit: Fit
    notes: str | None
    import_id: int | None
    file_name: str | None

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """Return the statement as JSON."""
        return cls(
            key=statement.key,
            id=statement.id,
            date=statement.date,
            amount=statement.amount,
            source=statement.source,
            fit=statement.fit,
            notes=statement.notes,
            import_id=statement.import_id,
            file_name=statement.file_name,
        )


class BalanceHistoryOut(BaseModel):
    """How an account's balance went; points and gaps oldest first, statements newest first."""

    account_id: int
    name: str
    account_type: str
    currency: str
    basis: Basis
    known_from: dt.date | None
    balance: DollarsOut | None
    points: list[BalancePointOut]
    gaps: list[BalanceGapOut]
    statements: list[StatedBalanceOut]

    @classmethod
    def of(cls, history: BalanceHistory) -> Self:
        """Return the history as JSON."""
        account = history.account
        return cls(
            account_id=account.id,
            name=account.name,
            account_type=account.account_type,
            currency=account.currency,
            basis=history.basis,
            known_from=history.known_from,
            balance=history.balance,
            points=[BalancePointOut.of(point) for point in history.points],
            gaps=[BalanceGapOut.of(gap) for gap in history.gaps],
            statements=[StatedBalanceOut.of(statement) for statement in history.statements],
        )


class BalanceIn(BaseModel):
    """What the account held at the end of a day, or what it is worth; negative where it owes."""

    model_config = ConfigDict(extra="forbid")

    date: dt.date
    amount: DollarsIn
    notes: Notes = None


class BalanceEdit(BaseModel):
    """What to change of a balance; fields left out stay."""

    model_config = ConfigDict(extra="forbid")

    date: dt.date | None = None
    amount: DollarsIn | None = None
    notes: Notes = None

    @field_validator("date", "amount")
    @classmethod
    def _not_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("can't be empty")
        return value


class BalanceOut(BaseModel):
    """A stated balance."""

    id: int
    account_id: int
    date: dt.date
    amount: DollarsOut
    source: str
    notes: str | None


class LikelyRowOut(BaseModel):
    """A row that may explain a gap; `right_amount` is what it should be, where that closes it."""

    transaction_id: int | None
    deleted_id: int | None
    twin_id: int | None
    date: dt.date
    description: str
    merchant_name: str | None
    amount: DollarsOut
    right_amount: DollarsOut | None

    @classmethod
    def of(cls, row: LikelyRow) -> Self:
        """Return the row as JSON."""
        return cls(
            transaction_id=row.transaction_id,
            deleted_id=row.deleted_id,
            twin_id=row.twin_id,
            date=row.date,
            description=row.description,
            merchant_name=row.merchant_name,
            amount=row.amount,
            right_amount=row.right_amount,
        )


class ReasonOut(BaseModel):
    """What may explain a gap; `closes` tells whether its rows are just what is missing."""

    kind: str
    sentence: str
    closes: bool
    rows: list[LikelyRowOut]

    @classmethod
    def of(cls, reason: Reason) -> Self:
        """Return the reason as JSON."""
        return cls(
            kind=reason.kind,
            sentence=reason.sentence,
            closes=reason.closes,
            rows=[LikelyRowOut.of(row) for row in reason.rows],
        )


class ExplainedGapOut(BaseModel):
    """A gap with its reasons, the likeliest first; no gap where rows lead to the statement.

    `missing_amount` is the row that would close it if nothing else does; positive is money out.
    """

    gap: BalanceGapOut | None
    missing_amount: DollarsOut
    reasons: list[ReasonOut]

    @classmethod
    def of(cls, explained: ExplainedGap) -> Self:
        """Return the explanation as JSON."""
        return cls(
            gap=None if explained.gap is None else BalanceGapOut.of(explained.gap),
            missing_amount=explained.missing_amount,
            reasons=[ReasonOut.of(reason) for reason in explained.reasons],
        )


class AdjustmentIn(BaseModel):
    """The category of the row that closes a gap; without one it waits for review."""

    model_config = ConfigDict(extra="forbid")

    category_short_desc: str | None = None


class AdjustmentOut(BaseModel):
    """The row that closes the gap."""

    transaction_id: int
