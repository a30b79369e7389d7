"""Net worth: what accounts hold and owe, and what changed it, to the cent."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.money import from_cents
from backend.models import Account, StatedBalance
from backend.services import operations
from backend.services.balances.history import Step, balance_history
from backend.services.keeping import budget_database
from backend.services.net_worth import NetWorthReport, net_worth_report, net_worth_summary
from backend.services.net_worth.counting import WhyLeftOut
from backend.services.reports.trend import monthly_trend
from tests.builders import make_account, make_transaction
from tests.conftest import NOW
from tests.templates import new_budget_file

TODAY = dt.date(2025, 6, 15)


def report(session: Session, **asked: object) -> NetWorthReport:
    return net_worth_report(session, today=TODAY, **asked)  # type: ignore[arg-type]


def state(session: Session, account: Account, on: str, amount: str) -> None:
    session.add(
        StatedBalance(
            account_id=account.id, date=dt.date.fromisoformat(on), amount=Decimal(amount),
            source="owner", created_at=NOW,
        )
    )  # fmt: skip
    session.flush()


def test_nothing_is_known_of_an_empty_household(session: Session) -> None:
    found = report(session)
    assert (found.points, found.spans, found.months, found.accounts) == ([], [], [], [])
    assert net_worth_summary(session, TODAY) is None


def test_what_is_owed_is_taken_off_what_is_held(session: Session) -> None:
    checking = make_account(session)
    card = make_account(session, "Card", account_type="credit")
    make_transaction(session, account=checking, date="2025-06-02", amount="-1000.00")
    make_transaction(session, account=card, date="2025-06-03", amount="250.00")
    make_transaction(session, account=card, date="2025-06-30", amount="9.00")  # still to come
    point = report(session).points[-1]
    assert (point.net, point.assets, point.liabilities) == (750, 1000, 250)


def test_a_change_tells_saved_revalued_unexplained_and_begun(session: Session) -> None:
    checking = make_account(session)
    house = make_account(session, "House", account_type="property")
    loan = make_account(session, "Loan", account_type="loan")
    state(session, checking, "2025-03-31", "1000.00")
    make_transaction(
        session, account=checking, date="2025-05-02", amount="-3000", category="payroll"
    )
    make_transaction(session, account=checking, date="2025-05-03", amount="1200", category="rent")
    make_transaction(
        session, account=checking, date="2025-05-20", amount="7", status="pending_review"
    )
    make_transaction(
        session, account=checking, date="2025-05-21", amount="100", category="transfer"
    )
    state(session, checking, "2025-05-31", "2700.00")
    state(session, house, "2025-04-10", "300000.00")
    state(session, house, "2025-05-10", "301000.00")
    state(session, loan, "2025-05-10", "-200000.00")

    found = report(session)

    may = next(change for change in found.months if change.until == dt.date(2025, 5, 31))
    dollars = {
        name: from_cents(getattr(may, name))
        for name in ("income", "spending", "saved", "waiting", "moved", "valuations")
    }
    assert dollars == {
        "income": 3000, "spending": 1200, "saved": 1800, "waiting": -7, "moved": -100,
        "valuations": 1000,
    }  # fmt: skip
    assert (from_cents(may.unexplained), from_cents(may.began)) == (7, -200_000)


def test_only_one_currency_is_added_up(session: Session) -> None:
    for name in ("One", "Two"):
        state(session, make_account(session, name), "2025-06-01", "10.00")
    euros = make_account(session, "Euros", currency="EUR")
    state(session, euros, "2025-06-01", "99.00")
    make_account(session, "Empty")
    found = report(session)
    assert (found.currency, found.points[-1].net) == ("USD", 20)
    left_out = {one.account.name: (one.why, one.balance) for one in found.left_out}
    assert left_out["Empty"] == (WhyLeftOut.UNKNOWN, None)
    assert left_out["Euros"] == (WhyLeftOut.CURRENCY, 99)


def test_spans_are_this_month_three_and_twelve(session: Session) -> None:
    account = make_account(session)
    state(session, account, "2024-01-31", "1000.00")
    make_transaction(session, account=account, date="2024-07-02", amount="-100.00")
    make_transaction(session, account=account, date="2025-04-02", amount="-10.00")
    make_transaction(session, account=account, date="2025-06-02", amount="-1.00")
    spans = {span.months: from_cents(span.change.total) for span in report(session, months=3).spans}
    assert spans == {1: 1, 3: 11, 12: 111}
    summary = net_worth_summary(session, TODAY)
    assert summary is not None
    assert (summary.net, summary.change, len(summary.spark)) == (1111, 1, 13)


@contextmanager
def fresh() -> Iterator[Session]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "budget.db"
        new_budget_file(path, NOW)
        database = budget_database(path)
        with database.write() as session:
            operations.begin(session, "test", "Test", at=NOW)
            yield session
        database.close()


days = st.dates(dt.date(2025, 1, 1), dt.date(2025, 6, 25))
cents = st.integers(-30_000, 30_000).filter(bool)
places = st.integers(0, 2)
rows = st.lists(
    st.tuples(
        days,
        cents,
        places,
        st.sampled_from(["coffee", "payroll", "transfer", None]),
        st.sampled_from(["confirmed", "pending_review", "auto_confirmed"]),
    ),
    max_size=25,
)
past = st.dates(dt.date(2025, 1, 1), TODAY)
stated = st.lists(
    st.tuples(past, cents, places), max_size=8, unique_by=lambda one: (one[0], one[2])
)


def fill(session: Session, moves: list[tuple], said: list[tuple]) -> list[Account]:  # type: ignore[type-arg]
    kinds = ("checking", "credit", "property")
    accounts = [make_account(session, kind, account_type=kind) for kind in kinds]
    for number, (day, amount, place, category, status) in enumerate(moves):
        make_transaction(
            session, account=accounts[place], date=day.isoformat(), category=category,
            amount=str(from_cents(amount)), status=status, description=f"ROW {number}",
        )  # fmt: skip
    for day, amount, place in said:
        state(session, accounts[place], day.isoformat(), str(from_cents(amount)))
    return accounts


@settings(max_examples=40)
@given(moves=rows, said=stated)
def test_every_change_is_explained_whole(moves: list, said: list) -> None:  # type: ignore[type-arg]
    with fresh() as session:
        accounts = fill(session, moves, said)
        found = report(session, months=None)
        nets = dict.fromkeys((day.since for day in found.months), Decimal(0))
        nets |= {point.date: point.net for point in found.points}

        for change in found.months:
            assert from_cents(change.total) == nets[change.until] - nets[change.since]
        for one, two in pairwise(found.months):
            assert one.until == two.since
        if found.points:
            by_month = {line.month: line for line in monthly_trend(
                session, last=Month(2025, 5), months=7)}  # fmt: skip
            for change in found.months[:-1]:
                trend = by_month[Month.of(change.until)]
                assert (trend.income, trend.spending) == (
                    from_cents(change.income), from_cents(change.spending),
                )  # fmt: skip
        for point in found.points:
            assert point.net == point.assets - point.liabilities
            assert min(point.assets, point.liabilities) >= 0
        daily = {point.date: point for point in report(session, by=Step.DAY).points}
        for point in found.points:
            assert daily.get(point.date, point) == point
        histories = [balance_history(session, one.id, today=TODAY) for one in accounts]
        assert sum(one.balance or 0 for one in histories) == (
            found.points[-1].net if found.points else 0
        )
