"""A question to the adviser made ready: what is known and what may be told is read, then closed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.services.insights.backing import cited
from backend.services.insights.chats import facts_of, get_chat, messages_of
from backend.services.insights.conversation import Conversation, Turn
from backend.services.insights.facts import Fact, FactBook
from backend.services.insights.snapshot import snapshot
from backend.services.insights.telling import Teller
from backend.services.privacy import Redactor
from backend.services.settings import SettingsStore

CONTEXT_KEY = "insights_context"


@dataclass(frozen=True, slots=True)
class Question:
    """What the owner asks.

    Attributes:
        history: what was said before, of a talk that is not kept yet.
        note: what the adviser should know about the household; None for the kept one.
        chat_id: the kept talk that it goes on with.
    """

    message: str
    history: tuple[Turn, ...] = ()
    note: str | None = None
    chat_id: int | None = None


def make_ready(
    session: Session, settings: SettingsStore, question: Question, *, today: dt.date
) -> Conversation:
    """Read all that the answer will rest on.

    Raises:
        ChatNotFoundError: the talk to go on with is not here any more.
    """
    turns, book = _so_far(session, question)
    known = len(book.facts)
    figures = snapshot(session, today=today, scheme=settings.budget_periods(session))
    current = book.add(figures)
    kept_note = settings.value(session, CONTEXT_KEY) or ""
    return Conversation(
        book=book,
        current=tuple(current),
        earlier=_cited_before(book, turns, {fact.number for fact in current}),
        turns=tuple(turns),
        message=question.message,
        note=kept_note if question.note is None else question.note,
        teller=Teller(
            Redactor.for_household(session, settings), settings.value(session, "currency") or "USD"
        ),
        known=known,
    )


def _so_far(session: Session, question: Question) -> tuple[Sequence[Turn], FactBook]:
    if question.chat_id is None:
        return question.history, FactBook()
    messages = messages_of(session, get_chat(session, question.chat_id).id)
    turns = [Turn("user" if m.role == "user" else "assistant", m.content) for m in messages]
    return turns, FactBook.holding(facts_of(messages))


def _cited_before(book: FactBook, turns: Sequence[Turn], current: set[int]) -> tuple[Fact, ...]:
    numbers = {n for turn in turns if turn.role == "assistant" for n in cited(turn.text)}
    return tuple(f for f in book.facts if f.number in numbers and f.number not in current)
