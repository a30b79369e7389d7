"""Which job does what. What they need is loaded when they first run."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from backend.context import Profile
from backend.jobs.job import Job, Turn
from backend.services.scheduling import AI_SUGGESTIONS, BANK_SYNC, INVESTMENTS, PRICES, JobResult
from backend.services.scheduling.sooner import (
    has_new_portfolio,
    has_unknown_merchants,
    prices_were_switched_on,
)


def _sync_banks(turn: Turn) -> JobResult:
    from backend.jobs.banks import sync_banks

    return sync_banks(turn)


def _a_bank_is_wanted(profile: Profile, session: Session, at: dt.datetime) -> bool:
    from backend.jobs.banks import is_wanted

    return is_wanted(profile, session, at)


def _a_portfolio_is_wanted(_: Profile, session: Session, at: dt.datetime) -> bool:
    return has_new_portfolio(session, at)


def _prices_are_wanted(_: Profile, session: Session, at: dt.datetime) -> bool:
    return prices_were_switched_on(session, at)


def _sync_investments(turn: Turn) -> JobResult:
    from backend.jobs.portfolio import sync_investments

    return sync_investments(turn)


def _refresh_prices(turn: Turn) -> JobResult:
    from backend.jobs.portfolio import refresh_share_prices

    return refresh_share_prices(turn)


def _ask_ai(turn: Turn) -> JobResult:
    from backend.jobs.suggestions import ask_ai

    return ask_ai(turn)


def _unknown_merchants_wait(_: Profile, session: Session, at: dt.datetime) -> bool:
    return has_unknown_merchants(session, at)


JOBS: Final[Mapping[str, Job]] = {
    BANK_SYNC.name: Job(_sync_banks, is_wanted=_a_bank_is_wanted),
    INVESTMENTS.name: Job(_sync_investments, is_wanted=_a_portfolio_is_wanted),
    AI_SUGGESTIONS.name: Job(_ask_ai, is_wanted=_unknown_merchants_wait),
    PRICES.name: Job(_refresh_prices, is_wanted=_prices_are_wanted),
}
