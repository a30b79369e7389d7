"""The adviser as JSON: questions, facts, and what is kept of talks. Money is a number of dollars."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from backend.core.money import from_cents
from backend.schemas.transactions import Id
from backend.services.insights.asking import Question
from backend.services.insights.conversation import Turn
from backend.services.insights.facts import Fact, as_plain
from backend.services.insights.prompt import ANALYZE

MOST_HISTORY = 40
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Said = Annotated[str, StringConstraints(max_length=40_000)]


class TurnIn(BaseModel):
    """What one side said before."""

    role: Literal["user", "assistant"]
    content: Said


class AnalyzeIn(BaseModel):
    """Ask for a look at everything; `context` is what to know beside the kept note."""

    context: Note | None = None

    def question(self) -> Question:
        """Return what it asks."""
        return Question(ANALYZE, note=self.context)


class ChatIn(BaseModel):
    """A question to the adviser.

    `chat_id` goes on with a kept talk; without one a new talk is kept, and `history` is what was
    said before it. `context` is told in place of the kept note.
    """

    message: Words
    history: Annotated[list[TurnIn], Field(max_length=MOST_HISTORY)] = []
    context: Note | None = None
    chat_id: Id | None = None

    def question(self) -> Question:
        """Return what it asks."""
        return Question(
            self.message,
            history=tuple(Turn(turn.role, turn.content) for turn in self.history),
            note=self.context,
            chat_id=self.chat_id,
        )


class SourceOut(BaseModel):
    """The screen that a fact comes from, filtered to its rows."""

    label: str
    address: str


class FactOut(BaseModel):
    """A figure of the household under its number.

    `value` is dollars of money, a share (1 is all), a count, or a day. `told` is what the model
    was told in its place, where that is less exact.
    """

    number: int
    topic: str
    name: str
    label: str
    unit: Literal["money", "share", "count", "day"]
    value: float | dt.date
    period: str
    source: SourceOut | None
    told: str | None

    @classmethod
    def of(cls, fact: Fact, told: str | None = None) -> "FactOut":
        """Return a fact as JSON has it."""
        return cls.of_plain(as_plain(fact, told))

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "FactOut":
        """Return a fact as it is kept with a message."""
        value = plain["value"]
        if plain["unit"] == "money":
            value = float(from_cents(value))
        elif plain["unit"] == "share":
            value = float(value)
        return cls(**{**plain, "value": value})


class SnapshotOut(BaseModel):
    """How the household stands, as numbered facts."""

    today: dt.date
    currency: str
    facts: list[FactOut]


class MarkOut(BaseModel):
    """A stretch of an answer that nothing backs; places count as JavaScript counts letters."""

    start: int
    end: int
    doubt: Literal["unbacked", "miscited", "no_fact"]


class PreviewPartOut(BaseModel):
    """A part of what would be sent, word for word."""

    title: str
    text: str


class PreviewOut(BaseModel):
    """What would be sent to the model, in order, and to whom; None where no AI is set up."""

    host: str | None
    model: str | None
    parts: list[PreviewPartOut]


class ChatSummaryOut(BaseModel):
    """A kept talk in the list."""

    id: int
    title: str
    created_at: dt.datetime
    updated_at: dt.datetime
    messages: int


class ChatMessageOut(BaseModel):
    """One turn of a kept talk."""

    id: int
    role: Literal["user", "assistant"]
    content: str
    outcome: Literal["complete", "cut", "refused", "failed"]
    created_at: dt.datetime
    marks: list[MarkOut]


class ChatOut(BaseModel):
    """A kept talk, with every fact that it could cite."""

    id: int
    title: str
    created_at: dt.datetime
    updated_at: dt.datetime
    messages: list[ChatMessageOut]
    facts: list[FactOut]


class ChatRename(BaseModel):
    """Another title."""

    title: Title


class ChatsDeletedOut(BaseModel):
    """How many talks were deleted."""

    deleted: int
