"""A server that speaks the Messages API, as strict as the real one, with failures on demand."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.fakes.ai_http import DEAD, ENDED, AiServer, Asked, Fails, Handler, Says, serving

HAIKU, SONNET, OLD = "claude-haiku-5-5", "claude-sonnet-5-5", "claude-haiku-4-5"
_FIELDS = {
    "model", "max_tokens", "messages", "system", "tools", "tool_choice", "output_config",
    "stream", "metadata", "thinking", "stop_sequences", "service_tier",
}  # fmt: skip
_BLOCKS = {
    "text": {"type", "text", "cache_control"},
    "tool_use": {"type", "id", "name", "input"},
    "tool_result": {"type", "tool_use_id", "content", "is_error"},
    "thinking": {"type", "thinking", "signature"},
}
_REFUSED_IN_SCHEMAS = {"minimum", "maximum", "minLength", "maxLength", "maxItems", "multipleOf"}


class BadRequestError(Exception):
    """What the server does not take."""


class RefusedError(Exception):
    """Another answer than was hoped for."""

    def __init__(self, failure: Fails) -> None:
        super().__init__(failure.message)
        self.failure = failure


@dataclass
class MessagesServer(AiServer):
    """Anthropic's side; models in `without_schemas` know no `output_config`, as old ones."""

    models: tuple[str, ...] = (HAIKU, SONNET, OLD)
    without_schemas: tuple[str, ...] = (OLD,)

    def respond(self, handler: Handler, asked: Asked) -> None:
        try:
            self._answer(handler, asked)
        except BadRequestError as error:
            _fail(handler, Fails(400, "invalid_request_error", str(error)))
        except RefusedError as error:
            _fail(handler, error.failure)

    def _answer(self, handler: Handler, asked: Asked) -> None:
        key = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if self.key not in (key, asked.headers.get("x-api-key")):
            raise RefusedError(Fails(401, "authentication_error", "invalid x-api-key"))
        if "anthropic-version" not in asked.headers:
            raise BadRequestError("anthropic-version: header is required")
        if asked.path.startswith("/v1/models"):
            handler.send_json(self._listed())
            return
        if asked.path != "/v1/messages":
            raise RefusedError(Fails(404, "not_found_error", "Not found"))
        if len(asked.raw) > self.largest_bytes:
            raise RefusedError(Fails(413, "request_too_large", "Request exceeds the size"))
        model = asked.body.get("model")
        if model not in self.models:
            raise RefusedError(Fails(404, "not_found_error", f"model: {model}"))
        self._check(asked.body)
        answer = self.next_answer(asked.body)
        if isinstance(answer, Fails):
            raise RefusedError(answer)
        if asked.body.get("stream"):
            handler.send_events(_events(answer, model), pause_seconds=answer.pause_seconds)
        else:
            handler.send_json(_message(answer, model))

    def _listed(self) -> dict[str, Any]:
        born = {"type": "model", "created_at": "2026-10-07T00:00:00Z"}
        data = [{"id": model, "display_name": model.title(), **born} for model in self.models]
        return {
            "data": data,
            "has_more": False,
            "first_id": self.models[0],
            "last_id": self.models[-1],
        }

    def _check(self, body: dict[str, Any]) -> None:
        for name in body.keys() - _FIELDS:
            raise BadRequestError(f"{name}: Extra inputs are not permitted")
        if not isinstance(body.get("max_tokens"), int) or body["max_tokens"] < 1:
            raise BadRequestError("max_tokens: Field required")
        if not body.get("messages"):
            raise BadRequestError("messages: at least one message is required")
        if body["messages"][-1]["role"] != "user":
            raise BadRequestError("This model does not support assistant message prefill.")
        for block in body.get("system", []):
            _check_block(block)
        _check_turns(body["messages"])
        choice = body.get("tool_choice", {}).get("type")
        if choice in {"tool", "any"} and body["model"] not in self.without_schemas:
            raise BadRequestError("tool_choice: forced tool use is not supported by this model")
        form = body.get("output_config", {}).get("format")
        if form is not None and body["model"] in self.without_schemas:
            raise BadRequestError("output_config: This model does not support output_config")
        if form is not None:
            _check_schema(form["schema"])


def _check_turns(messages: list[dict[str, Any]]) -> None:
    open_calls: set[str] = set()
    for message in messages:
        blocks = message["content"]
        if isinstance(blocks, str):
            if not blocks.strip():
                raise BadRequestError("messages: text content blocks must be non-empty")
            blocks = []
        answered = {b["tool_use_id"] for b in blocks if b.get("type") == "tool_result"}
        if open_calls != answered:
            raise BadRequestError(
                "messages: tool_use ids need their tool_result blocks right after"
            )
        calls = [block for block in blocks if block.get("type") == "tool_use"]
        thought = any(block.get("type") == "thinking" for block in blocks)
        for call in calls:
            if call["id"].startswith("toolu_thought") and not thought:
                raise BadRequestError("messages: expected `thinking` before `tool_use`")
        open_calls = {call["id"] for call in calls}
        for block in blocks:
            _check_block(block)
    if open_calls:
        raise BadRequestError("messages: tool_use without tool_result")


