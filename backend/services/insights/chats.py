"""Talks with the adviser, kept until the owner deletes them; then they are gone for good."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.models import InsightChat, InsightMessage
from backend.services.insights.backing import Mark
from backend.services.insights.conversation import Turn
from backend.services.insights.facts import Fact, as_plain, from_plain
from backend.services.insights.prompt import ANALYZE

_TITLE = 60


class ChatNotFoundError(NotFoundError):
    """There is no such talk (any more)."""

    def __init__(self) -> None:
        super().__init__("This conversation is not here any more. It may have been deleted.")


class Outcome(StrEnum):
    """How a message ended."""

    COMPLETE = "complete"
    CUT = "cut"  # stopped, broken off, or too long
    REFUSED = "refused"  # the model declined
    FAILED = "failed"  # nothing came


@dataclass(frozen=True, slots=True)
class ChatSummary:
    """A talk in the list."""

    id: int
    title: str
    created_at: dt.datetime
    updated_at: dt.datetime
    messages: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is kept: its words, the facts that came with it, and what nothing backs."""

    text: str
    outcome: Outcome
    facts: tuple[Fact, ...] = ()
    told: Mapping[int, str] | None = None
    marks: tuple[Mark, ...] = ()


def list_chats(session: Session) -> list[ChatSummary]:
    """Return every talk, the latest first."""
    number = (
        select(func.count())
        .where(InsightMessage.chat_id == InsightChat.id)
        .correlate(InsightChat)
        .scalar_subquery()
    )
    statement = select(InsightChat, number).order_by(
        InsightChat.updated_at.desc(), InsightChat.id.desc()
    )
    return [
        ChatSummary(chat.id, chat.title, chat.created_at, chat.updated_at, count)
        for chat, count in session.execute(statement)
    ]


def get_chat(session: Session, chat_id: int) -> InsightChat:
    """Return a talk.

    Raises:
        ChatNotFoundError: there is none.
    """
    chat = session.get(InsightChat, chat_id)
    if chat is None:
        raise ChatNotFoundError
    return chat


def messages_of(session: Session, chat_id: int) -> list[InsightMessage]:
    """Return what was said in a talk, in order."""
    statement = (
        select(InsightMessage).where(InsightMessage.chat_id == chat_id).order_by(InsightMessage.id)
    )
    return list(session.scalars(statement))


def facts_of(messages: Iterable[InsightMessage]) -> list[Fact]:
    """Return the facts that came with messages."""
    return [from_plain(plain) for each in messages for plain in basis_of(each)["facts"]]


def basis_of(message: InsightMessage) -> dict[str, Any]:
    """Return what was kept with a message: `facts`, and the `marks` on its text."""
    kept: dict[str, Any] = json.loads(message.facts or "{}")
    return {"facts": kept.get("facts", []), "marks": kept.get("marks", [])}


def begin(
    session: Session, chat_id: int | None, message: str, *, before: Iterable[Turn], at: dt.datetime
) -> int:
    """Keep a question, in a new talk where it is the first; return the talk's id.

    Args:
        session: a write session.
        chat_id: the talk that it goes on with.
        message: the question.
        before: what was said before a new talk was kept.
        at: now.
    """
    if chat_id is None:
        chat = InsightChat(title=_title(message), created_at=at, updated_at=at)
        session.add(chat)
        session.flush()
        for turn in before:
            session.add(_message(chat.id, turn.role, turn.text, Outcome.COMPLETE, at))
    else:
        chat = get_chat(session, chat_id)
        chat.updated_at = at
    session.add(_message(chat.id, "user", message, Outcome.COMPLETE, at))
    session.flush()
    return chat.id


def keep_answer(session: Session, chat_id: int, answer: Answer, *, at: dt.datetime) -> int | None:
    """Keep an answer; return its id, None where the talk was deleted meanwhile."""
    if session.get(InsightChat, chat_id) is None:
        return None
    message = _message(chat_id, "assistant", answer.text, answer.outcome, at)
    told = answer.told or {}
    message.facts = json.dumps(
        {
            "facts": [as_plain(fact, told.get(fact.number)) for fact in answer.facts],
            "marks": [[mark.start, mark.end, mark.doubt] for mark in answer.marks],
        },
        ensure_ascii=False,
    )
    session.add(message)
    session.flush()
    return message.id


def rename(session: Session, chat_id: int, title: str) -> InsightChat:
    """Give a talk another title.

    Raises:
        ChatNotFoundError: there is none.
    """
    chat = get_chat(session, chat_id)
    chat.title = title
    session.flush()
    return chat


def delete_chat(session: Session, chat_id: int) -> None:
    """Delete a talk with all that was said.

    Raises:
        ChatNotFoundError: there is none.
    """
    session.delete(get_chat(session, chat_id))
    session.flush()


def delete_all(session: Session) -> int:
    """Delete every talk; return how many there were."""
    number = session.scalar(select(func.count()).select_from(InsightChat)) or 0
    session.execute(delete(InsightMessage))
    session.execute(delete(InsightChat))
    return number


def _message(
    chat_id: int, role: str, text: str, outcome: Outcome, at: dt.datetime
) -> InsightMessage:
    return InsightMessage(chat_id=chat_id, role=role, content=text, outcome=outcome, created_at=at)


def _title(message: str) -> str:
    if message == ANALYZE:
        return "A look at everything"
    line = " ".join(message.split())
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
