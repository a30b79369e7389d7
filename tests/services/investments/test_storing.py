"""A broker's answer is stored exactly, and the same answer again changes nothing."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from backend.database import Database
from backend.integrations.investment_feed import InvestmentMovements, Portfolio
from backend.models import Holding, InvestmentAccount, InvestmentTransaction, Security
from backend.services.investments.positions import latest_positions
from backend.services.investments.storing import Login, Stored, store
from backend.services.investments.vocabulary import account_kind, movement_kind, security_kind
from tests.conftest import NOW
from tests.services.investments.conftest import (
    account,
    holding,
    movement,
    movements,
    portfolio,
    security,
)

TODAY = NOW.date()
LOGIN = Login("item-1", "Fidelity", "plaid")


def keep(
    investments: Database,
    held: Portfolio,
    moved: InvestmentMovements | None = None,
    *,
    day: dt.date = TODAY,
    leave_out: tuple[str, ...] = (),
) -> Stored:
    with investments.write() as session:
        return store(
            session,
            LOGIN,
            held,
            moved or movements(),
            leave_out=leave_out,
            today=day,
            at=dt.datetime.combine(day, dt.time(12), dt.UTC),
        )


def held_now(investments: Database) -> dict[str, Decimal]:
    """What is held now, by ticker."""
    with investments.read() as session:
        names = {row.id: row.ticker or row.name for row in session.scalars(select(Security))}
        return {
            names[key[1]]: row.quantity
            for key, row in latest_positions(session).items()
            if row.quantity
        }


def everything(investments: Database) -> list[list[tuple[object, ...]]]:
    """Every row of every table, but for the moments at which it was looked."""
    volatile = {"last_synced_at", "updated_at", "created_at"}
    with investments.read() as session:
        return [
            [
                tuple(row)
                for row in session.execute(
                    select(*[c for c in model.__table__.columns if c.name not in volatile])
                )
            ]
            for model in (InvestmentAccount, Security, Holding, InvestmentTransaction)
        ]


def test_everything_is_kept_as_exactly_as_it_came(investments: Database) -> None:
    bought = holding(quantity="0.0000001234567890123", cost_basis=Decimal("300.10"), currency="USD")

    stored = keep(investments, portfolio(bought), movements(movement()))

    assert stored == Stored(accounts=1, positions=1, gone=0, added=1, modified=0)
    with investments.read() as session:
        row = session.scalars(select(Holding)).one()
        moved = session.scalars(select(InvestmentTransaction)).one()
        where = session.scalars(select(InvestmentAccount)).one()
    assert row.quantity == Decimal("0.0000001234567890123")
    assert (row.current_value, row.cost_basis) == (Decimal("375.25"), Decimal("300.10"))
    assert (row.as_of_date, row.currency) == (TODAY, "USD")
    assert (moved.quantity, moved.price) == (Decimal("0.0000001"), Decimal("251.2345"))
    assert (moved.amount, moved.type, moved.description) == (Decimal("375.25"), "buy", "BUY VTI")
    assert (where.account_type, where.plaid_item_id, where.institution_name) == (
        "roth",
        "item-1",
        "Fidelity",
    )
    assert (where.connection_status, where.last_synced_at) == ("connected", NOW)


def test_the_same_answer_twice_changes_nothing(investments: Database) -> None:
    held, moved = portfolio(holding(), holding("bnd")), movements(movement(), movement("m2"))
    keep(investments, held, moved)
    before = everything(investments)

    again = keep(investments, held, moved)

    assert (again.added, again.modified, again.gone) == (0, 0, 0)
    assert everything(investments) == before


def test_each_day_has_one_snapshot(investments: Database) -> None:
    keep(investments, portfolio(holding(quantity="1")))
    keep(investments, portfolio(holding(quantity="2")))
    keep(investments, portfolio(holding(quantity="3")), day=TODAY + dt.timedelta(days=1))

    with investments.read() as session:
        rows = session.execute(select(Holding.as_of_date, Holding.quantity)).all()
    assert [tuple(row) for row in rows] == [
        (TODAY, Decimal(2)),
        (TODAY + dt.timedelta(days=1), Decimal(3)),
    ]


def test_a_position_that_is_missing_is_gone_and_may_come_back(investments: Database) -> None:
    keep(investments, portfolio(holding(), holding("bnd")))

    stored = keep(investments, portfolio(holding()), day=TODAY + dt.timedelta(days=1))

    assert (stored.positions, stored.gone) == (1, 1)
    assert held_now(investments) == {"VTI": Decimal("1.5")}
    assert keep(investments, portfolio(holding()), day=TODAY + dt.timedelta(days=2)).gone == 0
    keep(investments, portfolio(holding("bnd", "7")), day=TODAY + dt.timedelta(days=3))
    assert held_now(investments) == {"BND": Decimal(7)}


def test_an_account_where_everything_was_sold_holds_nothing(investments: Database) -> None:
    keep(investments, portfolio(holding(), holding("bnd")))

    assert keep(investments, portfolio()).gone == 2
    assert held_now(investments) == {}


def test_a_position_in_parts_is_added_up(investments: Database) -> None:
    parts = [
        holding(quantity="1", value=Decimal("10.10"), cost_basis=Decimal("5.00")),
        holding(quantity="2", value=Decimal("20.20"), cost_basis=Decimal("6.00")),
        holding("bnd", "1", cost_basis=Decimal("1.00")),
        holding("bnd", "1", cost_basis=None),
    ]

    keep(investments, portfolio(*parts))

    with investments.read() as session:
        vti, bnd = session.scalars(select(Holding).order_by(Holding.id))
    assert (vti.quantity, vti.current_value, vti.cost_basis) == (
        Decimal(3),
        Decimal("30.30"),
        Decimal("11.00"),
    )
    assert bnd.cost_basis is None  # of a part it is unknown


def test_cash_movements_name_no_security(investments: Database) -> None:
    deposit = movement(
        "cash",
        security_id=None,
        kind="cash",
        subtype="contribution",
        quantity=Decimal(0),
        amount=Decimal("-500.00"),
    )

    keep(investments, portfolio(), movements(deposit))

    with investments.read() as session:
        row = session.scalars(select(InvestmentTransaction)).one()
    assert (row.security_id, row.type, row.amount) == (None, "transfer", Decimal("-500.00"))


def test_a_movement_that_was_corrected_is_the_same_row(investments: Database) -> None:
    keep(investments, portfolio(), movements(movement()))
    with investments.write() as session:
        session.scalars(select(InvestmentTransaction)).one().notes = "For the house"

    corrected = movement(amount=Decimal("400.00"))
    stored = keep(investments, portfolio(), movements(corrected))

    assert (stored.added, stored.modified) == (0, 1)
    with investments.read() as session:
        row = session.scalars(select(InvestmentTransaction)).one()
    assert (row.amount, row.notes) == (Decimal("400.00"), "For the house")


def test_only_wanted_investment_accounts_are_kept(investments: Database) -> None:
    accounts = (
        account(),
        account("checking", account_type="checking", subtype="checking"),
        account("not-wanted"),
    )
    held = portfolio(holding(), holding(account_id="not-wanted"), accounts=accounts)

    stored = keep(
        investments, held, movements(movement(account_id="not-wanted")), leave_out=("not-wanted",)
    )

    assert stored == Stored(accounts=1, positions=1, gone=0, added=0, modified=0)


def test_an_account_that_is_named_no_longer_stays(investments: Database) -> None:
    keep(investments, portfolio(holding()))

    keep(investments, portfolio(accounts=()), day=TODAY + dt.timedelta(days=1))

    assert held_now(investments) == {"VTI": Decimal("1.5")}


def test_what_was_typed_in_is_not_touched(investments: Database) -> None:
    with investments.write() as session:
        mine = InvestmentAccount(account_name="Gold", connection_status="manual", created_at=NOW)
        bar = Security(name="Bar", security_type="other", ticker="BAR", created_at=NOW)
        session.add_all([mine, bar])
        session.flush()
        session.add(
            Holding(
                investment_account_id=mine.id,
                security_id=bar.id,
                quantity=Decimal(1),
                as_of_date=TODAY - dt.timedelta(days=90),
                created_at=NOW,
            )
        )

    keep(investments, portfolio(holding()))

    assert held_now(investments) == {"BAR": Decimal(1), "VTI": Decimal("1.5")}


def test_a_security_that_is_only_mentioned_is_kept_without_a_name(investments: Database) -> None:
    keep(investments, portfolio(holding("odd"), securities=()), InvestmentMovements((), ()))

    with investments.read() as session:
        row = session.scalars(select(Security)).one()
    assert (row.plaid_security_id, row.name) == ("odd", "Unnamed security")
    keep(investments, portfolio(holding("odd"), securities=(security("odd", name="Odd lot"),)))
    assert held_now(investments) == {"ODD": Decimal("1.5")}


@pytest.mark.parametrize(
    ("told", "as_of", "expected"),
    [
        ("260.00", "2025-06-14", ("255.00", "yfinance")),  # older than what is known
        ("260.00", "2025-06-15", ("260.00", "plaid")),  # the same day: the broker's word
        (None, None, ("255.00", "yfinance")),
    ],
)
def test_a_broker_s_price_wins_unless_a_later_one_is_known(
    investments: Database, told: str | None, as_of: str | None, expected: tuple[str, str]
) -> None:
    keep(investments, portfolio(holding()))
    with investments.write() as session:
        row = session.scalars(select(Security).where(Security.ticker == "VTI")).one()
        row.close_price, row.price_source = Decimal("255.00"), "yfinance"
        row.close_price_as_of = dt.date(2025, 6, 15)

    priced = security(
        close_price=Decimal(told) if told else None,
        close_price_as_of=dt.date.fromisoformat(as_of) if as_of else None,
    )
    keep(investments, portfolio(holding(), securities=(priced,)), InvestmentMovements((), ()))

    with investments.read() as session:
        row = session.scalars(select(Security).where(Security.ticker == "VTI")).one()
    assert (str(row.close_price), row.price_source) == expected


def test_words_of_brokers_become_the_app_s() -> None:
    assert account_kind("roth 401k") == "roth"
    assert account_kind("something new") == account_kind(None) == "other"
    assert security_kind("equity") == "stock"
    assert security_kind("something new") == "other"
    assert movement_kind("buy", "dividend reinvestment") == "buy"
    assert movement_kind("cash", "qualified dividend") == "dividend"
    assert movement_kind("fee", "something new") == "fee"


SNAPSHOTS = st.lists(
    st.dictionaries(st.sampled_from(["vti", "bnd", "vxus"]), st.integers(1, 9)), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(SNAPSHOTS)
def test_what_is_held_now_is_the_last_answer(
    investments: Database, answers: list[dict[str, int]]
) -> None:
    with investments.write() as session:
        for model in (Holding, InvestmentTransaction, Security, InvestmentAccount):
            session.execute(delete(model))

    for number, answer in enumerate(answers):
        positions = [holding(name, str(count)) for name, count in answer.items()]
        held = portfolio(*positions, securities=tuple(security(name) for name in answer))
        # Some answers come on the same day.
        keep(investments, held, day=TODAY + dt.timedelta(days=number // 2))

    last = answers[-1] if answers else {}
    assert held_now(investments) == {name.upper(): Decimal(n) for name, n in last.items()}
