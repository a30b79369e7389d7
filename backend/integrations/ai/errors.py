"""What goes wrong with an AI, as sentences for the owner; no key and no question in them."""

from enum import StrEnum
from typing import Self

from backend.core.errors import UpstreamError
from backend.integrations.ai.model import Usage

_LONGEST_WAIT_SECONDS = 86400.0


class AiFailure(StrEnum):
    """Why there is no answer."""

    BAD_KEY = "bad_key"
    NO_CREDIT = "no_credit"
    NO_MODEL = "no_model"
    RATE_LIMITED = "rate_limited"
    SPEND_LIMIT = "spend_limit"
    OVERLOADED = "overloaded"
    TOO_LARGE = "too_large"
    UNREACHABLE = "unreachable"
    CUT = "cut"
    NONSENSE = "nonsense"
    REFUSED_BY_MODEL = "refused_by_model"
    OUR_BUG = "our_bug"


_SENTENCES = {
    AiFailure.BAD_KEY: "{who} refuses the key. Set a valid one under Settings → AI.",
    AiFailure.NO_CREDIT: "{who} says that your credit there is used up. Top it up, then try again.",
    AiFailure.NO_MODEL: (
        "{who} has no model “{model}” (any more). Choose another under Settings → AI."
    ),
    AiFailure.RATE_LIMITED: "{who} was asked too often. Try again {when}.",
    AiFailure.SPEND_LIMIT: (
        "The spending limit that is set at {who} is reached. It can be raised there."
    ),
    AiFailure.OVERLOADED: "{who} is overloaded or has a problem of its own. Try again later.",
    AiFailure.TOO_LARGE: "The question is too long for {who}. Ask about less at a time.",
    AiFailure.UNREACHABLE: "{who} can’t be reached: no connection, or no answer in time.",
    AiFailure.CUT: "The answer of {who} broke off. What came of it is not the whole.",
    AiFailure.NONSENSE: "The answer of {who} can’t be read.",
    AiFailure.REFUSED_BY_MODEL: "The model declined to answer this.",
    AiFailure.OUR_BUG: (
        "{who} did not understand the app. Another model may help: see Settings → AI."
    ),
}


class AiError(UpstreamError):
    """An AI gave no whole answer.

    Attributes:
        failure: why.
        retry_after: the seconds that the provider asks to wait, where it does.
        usage: what was used up all the same, as far as the provider said.
        code: the provider's own word, for the log.
    """

    def __init__(
        self,
        failure: AiFailure,
        sentence: str,
        *,
        retry_after: float | None = None,
        usage: Usage | None = None,
        code: str = "",
    ) -> None:
        super().__init__(sentence, failure=failure.value, retry_after=retry_after)
        self.failure = failure
        self.retry_after = retry_after
        self.usage = usage
        self.code = code

    @classmethod
    def of(
        cls,
        failure: AiFailure,
        *,
        who: str,
        model: str,
        retry_after: float | None = None,
        usage: Usage | None = None,
        code: str = "",
    ) -> Self:
        """Return the error with its usual sentence; `who` is the provider by name."""
        when = _when(retry_after)
        sentence = _SENTENCES[failure].format(who=who, model=model[:80], when=when)
        return cls(failure, sentence, retry_after=retry_after, usage=usage, code=code[:80])


def seconds_to_wait(header: str | None) -> float | None:
    """Return what a Retry-After header in seconds asks for; None where it asks for nothing."""
    text = (header or "").strip()
    try:
        seconds = float(text)
    except ValueError:
        return None
    return min(seconds, _LONGEST_WAIT_SECONDS) if 0 <= seconds < float("inf") else None


def _when(seconds: float | None) -> str:
    if seconds is None:
        return "in a while"
    if seconds <= 90:  # noqa: PLR2004
        return f"in {max(1, round(seconds))} s"
    return f"in about {round(seconds / 60)} minutes"
