"""The jobs around investments: what brokers say, and what shares cost."""

import datetime as dt
import logging

from backend.core.background import TaskCancelledError
from backend.integrations.outbound import Purpose
from backend.integrations.prices import PriceSource, TooManyRequestsError, YahooPrices
from backend.jobs.job import Turn
from backend.services.investments.prices import are_wanted, refresh_prices
from backend.services.investments.syncing import PortfolioSyncer
from backend.services.outbound.switches import why_not_asked
from backend.services.scheduling import JobOutcome, JobResult
from backend.services.scheduling.telling import Fared, of_logins

_log = logging.getLogger(__name__)
_COLLECTING = dt.timedelta(minutes=15)
_LEFT_ALONE = dt.timedelta(hours=2)  # after "too many requests"


def sync_investments(turn: Turn) -> JobResult:
    """Bring the portfolio of every login that has one."""
    profile = turn.profile
    syncer = PortfolioSyncer(
        profile.budget,
        profile.investments,
        profile.settings,
        profile.config.locks,
        profile.syncer.feeds,
    )
    fared: list[Fared] = []
    next_at = None
    for connection_id in syncer.logins():
        try:
            outcome = syncer.sync(
                connection_id, now=turn.now, today=turn.today, progress=turn.progress
            )
            fared.append(Fared(outcome.institution_name, outcome.status, outcome.sentence))
            if outcome.is_preparing:
                next_at = turn.now() + _COLLECTING
        except TaskCancelledError:
            raise
        except Exception:  # noqa: BLE001 - one login's trouble stops no other
            _log.exception("the portfolio of login %d failed", connection_id)
            fared.append(Fared("", "error", _OUR_FAULT))
    return of_logins(fared, nothing="No login with investments was connected.", next_at=next_at)


_OUR_FAULT = "A portfolio could not be stored, through a fault of the app; the log has details."


def refresh_share_prices(turn: Turn, source: PriceSource | None = None) -> JobResult:
    """Ask for the prices of what is held, where the owner has switched that on."""
    profile = turn.profile
    with profile.budget.read() as session:
        if not are_wanted(session, profile.settings):
            return JobResult(JobOutcome.NOTHING, "Share prices are switched off in Settings.")
        why_not = why_not_asked(session, profile.settings, Purpose.PRICES)
    if why_not is not None and not turn.is_asked_for:  # who asks is refused at the gate
        return JobResult(JobOutcome.NOTHING, why_not)
    cache = profile.config.data_folder / "cache" / "prices"
    yahoo = source or YahooPrices(cache, profile.gate)
    try:
        refreshed = refresh_prices(profile.investments, yahoo)
    except TooManyRequestsError as error:
        return JobResult(JobOutcome.ERROR, str(error), turn.now() + _LEFT_ALONE)
    if not refreshed.asked:
        return JobResult(JobOutcome.NOTHING, "Nothing is held that has a price to ask for.")
    missing = refreshed.asked - refreshed.known
    unknown = f"; {missing} not known there keep their last price" if missing else ""
    sentence = f"{refreshed.known} of {refreshed.asked} prices came{unknown}."
    return JobResult(JobOutcome.PARTIAL if missing else JobOutcome.SUCCESS, sentence)
