"""What Anthropic's errors mean for the owner."""

from typing import TYPE_CHECKING

from backend.core.errors import BudgetAppError
from backend.integrations.ai.claude_wire import WHO
from backend.integrations.ai.errors import AiError, AiFailure, seconds_to_wait
from backend.integrations.ai.model import Usage

if TYPE_CHECKING:
    from anthropic import APIStatusError

_OF_TYPE = {
    "authentication_error": AiFailure.BAD_KEY,
    "permission_error": AiFailure.BAD_KEY,
    "billing_error": AiFailure.NO_CREDIT,
    "not_found_error": AiFailure.NO_MODEL,
    "request_too_large": AiFailure.TOO_LARGE,
    "rate_limit_error": AiFailure.RATE_LIMITED,
    "api_error": AiFailure.OVERLOADED,
    "overloaded_error": AiFailure.OVERLOADED,
    "timeout_error": AiFailure.OVERLOADED,
}
# What a proxy says in between, without a word of Anthropic's.
_OF_STATUS = {
    401: AiFailure.BAD_KEY,
    402: AiFailure.NO_CREDIT,
    403: AiFailure.BAD_KEY,
    408: AiFailure.OVERLOADED,
    413: AiFailure.TOO_LARGE,
    429: AiFailure.RATE_LIMITED,
}
_TOO_LONG = ("prompt is too long", "context window", "context limit")


def ai_error(error: Exception, *, model: str, usage: Usage | None = None) -> BudgetAppError:
    """Return what to raise for an error of the SDK, or of the connection below it.

    A refusal by the app's own gate comes back as it was; the SDK wraps it.
    """
    import anthropic
    import httpx2

    own = own_error(error)
    if own is not None:
        return own
    code = type(error).__name__
    if isinstance(error, anthropic.APIStatusError):
        return _of_status(error, model=model, usage=usage)
    if isinstance(error, anthropic.APIConnectionError):
        failure = AiFailure.UNREACHABLE
    elif isinstance(error, httpx2.HTTPError | httpx2.StreamError):
        failure = AiFailure.CUT  # after the answer had begun; before, the SDK has its own errors
    else:
        failure = AiFailure.NONSENSE
    return AiError.of(failure, who=WHO, model=model, usage=usage, code=code)


def own_error(error: BaseException | None) -> BudgetAppError | None:
    """Return the app's own error that lies below one of the SDK's."""
    while error is not None and not isinstance(error, BudgetAppError):
        error = error.__cause__
    return error


def knows_no_schemas(error: Exception) -> bool:
    """Tell whether a model refused a question because it can't answer by a schema."""
    import anthropic

    if not isinstance(error, anthropic.BadRequestError):
        return False
    message = (error.api_message or "").lower()
    return "output_config" in message or "output format" in message or "json_schema" in message


def _of_status(error: "APIStatusError", *, model: str, usage: Usage | None) -> AiError:
    kind, status = str(error.type or ""), error.status_code
    wait = seconds_to_wait(error.response.headers.get("retry-after"))
    failure = _OF_TYPE.get(kind) or _OF_STATUS.get(status)
    if kind == "invalid_request_error":
        failure = _of_bad_request((error.api_message or "").lower())
    elif failure is AiFailure.RATE_LIMITED and "spend_limit" in str(error.error_code or ""):
        failure = AiFailure.SPEND_LIMIT
    elif failure is None:
        failure = AiFailure.OVERLOADED if status >= 500 else AiFailure.NONSENSE  # noqa: PLR2004
    code = str(error.error_code or kind or f"http_{status}")
    return AiError.of(failure, who=WHO, model=model, retry_after=wait, usage=usage, code=code)


def _of_bad_request(message: str) -> AiFailure:
    if "credit balance" in message:
        return AiFailure.NO_CREDIT
    return AiFailure.TOO_LARGE if any(t in message for t in _TOO_LONG) else AiFailure.OUR_BUG
