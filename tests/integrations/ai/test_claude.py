"""Claude through the real SDK, against a server as strict as Anthropic's."""

import logging
import ssl
import time

import httpx2
import pytest

from backend.core.errors import ConflictError
from backend.integrations.ai import (
    AiError,
    AiFailure,
    Finished,
    Message,
    ModelRequest,
    Text,
    Thought,
    Tool,
    ToolCall,
    ToolResult,
    Usage,
)
from backend.integrations.ai.claude import Claude
from tests.fakes.ai_http import Answer, Fails, Says
from tests.fakes.messages_server import HAIKU, OLD, MessagesServer

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
# Making one takes longer than a question does.
TLS = ssl.create_default_context()
HELLO = ModelRequest((Message("user", "Hello?"),), system=("Be brief.", "Be kind."))
SEARCH = Tool("search", "Finds rows.", SCHEMA)


@pytest.fixture
def claude(claude_server: MessagesServer) -> Claude:
    return model_at(claude_server)


def model_at(server: MessagesServer, name: str = HAIKU, *, retries: int = 0) -> Claude:
    return Claude(name, server.key, connect, base_url=server.url, retries=retries)


def connect() -> httpx2.Client:
    return httpx2.Client(verify=TLS)


def failure_of(claude: Claude, *, streamed: bool, request: ModelRequest = HELLO) -> AiError:
    with pytest.raises(AiError) as caught:
        list(claude.stream(request)) if streamed else claude.ask(request)
    return caught.value


def test_an_answer_has_its_words_without_thoughts_and_what_it_used(
    claude: Claude, claude_server: MessagesServer
) -> None:
    claude_server.queue += [
        Says(
            "Hi there.",
            thinks="Greet.",
            input_tokens=7,
            output_tokens=9,
            cache_read=5,
            cache_write=3,
        )
    ]
    reply = claude.ask(HELLO)

    assert (reply.text, reply.stop_reason, reply.model) == ("Hi there.", "end", HAIKU)
    assert reply.usage == Usage(input=7, output=9, cache_read=5, cache_write=3)
    assert reply.usage.prompt == 15
    [body] = claude_server.bodies
    assert body == claude.body(HELLO)
    assert [b.get("cache_control") for b in body["system"]] == [None, {"type": "ephemeral"}]


def test_a_stream_says_the_same_as_a_whole_answer(
    claude: Claude, claude_server: MessagesServer
) -> None:
    said = Says("A long answer in pieces.", thinks="Hm.", tools=(("search", {"n": 3}),))
    claude_server.script = lambda _: said
    request = ModelRequest(HELLO.messages, tools=(SEARCH,))

    events = list(claude.stream(request))
    reply = claude.ask(request)

    assert events[-1] == Finished(reply)
    assert "".join(e.text for e in events if isinstance(e, Text)) == reply.text == said.text
    assert [e for e in events if isinstance(e, ToolCall)] == list(reply.tool_calls)
    assert reply.tool_calls[0].input == {"n": 3}
    assert claude_server.bodies[0] == dict(claude.body(request)) | {"stream": True}


def test_tools_go_round_with_the_thoughts_that_led_to_them(
    claude: Claude, claude_server: MessagesServer
) -> None:
    claude_server.queue += [
        Says(thinks="I should look.", tools=(("search", {"n": 1}),)),
        Says("12."),
    ]
    request = ModelRequest(HELLO.messages, tools=(SEARCH,))
    first = claude.ask(request)
    [call] = first.tool_calls
    assert first.stop_reason == "tools"
    assert isinstance(first.blocks[0], Thought)

    turns = (Message("assistant", first.blocks), Message("user", (ToolResult(call.id, "12 rows"),)))
    second = claude.ask(ModelRequest(HELLO.messages + turns, tools=(SEARCH,)))

    assert second.text == "12."


def test_a_schema_is_answered_by_json(claude: Claude, claude_server: MessagesServer) -> None:
    request = ModelRequest(HELLO.messages, schema=SCHEMA)
    claude_server.queue += [
        Says.json({"n": 4}),
        Says('Sure:\n```json\n{"n": 5}\n```'),
        Says("Four."),
    ]

    assert [claude.ask(request).parsed for _ in range(3)] == [{"n": 4}, {"n": 5}, None]


