"""The filter language: what it knows, what could be typed next, whether a text means something."""

from typing import Annotated

from fastapi import APIRouter, Query

from backend.routers.deps import ReadSession, Today
from backend.routers.problems import problems
from backend.schemas.filters import CheckedOut, CompletionsOut, FieldOut, FieldValueOut
from backend.services.filtering.completing import complete
from backend.services.filtering.fields import FIELDS
from backend.services.filtering.grammar import parse
from backend.services.filtering.meaning import understand
from backend.services.filtering.tree import All
from backend.services.filtering.vocabulary import words_of
from backend.services.filtering.writing import write

router = APIRouter(prefix="/api/filter", tags=["filter"])

Text = Annotated[str, Query(max_length=4000)]


@router.get("/fields")
def list_fields() -> list[FieldOut]:
    """List the fields of the filter language, with the words that they know."""
    return [
        FieldOut(
            name=field.name,
            aliases=list(field.aliases),
            label=field.label,
            meaning=field.meaning,
            example=field.example,
            kind=field.kind,
            operators=list(field.operators),
            values=[
                FieldValueOut(text=word, meaning=meaning)
                for word, meaning in words_of(field).items()
            ],
        )
        for field in FIELDS
    ]


@router.get("/complete", responses=problems(422))
def complete_filter(
    session: ReadSession,
    text: Text = "",
    cursor: Annotated[
        int | None, Query(ge=0, le=4000, description="in characters; the end without any")
    ] = None,
) -> CompletionsOut:
    """Say what could be typed at a place of a filter."""
    place = len(text) if cursor is None else min(cursor, len(text))
    return CompletionsOut.model_validate(complete(session, text, place))


@router.get("/check", responses=problems(422))
def check_filter(session: ReadSession, today: Today, text: Text = "") -> CheckedOut:
    """Say what a filter says, or what is wrong with it and where."""
    understand(session, text, today=today)
    node = parse(text)
    parts = node.parts if isinstance(node, All) else () if node is None else (node,)
    return CheckedOut(text=write(node), parts=[write(part) for part in parts])
