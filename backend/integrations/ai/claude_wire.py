"""A question as the Messages API takes it, and an answer's blocks as the app takes them."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from backend.integrations.ai.answers import parsed_json
from backend.integrations.ai.errors import AiError, AiFailure
from backend.integrations.ai.model import (
    Block,
    Message,
    ModelReply,
    ModelRequest,
    Text,
    Thought,
    ToolCall,
    ToolResult,
    Usage,
)

WHO = "Anthropic"
# The tool by which models answer that don't know schemas; newer ones refuse a tool that is forced.
ANSWER = "answer"
_THOUGHTS = ("thinking", "redacted_thinking")
_LENGTH = ("max_tokens", "model_context_window_exceeded")


def body_of(request: ModelRequest, model: str, *, by_tool: bool = False) -> dict[str, Any]:
    """Return the request's JSON.

    Args:
        request: the question.
        model: who is asked.
        by_tool: whether a schema is asked for by a forced tool, as older models want it.
    """
    body: dict[str, Any] = {"model": model, "max_tokens": request.max_tokens}
    if request.system:
        body["system"] = _system(request.system)
    if request.tools:
        body["tools"] = [
            {"name": t.name, "description": t.description, "input_schema": dict(t.schema)}
            for t in request.tools
        ]
    body["messages"] = [_message(message) for message in request.messages]
    if request.schema is not None and by_tool:
        body["tools"] = [
            {
                "name": ANSWER,
                "description": "Give the answer.",
                "input_schema": dict(request.schema),
            }
        ]
        body["tool_choice"] = {"type": "tool", "name": ANSWER}
    elif request.schema is not None:
        form = {"type": "json_schema", "schema": dict(request.schema)}
        body["output_config"] = {"format": form}
    return body


def _system(parts: tuple[str, ...]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = [{"type": "text", "text": part} for part in parts]
    # All up to here is kept for five minutes, tools included: they come before the system's words.
    blocks[-1]["cache_control"] = {"type": "ephemeral"}
    return blocks


def _message(message: Message) -> dict[str, Any]:
    if isinstance(message.content, str):
        return {"role": message.role, "content": message.content}
    return {"role": message.role, "content": [_block(block) for block in message.content]}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text():
            return {"type": "text", "text": block.text}
        case ToolCall():
            return {
                "type": "tool_use",
                "id": block.id,
                "name": block.name,
                "input": dict(block.input),
            }
        case ToolResult():
            result = {"type": "tool_result", "tool_use_id": block.call_id, "content": block.text}
            return result | ({"is_error": True} if block.is_error else {})
        case Thought():
            return dict(block.data)


def block_from(data: Mapping[str, Any]) -> Block | None:
    """Return a block of an answer; None for a kind that the app has no use for."""
    kind = data.get("type")
    if kind == "text":
        return Text(str(data.get("text") or ""))
    if kind == "tool_use":
        given = data.get("input")
        return ToolCall(
            str(data.get("id")), str(data.get("name")), given if isinstance(given, dict) else {}
        )
    return Thought(data) if kind in _THOUGHTS else None


def usage_from(data: Mapping[str, Any] | None) -> Usage:
    """Return the tokens that an answer counts."""
    known = data or {}
    return Usage(
        input=_count(known.get("input_tokens")),
        output=_count(known.get("output_tokens")),
        cache_read=_count(known.get("cache_read_input_tokens")),
        cache_write=_count(known.get("cache_creation_input_tokens")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def reply_from(
    blocks: Iterable[Block],
    *,
    stop_reason: str | None,
    usage: Usage,
    model: str,
    request: ModelRequest,
) -> ModelReply:
    """Return the whole answer.

    Raises:
        AiError: the model declined, or there is nothing in it.
    """
    kept = tuple(blocks)
    text = "".join(block.text for block in kept if isinstance(block, Text))
    calls = [block for block in kept if isinstance(block, ToolCall)]
    if stop_reason == "refusal":
        raise AiError.of(AiFailure.REFUSED_BY_MODEL, who=WHO, model=model, usage=usage)
    stop = _stop(stop_reason)
    if not text.strip() and not calls and stop != "length":
        raise AiError.of(AiFailure.NONSENSE, who=WHO, model=model, usage=usage, code="empty")
    parsed = None
    if request.schema is not None:
        given = next((call.input for call in calls if call.name == ANSWER), None)
        parsed = dict(given) if given is not None else parsed_json(text)
        stop = "end" if given is not None and stop == "tools" else stop
    return ModelReply(text, stop, usage, model, parsed=parsed, blocks=kept)


def _stop(reason: str | None) -> Literal["end", "tools", "length"]:
    if reason == "tool_use":
        return "tools"
    return "length" if reason in _LENGTH else "end"
