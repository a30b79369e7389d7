"""The filter language as JSON: its fields, completions, and what a text means."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class FieldValueOut(BaseModel):
    """A word that a field knows by itself."""

    text: str
    meaning: str


class FieldOut(BaseModel):
    """A field of the language."""

    name: str
    aliases: list[str]
    label: str
    meaning: str
    example: str
    kind: str
    operators: list[str]
    values: list[FieldValueOut]


class CompletionOut(BaseModel):
    """Text that could stand in place of what is there."""

    model_config = ConfigDict(from_attributes=True)

    text: str
    label: str
    kind: Literal["field", "value", "joining"]
    detail: str


class CompletionsOut(BaseModel):
    """What could stand in place of the characters from `start` to `end`, best first."""

    model_config = ConfigDict(from_attributes=True)

    start: int
    end: int
    items: list[CompletionOut]


class CheckedOut(BaseModel):
    """A filter that can be understood, written the shortest way."""

    text: str
    parts: list[str]
