"""What makes a job run before its rhythm says so: what the owner did since its last run."""

import datetime as dt
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.models import (
    AppSetting,
    Connection,
    ConnectionStatus,
    ScheduledJob,
    Transaction,
    TransactionStatus,
)
from backend.services.scheduling.kinds import AI_SUGGESTIONS, INVESTMENTS, PRICES

ASKING_SETTING: Final = "ai_after_imports"
PRICE_SETTING: Final = "price_updates"
PORTFOLIO: Final = "investments"
# A portfolio is collected for some minutes after its login was made.
_COLLECTING: Final = dt.timedelta(minutes=5)
_ASKABLE: Final = (
    ConnectionStatus.CONNECTED,
    ConnectionStatus.PREPARING,
    ConnectionStatus.ERROR,
)


def portfolio_logins(session: Session, *, with_paused: bool = False) -> list[Connection]:
    """Return the logins that have a portfolio to ask for, oldest first."""
    found = session.scalars(
        select(Connection)
        .where(Connection.status.in_(_ASKABLE), Connection.secret.is_not(None))
        .order_by(Connection.id)
    )
    return [
        login
        for login in found
        if PORTFOLIO in login.products.split(",") and (with_paused or login.paused_at is None)
    ]


def has_new_portfolio(session: Session, at: dt.datetime) -> bool:
    """Say whether a login with a portfolio was made since those were last asked."""
    last = _last_run(session, INVESTMENTS.name)
    ready = [login.created_at + _COLLECTING for login in portfolio_logins(session)]
    return any(moment <= at and (last is None or moment > last) for moment in ready)


def prices_were_switched_on(session: Session, at: dt.datetime) -> bool:  # noqa: ARG001
    """Say whether the owner switched prices on since they were last asked for."""
    last = _last_run(session, PRICES.name)
    setting = session.get(AppSetting, PRICE_SETTING)
    if setting is None or setting.value != "on" or setting.updated_at is None:
        return False
    return last is None or setting.updated_at > last


def has_unknown_merchants(session: Session, at: dt.datetime) -> bool:  # noqa: ARG001
    """Say whether rows came since the AI was last asked by itself that nothing here knows."""
    setting = session.get(AppSetting, ASKING_SETTING)
    if setting is None or setting.value != "on":
        return False
    last = _last_run(session, AI_SUGGESTIONS.name)
    waiting = select(Transaction.id).where(
        text("transactions.status IN ('pending_review', 'pending_save')"),
        Transaction.status == TransactionStatus.PENDING_REVIEW,
        Transaction.predicted_category_id.is_(None),
    )
    if last is not None:
        waiting = waiting.where(Transaction.created_at > last)
    return session.scalar(waiting.limit(1)) is not None


def _last_run(session: Session, name: str) -> dt.datetime | None:
    row = session.get(ScheduledJob, name)
    return None if row is None else row.last_finished_at
