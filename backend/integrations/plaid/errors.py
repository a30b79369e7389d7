"""What Plaid's errors mean: which kind of failure, and what the owner is told.

Only `error_type` and `error_code` decide, never the HTTP status, unless the body is not Plaid's
at all. Nothing of the request and no message of Plaid's goes into an error of ours.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

from backend.integrations.bank_feed import FeedError, FeedFailure
from backend.integrations.plaid.error_table import BY_CODE, BY_REASON, BY_TYPE, LATER, UNKNOWN

MUTATION = "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION"
FOREIGN_CURSOR = "CURSOR_NOT_ASSOCIATED"
UNREADABLE = "UNREADABLE_ANSWER"
_TOO_MANY = 429
_WORD = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_CODE = re.compile("[A-Z][A-Z0-9_]{0,79}")  # of capitals: a token has others too
_PASSING = {FeedFailure.SERVICE_DOWN, FeedFailure.UNREACHABLE, FeedFailure.RATE_LIMITED}
_PATIENT = {"PLANNED_MAINTENANCE", MUTATION}  # these don't pass within seconds, or not by waiting


def parse_answer(body: bytes) -> dict[str, Any]:
    """Return a body as plain values, numbers exact.

    Raises:
        FeedError: it is no JSON object: cut, or a page of something in between.
    """
    parsed = _parse(body)
    if parsed is None:
        raise unreadable()
    return parsed


def error_from_answer(status: int, body: bytes, headers: Mapping[str, str]) -> FeedError:
    """Return the error that an answer other than 2xx stands for."""
    wait = _seconds(headers.get("Retry-After"))
    parsed = _parse(body) or {}
    code = _code(parsed.get("error_code"))
    if code is None:
        return _error_from_status(status, wait)
    return error_from_plaid(parsed, status=status, retry_after=wait)


def error_from_plaid(
    parsed: Mapping[str, Any], *, status: int = 400, retry_after: float | None = None
) -> FeedError:
    """Return the error for Plaid's own description of one, also where an Item carries it."""
    code = _code(parsed.get("error_code")) or "UNKNOWN"
    kind = _word(parsed.get("error_type"))
    message = str(parsed.get("error_message") or "").lower()
    if code == "INVALID_FIELD" and "cursor" in message:
        code = FOREIGN_CURSOR
    elif code == "INVALID_FIELD" and "redirect" in message:
        code = "INVALID_REDIRECT_URI"
    failure, sentence = _meaning(code, kind, _word(parsed.get("error_code_reason")), status)
    return FeedError(
        sentence.format(code=code),
        failure,
        code=code,
        request_id=_word(parsed.get("request_id")),
        retry_after_seconds=retry_after,
    )


def unreachable(sentence: str, code: str) -> FeedError:
    """Return the error for a call that got no answer."""
    return FeedError(
        f"{sentence} {LATER}",
        FeedFailure.UNREACHABLE,
        code=code,
    )


def unreadable(request_id: str | None = None) -> FeedError:
    """Return the error for an answer that makes no sense."""
    return FeedError(
        f"Plaid’s answer could not be read. {LATER}",
        FeedFailure.SERVICE_DOWN,
        code=UNREADABLE,
        request_id=_word(request_id),
    )


def is_passing(error: FeedError) -> bool:
    """Return whether the same call may well succeed seconds later."""
    return error.failure in _PASSING and error.code not in _PATIENT


def _meaning(
    code: str, kind: str | None, reason: str | None, status: int
) -> tuple[FeedFailure, str]:
    if code == "ITEM_LOGIN_REQUIRED" and (meaning := BY_REASON.get(reason or "")):
        return meaning
    if code in BY_CODE:
        return BY_CODE[code]
    if code.endswith("_LIMIT") or status == _TOO_MANY:
        return BY_TYPE["RATE_LIMIT_EXCEEDED"]
    if meaning := BY_TYPE.get(kind or ""):
        return meaning
    return BY_TYPE["API_ERROR"] if status >= 500 else UNKNOWN  # noqa: PLR2004 - server errors


def _error_from_status(status: int, wait: float | None) -> FeedError:
    if status == _TOO_MANY:
        failure, sentence = BY_TYPE["RATE_LIMIT_EXCEEDED"]
        return FeedError(sentence, failure, code="HTTP_429", retry_after_seconds=wait)
    return FeedError(
        f"Plaid could not be asked: something answered with status {status} and no explanation."
        f" {LATER}",
        FeedFailure.SERVICE_DOWN,
        code=f"HTTP_{status}",
        retry_after_seconds=wait,
    )


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        parsed = json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _word(value: object) -> str | None:
    """Return a word or an id, if it looks like one: it goes into the history and the log."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else None


def _code(value: object) -> str | None:
    return value if isinstance(value, str) and _CODE.fullmatch(value) else None


def _seconds(value: str | None) -> float | None:
    """Return `Retry-After` in seconds; its other form, a date, is not used by Plaid."""
    return float(value) if value is not None and re.fullmatch(r"\d{1,6}", value.strip()) else None
