"""Errors become `application/problem+json` (RFC 9457) here and nowhere else."""

import errno
import json
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as WaitedTooLongError
from starlette.exceptions import HTTPException

from backend.core import errors

_log = logging.getLogger(__name__)

_STATUS: list[tuple[type[errors.BudgetAppError], int, str]] = [
    (errors.NotFoundError, 404, "Not found"),
    (errors.ConflictError, 409, "Not possible as things stand"),
    (errors.TooLargeError, 413, "Too large"),
    (errors.InvalidInputError, 422, "Can't be taken as it is"),
    (errors.NotConfiguredError, 409, "A setting is missing"),
    (errors.UpstreamError, 502, "An outside service failed"),
]
_MOST_FIELDS = 20
_BUSY = "Something else is being saved. Try again in a moment."
_FULL = "The disk is full, and nothing was changed. Make room, then try again."
_TITLES = {404: "Not found", 405: "Method not allowed", 413: "Too large"}


def problem(status: int, title: str, detail: str, **extra: Any) -> Response:
    """Return a problem document; `detail` is a sentence for the owner."""
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail, **extra}
    # What was sent may be named in it, and JSON can hold half a character, which UTF-8 can't.
    content = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status_code=status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""
    _refuse_half_letters(app)
    _answer_for_the_disk(app)

    @app.exception_handler(errors.BudgetAppError)
    def _ours(_: Request, error: errors.BudgetAppError) -> Response:
        for family, status, title in _STATUS:
            if isinstance(error, family):
                return problem(status, title, str(error), **error.extra)
        return problem(500, "Internal error", str(error))

    @app.exception_handler(RequestValidationError)
    def _validation(_: Request, error: RequestValidationError) -> Response:
        fields = [_field(item) for item in error.errors()[:_MOST_FIELDS]]
        detail = "; ".join(f"{item['field']}: {item['message']}" for item in fields)
        return problem(422, "Can't be taken as it is", detail, errors=fields)

    @app.exception_handler(HTTPException)
    def _http(_: Request, error: HTTPException) -> Response:
        title = _TITLES.get(error.status_code, "Request refused")
        return problem(error.status_code, title, str(error.detail))

    @app.exception_handler(Exception)
    def _unexpected(request: Request, error: Exception) -> Response:
        _log.error("unexpected error at %s", request.url.path, exc_info=error)
        return problem(
            500, "Internal error", "Something went wrong; nothing was changed. The log has details."
        )


def _answer_for_the_disk(app: FastAPI) -> None:
    @app.exception_handler(WaitedTooLongError)
    def _busy(_: Request, __: WaitedTooLongError) -> Response:
        return problem(503, "Busy", _BUSY)

    @app.exception_handler(OperationalError)
    def _refused(_: Request, error: OperationalError) -> Response:
        return _of_database(error)

    @app.exception_handler(OSError)
    def _no_room(_: Request, error: OSError) -> Response:
        if error.errno != errno.ENOSPC:
            raise error
        return problem(507, "No room", _FULL)


def _of_database(error: OperationalError) -> Response:
    if "locked" in str(error.orig):  # by another process: the command line, a backup
        return problem(503, "Busy", _BUSY)
    name = getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)
    _log.error("database error: %s", name)
    if name == "SQLITE_FULL":
        return problem(507, "No room", _FULL)
    return problem(500, "Internal error", "The database refused that. The log has details.")


def _refuse_half_letters(app: FastAPI) -> None:
    @app.exception_handler(UnicodeEncodeError)
    def _half_a_letter(_: Request, __: UnicodeEncodeError) -> Response:
        # JSON may hold one half of a letter's pair, which no text that is stored can.
        return problem(
            422, "Can't be taken as it is", "The text holds a letter that is cut in half."
        )


def _field(item: Any) -> dict[str, str]:
    """Return a validation error's field, without what the framework puts in front."""
    if item["type"] == "json_invalid":
        return {"field": "body", "message": "That is no JSON."}
    parts = [str(part) for part in item["loc"] if part not in ("body", "query", "path")]
    return {"field": ".".join(parts) or "body", "message": item["msg"]}


PROBLEM_SCHEMA = {
    "application/problem+json": {
        "schema": {
            "type": "object",
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
            },
            "required": ["title", "status", "detail"],
        }
    }
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the `responses=` of a route that answers these problems."""
    return {
        status: {
            "description": _TITLES.get(status, "Problem"),
            "content": PROBLEM_SCHEMA,
        }
        for status in statuses
    }
