"""Saved views as JSON."""

import datetime as dt
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.schemas.transactions import Id

MOST_VIEWS = 500

ViewName = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=60,
        pattern=r"^[^\x00-\x1f\x7f]+$",
    ),
]
FilterText = Annotated[str, Field(max_length=4000, description="in the filter language")]


class ViewOut(BaseModel):
    """A filter by name."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    query: str
    position: int
    created_at: dt.datetime


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ViewIn(_Strict):
    """A filter to save."""

    name: ViewName
    query: FilterText


class ViewEdit(_Strict):
    """What changes; what is not sent stays."""

    name: ViewName | None = None
    query: FilterText | None = None

    @model_validator(mode="after")
    def _change_something(self) -> Self:
        if self.name is None and self.query is None:
            raise ValueError("say what to change: the name or the query")
        return self


class ViewOrder(_Strict):
    """All views, in the order wanted."""

    ids: Annotated[list[Id], Field(max_length=MOST_VIEWS)]
