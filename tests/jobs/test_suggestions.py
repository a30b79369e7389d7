"""The job that asks the AI by itself: only where the owner wants it, and has seen what is sent."""

from collections.abc import Iterator

import pytest

from backend.context import Profile, make_profile
from backend.core.config import Config
from backend.integrations.ai import AiError
from backend.jobs.job import Turn
from backend.jobs.suggestions import ask_ai
from backend.models import Transaction
from backend.services import operations
from backend.services.scheduling import AI_SUGGESTIONS, JobOutcome, JobResult, finish, start
from backend.services.scheduling.sooner import has_unknown_merchants
from tests.conftest import NOW
from tests.fakes.ai_http import Fails
from tests.fakes.messages_server import MessagesServer
from tests.services.ai.categorizing import (
    STRANGE,
    Household,
    answering,
    set_up,
    wait_for_review,
)
from tests.templates import new_household


@pytest.fixture
def profile(config: Config, claude_server: MessagesServer) -> Iterator[Profile]:
    new_household(config, NOW)
    profile = make_profile(config)
    set_up(profile, claude_server, ai_after_imports="on")
    claude_server.script = answering("coffee")
    yield profile
    profile.close()


def wait(profile: Profile, line: str) -> int:
    with profile.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        return wait_for_review(session, line)


def run(profile: Profile) -> JobResult:
    return ask_ai(Turn(profile, lambda: NOW, NOW.date))


def test_it_waits_until_the_owner_has_asked_once(
    profile: Profile, claude_server: MessagesServer
) -> None:
    wait(profile, STRANGE[0])

    before = run(profile)
    assert before.outcome is JobOutcome.NOTHING
    assert claude_server.asked == []

    Household(profile).run()
    later = wait(profile, STRANGE[1])
    after = run(profile)

    assert after == JobResult(JobOutcome.SUCCESS, "The AI suggested categories for 1 transaction.")
    with profile.budget.read() as session:
        assert session.get_one(Transaction, later).categorization_tier == "ai"


def test_new_rows_of_a_merchant_asked_before_need_no_request(
    profile: Profile, claude_server: MessagesServer
) -> None:
    wait(profile, STRANGE[0])
    Household(profile).run()
    wait(profile, STRANGE[0])

    assert run(profile).outcome is JobOutcome.SUCCESS
    assert len(claude_server.bodies) == 1


@pytest.mark.parametrize(
    ("setting", "value"),
    [("ai_after_imports", "off"), ("outbound_ai", "off"), ("ai_provider", "off")],
)
def test_what_is_switched_off_asks_nobody(
    profile: Profile, claude_server: MessagesServer, setting: str, value: str
) -> None:
    wait(profile, STRANGE[0])
    Household(profile).run()
    wait(profile, STRANGE[1])
    with profile.budget.write() as session:
        profile.settings.save(session, {setting: value}, at=NOW)

    assert run(profile).outcome is JobOutcome.NOTHING
    assert len(claude_server.bodies) == 1


def test_it_is_wanted_when_rows_came_that_nothing_knows(profile: Profile) -> None:
    with profile.budget.write() as session:
        assert not has_unknown_merchants(session, NOW)
    wait(profile, STRANGE[0])
    with profile.budget.write() as session:
        assert has_unknown_merchants(session, NOW)
        start(session, AI_SUGGESTIONS, at=NOW)
        finish(session, AI_SUGGESTIONS, JobResult(JobOutcome.SUCCESS, ""), at=NOW, jitter=0)
        assert not has_unknown_merchants(session, NOW)


def test_a_failure_is_the_job_s_own(profile: Profile, claude_server: MessagesServer) -> None:
    wait(profile, STRANGE[0])
    Household(profile).run()
    row = wait(profile, STRANGE[1])
    claude_server.script = lambda _: Fails(401, "authentication_error", "invalid x-api-key")

    with pytest.raises(AiError, match="key"):
        run(profile)

    with profile.budget.read() as session:
        assert session.get_one(Transaction, row).status == "pending_review"
