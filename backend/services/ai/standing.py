"""How things stand with the AI: what is set, agreed to, used."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Executable, func, select
from sqlalchemy.orm import Session

from backend.core.secrets import LostKeyError
from backend.models import AiUsage
from backend.services.ai.access import AiAccess
from backend.services.ai.consent import Consent, Terms, find_consent, is_given, terms_now
from backend.services.ai.prices import Price
from backend.services.ai.setup import AiPurpose, AiSetup, read_setup
from backend.services.ai.usage import MonthToDate, month_to_date

_MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand.

    Attributes:
        setup: the owner's choice; None where its key can't be read any more.
        terms: what the owner would agree to now; None while no provider is set.
        consent: what was agreed to last, whether or not it still holds.
        is_agreed: whether consent holds for the terms of now.
        missing: what keeps the AI from being asked, as a sentence; None where nothing does.
    """

    setup: AiSetup | None
    terms: Terms | None
    consent: Consent | None
    is_agreed: bool
    missing: str | None
    month: MonthToDate
    since: dt.datetime

    def prices(self) -> Mapping[AiPurpose, Price | None]:
        """Return what the model for each purpose costs; None where nobody knows."""
        setup = self.setup
        if setup is None:
            return {}
        return {
            purpose: setup.price(name) if name else None for purpose, name in setup.models.items()
        }


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """What one model was used for in one month; `cost_micros` leaves out what has no known price."""

    month: dt.date
    purpose: str
    model: str
    requests: int
    asked: int
    input_tokens: int
    output_tokens: int
    cost_micros: int
    unpriced_requests: int


def standing(access: AiAccess, session: Session) -> Standing:
    """Return how things stand with the AI."""
    since = access.month_start()
    month = month_to_date(session, since)
    consent = find_consent(session)
    try:
        setup = read_setup(access.settings, session)
    except LostKeyError as error:
        missing = str(error)
        return Standing(None, None, consent, False, missing, month, since)
    terms = terms_now(access.settings, session)
    agreed = is_given(access.settings, session)
    return Standing(
        setup=setup,
        terms=terms,
        consent=consent,
        is_agreed=agreed,
        missing=_missing(access, setup, is_agreed=agreed),
        month=month,
        since=since,
    )


def months_of_use(access: AiAccess, session: Session) -> list[MonthOfUse]:
    """Return the last twelve months, the newest first; months without use are left out."""
    found: list[MonthOfUse] = []
    starts = access.month_starts(_MONTHS_SHOWN)
    for begin, end in zip(starts, [None, *starts], strict=False):
        month = begin.astimezone(access.zone).date()
        found += [MonthOfUse(month, *row) for row in session.execute(_by_model(begin, end))]
    return found


def _by_model(begin: dt.datetime, end: dt.datetime | None) -> Executable:
    prompt = AiUsage.input_tokens + AiUsage.cache_read_tokens + AiUsage.cache_write_tokens
    statement = (
        select(
            AiUsage.purpose,
            AiUsage.model,
            func.count(),
            func.sum(AiUsage.asked),
            func.sum(prompt),
            func.sum(AiUsage.output_tokens),
            func.coalesce(func.sum(AiUsage.cost_micros), 0),
            func.count().filter(AiUsage.cost_micros.is_(None)),
        )
        .where(AiUsage.at >= begin)
        .group_by(AiUsage.purpose, AiUsage.model)
        .order_by(AiUsage.purpose, AiUsage.model)
    )
    return statement if end is None else statement.where(AiUsage.at < end)


def _missing(access: AiAccess, setup: AiSetup, *, is_agreed: bool) -> str | None:
    if access.is_demo:
        return "The sample household is made up, and asks no AI."
    if setup.missing is not None:
        return setup.missing
    if not any(setup.models.values()):
        return "Choose a model under Settings → AI first."
    return None if is_agreed else "You have not agreed to what would be sent: see Settings → AI."
