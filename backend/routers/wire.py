"""JSON answers made straight from plain data, for lists that a response model would slow down.

Routes that use them declare their shape by `answers(Model)`, so that OpenAPI knows it.
"""

from typing import Any

from fastapi import Response
from pydantic import BaseModel
from pydantic_core import to_json


def json_answer(data: Any, *, status: int = 200) -> Response:
    """Return `data` (dicts, lists, text, numbers) as a JSON response."""
    return Response(to_json(data), status_code=status, media_type="application/json")


def model_answer(model: BaseModel, *, status: int = 200) -> Response:
    """Return a model as a JSON response, written once: a response model would read it again."""
    return Response(model.model_dump_json(), status_code=status, media_type="application/json")


def answers(model: type[BaseModel], *, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return the `responses=` of a route that answers in the shape of `model`."""
    return {status: {"model": model}}
