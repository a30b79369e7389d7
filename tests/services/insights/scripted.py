"""A model that says what a test tells it to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.integrations.ai.errors import AiError
from backend.integrations.ai.model import (
    Finished,
    ModelEvent,
    ModelReply,
    ModelRequest,
    Text,
    ToolCall,
    Usage,
)


@dataclass(frozen=True)
class Part:
    """One answer: words, then lookups, or a failure after the words."""

    text: str = ""
    calls: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    fails: AiError | None = None
    is_too_long: bool = False


Script = Callable[[ModelRequest], Part]


@dataclass
class ScriptedModel:
    """Answers by a list of parts, or by a function of the request."""

    parts: list[Part] = field(default_factory=list)
    script: Script | None = None
    asked: list[ModelRequest] = field(default_factory=list)
    closed: int = 0

    name: str = "scripted"

    def body(self, request: ModelRequest) -> Mapping[str, Any]:
        return {"messages": len(request.messages)}

    def ask(self, request: ModelRequest) -> ModelReply:
        raise NotImplementedError

    def stream(self, request: ModelRequest) -> Iterator[ModelEvent]:
        self.asked.append(request)
        part = self.script(request) if self.script else self.parts.pop(0)
        try:
            for at in range(0, len(part.text), 5):
                yield Text(part.text[at : at + 5])
        finally:
            self.closed += 1
        if part.fails is not None:
            raise part.fails
        calls = tuple(ToolCall(f"call{n}", *call) for n, call in enumerate(part.calls))
        blocks = (*((Text(part.text),) if part.text else ()), *calls)
        reason = "length" if part.is_too_long else "tools" if calls else "end"
        yield Finished(ModelReply(part.text, reason, Usage(10, 5), self.name, blocks=blocks))  # type: ignore[arg-type]
