"""What asking an AI needs: where the settings are, the gate, the moment."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from backend.core.errors import ConflictError
from backend.database import Database
from backend.integrations.outbound import Gate
from backend.services.settings import SettingsStore


class SampleAsksNobodyError(ConflictError):
    """The sample household has no AI."""

    def __init__(self) -> None:
        super().__init__(
            "The sample household is made up, and asks no AI. Go back to your own household."
        )


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

    def refuse_in_sample(self) -> None:
        """Make sure that this is no sample.

        Raises:
            SampleAsksNobodyError: it is.
        """
        if self.is_demo:
            raise SampleAsksNobodyError

    def month_start(self) -> dt.datetime:
        """Return when the owner's month began."""
        return self.month_starts(1)[0]

    def month_starts(self, count: int) -> list[dt.datetime]:
        """Return when this month began and those before it, the newest first."""
        here = self.now().astimezone(self.zone)
        months = (here.year * 12 + here.month - 1 - back for back in range(count))
        # Without a zone of its own, a day of the past gets the computer's offset of back then.
        firsts = (dt.datetime(m // 12, m % 12 + 1, 1, tzinfo=self.zone) for m in months)
        return [first.astimezone(dt.UTC) for first in firsts]
