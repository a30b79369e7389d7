"""The jobs there are, each with its rhythm."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from backend.services.market_hours import EASTERN, next_session, session_on

_FOUR_HOURS: Final = dt.timedelta(hours=4)
_SIX_HOURS: Final = dt.timedelta(hours=6)
_HALF_AN_HOUR: Final = dt.timedelta(minutes=30)
# Closing prices are known a little after the close.
_CLOSE_IS_KNOWN_AFTER: Final = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class JobKind:
    """A job as the owner knows it. `next_after` says when it is due again, by when it ended."""

    name: str
    title: str
    interval: dt.timedelta
    next_after: Callable[[dt.datetime], dt.datetime]


def next_prices_after(ended_at: dt.datetime) -> dt.datetime:
    """Return when prices are asked again: every half hour of trading, and once after the close."""
    candidate = ended_at + _HALF_AN_HOUR
    today = session_on(ended_at.astimezone(EASTERN).date())
    if today is not None and today.opens <= candidate:
        last_look = today.closes + _CLOSE_IS_KNOWN_AFTER
        if candidate < today.closes:
            return candidate
        if ended_at < last_look:
            return last_look.astimezone(dt.UTC)
    return next_session(candidate).opens.astimezone(dt.UTC)


BANK_SYNC: Final = JobKind(
    "bank_sync", "Bank connections", _FOUR_HOURS, lambda ended_at: ended_at + _FOUR_HOURS
)
INVESTMENTS: Final = JobKind(
    "investments", "Investments", _SIX_HOURS, lambda ended_at: ended_at + _SIX_HOURS
)
PRICES: Final = JobKind("prices", "Share prices", _HALF_AN_HOUR, next_prices_after)
AI_SUGGESTIONS: Final = JobKind(
    "ai_suggestions", "AI suggestions", _FOUR_HOURS, lambda ended_at: ended_at + _FOUR_HOURS
)
KINDS: Final = {kind.name: kind for kind in (BANK_SYNC, INVESTMENTS, PRICES, AI_SUGGESTIONS)}
