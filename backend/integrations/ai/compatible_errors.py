"""What the errors of OpenAI-compatible servers mean for the owner; each words them in its own way."""

from backend.integrations.ai.answers import loads
from backend.integrations.ai.errors import AiError, AiFailure, seconds_to_wait

_OF_STATUS = {
    401: AiFailure.BAD_KEY,
    402: AiFailure.NO_CREDIT,
    403: AiFailure.BAD_KEY,
    408: AiFailure.OVERLOADED,
    413: AiFailure.TOO_LARGE,
    429: AiFailure.RATE_LIMITED,
}
_TOO_LONG = ("context length", "context_length", "context window", "maximum context", "too long")
_NO_CREDIT = ("insufficient_quota", "billing", "credit")
_NOT_FOUND, _BAD, _SERVER = 404, (400, 422), 500


def complaint_of(body: object) -> str:
    """Return a server's words about what it did not take."""
    if isinstance(body, str):
        body = loads(body) or body
    error = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(error, dict):
        return str(error)
    parts = (error.get("code"), error.get("type"), error.get("param"), error.get("message"))
    return " ".join(str(part) for part in (*parts, error.get("detail")) if part)


def error_of(
    status: int, complaint: str, *, who: str, model: str, retry_after: str | None = None
) -> AiError:
    """Return the error that a status and a server's words stand for."""
    words = complaint.lower()
    failure = _OF_STATUS.get(status)
    if status == _NOT_FOUND:
        if "model" not in words:
            return _no_such_service(who)
        failure = AiFailure.NO_MODEL
    elif any(phrase in words for phrase in _TOO_LONG):
        failure = AiFailure.TOO_LARGE
    elif any(phrase in words for phrase in _NO_CREDIT):
        failure = AiFailure.NO_CREDIT
    elif failure is None:
        failure = _of_other(status, words)
    wait = seconds_to_wait(retry_after)
    return AiError.of(failure, who=who, model=model, retry_after=wait, code=f"http_{status}")


def _of_other(status: int, words: str) -> AiFailure:
    if status in _BAD:
        return AiFailure.NO_MODEL if "model_not_found" in words else AiFailure.OUR_BUG
    return AiFailure.OVERLOADED if status >= _SERVER else AiFailure.NONSENSE


def _no_such_service(who: str) -> AiError:
    return AiError(
        AiFailure.UNREACHABLE,
        f"At {who} nothing answers under this address. Most end in /v1: see Settings → AI.",
        code="http_404",
    )