def _check_block(block: dict[str, Any]) -> None:
    fields = _BLOCKS.get(block.get("type", ""))
    if fields is None or block.keys() - fields:
        raise BadRequestError(f"content: Extra inputs are not permitted: {block}")
    if block["type"] == "text" and not block["text"].strip():
        raise BadRequestError("messages: text content blocks must be non-empty")
    if block["type"] == "thinking" and block.get("signature") != "signed":
        raise BadRequestError("Invalid `signature` in `thinking` block")


def _check_schema(schema: Any) -> None:
    if isinstance(schema, list):
        for each in schema:
            _check_schema(each)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        raise BadRequestError("output_config.format.schema: additionalProperties must be false")
    for name in schema.keys() & _REFUSED_IN_SCHEMAS:
        raise BadRequestError(f"output_config.format.schema: {name} is not supported")
    for value in schema.values():
        _check_schema(value)


def _fail(handler: Handler, failure: Fails) -> None:
    if failure.raw is not None:
        handler.send_text(failure.raw, failure.status, failure.content_type, failure.headers)
    else:
        handler.send_json(_error(failure), failure.status, failure.headers)


def _error(failure: Fails) -> dict[str, Any]:
    error = {"type": failure.kind, "message": failure.message}
    if failure.details is not None:
        error |= {"details": failure.details}  # type: ignore[dict-item]
    return {"type": "error", "error": error, "request_id": "req_1"}


def _blocks(answer: Says) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    if answer.thinks:
        blocks.append({"type": "thinking", "thinking": answer.thinks, "signature": "signed"})
    if answer.text:
        blocks.append({"type": "text", "text": answer.text})
    kind = "toolu_thought" if answer.thinks else "toolu"
    blocks += [
        {"type": "tool_use", "id": f"{kind}_{n}", "name": name, "input": given}
        for n, (name, given) in enumerate(answer.tools)
    ]
    return blocks


def _usage(answer: Says, output: int) -> dict[str, int]:
    return {
        "input_tokens": answer.input_tokens,
        "output_tokens": output,
        "cache_read_input_tokens": answer.cache_read,
        "cache_creation_input_tokens": answer.cache_write,
    }


def _stop_reason(answer: Says) -> str:
    return answer.stop_reason or ("tool_use" if answer.tools else "end_turn")


def _message(answer: Says, model: str) -> dict[str, Any]:
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": model,
        "content": _blocks(answer), "stop_reason": _stop_reason(answer), "stop_sequence": None,
        "usage": _usage(answer, answer.output_tokens),
    }  # fmt: skip


def _event(kind: str, **fields: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n"


def _events(answer: Says, model: str) -> Iterator[str]:
    begun = _message(answer, model) | {"content": [], "stop_reason": None}
    yield _event("message_start", message=begun | {"usage": _usage(answer, 1)})
    yield _event("ping")
    yield _event("weather_report", sky="blue")  # kinds of events may be added any time
    for index, block in enumerate(_blocks(answer)):
        yield from _block_events(answer, index, block)
    delta = {"stop_reason": _stop_reason(answer), "stop_sequence": None}
    yield _event("message_delta", delta=delta, usage={"output_tokens": answer.output_tokens})
    yield _event("message_stop")


def _block_events(answer: Says, index: int, block: dict[str, Any]) -> Iterator[str]:
    empty = {"text": {"text": ""}, "thinking": {"thinking": "", "signature": ""}}
    begun = block | empty.get(block["type"], {"input": {}})
    yield _event("content_block_start", index=index, content_block=begun)
    if block["type"] == "text":
        for at, piece in enumerate(answer.pieces):
            if at == answer.cut_after:
                yield ENDED if answer.is_cut_cleanly else DEAD
            if at == answer.error_after:
                failure = Fails(529, "overloaded_error", "Overloaded")
                yield f"event: error\ndata: {json.dumps(_error(failure))}\n\n"
                yield DEAD
            yield _delta(index, type="text_delta", text=piece)
    elif block["type"] == "thinking":
        yield _delta(index, type="thinking_delta", thinking=block["thinking"])
        yield _delta(index, type="signature_delta", signature="signed")
    else:
        written = json.dumps(block["input"])
        for part in (written[:3], written[3:]):
            yield _delta(index, type="input_json_delta", partial_json=part)
    yield _event("content_block_stop", index=index)


def _delta(index: int, **delta: Any) -> str:
    return _event("content_block_delta", index=index, delta=delta)


@contextmanager
def messages_server() -> Iterator[MessagesServer]:
    """Run the server on a free port of this computer."""
    fake = MessagesServer()
    with serving(fake):
        yield fake
