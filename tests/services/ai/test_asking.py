"""An AI is asked with consent, through the gate, and within the limit; what it used is noted."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from backend.database import Database
from backend.integrations.ai import AiError, AiFailure, Finished, Message, ModelRequest, Text, Usage
from backend.integrations.outbound import OutboundRefusedError
from backend.models import AiUsage, OutboundRequest
from backend.services.ai import consent
from backend.services.ai.access import AiAccess
from backend.services.ai.consent import ConsentMissingError, OtherTermsError
from backend.services.ai.models import model_for
from backend.services.ai.setup import AiNotSetUpError, AiPurpose
from backend.services.ai.usage import LimitReachedError, month_to_date, record_usage
from tests.conftest import NOW
from tests.fakes.ai_http import Fails, Says
from tests.fakes.messages_server import HAIKU, SONNET, MessagesServer
from tests.fakes.openai_server import OpenAiServer
from tests.services.ai.setting_up import access_of, switch_on

HELLO = ModelRequest((Message("user", "Hello?"),), max_tokens=1000)


@pytest.fixture
def access(database: Database, claude_server: MessagesServer) -> AiAccess:
    return switch_on(access_of(database), claude_server)


def used(access: AiAccess) -> list[AiUsage]:
    with access.database.read() as session:
        return list(session.scalars(select(AiUsage).order_by(AiUsage.id)))


def save(access: AiAccess, **values: str | None) -> None:
    with access.database.write() as session:
        access.settings.save(session, values, at=NOW)


def test_a_question_is_answered_counted_and_in_the_ledger(
    access: AiAccess, claude_server: MessagesServer
) -> None:
    claude_server.queue += [Says("Hi.", input_tokens=1_000_000, output_tokens=100_000)]
    model = model_for(access, AiPurpose.INSIGHTS, asked=7)

    assert model.ask(HELLO).text == "Hi."

    [row] = used(access)
    assert (row.purpose, row.provider, row.model, row.asked) == ("insights", "anthropic", SONNET, 7)
    assert (row.input_tokens, row.output_tokens, row.cost_micros) == (1_000_000, 100_000, 3_000_000)
    with access.database.read() as session:
        [entry] = session.scalars(select(OutboundRequest))
    assert (entry.purpose, entry.status) == ("ai", 200)
    assert entry.body == claude_server.asked[0].raw
    assert claude_server.key not in repr(entry.body)


def test_a_key_alone_sends_nothing(database: Database, claude_server: MessagesServer) -> None:
    access = switch_on(access_of(database), claude_server, agrees=False)

    with pytest.raises(ConsentMissingError, match="before you have agreed"):
        model_for(access, AiPurpose.CATEGORIZE)

    assert claude_server.asked == []


def test_consent_that_is_withdrawn_holds_from_the_next_question_on(
    access: AiAccess, claude_server: MessagesServer
) -> None:
    model = model_for(access, AiPurpose.CATEGORIZE)
    model.ask(HELLO)
    with access.database.write() as session:
        consent.withdraw(session, at=NOW)

    with pytest.raises(ConsentMissingError):
        model.ask(HELLO)
    with pytest.raises(ConsentMissingError):
        list(model.stream(HELLO))

    assert len(claude_server.asked) == 1


@pytest.mark.parametrize(
    ("changed", "holds"),
    [
        ({"ai_amounts": "none"}, True),
        ({"ai_examples": "off"}, True),
        ({"ai_monthly_limit": "9"}, True),
        ({"ai_amounts": "exact"}, False),
        ({"anthropic_base_url": "https://proxy.example"}, False),
        ({"ai_provider": "openai_compatible", "ai_base_url": "http://localhost:11434/v1"}, False),
    ],
)
def test_the_owner_is_asked_again_when_more_is_sent_or_to_another(
    access: AiAccess, changed: dict[str, str], *, holds: bool
) -> None:
    save(access, **changed)
    with access.database.read() as session:
        assert consent.is_given(access.settings, session) is holds


@pytest.mark.parametrize("other", [{"ai_provider": "off"}, {"ai_base_url": "https://b.example"}])
def test_who_switches_it_off_or_elsewhere_stops_what_is_under_way(
    database: Database, openai_fake: OpenAiServer, other: dict[str, str]
) -> None:
    access = switch_on(access_of(database), openai_fake)
    model = model_for(access, AiPurpose.CATEGORIZE)
    save(access, **other)
    with access.database.write() as session:
        terms = consent.terms_now(access.settings, session)
        assert (terms is None) is (other == {"ai_provider": "off"})
        if terms is not None:
            consent.agree(access.settings, session, terms, at=NOW)

    with pytest.raises(ConsentMissingError):
        model.ask(HELLO)

    assert openai_fake.asked == []


def test_only_what_was_shown_can_be_agreed_to(access: AiAccess) -> None:
    with access.database.write() as session:
        shown = consent.terms_now(access.settings, session)
        assert shown is not None
        for other in (replace(shown, version=99), replace(shown, host="elsewhere.example")):
            with pytest.raises(OtherTermsError):
                consent.agree(access.settings, session, other, at=NOW)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ai_provider": "off"}, "switched off"),
        ({"anthropic_api_key": None}, "API key"),
        ({"ai_provider": "openai_compatible"}, "address"),
        ({"ai_provider": "openai_compatible", "ai_base_url": "http://localhost:1/v1"}, "model"),
    ],
)
def test_what_is_missing_is_said(
    access: AiAccess, values: dict[str, str | None], sentence: str
) -> None:
    save(access, **values)
    with pytest.raises(AiNotSetUpError, match=sentence):
        model_for(access, AiPurpose.CATEGORIZE)


def test_the_limit_is_checked_before_each_question(
    access: AiAccess, claude_server: MessagesServer
) -> None:
    # An answer of a thousand tokens costs the adviser's model at most a cent and a bit.
    save(access, ai_monthly_limit="1")
    claude_server.script = lambda _: Says("Hi.", input_tokens=100, output_tokens=99_000)
    model = model_for(access, AiPurpose.INSIGHTS)
    model.ask(HELLO)

    with pytest.raises(LimitReachedError, match=r"\$1\.00 a month"):
        list(model.stream(HELLO))
    save(access, ai_monthly_limit="2")
    list(model.stream(HELLO))
    assert len(claude_server.asked) == 2


def test_the_month_is_the_owners(access: AiAccess) -> None:
    berlin = replace(access, zone=dt.timezone(dt.timedelta(hours=2)))
    assert berlin.month_start() == dt.datetime(2025, 5, 31, 22, tzinfo=dt.UTC)
    assert access.month_starts(7)[-1] == dt.datetime(2024, 12, 1, tzinfo=dt.UTC)
    with access.database.write() as session:
        for at in (dt.datetime(2025, 5, 31, 21, 59, tzinfo=dt.UTC), berlin.month_start()):
            record_usage(
                session, Usage(10, 10), purpose=AiPurpose.TEST, provider="anthropic", model=HAIKU,
                price=None, asked=1, at=at,
            )  # fmt: skip
        found = month_to_date(session, berlin.month_start())
    assert (found.requests, found.cost_micros, found.unpriced_requests) == (1, 0, 1)
    assert found.counted_micros == 10 * 10 + 10 * 50


def test_a_broken_stream_is_counted_as_far_as_it_came(
    access: AiAccess, claude_server: MessagesServer
) -> None:
    claude_server.queue.append(Says("Thirty letters, and then it ends.", cut_after=4))
    with pytest.raises(AiError) as caught:
        list(model_for(access, AiPurpose.INSIGHTS).stream(HELLO))

    assert caught.value.failure is AiFailure.CUT
    [row] = used(access)
    assert (row.input_tokens, row.output_tokens) == (100, 10)


def test_a_stream_that_nobody_hears_out_is_counted(
    access: AiAccess, claude_server: MessagesServer
) -> None:
    claude_server.queue.append(Says("word " * 30))
    stream = model_for(access, AiPurpose.INSIGHTS).stream(HELLO)
    assert isinstance(next(stream), Text)
    stream.close()  # type: ignore[attr-defined]

    [row] = used(access)
    assert row.input_tokens > 0
    assert row.output_tokens > 0


def test_a_failure_that_cost_nothing_is_not_counted(
    access: AiAccess, claude_server: MessagesServer
) -> None:
    claude_server.queue.append(Fails(401, "authentication_error", "no"))
    with pytest.raises(AiError):
        model_for(access, AiPurpose.CATEGORIZE).ask(HELLO)
    assert used(access) == []


@pytest.mark.parametrize("setting", ["outbound_ai", "outbound_allowed"])
def test_the_owners_switches_hold_it_back(
    database: Database, claude_server: MessagesServer, setting: str
) -> None:
    access = switch_on(access_of(database, nothing_is_local=True), claude_server)
    save(access, **{setting: "off" if setting == "outbound_ai" else "nothing"})
    model = model_for(access, AiPurpose.CATEGORIZE)

    with pytest.raises(OutboundRefusedError):
        model.ask(HELLO)
    with pytest.raises(OutboundRefusedError):
        list(model.stream(HELLO))

    assert claude_server.asked == []
    assert used(access) == []


def test_a_model_on_this_computer_costs_nothing(
    database: Database, openai_fake: OpenAiServer
) -> None:
    access = switch_on(access_of(database), openai_fake, ai_monthly_limit="0")
    openai_fake.tells_usage = False
    *_, last = model_for(access, AiPurpose.CATEGORIZE).stream(HELLO)

    assert isinstance(last, Finished)
    [row] = used(access)
    assert row.cost_micros == 0
    assert row.input_tokens > 0  # by the app's own count, as the server gave none


def test_what_costs_nobody_knows_what_stays_within_the_limit(
    access: AiAccess, claude_server: MessagesServer
) -> None:
    claude_server.models += ("claude-next-7",)
    save(access, ai_model_categorize="claude-next-7")
    model_for(access, AiPurpose.CATEGORIZE).ask(HELLO)
    [row] = used(access)
    assert row.cost_micros is None

    save(access, ai_monthly_limit="0")
    with pytest.raises(LimitReachedError):
        model_for(access, AiPurpose.CATEGORIZE).ask(HELLO)

    save(access, ai_prices="claude-next-7 = 0 / 0")
    model_for(access, AiPurpose.CATEGORIZE).ask(HELLO)
    assert used(access)[-1].cost_micros == 0
