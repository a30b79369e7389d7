"""The adviser at work: the model words the answer, looks things up, and every number is checked.

No database session is held while the model is waited for. Whatever happens, the question is kept
before the first word is asked for, and what came of the answer after the last.
"""

import datetime as dt
import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from backend.core.errors import BudgetAppError
from backend.core.periods import PeriodScheme
from backend.database import Database
from backend.integrations.ai.errors import AiError, AiFailure
from backend.integrations.ai.model import (
    ChatModel,
    Finished,
    Message,
    ModelReply,
    ModelRequest,
    Text,
    ToolCall,
    ToolResult,
)
from backend.services.insights import chats
from backend.services.insights.backing import Ground, find_unbacked
from backend.services.insights.chats import Answer, Outcome
from backend.services.insights.conversation import Conversation
from backend.services.insights.events import (
    ChatBegun,
    Ended,
    Event,
    FactsAdded,
    Failed,
    Marked,
    TextCame,
    ToolAsked,
)
from backend.services.insights.facts import Fact, Figure
from backend.services.insights.prompt import first_request
from backend.services.insights.tools import World, look_up

MOST_ROUNDS = 6
_NOTHING = "Nothing was found."
_LAST_ROUND = "This was the last lookup. Answer now from the facts that you have."
_TOO_LONG = "The answer reached the length that is allowed, and stops here."
_TOO_MANY = "The adviser looked up too much without an answer. Ask for something narrower."
_EMPTY = "The model gave no answer. Ask again, or in other words."
_BROKEN = "Something went wrong in the app. The log has the details."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the adviser works: the household's file, the day, and the model."""

    database: Database
    today: dt.date
    scheme: PeriodScheme
    model: ChatModel
    now: Callable[[], dt.datetime]


def advise(desk: Desk, conversation: Conversation, *, chat_id: int | None) -> Iterator[Event]:
    """Yield the answer as it comes. Closing it stops the model and keeps what came so far."""
    with desk.database.write() as session:
        chat_id = chats.begin(
            session,
            chat_id,
            conversation.message,
            before=conversation.turns if chat_id is None else (),
            at=desk.now(),
        )
    talk = _Talk(desk, conversation)
    try:
        yield ChatBegun(chat_id)
        known = (*conversation.current, *conversation.earlier)
        yield FactsAdded(known, conversation.teller.told(known))
        yield from talk.answer()
    except BudgetAppError as error:
        yield from talk.marks()
        yield talk.fail(error)
    except Exception:  # noqa: BLE001 - the stream has begun, so nobody else could tell the owner
        _log.exception("the adviser failed")
        yield talk.fail(BudgetAppError(_BROKEN))
    finally:
        message_id = talk.keep(chat_id)
    yield Ended(talk.outcome, message_id)


