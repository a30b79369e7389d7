"""A server that speaks OpenAI's chat completions, with the quirks of those that are like it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.fakes.ai_http import DEAD, ENDED, AiServer, Asked, Fails, Handler, Says, serving

LLAMA = "llama-4:8b"
_FIELDS = {
    "model", "messages", "max_tokens", "max_completion_tokens", "tools", "response_format",
    "stream", "stream_options",
}  # fmt: skip


@dataclass
class OpenAiServer(AiServer):
    """One of many servers.

    Attributes:
        refuses: what it does not know: `json_schema`, `json_object`, `stream_options`, `max_tokens`.
        says_done: whether its streams end with [DONE].
        parses_arguments: whether a tool's input comes parsed, as from some local servers.
        tells_usage: whether it counts tokens.
    """

    models: tuple[str, ...] = (LLAMA, "mistral:7b")
    refuses: tuple[str, ...] = ()
    says_done: bool = True
    parses_arguments: bool = False
    tells_usage: bool = True

    def respond(self, handler: Handler, asked: Asked) -> None:
        failure = self._failure(asked)
        answer = failure or (
            self.next_answer(asked.body) if asked.path.endswith("completions") else None
        )
        if isinstance(answer, Fails):
            _fail(handler, answer)
        elif answer is None:
            listed = [{"id": model, "object": "model"} for model in self.models]
            handler.send_json({"object": "list", "data": listed})
        elif asked.body.get("stream"):
            events = self._events(answer, asked.body)
            handler.send_events(events, pause_seconds=answer.pause_seconds)
        else:
            handler.send_json(self._document(answer, asked.body["model"]))

    def _failure(self, asked: Asked) -> Fails | None:
        if self.key and asked.headers.get("authorization") != f"Bearer {self.key}":
            return Fails(401, "invalid_request_error", "Incorrect API key provided")
        if asked.path not in {"/v1/models", "/v1/chat/completions"}:
            return Fails(404, raw="404 page not found", content_type="text/plain")
        return None if asked.path == "/v1/models" else self._not_taken(asked)

    def _not_taken(self, asked: Asked) -> Fails | None:
        for name in asked.body.keys() - _FIELDS:
            return _bad(f"Unrecognized request argument supplied: {name}")
        if asked.body["model"] not in self.models:
            return Fails(404, "model_not_found", f"model {asked.body['model']!r} not found")
        form = asked.body.get("response_format", {}).get("type")
        if form in self.refuses:
            return _bad(f"response_format.type must not be {form}")
        if "stream_options" in asked.body and "stream_options" in self.refuses:
            return _bad("unknown field stream_options")
        if "max_tokens" in asked.body and "max_tokens" in self.refuses:
            return _bad("Unsupported parameter: use 'max_completion_tokens' instead")
        return None

    def _calls(self, answer: Says) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = []
        for name, given in answer.tools:
            written = given if self.parses_arguments else json.dumps(given)
            call = {"type": "function", "function": {"name": name, "arguments": written}}
            calls.append(call if self.parses_arguments else {"id": "call_x", **call})
        return calls

    def _document(self, answer: Says, model: str) -> dict[str, Any]:
        thoughts = f"<think>{answer.thinks}</think>\n" if answer.thinks else ""
        message = {"role": "assistant", "content": thoughts + answer.text or None}
        if answer.tools:
            message["tool_calls"] = self._calls(answer)
        choice = {"index": 0, "message": message, "finish_reason": _reason(answer)}
        return {"model": model, "choices": [choice], **self._usage(answer)}

    def _usage(self, answer: Says) -> dict[str, Any]:
        if not self.tells_usage:
            return {}
        usage = {
            "prompt_tokens": answer.input_tokens + answer.cache_read,
            "completion_tokens": answer.output_tokens,
            "prompt_tokens_details": {"cached_tokens": answer.cache_read},
        }
        return {"usage": usage}

    def _events(self, answer: Says, body: dict[str, Any]) -> Iterator[str]:
        yield ": keep-alive\n\n"
        thoughts = ["<thi", f"nk>{answer.thinks}</th", "ink>"] if answer.thinks else []
        for piece in thoughts:
            yield _chunk(delta={"content": piece})
        for at, piece in enumerate(answer.pieces):
            if at == answer.cut_after:
                yield ENDED if answer.is_cut_cleanly else DEAD
            if at == answer.error_after:
                yield 'data: {"error": {"message": "out of memory", "code": 500}}\n\n'
                yield DEAD
            yield _chunk(delta={"content": piece})
        yield from self._call_events(answer)
        yield _chunk(delta={}, finish_reason=_reason(answer))
        if body.get("stream_options", {}).get("include_usage") and self.tells_usage:
            yield f"data: {json.dumps({'choices': [], **self._usage(answer)})}\n\n"
        if self.says_done:
            yield "data: [DONE]\n\n"

    def _call_events(self, answer: Says) -> Iterator[str]:
        for index, call in enumerate(self._calls(answer)):
            written = call["function"]["arguments"]
            if isinstance(written, dict):
                yield _chunk(delta={"tool_calls": [call]})
                continue
            begun = call | {"index": index, "function": call["function"] | {"arguments": ""}}
            yield _chunk(delta={"tool_calls": [begun]})
            for part in (written[:3], written[3:]):
                grown = {"index": index, "function": {"arguments": part}}
                yield _chunk(delta={"tool_calls": [grown]})


def _reason(answer: Says) -> str:
    return answer.stop_reason or ("tool_calls" if answer.tools else "stop")


def _chunk(**choice: Any) -> str:
    return f"data: {json.dumps({'choices': [{'index': 0, 'finish_reason': None, **choice}]})}\n\n"


def _bad(message: str) -> Fails:
    return Fails(400, "invalid_request_error", message)


def _fail(handler: Handler, failure: Fails) -> None:
    if failure.raw is not None:
        handler.send_text(failure.raw, failure.status, failure.content_type, failure.headers)
        return
    error = {"message": failure.message, "type": failure.kind, "code": failure.kind}
    handler.send_json({"error": error}, failure.status, failure.headers)


@contextmanager
def openai_server() -> Iterator[OpenAiServer]:
    """Run the server on a free port of this computer."""
    fake = OpenAiServer()
    with serving(fake):
        yield fake
