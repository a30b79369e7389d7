"""What waits for the owner about logins at banks: what only they can mend, and nothing else."""

import pytest
from sqlalchemy.orm import Session

from backend.integrations.bank_feed import FeedFailure
from backend.models import Connection, ConnectionAccount
from backend.services.reports.attention import attention
from tests.conftest import NOW


def make_login(session: Session, name: str, status: str, *, decision: str | None) -> Connection:
    login = Connection(
        provider="plaid",
        external_id=f"item-{name}",
        institution_name=name,
        status=status,
        created_at=NOW,
    )
    session.add(login)
    session.flush()
    session.add(
        ConnectionAccount(
            connection_id=login.id,
            external_id="acc-1",
            name="Checking",
            account_type="checking",
            decision=decision,
            first_seen_at=NOW,
            last_seen_at=NOW,
        )
    )
    session.flush()
    return login


def seen(session: Session) -> list[tuple[str, int, str]]:
    found = attention(session, [], today=NOW.date())
    return [(one.kind, one.count, one.link) for one in found]


def test_logins_that_want_the_owner_are_named_by_what_helps(session: Session) -> None:
    make_login(session, "Chase", "login_required", decision="ignored")
    make_login(session, "ally", "login_required", decision="ignored")
    make_login(session, "Gone", "removed", decision="ignored")
    keyless = make_login(session, "Tartan", "error", decision="ignored")
    keyless.last_failure = FeedFailure.CREDENTIALS
    found = [(one.message, one.link) for one in attention(session, [], today=NOW.date())]
    assert found == [
        ("Log in again to go on getting transactions: ally, Chase", "/accounts"),
        ("Connect again to go on getting transactions: Gone", "/accounts"),
        ("Check the keys to go on getting transactions: Tartan", "/settings#banks"),
    ]


def test_a_bank_that_is_named_beside_good_rows_is_not_forgotten(session: Session) -> None:
    login = make_login(session, "SimpleFIN", "connected", decision="ignored")
    login.last_success_at = NOW
    login.last_error = "First Bank wants you to log in again."
    login.last_failure = FeedFailure.LOGIN_REQUIRED
    assert seen(session) == [("connection", 1, "/accounts")]


@pytest.mark.parametrize("status", ["connected", "preparing", "error"])
def test_a_login_that_goes_on_by_itself_waits_for_nobody(session: Session, status: str) -> None:
    make_login(session, "Chase", status, decision="ignored")
    assert seen(session) == []


def test_an_account_without_a_decision_leads_to_where_it_is_made(session: Session) -> None:
    make_login(session, "Gone", "disconnected", decision=None)
    login = make_login(session, "Chase", "connected", decision=None)
    assert seen(session) == [("undecided_accounts", 1, f"/connect/{login.id}/accounts")]
    [one] = attention(session, [], today=NOW.date())
    assert one.message == "1 account at Chase waits for you to say where it belongs"
