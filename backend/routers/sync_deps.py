"""What routes around bank connections ask for; the sample household gets none of it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from backend.core.errors import ConflictError, NotFoundError
from backend.models import SyncTrigger
from backend.routers.deps import ActiveProfile, Context
from backend.services.sync.connecting import Connector
from backend.services.sync.engine import Syncer
from backend.services.sync.live import LiveRuns
from backend.services.sync.stale import end_stale_runs

_log = logging.getLogger(__name__)


class NoBanksHereError(ConflictError):
    """The sample household is made up, and has no banks."""

    def __init__(self) -> None:
        super().__init__(
            "The sample household is made up, and no bank knows it. Go back to your own household "
            "to connect one."
        )


async def only_real(profile: ActiveProfile) -> None:
    """Refuse the sample household."""
    if profile.is_demo:
        raise NoBanksHereError


async def get_connector(profile: ActiveProfile) -> Connector:
    """Return what talks to providers for this household."""
    return Connector(profile.budget, profile.settings, profile.syncer.feeds)


@dataclass(frozen=True, slots=True)
class Starter:
    """Starts syncs of one household beside the request, and tells which run."""

    syncer: Syncer
    live: LiveRuns

    def start(self, connection_id: int, trigger: SyncTrigger) -> int:
        """Sync a login in a thread of its own and return the run; one under way is joined."""
        return self.live.start(self.syncer, connection_id, trigger)

    def start_each(self, connection_ids: Iterable[int], trigger: SyncTrigger) -> dict[int, int]:
        """Sync logins beside one another; one that was let go of meanwhile stops no other."""
        found = {}
        for connection_id in connection_ids:
            try:
                found[connection_id] = self.start(connection_id, trigger)
            except (ConflictError, NotFoundError) as error:
                _log.info("bank connection %d was passed over: %s", connection_id, error)
        return found


async def get_starter(context: Context, profile: ActiveProfile) -> Starter:
    """Return what starts syncs of this household."""
    return Starter(profile.syncer, context.live)


def end_stale(syncing: Annotated[Starter, Depends(get_starter)]) -> None:
    """Let no attempt be said to run whose process ended."""
    end_stale_runs(syncing.syncer.database, syncing.syncer.locks_folder)


StaleEnded = Depends(end_stale)
Connecting = Annotated[Connector, Depends(get_connector)]
Syncing = Annotated[Starter, Depends(get_starter)]
