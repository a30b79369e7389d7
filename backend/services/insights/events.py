"""What happens while the adviser answers, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.integrations.ai.errors import AiFailure
from backend.services.insights.backing import Mark
from backend.services.insights.chats import Outcome
from backend.services.insights.facts import Fact


@dataclass(frozen=True, slots=True)
class ChatBegun:
    """The question is kept, in this talk."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class FactsAdded:
    """Facts that the answer may cite; `told` are values that the model was told otherwise."""

    facts: Sequence[Fact]
    told: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ToolAsked:
    """The model looks something up; `told` is the text that it gets."""

    name: str
    arguments: Mapping[str, Any]
    told: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class TextCame:
    """More words of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """All that nothing backs in the answer so far, which is `text`."""

    marks: Sequence[Mark]
    text: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer broke off, or there is none, for a reason that the owner can read."""

    detail: str
    failure: AiFailure | None


@dataclass(frozen=True, slots=True)
class Ended:
    """It is over; `message_id` names the answer, None where its talk was deleted meanwhile."""

    outcome: Outcome
    message_id: int | None


Event = ChatBegun | FactsAdded | ToolAsked | TextCame | Marked | Failed | Ended
