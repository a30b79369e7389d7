"""Net worth as JSON; what is owed is positive in `liabilities` and negative in balances."""

import datetime as dt
from typing import Self

from pydantic import BaseModel

from backend.core.money import from_cents
from backend.schemas.money import DollarsOut
from backend.services.balances.ledger import Basis
from backend.services.net_worth.changes import Change
from backend.services.net_worth.counting import WhyLeftOut
from backend.services.net_worth.report import (
    AccountWorth,
    LeftOutAccount,
    NetWorthReport,
    Span,
    TypeWorth,
    WorthPoint,
)


class WorthPointOut(BaseModel):
    """Net worth at the end of a day."""

    date: dt.date
    net: DollarsOut
    assets: DollarsOut
    liabilities: DollarsOut

    @classmethod
    def of(cls, point: WorthPoint) -> Self:
        """Return the point as JSON."""
        return cls(
            date=point.date, net=point.net, assets=point.assets, liabilities=point.liabilities
        )


class WorthChangeOut(BaseModel):
    """Why net worth changed after the end of `since` up to the end of `until`.

    `saved` is `income` less `spending`; with `moved`, `waiting`, `left_out`, `valuations`,
    `unexplained` and `began` it adds up to `total`.
    """

    since: dt.date
    until: dt.date
    total: DollarsOut
    saved: DollarsOut
    income: DollarsOut
    spending: DollarsOut
    moved: DollarsOut
    waiting: DollarsOut
    left_out: DollarsOut
    valuations: DollarsOut
    unexplained: DollarsOut
    began: DollarsOut

    @classmethod
    def of(cls, change: Change) -> Self:
        """Return the change as JSON."""
        return cls(
            since=change.since,
            until=change.until,
            total=from_cents(change.total),
            saved=from_cents(change.saved),
            income=from_cents(change.income),
            spending=from_cents(change.spending),
            moved=from_cents(change.moved),
            waiting=from_cents(change.waiting),
            left_out=from_cents(change.left_out),
            valuations=from_cents(change.valuations),
            unexplained=from_cents(change.unexplained),
            began=from_cents(change.began),
        )


class WorthSpanOut(BaseModel):
    """The change over this month, or this and the months before it; `share` is of `before`."""

    months: int
    change: WorthChangeOut
    before: DollarsOut
    share: float | None

    @classmethod
    def of(cls, span: Span) -> Self:
        """Return the span as JSON."""
        change = WorthChangeOut.of(span.change)
        return cls(months=span.months, change=change, before=span.before, share=span.share)


class TypeWorthOut(BaseModel):
    """All accounts of a type together; `balances` stand side by side with the points."""

    account_type: str
    balance: DollarsOut
    balances: list[float]

    @classmethod
    def of(cls, one: TypeWorth) -> Self:
        """Return the type as JSON."""
        return cls(
            account_type=one.account_type,
            balance=one.balance,
            balances=[cents / 100 for cents in one.balances],
        )


class AccountChangeOut(BaseModel):
    """How an account's balance changed over the months of a span."""

    months: int
    amount: DollarsOut


class AccountWorthOut(BaseModel):
    """One account that counts; `balances` stand side by side with the points."""

    id: int
    name: str
    institution: str
    account_type: str
    is_archived: bool
    basis: Basis
    balance: DollarsOut
    stated_on: dt.date | None
    gaps: int
    changes: list[AccountChangeOut]
    balances: list[float | None]

    @classmethod
    def of(cls, one: AccountWorth) -> Self:
        """Return the account as JSON."""
        account = one.account
        return cls(
            id=account.id,
            name=account.name,
            institution=account.institution,
            account_type=account.account_type,
            is_archived=account.archived_at is not None,
            basis=one.basis,
            balance=one.balance,
            stated_on=one.stated_on,
            gaps=one.gaps,
            changes=[
                AccountChangeOut(months=months, amount=amount)
                for months, amount in one.changes.items()
            ],
            balances=[None if cents is None else cents / 100 for cents in one.balances],
        )


class LeftOutAccountOut(BaseModel):
    """An account that doesn't count, and why; its balance is in its own currency."""

    id: int
    name: str
    currency: str
    why: WhyLeftOut
    balance: DollarsOut | None

    @classmethod
    def of(cls, one: LeftOutAccount) -> Self:
        """Return the account as JSON."""
        account = one.account
        return cls(
            id=account.id,
            name=account.name,
            currency=account.currency,
            why=one.why,
            balance=one.balance,
        )


class NetWorthOut(BaseModel):
    """Net worth over time, what it is made of and what changed it; oldest first."""

    today: dt.date
    currency: str
    points: list[WorthPointOut]
    spans: list[WorthSpanOut]
    months: list[WorthChangeOut]
    types: list[TypeWorthOut]
    accounts: list[AccountWorthOut]
    left_out: list[LeftOutAccountOut]

    @classmethod
    def of(cls, report: NetWorthReport) -> Self:
        """Return the report as JSON."""
        return cls(
            today=report.today,
            currency=report.currency,
            points=[WorthPointOut.of(point) for point in report.points],
            spans=[WorthSpanOut.of(span) for span in report.spans],
            months=[WorthChangeOut.of(change) for change in report.months],
            types=[TypeWorthOut.of(one) for one in report.types],
            accounts=[AccountWorthOut.of(one) for one in report.accounts],
            left_out=[LeftOutAccountOut.of(one) for one in report.left_out],
        )
