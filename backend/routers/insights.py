"""The adviser: the facts, a question and its streamed answer, what is sent, and kept talks."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response, StreamingResponse

from backend.models import InsightChat, InsightMessage
from backend.routers.deps import (
    ActiveProfile,
    Context,
    ReadSession,
    RowId,
    Today,
    WriteSession,
)
from backend.routers.insight_events import marks_json, stream
from backend.routers.problems import problems
from backend.schemas.insights import (
    AnalyzeIn,
    ChatIn,
    ChatMessageOut,
    ChatOut,
    ChatRename,
    ChatsDeletedOut,
    ChatSummaryOut,
    FactOut,
    MarkOut,
    PreviewOut,
    PreviewPartOut,
    SnapshotOut,
)
from backend.services.ai.access import AiAccess
from backend.services.ai.models import model_for
from backend.services.ai.setup import AiPurpose, read_setup
from backend.services.insights import chats
from backend.services.insights.advising import Desk, advise
from backend.services.insights.asking import Question, make_ready
from backend.services.insights.backing import Doubt, Mark
from backend.services.insights.events import Event
from backend.services.insights.facts import FactBook
from backend.services.insights.prompt import first_request
from backend.services.insights.snapshot import snapshot

router = APIRouter(prefix="/api/insights", tags=["insights"])

STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": 'Server-sent events: `data: {"type": …}` of type chat, facts, tool, text, '
        "mark, error, end; then `data: [DONE]`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


def get_access(context: Context, profile: ActiveProfile) -> AiAccess:
    """Return the way to an AI of the household that is looked at."""
    return context.ai(profile)


Access = Annotated[AiAccess, Depends(get_access)]


@router.get("/snapshot")
def get_snapshot(session: ReadSession, profile: ActiveProfile, today: Today) -> SnapshotOut:
    """Return how the household stands, as the numbered facts that the adviser is given."""
    settings = profile.settings
    figures = snapshot(session, today=today, scheme=settings.budget_periods(session))
    return SnapshotOut(
        today=today,
        currency=settings.value(session, "currency") or "USD",
        facts=[FactOut.of(fact) for fact in FactBook().add(figures)],
    )


@router.post("/analyze", response_class=StreamingResponse, responses={**STREAMED, **problems(409)})
def analyze(context: Context, access: Access, today: Today, wish: AnalyzeIn) -> StreamingResponse:
    """Ask the adviser for a look at everything."""
    return stream(context.tasks, _answer(access, wish.question(), today))


@router.post(
    "/chat", response_class=StreamingResponse, responses={**STREAMED, **problems(404, 409, 422)}
)
def chat(context: Context, access: Access, today: Today, wish: ChatIn) -> StreamingResponse:
    """Ask the adviser something."""
    return stream(context.tasks, _answer(access, wish.question(), today))


@router.post("/preview", responses=problems(404, 422))
def preview(session: ReadSession, profile: ActiveProfile, today: Today, wish: ChatIn) -> PreviewOut:
    """Return what a question would send, word for word; nothing is sent."""
    conversation = make_ready(session, profile.settings, wish.question(), today=today)
    request = first_request(conversation)
    setup = read_setup(profile.settings, session)
    rules, facts = request.system
    parts = [("Rules", rules), ("Facts", facts)]
    parts += [("You" if m.role == "user" else "Adviser", str(m.content)) for m in request.messages]
    tools = [
        {"name": tool.name, "description": tool.description, "input": tool.schema}
        for tool in request.tools
    ]
    parts.append(("What it may look up", json.dumps(tools, indent=2, ensure_ascii=False)))
    return PreviewOut(
        host=None if setup.missing else setup.host,
        model=None if setup.missing else setup.models[AiPurpose.INSIGHTS],
        parts=[PreviewPartOut(title=title, text=text) for title, text in parts],
    )


@router.get("/chats")
def list_chats(session: ReadSession) -> list[ChatSummaryOut]:
    """List the kept talks, the latest first."""
    return [
        ChatSummaryOut(
            id=each.id,
            title=each.title,
            created_at=each.created_at,
            updated_at=each.updated_at,
            messages=each.messages,
        )
        for each in chats.list_chats(session)
    ]


@router.get("/chats/{chat_id}", responses=problems(404))
def get_chat(session: ReadSession, chat_id: RowId) -> ChatOut:
    """Return a kept talk."""
    return _chat(chats.get_chat(session, chat_id), chats.messages_of(session, chat_id))


@router.patch("/chats/{chat_id}", responses=problems(404, 422))
def rename_chat(session: WriteSession, chat_id: RowId, wish: ChatRename) -> ChatOut:
    """Give a talk another title."""
    renamed = chats.rename(session, chat_id, wish.title)
    return _chat(renamed, chats.messages_of(session, chat_id))


@router.delete("/chats/{chat_id}", status_code=204, responses=problems(404))
def delete_chat(session: WriteSession, chat_id: RowId) -> Response:
    """Delete a talk for good."""
    chats.delete_chat(session, chat_id)
    return Response(status_code=204)


@router.delete("/chats")
def delete_chats(session: WriteSession) -> ChatsDeletedOut:
    """Delete every talk for good."""
    return ChatsDeletedOut(deleted=chats.delete_all(session))


def _answer(access: AiAccess, question: Question, today: Today) -> Iterator[Event]:
    """Read what the answer rests on, close the file, and let the model begin."""
    model = model_for(access, AiPurpose.INSIGHTS)
    with access.database.read() as session:
        conversation = make_ready(session, access.settings, question, today=today)
        scheme = access.settings.budget_periods(session)
    desk = Desk(access.database, today, scheme, model, access.now)
    return advise(desk, conversation, chat_id=question.chat_id)


def _chat(found: InsightChat, messages: list[InsightMessage]) -> ChatOut:
    bases = [chats.basis_of(message) for message in messages]
    return ChatOut(
        id=found.id,
        title=found.title,
        created_at=found.created_at,
        updated_at=found.updated_at,
        messages=[
            _message(message, basis["marks"])
            for message, basis in zip(messages, bases, strict=True)
        ],
        facts=[FactOut.of_plain(plain) for basis in bases for plain in basis["facts"]],
    )


def _message(message: InsightMessage, kept: list[tuple[int, int, str]]) -> ChatMessageOut:
    marks = [Mark(start, end, Doubt(doubt)) for start, end, doubt in kept]
    return ChatMessageOut.model_validate(
        {
            "id": message.id,
            "role": message.role,
            "content": message.content,
            "outcome": message.outcome,
            "created_at": message.created_at,
            "marks": [MarkOut(**mark) for mark in marks_json(marks, message.content)],
        }
    )
