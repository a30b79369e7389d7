"""Asking a broker: what was read still holds when it is stored, and failures are told."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from filelock import FileLock
from sqlalchemy import select, update

from backend.context import Profile, make_profile
from backend.core.background import TaskCancelledError
from backend.core.config import Config
from backend.database import Database
from backend.integrations.bank_feed import FeedError, FeedFailure
from backend.jobs.job import Turn
from backend.jobs.portfolio import sync_investments
from backend.models import (
    Connection,
    ConnectionAccount,
    Holding,
    InvestmentAccount,
    InvestmentTransaction,
    Security,
)
from backend.services.investments.syncing import PortfolioOutcome, PortfolioSyncer
from backend.services.scheduling import JobOutcome
from tests.conftest import NOW
from tests.fakes.plaid.faults import PlaidError
from tests.fakes.plaid_server import PlaidServer
from tests.fakes.scripted_feed import ScriptedFeed
from tests.services.investments.conftest import (
    ScriptedBroker,
    account,
    holding,
    movement,
    movements,
)
from tests.services.investments.conftest import portfolio as answer

TODAY = NOW.date()


@pytest.fixture
def profile(config: Config, database: Database, investments: Database) -> Iterator[Profile]:
    made = make_profile(config)
    yield made
    made.close()


@pytest.fixture
def broker() -> ScriptedBroker:
    return ScriptedBroker()


@pytest.fixture
def syncer(profile: Profile, broker: ScriptedBroker) -> PortfolioSyncer:
    return PortfolioSyncer(
        profile.budget,
        profile.investments,
        profile.settings,
        profile.config.locks,
        broker.source(),
    )


Connect = Callable[..., int]


@pytest.fixture
def connect(profile: Profile) -> Connect:
    def connect(credential: str = "access-1", **values: object) -> int:
        facts = {
            "provider": "plaid",
            "external_id": f"item-{credential}",
            "institution_name": "Fidelity",
            "products": "transactions,investments",
            "status": "connected",
            "created_at": NOW,
            **values,
        }
        with profile.budget.write() as session:
            row = Connection(secret=profile.settings.box.seal(credential), **facts)
            session.add(row)
            session.flush()
            return row.id

    return connect


def sync(syncer: PortfolioSyncer, connection_id: int, at: dt.datetime = NOW) -> PortfolioOutcome:
    return syncer.sync(connection_id, now=lambda: at, today=at.date)


def accounts(syncer: PortfolioSyncer) -> list[InvestmentAccount]:
    with syncer.investments.read() as session:
        return list(session.scalars(select(InvestmentAccount)))


def test_a_portfolio_is_asked_for_with_the_login_s_credential_and_stored(
    syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker
) -> None:
    outcome = sync(syncer, connect())

    assert (outcome.status, outcome.added) == ("success", 1)
    assert outcome.sentence == "Fidelity has 1 position, 1 new movement."
    assert broker.asked("portfolio") == [("access-1",)]
    assert [row.account_name for row in accounts(syncer)] == ["Roth IRA"]


def test_two_years_are_asked_for_first_and_some_weeks_then(
    syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker
) -> None:
    number = connect()
    sync(syncer, number)
    sync(syncer, number, NOW + dt.timedelta(days=1))
    broker.held = answer(accounts=(account(), account("new")))  # a further account: its history
    sync(syncer, number, NOW + dt.timedelta(days=2))

    assert [call[1] for call in broker.asked("movements")] == [
        TODAY - dt.timedelta(days=730),
        TODAY - dt.timedelta(days=30),
        TODAY + dt.timedelta(days=2) - dt.timedelta(days=730),
    ]


def test_only_logins_with_investments_that_can_be_asked_are(
    syncer: PortfolioSyncer, connect: Connect
) -> None:
    good = connect("a")
    broken = connect("b", status="error")
    paused = connect("c", paused_at=NOW)
    for credential, values in {
        "d": {"products": "transactions"},
        "e": {"status": "login_required"},
        "f": {"status": "disconnected"},
        "g": {"status": "removed"},
    }.items():
        connect(credential, **values)

    assert syncer.logins() == [good, broken]
    assert syncer.logins(with_paused=True) == [good, broken, paused]


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (FeedFailure.LOGIN_REQUIRED, ("error", "item_login_required")),
        (FeedFailure.SERVICE_DOWN, ("error", "error")),
        (FeedFailure.NOT_READY, ("nothing", "connected")),
        (FeedFailure.UNSUPPORTED, ("nothing", "connected")),
    ],
)
def test_a_failure_is_told_and_leaves_everything(
    syncer: PortfolioSyncer,
    connect: Connect,
    broker: ScriptedBroker,
    failure: FeedFailure,
    expected: tuple[str, str],
) -> None:
    status, shown = expected
    number = connect()
    sync(syncer, number)
    broker.fail("movements", [FeedError("Fidelity says no.", failure, code="NO")])
    broker.held = answer()  # everything sold, but the answer came only half

    outcome = sync(syncer, number, NOW + dt.timedelta(days=1))

    assert (outcome.status, outcome.sentence) == (status, "Fidelity says no.")
    [row] = accounts(syncer)
    assert row.connection_status == shown
    assert row.last_sync_error == ("Fidelity says no." if status == "error" else None)
    assert row.last_synced_at == NOW
    with syncer.investments.read() as session:
        assert session.scalars(select(Holding.quantity)).all() == [Decimal("1.5")]

    assert sync(syncer, number, NOW + dt.timedelta(days=2)).status == "success"
    assert accounts(syncer)[0].last_sync_error is None


def test_no_file_is_locked_while_a_broker_is_asked(
    syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker, profile: Profile
) -> None:
    number = connect()
    written: list[str] = []

    def write(question: str) -> None:
        for database in (profile.budget, profile.investments):
            with database.write() as session:
                session.connection()
        written.append(question)

    broker.before_answer = write
    assert sync(syncer, number).status == "success"
    assert written == ["portfolio", "movements"]


def test_a_login_that_was_let_go_of_meanwhile_brings_nothing(
    syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker, profile: Profile
) -> None:
    number = connect()

    def let_go(_: str) -> None:
        with profile.budget.write() as session:
            session.execute(update(Connection).values(secret=None, status="disconnected"))

    broker.before_answer = let_go

    assert sync(syncer, number).status == "nothing"
    assert accounts(syncer) == []


def test_accounts_that_the_owner_ignores_stay_out(
    syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker, profile: Profile
) -> None:
    number = connect()
    with profile.budget.write() as session:
        session.add(
            ConnectionAccount(
                connection_id=number,
                external_id="ira",
                name="Roth IRA",
                account_type="investment",
                decision="ignored",
                first_seen_at=NOW,
                last_seen_at=NOW,
            )
        )

    assert sync(syncer, number).status == "success"
    assert accounts(syncer) == []


def test_a_feed_without_portfolios_is_no_failure(
    profile: Profile, connect: Connect, syncer: PortfolioSyncer
) -> None:
    plain = PortfolioSyncer(
        profile.budget,
        profile.investments,
        profile.settings,
        profile.config.locks,
        ScriptedFeed().source(),
    )

    assert sync(plain, connect()).status == "nothing"


def test_a_login_is_asked_once_at_a_time(
    syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker, config: Config
) -> None:
    number = connect()
    config.locks.mkdir()
    with FileLock(config.locks / f"portfolio-{number}.lock"):
        assert sync(syncer, number).sentence == "Fidelity is being asked already."
    assert broker.calls == []


def test_a_lost_key_is_a_sentence(
    syncer: PortfolioSyncer, connect: Connect, profile: Profile, config: Config
) -> None:
    number = connect()
    (config.data_folder / ".encryption_key").unlink()
    profile.settings.box.seal("another key is made")

    outcome = sync(syncer, number)

    assert outcome.status == "error"
    assert "key" in outcome.sentence


class TestTheJob:
    """One login's trouble stops no other, and the job says how each fared."""

    def test_it_has_nothing_to_do_without_logins(self, profile: Profile) -> None:
        result = sync_investments(Turn(profile, lambda: NOW, NOW.date))

        assert result.outcome is JobOutcome.NOTHING
        assert result.sentence == "No login with investments was connected."

    def test_through_the_real_client(self, profile: Profile, connect: Connect) -> None:
        with PlaidServer() as plaid:
            with profile.budget.write() as session:
                profile.settings.save(session, plaid.settings(), at=NOW)
            products = ("transactions", "investments")
            items = [plaid.bank.new_item(products=products, furnished=True) for _ in range(2)]
            items[0].require_login()
            for item in items:
                connect(item.access_token, external_id=item.item_id)

            turn = Turn(profile, lambda: dt.datetime.now(dt.UTC), dt.datetime.now(dt.UTC).date)
            first, second = sync_investments(turn), sync_investments(turn)

        assert first.outcome is second.outcome is JobOutcome.PARTIAL
        assert first.sentence.startswith("Fidelity: ")
        with profile.investments.read() as session:
            held = session.scalars(select(Holding)).all()
            moved = session.scalars(select(InvestmentTransaction)).all()
            cash = session.scalars(select(Security).where(Security.is_cash)).one()
        assert len(held) == 2
        assert {row.type for row in moved} == {"buy", "transfer"}
        assert [row.amount for row in moved if row.security_id is None] == [Decimal("-500.00")]
        assert (cash.ticker, cash.security_type) == ("CUR:USD", "cash")

    def test_a_portfolio_that_is_still_collected_is_asked_for_soon(
        self, profile: Profile, connect: Connect
    ) -> None:
        with PlaidServer() as plaid:
            with profile.budget.write() as session:
                profile.settings.save(session, plaid.settings(), at=NOW)
            item = plaid.bank.new_item(products=("transactions", "investments"))
            plaid.always("/investments/holdings/get", PlaidError("PRODUCT_NOT_READY"))
            connect(item.access_token, external_id=item.item_id)

            result = sync_investments(Turn(profile, lambda: NOW, NOW.date))

        assert result.outcome is not JobOutcome.ERROR
        assert result.next_at == NOW + dt.timedelta(minutes=15)

    def test_closing_stops_it_between_two_questions(
        self, syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker
    ) -> None:
        number = connect()

        def stop(phase: str, done: int, total: int) -> None:
            if done == 1:
                raise TaskCancelledError

        with pytest.raises(TaskCancelledError):
            syncer.sync(number, now=lambda: NOW, today=NOW.date, progress=stop)
        assert broker.asked("movements") == []
        assert accounts(syncer) == []


def test_the_answer_of_a_broker_with_two_thousand_movements_is_stored_quickly(
    syncer: PortfolioSyncer, connect: Connect, broker: ScriptedBroker
) -> None:
    rows = [
        movement(f"m{n}", date=TODAY - dt.timedelta(days=n % 700), amount=Decimal(n))
        for n in range(2_000)
    ]
    broker.moved = movements(*rows)
    broker.held = answer(holding())

    assert sync(syncer, connect()).added == 2_000
    assert sync(syncer, 1).added == 0