def test_an_older_model_answers_a_schema_by_a_tool(claude_server: MessagesServer) -> None:
    claude = model_at(claude_server, OLD)
    claude_server.script = lambda _: Says(tools=(("answer", {"n": 6}),))
    request = ModelRequest(HELLO.messages, schema=SCHEMA)

    replies = [claude.ask(request), claude.ask(request)]
    events = list(claude.stream(request))

    assert [(r.parsed, r.stop_reason) for r in replies] == [({"n": 6}, "end")] * 2
    assert isinstance(events[-1], Finished)
    assert [type(event) for event in events] == [Finished]
    # Refused once, it is not asked that way again.
    assert ["output_config" in body for body in claude_server.bodies] == [True, False, False, False]


FAILURES = [
    (Fails(400, "invalid_request_error", "bad"), AiFailure.OUR_BUG),
    (Fails(400, "invalid_request_error", "Your credit balance is too low"), AiFailure.NO_CREDIT),
    (Fails(400, "invalid_request_error", "prompt is too long: 2 > 1"), AiFailure.TOO_LARGE),
    (Fails(401, "authentication_error", "invalid x-api-key"), AiFailure.BAD_KEY),
    (Fails(402, "billing_error", "Billing"), AiFailure.NO_CREDIT),
    (Fails(403, "permission_error", "no"), AiFailure.BAD_KEY),
    (Fails(404, "not_found_error", "model: gone"), AiFailure.NO_MODEL),
    (Fails(413, "request_too_large", "too large"), AiFailure.TOO_LARGE),
    (Fails(429, "rate_limit_error", "slow down", {"retry-after": "0"}), AiFailure.RATE_LIMITED),
    (Fails(500, "api_error", "boom"), AiFailure.OVERLOADED),
    (Fails(529, "overloaded_error", "busy"), AiFailure.OVERLOADED),
    (Fails(502, raw="<html>Bad gateway</html>", content_type="text/html"), AiFailure.OVERLOADED),
    (Fails(200, raw="<html>Log in</html>", content_type="text/html"), AiFailure.NONSENSE),
    (Fails(418, raw="teapot", content_type="text/plain"), AiFailure.NONSENSE),
    (Says("", stop_reason="refusal"), AiFailure.REFUSED_BY_MODEL),
    (Says(""), AiFailure.NONSENSE),
]


@pytest.mark.parametrize(("answer", "failure"), FAILURES)
@pytest.mark.parametrize("streamed", [False, True])
def test_every_failure_has_a_sentence_of_its_own(
    claude_server: MessagesServer, answer: Answer, failure: AiFailure, *, streamed: bool
) -> None:
    claude_server.queue.append(answer)
    error = failure_of(model_at(claude_server), streamed=streamed)

    # A page in the place of a stream has no event in it: it ends before it began.
    wanted = {failure} | ({AiFailure.CUT} if failure is AiFailure.NONSENSE and streamed else set())
    assert error.failure in wanted
    assert claude_server.key not in str(error)
    assert str(error)[0].isupper()
    assert str(error).endswith(".")


@pytest.mark.parametrize(
    "raw", ["{", "[]", '"words"', '{"content": 7}', '{"content": [3]}', "null"]
)
def test_json_of_another_shape_is_nonsense(
    claude: Claude, claude_server: MessagesServer, raw: str
) -> None:
    claude_server.queue.append(Fails(200, raw=raw))
    assert failure_of(claude, streamed=False).failure is AiFailure.NONSENSE


@pytest.mark.parametrize("cleanly", [False, True])
def test_a_stream_that_breaks_off_is_no_answer(
    claude: Claude, claude_server: MessagesServer, *, cleanly: bool
) -> None:
    claude_server.queue.append(Says("Long enough to be cut.", cut_after=2, is_cut_cleanly=cleanly))
    heard: list[object] = []
    with pytest.raises(AiError) as caught:
        for event in claude.stream(HELLO):
            heard.append(event)  # noqa: PERF402 - what came before it broke is what is asked

    assert heard == [Text("Long en"), Text("ough to")]
    assert caught.value.failure is AiFailure.CUT
    assert caught.value.usage == Usage(input=100, output=1)


def test_an_error_after_the_beginning_is_told(
    claude: Claude, claude_server: MessagesServer
) -> None:
    claude_server.queue.append(Says("Long enough to fail.", error_after=1))
    error = failure_of(claude, streamed=True)
    assert (error.failure, error.code) == (AiFailure.OVERLOADED, "overloaded_error")


