"""Puts a streamed answer of the Messages API together; only its `message_stop` makes it whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.integrations.ai.answers import loads
from backend.integrations.ai.claude_wire import WHO, block_from, reply_from, usage_from
from backend.integrations.ai.errors import AiError, AiFailure
from backend.integrations.ai.model import (
    Block,
    Finished,
    ModelEvent,
    ModelRequest,
    Text,
    ToolCall,
    Usage,
)


@dataclass
class StreamedAnswer:
    """An answer as far as it has come; events of unknown kinds change nothing."""

    request: ModelRequest
    model: str
    is_whole: bool = False
    _usage: dict[str, Any] = field(default_factory=dict)
    _open: dict[int, dict[str, Any]] = field(default_factory=dict)
    _inputs: dict[int, str] = field(default_factory=dict)
    _blocks: list[Block] = field(default_factory=list)
    _stop_reason: str | None = None
    _has_torn_call: bool = False

    @property
    def usage(self) -> Usage:
        """What was used so far, by the provider's word."""
        return usage_from(self._usage)

    def take(self, event: Mapping[str, Any]) -> Iterator[ModelEvent]:
        """Take the next event in; yield what it tells."""
        match event:
            case {"type": "message_start", "message": dict(message)}:
                self._usage.update(_known(message.get("usage")))
                self.model = str(message.get("model") or self.model)
            case {"type": "content_block_start", "index": int(index), "content_block": dict(block)}:
                self._open[index] = dict(block)
            case {"type": "content_block_delta", "index": int(index), "delta": dict(delta)}:
                yield from self._grow(index, delta)
            case {"type": "content_block_stop", "index": int(index)}:
                yield from self._close(index)
            case {"type": "message_delta"}:
                self._usage.update(_known(event.get("usage")))
                self._stop_reason = _reason_in(event.get("delta"))
            case {"type": "message_stop"}:
                yield self._finish()

    def _grow(self, index: int, delta: dict[str, Any]) -> Iterator[ModelEvent]:
        block = self._open.setdefault(index, {})
        match delta:
            case {"type": "text_delta", "text": str(text)}:
                block["text"] = str(block.get("text") or "") + text
                if text:
                    yield Text(text)
            case {"type": "input_json_delta", "partial_json": str(part)}:
                self._inputs[index] = self._inputs.get(index, "") + part
            case {"type": "thinking_delta", "thinking": str(part)}:
                block["thinking"] = str(block.get("thinking") or "") + part
            case {"type": "signature_delta", "signature": str(part)}:
                block["signature"] = str(block.get("signature") or "") + part

    def _close(self, index: int) -> Iterator[ModelEvent]:
        data = self._open.pop(index, {})
        written = self._inputs.pop(index, "")
        if data.get("type") == "tool_use" and written:
            data["input"] = loads(written)
            if not isinstance(data["input"], dict):
                self._has_torn_call = True  # by its limit of tokens, or by nonsense: see the end
                return
        block = block_from(data)
        if block is not None:
            self._blocks.append(block)
        if isinstance(block, ToolCall) and self.request.schema is None:
            yield block

    def _finish(self) -> Finished:
        if self._has_torn_call and self._stop_reason != "max_tokens":
            raise AiError.of(AiFailure.NONSENSE, who=WHO, model=self.model, usage=self.usage)
        self.is_whole = True
        reply = reply_from(
            self._blocks,
            stop_reason=self._stop_reason,
            usage=self.usage,
            model=self.model,
            request=self.request,
        )
        return Finished(reply)


def _known(usage: object) -> dict[str, Any]:
    """Return the counts that are told; later ones are totals and take the place of earlier ones."""
    given = usage if isinstance(usage, dict) else {}
    return {key: value for key, value in given.items() if value is not None}


def _reason_in(delta: object) -> str | None:
    reason = delta.get("stop_reason") if isinstance(delta, dict) else None
    return reason if isinstance(reason, str) else None
