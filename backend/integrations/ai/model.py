"""What is asked of a model and what comes back, whoever runs it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Text:
    """Words, of a message or as they stream in."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model wants to know what a tool says; `input` is as the model wrote it, unchecked."""

    id: str
    name: str
    input: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool said, for the model; `call_id` names the call."""

    call_id: str
    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Thought:
    """A block that only its model can read; it goes back as it came, and is never shown."""

    data: Mapping[str, Any]


Block = Text | ToolCall | ToolResult | Thought


@dataclass(frozen=True, slots=True)
class Message:
    """One turn. After a tool call, the model's turn is `Message("assistant", reply.blocks)`."""

    role: Literal["user", "assistant"]
    content: str | tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that the model may ask; `schema` is the JSON schema of its input."""

    name: str
    description: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """A question.

    Attributes:
        messages: the turns, the owner's last.
        system: the stable parts, most stable first; they are cached, so that a changed byte costs.
        schema: the answer is JSON of this schema; its objects need `additionalProperties: false`.
        tools: what the model may ask before it answers.
        max_tokens: what the answer may have at most, thoughts included.
    """

    messages: tuple[Message, ...]
    system: tuple[str, ...] = ()
    schema: Mapping[str, Any] | None = None
    tools: tuple[Tool, ...] = ()
    max_tokens: int = 8192


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, as the provider counts them; `input` is what was neither read from nor put in a cache."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0

    @property
    def prompt(self) -> int:
        """How long the question was altogether."""
        return self.input + self.cache_read + self.cache_write


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A whole answer.

    Attributes:
        text: the words, thoughts left out.
        stop_reason: `end`, `tools` (it waits for results), or `length` (it ran into `max_tokens`).
        parsed: the JSON where a schema was asked for; None where the text is none.
        blocks: all there is, to be handed back in the next turn.
        model: which model answered, by its own word.
    """

    text: str
    stop_reason: Literal["end", "tools", "length"]
    usage: Usage
    model: str
    parsed: Any = None
    blocks: tuple[Block, ...] = ()

    @property
    def tool_calls(self) -> tuple[ToolCall, ...]:
        """What the model wants to know first."""
        return tuple(block for block in self.blocks if isinstance(block, ToolCall))


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete; without this event it never was."""

    reply: ModelReply


ModelEvent = Text | ToolCall | Finished


class ChatModel(Protocol):
    """A model that can be asked. It never waits for longer than its timeouts, and raises AiError."""

    @property
    def name(self) -> str:
        """The model's id at its provider."""

    def body(self, request: ModelRequest) -> Mapping[str, Any]:
        """Return what would be sent, exactly; `stream` is added where it streams."""

    def ask(self, request: ModelRequest) -> ModelReply:
        """Return the whole answer.

        Raises:
            AiError: there is none, with a sentence that says why.
        """

    def stream(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Yield the answer as it comes; the last event is `Finished`. Close it to stop early.

        Raises:
            AiError: it failed, or broke off; what came before is not the whole.
        """
