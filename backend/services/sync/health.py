"""How a login is: in one word, in a sentence, and what to do."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from backend.integrations.bank_feed import FeedFailure
from backend.models import Connection, ConnectionStatus
from backend.services.importing.balance_words import day_text
from backend.services.sync.plain_words import NEEDS_OWNER, PREPARING, REPAIR

HealthState = Literal["ok", "preparing", "attention", "broken", "paused", "never"]
HealthAction = Literal["none", "wait", "repair", "relink", "settings", "allow", "decide_accounts"]

_CONSENT_SOON = dt.timedelta(days=14)
LOST_KEY = "LOST_KEY"  # its credential is here, but not what opens it
_STALE = dt.timedelta(days=3)
_LOST = "This connection is gone at the bank's side. Connect the bank again; your rows stay."
_LOGIN = "The bank wants you to log in again."


@dataclass(frozen=True, slots=True)
class Health:
    """What the owner should know of a login, and the one thing to do."""

    state: HealthState
    sentence: str
    action: HealthAction


def health(
    connection: Connection, at: dt.datetime, *, undecided: int = 0, why_not: str | None = None
) -> Health:
    """Return how a login is.

    Args:
        connection: the login.
        at: this moment.
        undecided: how many accounts behind it nobody has decided about.
        why_not: the sentence on why the owner's switches keep it from being asked, if they do.
    """
    if why_not is not None and connection.status != ConnectionStatus.DISCONNECTED:
        return Health("paused", why_not, "allow")
    trouble = _standing_still(connection) or _trouble(connection, at)
    if trouble is not None:
        return trouble
    if undecided:
        some = "1 account waits" if undecided == 1 else f"{undecided} accounts wait"
        where = "it belongs" if undecided == 1 else "they belong"
        return Health("attention", f"{some} for you to say where {where}.", "decide_accounts")
    if connection.last_success_at is None:
        return Health("never", "Nothing was fetched yet.", "none")
    if connection.last_error is not None:  # named beside an answer that was of use
        action: HealthAction = "repair" if connection.last_failure in REPAIR else "wait"
        return Health("attention", connection.last_error, action)
    return _consent(connection, at) or Health("ok", "Up to date.", "none")


def _standing_still(connection: Connection) -> Health | None:
    """Return how a login is that the app does not ask."""
    if connection.status == ConnectionStatus.DISCONNECTED:
        return Health("paused", "Disconnected. What it brought stays.", "none")
    if connection.status == ConnectionStatus.REMOVED:
        return Health("broken", connection.last_error or _LOST, "relink")
    if connection.status == ConnectionStatus.LOGIN_REQUIRED:
        return Health("attention", connection.last_error or _LOGIN, "repair")
    if connection.paused_at is not None:
        return Health("paused", "Paused: it is only asked when you say so.", "none")
    if connection.status == ConnectionStatus.PREPARING:
        return Health("preparing", PREPARING, "wait")
    return None


def _trouble(connection: Connection, at: dt.datetime) -> Health | None:
    if connection.status != ConnectionStatus.ERROR:
        return None
    said = connection.last_error or "The last attempt failed."
    if connection.last_error_code == LOST_KEY:
        return Health("broken", said, "relink")
    if connection.last_failure == FeedFailure.CREDENTIALS:
        return Health("broken", said, "settings")
    if connection.last_failure == FeedFailure.UNSUPPORTED:
        return Health("broken", said, "none")
    if connection.last_failure in NEEDS_OWNER:
        return Health("broken", said, "wait")
    last = connection.last_success_at
    is_long_ago = last is None or at - last > _STALE
    return Health("broken" if is_long_ago else "attention", said, "wait")


def _consent(connection: Connection, at: dt.datetime) -> Health | None:
    expires = connection.consent_expires_at
    if expires is None or expires - at > _CONSENT_SOON:
        return None
    ended = expires <= at
    when = f"{'ended' if ended else 'ends'} on {day_text(expires.date())}"
    sentence = f"The bank's permission {when}. Choose “Repair” and log in again to renew it."
    return Health("attention", sentence, "repair")
