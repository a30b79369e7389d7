"""When jobs are due, by the wall clock and what was noted of the last run."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend.models import ScheduledJob
from backend.services import scheduling
from backend.services.market_hours import EASTERN, is_open, session_on
from backend.services.scheduling import BANK_SYNC, PRICES, JobOutcome, JobResult
from backend.services.scheduling.kinds import next_prices_after
from tests.conftest import NOW

HOUR = dt.timedelta(hours=1)
DONE = JobResult(JobOutcome.SUCCESS, "1 new transaction.")


def row_of(session: Session) -> ScheduledJob:
    return session.get_one(ScheduledJob, BANK_SYNC.name)


def run(
    session: Session, at: dt.datetime, result: JobResult = DONE, *, jitter: float = 0
) -> ScheduledJob:
    scheduling.start(session, BANK_SYNC, at=at)
    scheduling.finish(session, BANK_SYNC, result, at=at, jitter=jitter)
    return row_of(session)


def test_a_job_that_never_ran_is_due() -> None:
    assert scheduling.is_due(None, NOW)


def test_a_job_is_due_again_after_its_interval(session: Session) -> None:
    row = run(session, NOW)

    assert row.next_run_at == NOW + 4 * HOUR
    assert not scheduling.is_due(row, NOW + 3.9 * HOUR)
    assert scheduling.is_due(row, NOW + 4 * HOUR)


def test_a_computer_that_slept_for_days_has_one_run_to_catch_up_on(session: Session) -> None:
    row = run(session, NOW)
    woken = NOW + dt.timedelta(days=2)

    assert scheduling.is_due(row, woken)
    assert not scheduling.is_due(run(session, woken), woken + HOUR)


@pytest.mark.parametrize(("jitter", "minutes"), [(0, 0), (0.5, 5), (1, 10)])
def test_jitter_puts_a_run_off_by_ten_minutes_at_most(
    session: Session, jitter: float, minutes: int
) -> None:
    row = run(session, NOW, jitter=jitter)

    assert row.next_run_at == NOW + 4 * HOUR + dt.timedelta(minutes=minutes)


def test_a_result_may_name_the_next_moment_itself(session: Session) -> None:
    soon = JobResult(JobOutcome.ERROR, "Chase did not answer.", next_at=NOW + HOUR)

    assert run(session, NOW, soon, jitter=1).next_run_at == NOW + HOUR


def test_a_run_whose_process_died_stays_due_and_did_not_end(session: Session) -> None:
    scheduling.start(session, BANK_SYNC, at=NOW)

    [state, *_] = scheduling.list_jobs(session)
    assert state.has_not_ended
    assert scheduling.is_due(state.row, NOW)


def test_a_run_that_was_interrupted_stays_due(session: Session) -> None:
    run(session, NOW - 5 * HOUR)
    row = run(session, NOW, JobResult(JobOutcome.INTERRUPTED, "Stopped."))

    assert scheduling.is_due(row, NOW)
    assert row.last_outcome == "interrupted"


def test_a_clock_that_was_wrong_holds_nothing_up(session: Session) -> None:
    row = run(session, NOW + dt.timedelta(days=3650))

    assert scheduling.is_due(row, NOW)
    assert not scheduling.is_due(run(session, NOW), NOW)


def test_a_paused_job_is_not_due_and_a_resumed_one_is_where_overdue(session: Session) -> None:
    run(session, NOW)
    later = NOW + 9 * HOUR

    paused = scheduling.pause(session, BANK_SYNC, at=NOW + HOUR)
    again = scheduling.pause(session, BANK_SYNC, at=later)

    assert again.row is not None
    assert again.row.paused_at == NOW + HOUR
    assert not scheduling.is_due(paused.row, later)
    assert scheduling.is_due(scheduling.resume(session, BANK_SYNC).row, later)


def test_a_job_can_be_paused_before_it_ever_ran(session: Session) -> None:
    assert not scheduling.is_due(scheduling.pause(session, PRICES, at=NOW).row, NOW)


def test_an_unknown_job_is_named_with_those_there_are(session: Session) -> None:
    with pytest.raises(scheduling.UnknownJobError, match="bank_sync, investments, prices"):
        scheduling.get_kind("coffee")


def eastern(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2025-{text}").replace(tzinfo=EASTERN)


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("06-16T10:00", "06-16T10:30"),
        ("06-16T08:00", "06-16T09:30"),  # before trading: its opening
        ("06-16T09:10", "06-16T09:40"),
        ("06-16T15:55", "06-16T16:15"),  # once after the close
        ("06-16T16:05", "06-16T16:15"),
        ("06-16T16:15", "06-17T09:30"),
        ("06-13T22:00", "06-16T09:30"),  # over a weekend
        ("04-17T17:00", "04-21T09:30"),  # over Good Friday
        ("11-28T12:50", "11-28T13:15"),  # a short day
        ("11-28T13:20", "12-01T09:30"),
    ],
)
def test_prices_are_asked_in_trading_hours_and_once_after(ended: str, expected: str) -> None:
    assert next_prices_after(eastern(ended)) == eastern(expected)


@given(st.integers(1_700_000_000, 1_900_000_000))
def test_prices_are_never_asked_at_night(seconds: int) -> None:
    ended = dt.datetime.fromtimestamp(seconds, dt.UTC)

    following = next_prices_after(ended)

    assert following > ended
    day = session_on(following.astimezone(EASTERN).date())
    assert day is not None
    assert is_open(following) or following == day.closes + dt.timedelta(minutes=15)