def test_a_stream_can_be_left_early(claude: Claude, claude_server: MessagesServer) -> None:
    claude_server.queue.append(Says("word " * 50, pause_seconds=0.005))
    stream = claude.stream(HELLO)
    assert isinstance(next(stream), Text)
    stream.close()  # type: ignore[attr-defined]
    assert list(stream) == []


def test_an_answer_that_runs_out_of_room_says_so(
    claude: Claude, claude_server: MessagesServer
) -> None:
    claude_server.queue += [
        Says("", stop_reason="max_tokens"),
        Says('{"n": 1', stop_reason="max_tokens"),
    ]
    request = ModelRequest(HELLO.messages, schema=SCHEMA, max_tokens=5)
    assert [(r.stop_reason, r.parsed) for r in (claude.ask(request), claude.ask(request))] == [
        ("length", None), ("length", None),
    ]  # fmt: skip


def test_overload_is_asked_again_and_a_bad_key_is_not(claude_server: MessagesServer) -> None:
    claude = model_at(claude_server, retries=2)
    busy = Fails(529, "overloaded_error", "busy", {"retry-after-ms": "5"})
    claude_server.queue += [busy, busy, Says("There.")]
    assert claude.ask(HELLO).text == "There."
    assert len(claude_server.asked) == 3

    claude_server.queue += [Fails(401, "authentication_error", "no")]
    failure_of(claude, streamed=False)
    assert len(claude_server.asked) == 4


@pytest.mark.parametrize(
    ("headers", "details", "failure", "wait"),
    [
        ({"retry-after": "3600"}, None, AiFailure.RATE_LIMITED, 3600.0),
        ({}, {"error_code": "enforced_spend_limit_reached"}, AiFailure.SPEND_LIMIT, None),
    ],
)
def test_nobody_waits_for_an_hour_and_a_spending_limit_is_not_waited_for(
    claude_server: MessagesServer,
    headers: dict[str, str],
    details: dict[str, str] | None,
    failure: AiFailure,
    wait: float | None,
) -> None:
    claude_server.queue.append(Fails(429, "rate_limit_error", "limit", headers, details))
    began = time.monotonic()
    error = failure_of(model_at(claude_server, retries=2), streamed=False)

    assert (error.failure, error.retry_after) == (failure, wait)
    assert len(claude_server.asked) == 1
    assert time.monotonic() - began < 5


def test_nobody_there(claude_server: MessagesServer) -> None:
    claude = Claude(HAIKU, "key", connect, base_url="http://127.0.0.1:9", retries=0)
    assert failure_of(claude, streamed=False).failure is AiFailure.UNREACHABLE
    assert failure_of(claude, streamed=True).failure is AiFailure.UNREACHABLE


def test_what_the_app_itself_refuses_stays_its_own_error_and_is_not_tried_again() -> None:
    tried: list[str] = []

    class Refusing(httpx2.BaseTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            tried.append(str(request.url))
            raise ConflictError("Nothing leaves.")

    claude = Claude(HAIKU, "key", lambda: httpx2.Client(transport=Refusing()), retries=2)
    with pytest.raises(ConflictError, match="Nothing leaves"):
        claude.ask(HELLO)
    with pytest.raises(ConflictError, match="Nothing leaves"):
        list(claude.stream(HELLO))
    assert len(tried) == 2


def test_models_are_listed_and_nothing_of_this_computer_is_told(
    claude: Claude, claude_server: MessagesServer
) -> None:
    assert [model for model, _ in claude.models()] == list(claude_server.models)
    [asked] = claude_server.asked
    assert not [name for name in asked.headers if name.startswith("x-stainless-") and
                name.split("-")[2] in {"os", "arch", "runtime", "package", "lang"}]  # fmt: skip


def test_the_key_is_not_in_its_repr(claude: Claude, claude_server: MessagesServer) -> None:
    assert claude_server.key not in repr(claude)


def test_no_question_gets_into_a_log(
    claude: Claude, claude_server: MessagesServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("anthropic").setLevel(logging.DEBUG)  # as ANTHROPIC_LOG=debug does
    claude_server.queue += [Fails(500), Says("An answer.")]
    failure_of(claude, streamed=False)
    claude.ask(ModelRequest((Message("user", "canary in a question"),)))

    assert "canary" not in caplog.text
    assert claude_server.key not in caplog.text
