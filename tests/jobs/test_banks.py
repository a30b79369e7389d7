"""The bank job through the real client: what it asks, what it says, when it comes back."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from backend.context import Profile
from backend.jobs.banks import is_wanted, sync_banks
from backend.jobs.job import Turn
from backend.jobs.runner import JobRunner
from backend.jobs.works import JOBS
from backend.models import Connection, SyncRun
from backend.services.scheduling import BANK_SYNC, JobOutcome
from tests.conftest import NOW
from tests.fakes.plaid.bank import Item
from tests.fakes.plaid.faults import PlaidError
from tests.fakes.plaid_server import PlaidServer
from tests.jobs.conftest import Clockwork

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def plaid(profile: Profile) -> Iterator[PlaidServer]:
    with PlaidServer() as server:
        with profile.budget.write() as session:
            profile.settings.save(session, server.settings(), at=NOW - 24 * HOUR)
        yield server


def connect(profile: Profile, plaid: PlaidServer, name: str, **values: Any) -> Item:
    """Connect a login that has not been asked for long."""
    item = plaid.bank.new_item()
    facts = {"status": "connected", "created_at": NOW - 24 * HOUR, **values}
    with profile.budget.write() as session:
        session.add(
            Connection(
                provider="plaid",
                external_id=item.item_id,
                institution_name=name,
                secret=profile.settings.box.seal(item.access_token),
                products="transactions",
                **facts,
            )
        )
    return item


def turn(profile: Profile, at: dt.datetime = NOW, *, is_asked_for: bool = False) -> Turn:
    return Turn(profile, lambda: at, at.date, is_asked_for)


def triggers(profile: Profile) -> list[str]:
    with profile.budget.read() as session:
        return list(session.scalars(select(SyncRun.trigger).order_by(SyncRun.id)))


def wanted(profile: Profile, at: dt.datetime) -> bool:
    with profile.budget.read() as session:
        return is_wanted(profile, session, at)


def test_without_a_bank_there_is_nothing_to_do(profile: Profile) -> None:
    result = sync_banks(turn(profile))

    assert (result.outcome, result.sentence) == (JobOutcome.NOTHING, "No bank was connected.")
    assert result.next_at is None


def test_logins_are_asked_and_come_again_in_their_rhythm(
    profile: Profile, plaid: PlaidServer
) -> None:
    connect(profile, plaid, "Chase")
    connect(profile, plaid, "Ally")

    first = sync_banks(turn(profile))
    again = sync_banks(turn(profile, NOW + HOUR))

    assert first.outcome is JobOutcome.SUCCESS
    assert "Chase" in first.sentence
    assert "Ally" in first.sentence
    assert first.next_at == NOW + 4 * HOUR
    assert (again.outcome, again.next_at) == (JobOutcome.NOTHING, NOW + 4 * HOUR)
    assert triggers(profile) == ["scheduled", "scheduled"]


def test_what_is_wrong_with_one_is_said_with_its_name_and_tried_again_sooner(
    profile: Profile, plaid: PlaidServer
) -> None:
    connect(profile, plaid, "Sound Bank")
    connect(profile, plaid, "Broken Bank")
    down = PlaidError("INSTITUTION_DOWN", kind="INSTITUTION_ERROR")
    plaid.script("/transactions/sync", None, *[down] * 5)

    result = sync_banks(turn(profile))

    assert result.outcome is JobOutcome.PARTIAL
    assert result.sentence.startswith("Broken Bank")
    assert "Sound Bank" not in result.sentence
    assert result.next_at is not None
    assert NOW + 0.8 * HOUR < result.next_at < NOW + 1.2 * HOUR
    assert not wanted(profile, NOW + 0.5 * HOUR)
    assert wanted(profile, NOW + 1.2 * HOUR)
    plaid.always("/transactions/sync", None)


def test_the_owner_s_wish_asks_all_that_can_be_asked_now(
    profile: Profile, plaid: PlaidServer
) -> None:
    connect(profile, plaid, "Chase", last_success_at=NOW)
    connect(profile, plaid, "Resting", paused_at=NOW)

    result = sync_banks(turn(profile, is_asked_for=True))

    assert result.outcome is JobOutcome.SUCCESS
    assert triggers(profile) == ["manual"]


def test_a_login_that_was_just_added_is_not_forgotten_until_the_next_round(
    profile: Profile, plaid: PlaidServer, clockwork: Clockwork
) -> None:
    runner = JobRunner(
        profile,
        {BANK_SYNC.name: JOBS[BANK_SYNC.name]},
        now=clockwork.now,
        today=clockwork.today,
        jitter=lambda: 0.0,
    )
    first = runner.run(BANK_SYNC, only_due=True)
    assert first is not None
    assert first.outcome is JobOutcome.NOTHING
    connect(profile, plaid, "Chase", created_at=NOW)

    assert runner.run(BANK_SYNC, only_due=True) is None
    clockwork.wait(minutes=16)
    second = runner.run(BANK_SYNC, only_due=True)

    assert second is not None
    assert second.outcome is JobOutcome.SUCCESS
    runner.close()


def test_a_paused_job_is_not_woken_by_a_login(profile: Profile, plaid: PlaidServer) -> None:
    from backend.services import scheduling

    connect(profile, plaid, "Chase")
    with profile.budget.write() as session:
        scheduling.pause(session, BANK_SYNC, at=NOW)
    runner = JobRunner(profile, JOBS, now=lambda: NOW, today=NOW.date)

    assert runner.run(BANK_SYNC, only_due=True) is None
    assert triggers(profile) == []
