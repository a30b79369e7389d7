"""What goes wrong with SimpleFIN, as sentences for the owner; no address and no secret in them."""

import datetime as dt
import html
import re
from email.utils import parsedate_to_datetime

from backend.integrations.bank_feed import FeedError, FeedFailure

# Two days are more than any service asks for; a larger number is a mistake.
_LONGEST_WAIT_SECONDS = 2 * 86400.0
_LONGEST_TEXT = 300
_TAG = re.compile(r"<[^>]{0,500}>")
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://\S+|\bwww\.\S+", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[^\w\s!-/:-@\[-`{-~–—‘’“”…€£$¥•·]+")

_OF_STATUS = {
    402: (
        FeedFailure.SUBSCRIPTION,
        "Your subscription at SimpleFIN has ended. Renew it there; then sync again.",
    ),
    401: (
        FeedFailure.REMOVED,
        (
            "SimpleFIN refuses this access: it was revoked or replaced. Make a new setup token"
            " at SimpleFIN and connect again; your transactions stay."
        ),
    ),
    429: (
        FeedFailure.RATE_LIMITED,
        "SimpleFIN was asked too often today. The app waits, and goes on by itself.",
    ),
}
_OF_STATUS[403] = _OF_STATUS[401]

CLAIM_REFUSED = (
    "SimpleFIN refuses this setup token: it was used before, or is wrong. If you have not used it"
    " yourself, somebody else may have: disable it at SimpleFIN. Then make a new token."
)
CLAIM_LOST = (
    "The connection to SimpleFIN broke while the setup token was exchanged. A token works once:"
    " make a new one at SimpleFIN and paste that."
)


def of_status(status: int, retry_after: str | None, *, at: dt.datetime) -> FeedError:
    """Return the error that an answer's status stands for."""
    wait = seconds_to_wait(retry_after, at=at)
    if status in _OF_STATUS:
        failure, sentence = _OF_STATUS[status]
    elif status >= 500:  # noqa: PLR2004
        failure = FeedFailure.SERVICE_DOWN
        sentence = "SimpleFIN has a problem of its own. Try again later; syncs do so by themselves."
    elif 300 <= status < 400:  # noqa: PLR2004
        failure = FeedFailure.SERVICE_DOWN
        sentence = "SimpleFIN sends the app to another address, which it does not follow."
    else:
        failure = FeedFailure.OUR_BUG
        sentence = (
            "SimpleFIN did not understand the app. Try again later; syncs do so by themselves."
        )
    return FeedError(sentence, failure, code=f"HTTP_{status}", retry_after_seconds=wait)


def unreachable(code: str) -> FeedError:
    """Return the error of a connection that did not come about, or broke off."""
    return FeedError(
        "SimpleFIN can’t be reached: no connection, or it broke off. Try again later; syncs do so"
        " by themselves.",
        FeedFailure.UNREACHABLE,
        code=code,
    )


def nonsense(code: str) -> FeedError:
    """Return the error of an answer that can't be read."""
    return FeedError(
        "SimpleFIN’s answer can’t be read. Try again later; syncs do so by themselves.",
        FeedFailure.SERVICE_DOWN,
        code=code,
    )


def seconds_to_wait(value: str | None, *, at: dt.datetime) -> float | None:
    """Return what a Retry-After header asks for, None where it asks for nothing sensible."""
    value = (value or "").strip()
    if value.isascii() and value.isdecimal():
        return min(float(value), _LONGEST_WAIT_SECONDS)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return min(max((moment - at).total_seconds(), 0.0), _LONGEST_WAIT_SECONDS)


def plain(text: str) -> str:
    """Return a service's words as harmless text: no markup, no addresses, of a bearable length."""
    # Twice: what was escaped may be markup, and an address may hide behind it.
    bare = _TAG.sub(" ", html.unescape(_TAG.sub(" ", text[:5000])))
    bare = _UNPRINTABLE.sub(" ", _ADDRESS.sub("", bare).replace("<", " ").replace(">", " "))
    bare = " ".join(bare.split())
    return bare if len(bare) <= _LONGEST_TEXT else bare[: _LONGEST_TEXT - 1] + "…"