@dataclass(slots=True)
class _Talk:
    """One answer in the making."""

    desk: Desk
    conversation: Conversation
    text: str = ""
    outcome: Outcome = Outcome.CUT
    marked: int = 0
    grounds: tuple[int, Ground] | None = None

    def answer(self) -> Iterator[Event]:
        """Ask, look up what the model wants to know, and ask again until it has answered."""
        request = first_request(self.conversation)
        reply = yield from self.asked(request)
        for round_ in range(1, MOST_ROUNDS + 1):
            if not reply.tool_calls:
                break
            results = yield from self.all_looked_up(reply, is_last=round_ == MOST_ROUNDS)
            if self.text and not self.text.endswith("\n"):
                yield from self.came("\n\n")
            request = _next(request, reply, results)
            reply = yield from self.asked(request)
        yield from self.marks()
        yield from self.ended(reply)

    def asked(self, request: ModelRequest) -> Generator[Event, None, ModelReply]:
        """Pass on words as they come, and return the reply; without one the model raises."""
        reply: ModelReply | None = None
        stream = self.desk.model.stream(request)
        try:
            for event in stream:
                if isinstance(event, Text):
                    yield from self.came(event.text)
                elif isinstance(event, Finished):
                    reply = event.reply
        finally:
            if isinstance(stream, Generator):
                stream.close()  # at once, where the owner stops: the line to the model is cut
        if reply is None:
            raise BudgetAppError(_EMPTY)
        return reply

    def all_looked_up(
        self, reply: ModelReply, *, is_last: bool
    ) -> Generator[Event, None, list[ToolResult]]:
        """Answer every tool call of a reply."""
        results = []
        for call in reply.tool_calls:
            result = yield from self.looked_up(call, is_last=is_last)
            results.append(result)
        return results

    def looked_up(self, call: ToolCall, *, is_last: bool) -> Generator[Event, None, ToolResult]:
        """Answer a tool call with facts, or with a sentence that says why there are none."""
        facts: list[Fact] = []
        is_error = False
        try:
            facts = self.conversation.book.add(self._find(call))
            told = self.conversation.teller.lines(facts) or _NOTHING
        except BudgetAppError as error:
            is_error, told = True, self.conversation.teller.prose(str(error))
        yield ToolAsked(call.name, call.input, told, is_error)
        if facts:
            yield FactsAdded(facts, self.conversation.teller.told(facts))
        return ToolResult(call.id, f"{told}\n\n{_LAST_ROUND}" if is_last else told, is_error)

    def _find(self, call: ToolCall) -> list[Figure]:
        with self.desk.database.read() as session:
            world = World(session, self.desk.today, self.desk.scheme)
            return look_up(world, call.name, call.input)

    def came(self, text: str) -> Iterator[Event]:
        """Take in words, and check the lines that are whole."""
        self.text += text
        yield TextCame(text)
        if "\n" in text:
            yield from self.marks(self.text.rfind("\n") + 1)

    def marks(self, end: int | None = None) -> Iterator[Event]:
        """Yield all marks so far, where there are more than before."""
        found = find_unbacked(self.text[:end], self.ground())
        if len(found) != self.marked:
            self.marked = len(found)
            yield Marked(found, self.text)

    def ground(self) -> Ground:
        """Return what the answer may rest on; made anew only where facts were added."""
        known = len(self.conversation.book.facts)
        if self.grounds is None or self.grounds[0] != known:
            self.grounds = known, self.conversation.ground()
        return self.grounds[1]

    def ended(self, reply: ModelReply) -> Iterator[Event]:
        """Say how it ended, where it did not end well."""
        if reply.tool_calls:
            yield Failed(_TOO_MANY, None)
        elif reply.stop_reason == "length":
            yield Failed(_TOO_LONG, None)
        elif not self.text.strip():
            self.outcome = Outcome.FAILED
            yield Failed(_EMPTY, None)
        else:
            self.outcome = Outcome.COMPLETE

    def fail(self, error: BudgetAppError) -> Failed:
        """Return how an error is told, and remember how it left the answer."""
        failure = error.failure if isinstance(error, AiError) else None
        if failure is AiFailure.REFUSED_BY_MODEL:
            self.outcome = Outcome.REFUSED
        elif not self.text.strip():
            self.outcome = Outcome.FAILED
        return Failed(str(error), failure)

    def keep(self, chat_id: int) -> int | None:
        """Keep what came of the answer; return its id."""
        new = self.conversation.new_facts
        answer = Answer(
            self.text,
            self.outcome,
            facts=tuple(new),
            told=self.conversation.teller.told(new),
            marks=tuple(find_unbacked(self.text, self.ground())),
        )
        with self.desk.database.write() as session:
            return chats.keep_answer(session, chat_id, answer, at=self.desk.now())


def _next(request: ModelRequest, reply: ModelReply, results: Sequence[ToolResult]) -> ModelRequest:
    """Return the next question: all so far, the model's turn, and what its tools said."""
    turns = (Message("assistant", reply.blocks), Message("user", tuple(results)))
    return replace(request, messages=(*request.messages, *turns))
