"""Models behind OpenAI's chat completions, against a server with everybody's quirks."""

import json
import ssl
from contextlib import suppress
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.integrations.ai import (
    AiError,
    AiFailure,
    Finished,
    Message,
    ModelReply,
    ModelRequest,
    Text,
    Tool,
    ToolCall,
    ToolResult,
    Usage,
)
from backend.integrations.ai.compatible import Compatible
from backend.integrations.ai.compatible_stream import StreamedAnswer, WithoutThoughts
from tests.fakes.ai_http import Answer, Fails, Says
from tests.fakes.openai_server import LLAMA, OpenAiServer

TLS = ssl.create_default_context()
SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
HELLO = ModelRequest((Message("user", "Hello?"),), system=("Be brief.",))
SEARCH = Tool("search", "Finds rows.", SCHEMA)
WITH_TOOL = ModelRequest(HELLO.messages, tools=(SEARCH,))
WITH_SCHEMA = ModelRequest(HELLO.messages, schema=SCHEMA)


def connect(**options: Any) -> httpx2.Client:
    return httpx2.Client(verify=TLS, **options)


def model_at(server: OpenAiServer, name: str = LLAMA, *, retries: int = 0) -> Compatible:
    return Compatible(name, server.key, connect, server.url, retries=retries, pause=lambda _: None)


@pytest.fixture
def model(openai_fake: OpenAiServer) -> Compatible:
    return model_at(openai_fake)


def both_ways(model: Compatible, request: ModelRequest) -> list[ModelReply]:
    *_, last = model.stream(request)
    assert isinstance(last, Finished)
    return [model.ask(request), last.reply]


def failure_of(model: Compatible, *, streamed: bool) -> AiError:
    with pytest.raises(AiError) as caught:
        list(model.stream(HELLO)) if streamed else model.ask(HELLO)
    return caught.value


def test_whole_or_streamed_an_answer_is_the_same(
    model: Compatible, openai_fake: OpenAiServer
) -> None:
    said = Says("A long answer.", thinks="Hm.", input_tokens=9, output_tokens=4, cache_read=3)
    openai_fake.script = lambda _: said

    whole, streamed = both_ways(model, HELLO)

    assert whole == streamed
    assert (whole.text, whole.stop_reason, whole.model) == ("A long answer.", "end", LLAMA)
    assert whole.usage == Usage(input=9, output=4, cache_read=3)
    assert openai_fake.bodies[1] == dict(model.body(HELLO))


@pytest.mark.parametrize("parses", [False, True])
def test_tools_go_round(model: Compatible, openai_fake: OpenAiServer, *, parses: bool) -> None:
    openai_fake.parses_arguments = parses
    openai_fake.script = lambda _: Says(tools=(("search", {"n": 3}),))
    whole, streamed = both_ways(model, WITH_TOOL)
    assert whole == streamed
    [call] = whole.tool_calls
    assert (call.name, call.input, whole.stop_reason) == ("search", {"n": 3}, "tools")

    openai_fake.script = lambda _: Says("12.")
    turns = (Message("assistant", whole.blocks), Message("user", (ToolResult(call.id, "12 rows"),)))
    model.ask(ModelRequest(HELLO.messages + turns, tools=(SEARCH,)))

    asked, told = openai_fake.bodies[-1]["messages"][1:]
    assert asked["tool_calls"][0]["id"] == told["tool_call_id"] == call.id
    assert (told["role"], told["content"]) == ("tool", "12 rows")


@pytest.mark.parametrize(
    ("refuses", "forms"),
    [
        ((), ["json_schema"]),
        (("json_schema",), ["json_schema", "json_object"]),
        (("json_schema", "json_object"), ["json_schema", "json_object", None]),
    ],
)
def test_json_is_asked_for_as_the_server_understands_it(
    model: Compatible, openai_fake: OpenAiServer, refuses: tuple[str, ...], forms: list[str | None]
) -> None:
    openai_fake.refuses = refuses
    openai_fake.script = lambda _: Says('Here it is: {"n": 4}')
    assert [model.ask(WITH_SCHEMA).parsed for _ in range(2)] == [{"n": 4}] * 2

    asked = [body.get("response_format", {}).get("type") for body in openai_fake.bodies]
    assert asked == [*forms, forms[-1]]  # what it refused once, it is not asked again
    words = str(openai_fake.bodies[-1]["messages"])
    assert ("JSON schema" in words) is (len(forms) > 1)


def test_other_names_for_the_same(model: Compatible, openai_fake: OpenAiServer) -> None:
    openai_fake.refuses = ("max_tokens", "stream_options")
    *_, last = model.stream(HELLO)
    assert isinstance(last, Finished)
    assert openai_fake.bodies[-1].keys() == {"model", "messages", "stream", "max_completion_tokens"}


FAILURES = [
    (Fails(400, "invalid_request_error", "nonsense"), AiFailure.OUR_BUG),
    (Fails(400, "context_length_exceeded", "maximum context length"), AiFailure.TOO_LARGE),
    (Fails(401, "invalid_api_key", "no"), AiFailure.BAD_KEY),
    (Fails(402, "payment", "no"), AiFailure.NO_CREDIT),
    (Fails(404, "model_not_found", "model not found"), AiFailure.NO_MODEL),
    (Fails(404, raw="404 page not found", content_type="text/plain"), AiFailure.UNREACHABLE),
    (Fails(413, raw="too much"), AiFailure.TOO_LARGE),
    (Fails(429, "rate_limit", "slow", {"retry-after": "1"}), AiFailure.RATE_LIMITED),
    (Fails(429, "insufficient_quota", "quota"), AiFailure.NO_CREDIT),
    (Fails(500, raw="boom", content_type="text/plain"), AiFailure.OVERLOADED),
    (Fails(200, raw="<html>Log in</html>", content_type="text/html"), AiFailure.NONSENSE),
    (Fails(302, raw="", headers={"Location": "/login"}), AiFailure.NONSENSE),
    (Says("", stop_reason="content_filter"), AiFailure.REFUSED_BY_MODEL),
    (Says(""), AiFailure.NONSENSE),
]


