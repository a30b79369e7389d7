"""The owner's consent: to whom lines may be sent, and in which words that was said.

A key alone sends nothing. Consent holds for what was agreed to: another destination, more of the
amounts, or other words of the app about what it sends, and the owner is asked again.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotConfiguredError
from backend.models import AppSetting
from backend.services.ai.setup import AiNotSetUpError, read_setup
from backend.services.settings import SettingsStore

# Counts up whenever something else is sent than the words of before said.
TERMS_VERSION = 1
# None of KINDS: it can't be set like a setting.
_KEY = "ai_consent"
_AMOUNTS = ("none", "rounded", "exact")  # what is told of amounts, least first
_EXAMPLES = ("off", "on")


class ConsentMissingError(NotConfiguredError):
    """The owner has not agreed to what would be sent."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Nothing is sent to {host} before you have agreed to it, under Settings → AI."
        )


class OtherTermsError(ConflictError):
    """The owner agreed to something else than what holds by now."""

    def __init__(self) -> None:
        super().__init__("What would be sent, or to whom, has changed meanwhile. Read it again.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the owner agrees to; the fields decide whether it still holds."""

    version: int
    host: str
    amounts: str = "rounded"
    examples: str = "on"

    def cover(self, other: "Terms") -> bool:
        """Tell whether who agreed to these has agreed to `other`, too."""
        return (
            (self.version, self.host) == (other.version, other.host)
            and _AMOUNTS.index(other.amounts) <= _AMOUNTS.index(self.amounts)
            and _EXAMPLES.index(other.examples) <= _EXAMPLES.index(self.examples)
        )


@dataclass(frozen=True, slots=True)
class Consent:
    """That the owner agreed, to what, and when."""

    terms: Terms
    at: dt.datetime


def terms_now(settings: SettingsStore, session: Session) -> Terms | None:
    """Return what the owner would agree to; None while no AI is set up."""
    host = read_setup(settings, session).host
    if host is None:
        return None
    amounts, examples = (
        settings.value(session, "ai_amounts"),
        settings.value(session, "ai_examples"),
    )
    return Terms(
        TERMS_VERSION,
        host,
        amounts if amounts in _AMOUNTS else "rounded",
        examples if examples in _EXAMPLES else "on",
    )


def find_consent(session: Session) -> Consent | None:
    """Return what the owner has agreed to last; None where that was withdrawn, or never given."""
    row = session.get(AppSetting, _KEY)
    if row is None or not row.value:
        return None
    stored = json.loads(row.value)
    return Consent(Terms(**stored["terms"]), dt.datetime.fromisoformat(stored["at"]))


def is_given(settings: SettingsStore, session: Session) -> bool:
    """Tell whether the owner has agreed to what would be sent now."""
    consent, terms = find_consent(session), terms_now(settings, session)
    return consent is not None and terms is not None and consent.terms.cover(terms)


def agree(settings: SettingsStore, session: Session, terms: Terms, *, at: dt.datetime) -> None:
    """Store that the owner agrees to `terms`, which are the ones that were shown.

    Raises:
        AiNotSetUpError: there is nobody to send to yet.
        OtherTermsError: they are not those that hold.
    """
    present = terms_now(settings, session)
    if present is None:
        raise AiNotSetUpError("Choose a provider under Settings → AI first.")
    if terms != present:
        raise OtherTermsError
    _store(session, json.dumps({"terms": asdict(terms), "at": at.isoformat()}), at=at)


def withdraw(session: Session, *, at: dt.datetime) -> None:
    """Take consent back: from now on nothing is sent."""
    _store(session, None, at=at)


def _store(session: Session, value: str | None, *, at: dt.datetime) -> None:
    row = session.get(AppSetting, _KEY)
    if row is None:
        row = AppSetting(key=_KEY)
        session.add(row)
    row.value, row.updated_at = value, at
    session.flush()
