"""Whose turn it is: every login in its own rhythm, also after trouble."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from backend.models import Connection
from backend.services.scheduling.logins import logins_to_ask, next_turn
from tests.conftest import NOW

HOUR = dt.timedelta(hours=1)
LONG_AGO = NOW - dt.timedelta(days=30)


def login(session: Session, **values: Any) -> int:
    facts: dict[str, Any] = {"status": "connected", "created_at": LONG_AGO, **values}
    row = Connection(provider="plaid", institution_name="Chase", products="transactions", **facts)
    session.add(row)
    session.flush()
    return row.id


def test_a_login_is_asked_four_hours_after_it_last_answered(session: Session) -> None:
    number = login(session, last_success_at=NOW)

    assert next_turn(session) == NOW + 4 * HOUR
    assert logins_to_ask(session, at=NOW + 3.9 * HOUR) == []
    assert logins_to_ask(session, at=NOW + 4 * HOUR) == [number]


def test_logins_whose_turn_is_near_come_along(session: Session) -> None:
    first = login(session, last_success_at=NOW - 4 * HOUR)
    near = login(session, last_success_at=NOW - 4 * HOUR + dt.timedelta(minutes=10))
    login(session, last_success_at=NOW - 3 * HOUR)

    assert logins_to_ask(session, at=NOW) == [first, near]


def test_trouble_has_a_moment_of_its_own(session: Session) -> None:
    broken = login(
        session,
        status="error",
        failures=1,
        last_success_at=NOW - 20 * HOUR,
        next_attempt_at=NOW + HOUR,
    )

    assert next_turn(session) == NOW + HOUR
    assert logins_to_ask(session, at=NOW) == []
    assert logins_to_ask(session, at=NOW + HOUR) == [broken]


def test_what_was_planned_by_a_wrong_clock_is_worth_nothing(session: Session) -> None:
    ahead = NOW + dt.timedelta(days=1000)
    well = login(session, last_success_at=ahead, last_attempt_at=ahead)
    broken = login(session, failures=1, last_attempt_at=ahead, next_attempt_at=ahead + HOUR)
    refused = login(session, last_failure="credentials", last_attempt_at=ahead)

    assert logins_to_ask(session, at=NOW) == [well, broken, refused]


def test_a_new_login_waits_while_the_owner_decides(session: Session) -> None:
    number = login(session, created_at=NOW)

    assert logins_to_ask(session, at=NOW) == []
    assert logins_to_ask(session, at=NOW + HOUR) == [number]


def test_those_that_wait_for_the_owner_are_left_alone(session: Session) -> None:
    for values in (
        {"status": "login_required"},
        {"status": "removed"},
        {"status": "disconnected"},
        {"paused_at": NOW},
        {"status": "error", "last_failure": "credentials", "last_attempt_at": NOW},
    ):
        login(session, **values)

    assert logins_to_ask(session, at=NOW + 24 * HOUR) == []
    assert next_turn(session) is None
