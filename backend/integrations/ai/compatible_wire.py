"""A question as OpenAI's chat completions take it, and an answer as the app takes it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from backend.integrations.ai.answers import loads, parsed_json
from backend.integrations.ai.errors import AiError, AiFailure
from backend.integrations.ai.model import (
    Block,
    Message,
    ModelReply,
    ModelRequest,
    Text,
    ToolCall,
    ToolResult,
    Usage,
)

# Some servers leave a model's thoughts in its answer.
_THOUGHTS = re.compile(r"^\s*<think>.*?(</think>|$)\s*", re.DOTALL)
_ASK_FOR_JSON = "Answer with one JSON object and nothing else. It follows this JSON schema:\n"
_FORMS = ("json_schema", "json_object", "text")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server has been found to understand; it begins as OpenAI's own.

    Attributes:
        form: how JSON is asked for: by its schema, as some JSON, or in words alone.
        limit: what the limit of tokens is called.
        tells_usage: whether a stream may be asked for what it used.
    """

    form: str = _FORMS[0]
    limit: str = "max_tokens"
    tells_usage: bool = True

    def after(self, complaint: str) -> Self | None:
        """Return what to try next once a server has complained; None where nothing is left."""
        words = complaint.lower()
        if "max_completion_tokens" in words and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if "stream_options" in words and self.tells_usage:
            return replace(self, tells_usage=False)
        if self.form != _FORMS[-1] and any(
            w in words for w in ("response_format", "json", "schema")
        ):
            return replace(self, form=_FORMS[_FORMS.index(self.form) + 1])
        return None


def body_of(request: ModelRequest, model: str, dialect: Dialect) -> dict[str, Any]:
    """Return the request's JSON."""
    system = list(request.system)
    body: dict[str, Any] = {"model": model, dialect.limit: request.max_tokens}
    if request.schema is not None:
        schema = dict(request.schema)
        if dialect.form == "json_schema":
            named = {"name": "answer", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        else:
            system.append(_ASK_FOR_JSON + json.dumps(schema))
        if dialect.form == "json_object":
            body["response_format"] = {"type": "json_object"}
    if request.tools:
        body["tools"] = [
            {
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": dict(tool.schema),
                },
            }
            for tool in request.tools
        ]
    told = [{"role": "system", "content": "\n\n".join(system)}] if system else []
    body["messages"] = [*told, *(each for m in request.messages for each in _messages(m))]
    return body


def _messages(message: Message) -> Iterator[dict[str, Any]]:
    if isinstance(message.content, str):
        yield {"role": message.role, "content": message.content}
        return
    results = [block for block in message.content if isinstance(block, ToolResult)]
    for result in results:
        yield {"role": "tool", "tool_call_id": result.call_id, "content": result.text}
    text = "".join(block.text for block in message.content if isinstance(block, Text))
    calls = [_call(block) for block in message.content if isinstance(block, ToolCall)]
    if calls:
        yield {"role": message.role, "content": text or None, "tool_calls": calls}
    elif text or not results:
        yield {"role": message.role, "content": text}


def _call(block: ToolCall) -> dict[str, Any]:
    function = {"name": block.name, "arguments": json.dumps(dict(block.input))}
    return {"id": block.id, "type": "function", "function": function}


def call_from(data: Mapping[str, Any], position: int) -> ToolCall | None:
    """Return a tool's call; None where it can't be read. Some servers give no id, or parsed input."""
    function = data.get("function")
    if not isinstance(function, dict) or not function.get("name"):
        return None
    given = function.get("arguments")
    parsed = loads(given or "{}") if isinstance(given, str | None) else given
    if not isinstance(parsed, dict):
        return None
    return ToolCall(str(data.get("id") or f"call_{position}"), str(function["name"]), parsed)


def words_of(content: object) -> str:
    """Return the words of a message, without thoughts."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(part for part in parts if isinstance(part, str))
    return _THOUGHTS.sub("", content) if isinstance(content, str) else ""


def usage_from(data: object) -> Usage:
    """Return the tokens that an answer counts; nought where it counts none."""
    if not isinstance(data, dict):
        return Usage()
    details = data.get("prompt_tokens_details")
    cached = _count(details.get("cached_tokens")) if isinstance(details, dict) else 0
    prompt = _count(data.get("prompt_tokens"))
    return Usage(
        input=max(0, prompt - cached),
        output=_count(data.get("completion_tokens")),
        cache_read=min(cached, prompt),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def reply_from(
    text: str,
    calls: tuple[ToolCall, ...],
    *,
    finish_reason: str | None,
    usage: Usage,
    model: str,
    who: str,
    request: ModelRequest,
) -> ModelReply:
    """Return the whole answer.

    Raises:
        AiError: the model declined, or there is nothing in it.
    """
    if finish_reason == "content_filter":
        raise AiError.of(AiFailure.REFUSED_BY_MODEL, who=who, model=model, usage=usage)
    stop: Literal["end", "tools", "length"] = "tools" if calls else "end"
    stop = "length" if finish_reason == "length" else stop
    if not text.strip() and not calls and stop != "length":
        raise AiError.of(AiFailure.NONSENSE, who=who, model=model, usage=usage, code="empty")
    blocks: tuple[Block, ...] = (*((Text(text),) if text else ()), *calls)
    parsed = parsed_json(text) if request.schema is not None else None
    return ModelReply(text, stop, usage, model, parsed=parsed, blocks=blocks)
