"""What asking an AI needs: where the settings are, the gate, the moment."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from backend.database import Database
from backend.integrations.outbound import Gate
from backend.services.settings import SettingsStore


@dataclass(frozen=True, slots=True)
class AiAccess:
    """A household's way to an AI.

    Attributes:
        zone: where the owner's months begin; None for the computer's.
        is_demo: whether it is the sample household, which asks nobody.
    """

    database: Database
    settings: SettingsStore
    gate: Gate
    now: Callable[[], dt.datetime]
    zone: dt.tzinfo | None = None
    is_demo: bool = False

    def month_start(self) -> dt.datetime:
        """Return when the owner's month began."""
        here = self.now().astimezone(self.zone)
        first = here.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)
        # Without a zone of its own, the offset is that of today, which may not be the 1st's.
        naive = first.replace(tzinfo=None) if self.zone is None else first
        return naive.astimezone(dt.UTC)
