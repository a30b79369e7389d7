"""The adviser's answer as server-sent events, and what happens when nobody listens any more.

A task in a thread of its own works the answer out, so that no request's thread waits for a model.
Who goes away closes the stream; then, and when the app is stopped, the work stops at its next word,
and what came is kept.
"""

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from typing import Any

from fastapi.responses import StreamingResponse

from backend.core.background import Task, TaskCancelledError, TaskRunner
from backend.schemas.insights import FactOut
from backend.services.insights.backing import Mark
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

_log = logging.getLogger(__name__)
_PING_SECONDS = 15.0
_PING = b": still here\n\n"
_TYPES: dict[type[Any], str] = {
    ChatBegun: "chat",
    FactsAdded: "facts",
    ToolAsked: "tool",
    TextCame: "text",
    Marked: "mark",
    Failed: "error",
    Ended: "end",
}
_DONE = b"data: [DONE]\n\n"


def stream(tasks: TaskRunner, events: Iterator[Event]) -> StreamingResponse:
    """Return a response that sends events as they come; a task works them out.

    Raises:
        BudgetAppError: the answer could not even begin.
    """
    first = next(events)
    return StreamingResponse(
        _sent(tasks, first, events),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _sent(tasks: TaskRunner, first: Event, events: Iterator[Event]) -> AsyncIterator[bytes]:
    loop, heard = asyncio.get_running_loop(), asyncio.Queue[Event | None]()
    gone = threading.Event()

    def tell(event: Event | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(heard.put_nowait, event)

    tasks.start("adviser", lambda task: _work(task, first, events, tell, gone))
    try:
        while True:
            try:
                event = await asyncio.wait_for(heard.get(), _PING_SECONDS)
            except TimeoutError:
                yield _PING
                continue
            if event is None:
                break
            yield _line(event)
        yield _DONE
    finally:
        gone.set()


def _work(
    task: Task,
    first: Event,
    events: Iterator[Event],
    tell: Callable[[Event | None], None],
    gone: threading.Event,
) -> dict[str, Any]:
    """Pass events on until they end, nobody listens, or the app is stopped."""
    try:
        for said, event in enumerate(chain([first], events)):
            if gone.is_set():
                break
            task.progress("answering", said, said)
            tell(event)
    except TaskCancelledError:
        raise
    except Exception:  # noqa: BLE001 - the whole job: a full disk, say; nobody else would hear of it
        _log.exception("an answer of the adviser could not be kept")
        tell(Failed("The answer could not be kept. The log has the details.", None))
    finally:
        _close(events)
        tell(None)
    return {}


def _close(events: Iterator[Event]) -> None:
    """End the work where it stands, so that the model is not asked for more."""
    if isinstance(events, Generator):
        events.close()


def _line(event: Event) -> bytes:
    return f"data: {json.dumps(as_json(event), ensure_ascii=False)}\n\n".encode()


def as_json(event: Event) -> dict[str, Any]:
    """Return an event as it is sent."""
    return {"type": _TYPES[type(event)], **_members(event)}


def _members(event: Event) -> dict[str, Any]:
    match event:
        case FactsAdded(facts, told):
            plain = [FactOut.of(fact, told.get(fact.number)) for fact in facts]
            return {"facts": [fact.model_dump(mode="json") for fact in plain]}
        case Marked(marks, text):
            return {"marks": marks_json(marks, text)}
        case TextCame(text):
            return {"content": text}
        case Failed(detail, failure):
            return {"content": detail, "failure": failure}
        case ChatBegun(chat_id):
            return {"id": chat_id}
    return asdict(event)


def marks_json(marks: Iterable[Mark], text: str) -> list[dict[str, Any]]:
    """Return marks with places as JavaScript counts letters: those beyond the first 65,536 twice."""
    return [
        {"start": _units(text[: m.start]), "end": _units(text[: m.end]), "doubt": m.doubt}
        for m in marks
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
