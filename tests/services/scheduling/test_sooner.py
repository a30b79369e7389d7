"""What the owner does makes a job run sooner, once."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from backend.models import AppSetting, Connection
from backend.services import scheduling
from backend.services.scheduling import INVESTMENTS, PRICES, JobKind, JobOutcome, JobResult
from backend.services.scheduling.sooner import has_new_portfolio, prices_were_switched_on
from tests.conftest import NOW

MINUTE = dt.timedelta(minutes=1)


def ran(session: Session, kind: JobKind, at: dt.datetime) -> None:
    scheduling.start(session, kind, at=at)
    done = JobResult(JobOutcome.NOTHING, "Nothing to do.")
    scheduling.finish(session, kind, done, at=at, jitter=0)


@pytest.mark.parametrize(
    ("products", "status", "expected"),
    [
        ("transactions,investments", "connected", True),
        ("transactions", "connected", False),
        ("transactions,investments", "login_required", False),
    ],
)
def test_a_new_login_with_a_portfolio_is_asked_some_minutes_later(
    session: Session,
    products: str,
    status: str,
    expected: bool,
) -> None:
    ran(session, INVESTMENTS, NOW - MINUTE)
    session.add(
        Connection(
            provider="plaid",
            institution_name="Fidelity",
            products=products,
            status=status,
            secret="sealed",
            created_at=NOW,
        )
    )

    assert not has_new_portfolio(session, NOW + MINUTE)
    assert has_new_portfolio(session, NOW + 6 * MINUTE) is expected
    ran(session, INVESTMENTS, NOW + 6 * MINUTE)
    assert not has_new_portfolio(session, NOW + 60 * MINUTE)


@pytest.mark.parametrize(("value", "expected"), [("on", True), ("off", False), (None, False)])
def test_prices_come_soon_after_they_were_switched_on(
    session: Session,
    value: str | None,
    expected: bool,
) -> None:
    ran(session, PRICES, NOW - MINUTE)
    session.add(AppSetting(key="price_updates", value=value, updated_at=NOW))
    session.flush()

    assert prices_were_switched_on(session, NOW) is expected
    ran(session, PRICES, NOW + MINUTE)
    assert not prices_were_switched_on(session, NOW + MINUTE)
