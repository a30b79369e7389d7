"""What the owner lets leave this computer: a switch for each purpose, and one for all of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from backend.core.addresses import is_on_this_computer
from backend.core.errors import ConflictError
from backend.integrations.outbound import OutboundRefusedError, Purpose
from backend.services.settings import SettingsStore

MASTER: Final = "outbound_allowed"
# Share prices have always had a switch of their own, which is off until the owner wants them.
SWITCHES: Final[Mapping[Purpose, str]] = {
    Purpose.PLAID: "outbound_plaid",
    Purpose.SIMPLEFIN: "outbound_simplefin",
    Purpose.AI: "outbound_ai",
    Purpose.PRICES: "price_updates",
}
TITLES: Final[Mapping[Purpose, str]] = {
    Purpose.PLAID: "Plaid",
    Purpose.SIMPLEFIN: "SimpleFIN",
    Purpose.AI: "AI",
    Purpose.PRICES: "Share prices",
}
_ASKED: Final[Mapping[Purpose, str]] = {
    Purpose.PLAID: "Plaid is asked",
    Purpose.SIMPLEFIN: "SimpleFIN is asked",
    Purpose.AI: "an AI is asked",
    Purpose.PRICES: "Yahoo is asked for prices",
}
_WHERE = "Settings, “What left this computer”"


class SampleSendsNothingError(OutboundRefusedError):
    """The sample household is made up, and tells nobody anything."""

    def __init__(self, purpose: Purpose) -> None:
        super().__init__(
            "The sample household is made up and sends nothing. Go back to your own household.",
            purpose,
            MASTER,
        )


class SampleHasNoSwitchesError(ConflictError):
    """The sample household never sends anything, whatever is switched."""

    def __init__(self) -> None:
        super().__init__(
            "The sample household never sends anything. Go back to your own household to choose "
            "what may leave this computer."
        )


@dataclass(frozen=True, slots=True)
class Switches:
    """What may leave. `on` says so of each purpose by its own switch, whatever the one for all."""

    nothing_leaves: bool
    on: Mapping[Purpose, bool]

    def refusal(self, purpose: Purpose, *, is_here: bool = False) -> OutboundRefusedError | None:
        """Return why a request may not leave, None where it may.

        Args:
            purpose: what it is for.
            is_here: whether who is asked runs on this computer, so that nothing leaves it.
        """
        if self.nothing_leaves and not is_here:
            return OutboundRefusedError(
                "Nothing leaves this computer at the moment: you have switched that off for "
                f"everything. Switch it on under {_WHERE}.",
                purpose,
                MASTER,
            )
        if not self.on[purpose]:
            return OutboundRefusedError(
                f"You have switched off that {_ASKED[purpose]}. Switch it on under {_WHERE}.",
                purpose,
                SWITCHES[purpose],
            )
        return None


def switches_now(session: Session, settings: SettingsStore) -> Switches:
    """Return what may leave at this moment."""
    return Switches(
        nothing_leaves=settings.value(session, MASTER) == "nothing",
        on={purpose: settings.value(session, key) == "on" for purpose, key in SWITCHES.items()},
    )


def why_not_asked(
    session: Session, settings: SettingsStore, purpose: Purpose, url: str = ""
) -> str | None:
    """Return the sentence on why a purpose's requests stay here, None where they may leave."""
    is_here = bool(url) and is_on_this_computer(url)
    refusal = switches_now(session, settings).refusal(purpose, is_here=is_here)
    return None if refusal is None else str(refusal)


def turn(
    session: Session,
    settings: SettingsStore,
    *,
    nothing_leaves: bool | None = None,
    on: Mapping[Purpose, bool],
    at: dt.datetime,
) -> None:
    """Turn switches; what is not named stays as it is."""
    values = {SWITCHES[purpose]: "on" if is_on else "off" for purpose, is_on in on.items()}
    if nothing_leaves is not None:
        values[MASTER] = "nothing" if nothing_leaves else "all"
    settings.save(session, values, at=at)