@pytest.mark.parametrize(("answer", "failure"), FAILURES)
@pytest.mark.parametrize("streamed", [False, True])
def test_every_failure_has_a_sentence(
    model: Compatible,
    openai_fake: OpenAiServer,
    answer: Answer,
    failure: AiFailure,
    *,
    streamed: bool,
) -> None:
    openai_fake.queue.append(answer)
    error = failure_of(model, streamed=streamed)

    # A page in the place of a stream has no event in it: it ends before it began.
    wanted = {failure} | ({AiFailure.CUT} if failure is AiFailure.NONSENSE and streamed else set())
    assert error.failure in wanted
    assert openai_fake.key not in str(error)
    assert str(error).endswith(".")


@pytest.mark.parametrize(
    "raw",
    ["{", "[]", "null", "{}", '{"choices": []}', '{"choices": [{}]}', '{"choices": [{"message": 3}]}',
     '{"choices": [{"message": {"tool_calls": [{"function": {"name": "f", "arguments": "{"}}]}}]}'],
)  # fmt: skip
def test_another_shape_is_nonsense(model: Compatible, openai_fake: OpenAiServer, raw: str) -> None:
    openai_fake.queue.append(Fails(200, raw=raw))
    assert failure_of(model, streamed=False).failure is AiFailure.NONSENSE


@pytest.mark.parametrize("cleanly", [False, True])
def test_a_stream_that_breaks_off_is_no_answer(
    model: Compatible, openai_fake: OpenAiServer, *, cleanly: bool
) -> None:
    openai_fake.queue.append(Says("Long enough to be cut.", cut_after=2, is_cut_cleanly=cleanly))
    assert failure_of(model, streamed=True).failure is AiFailure.CUT


@pytest.mark.parametrize(
    "calls",
    [
        [None, 5, "x"],
        [{"index": [0], "function": {"name": "search", "arguments": 7}}],
        [{"index": "0", "function": "search"}],
        [{"index": 0, "function": {"name": "search", "arguments": {}}}, {"index": 0, "function": {"arguments": "{"}}],
    ],
)  # fmt: skip
def test_pieces_of_another_shape_are_nonsense_or_passed_over(calls: list[object]) -> None:
    chunk = {"choices": [{"delta": {"content": "", "tool_calls": calls}, "finish_reason": "stop"}]}
    answer = StreamedAnswer(WITH_TOOL, LLAMA, "x")
    with suppress(AiError):  # and nothing else
        *_, last = answer.read([f"data: {json.dumps(chunk)}"])
        assert isinstance(last, Finished)


def test_an_error_inside_a_stream_is_told(model: Compatible, openai_fake: OpenAiServer) -> None:
    openai_fake.queue.append(Says("Long enough to fail.", error_after=1))
    assert failure_of(model, streamed=True).failure is AiFailure.OVERLOADED


def test_a_stream_need_not_say_that_it_is_done(
    model: Compatible, openai_fake: OpenAiServer
) -> None:
    openai_fake.says_done = openai_fake.tells_usage = False
    events = list(model.stream(HELLO))
    assert "".join(e.text for e in events if isinstance(e, Text)) == "Hello."
    assert not [e for e in events if isinstance(e, ToolCall)]


def test_a_busy_server_is_asked_again(openai_fake: OpenAiServer) -> None:
    openai_fake.queue += [Fails(503), Fails(429, headers={"retry-after": "2"}), Says("There.")]
    assert model_at(openai_fake, retries=2).ask(HELLO).text == "There."
    openai_fake.queue += [Fails(429, headers={"retry-after": "3600"})]
    assert failure_of(model_at(openai_fake, retries=2), streamed=False).retry_after == 3600
    assert len(openai_fake.asked) == 4


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_the_address_may_be_written_in_each_way(openai_fake: OpenAiServer, path: str) -> None:
    model = Compatible(LLAMA, openai_fake.key, connect, openai_fake.url + path, retries=0)
    assert model.models() == [(name, name) for name in openai_fake.models]
    assert model.ask(HELLO).text == "Hello."


def test_nobody_there_and_no_key() -> None:
    model = Compatible(LLAMA, "", connect, "http://127.0.0.1:9", retries=0)
    assert failure_of(model, streamed=False).failure is AiFailure.UNREACHABLE
    assert failure_of(model, streamed=True).failure is AiFailure.UNREACHABLE


@given(st.text(max_size=20), st.text("<think>/ a", max_size=30), st.data())
def test_thoughts_are_cut_alike_however_they_are_sliced(
    thought: str, answer: str, data: st.DataObject
) -> None:
    if "</think>" in thought or answer.lstrip().startswith("<think"):
        return
    text = f"<think>{thought}</think>{answer}"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    words = WithoutThoughts()
    heard = "".join(
        words.take(text[a:b]) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)
    )
    # Blanks right after a thought may go.
    assert (heard + words.rest()).lstrip() == answer.lstrip()
