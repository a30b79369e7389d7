"""How long and how often a call is repeated that failed for a passing reason."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from backend.integrations.bank_feed import FeedError
from backend.integrations.plaid.errors import is_passing

T = TypeVar("T")

# Longer than this nobody waits in a running sync; the next one by schedule does.
LONGEST_WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits 1, 2, 4 seconds, each stretched at random so that logins don't come back as one."""

    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def keep_trying(self, action: Callable[[], T], *, repeats: int) -> T:
        """Return what `action` gives, tried again up to `repeats` times."""
        failed = 0
        while True:
            try:
                return action()
            except FeedError as error:
                failed += 1
                if failed > repeats or not self.wait_after(error, failed):
                    raise

    def wait_after(self, error: FeedError, failed: int) -> bool:
        """Wait after the `failed`th failure; False at once where another try is pointless."""
        asked = error.retry_after_seconds or 0.0
        if not is_passing(error) or asked > LONGEST_WAIT_SECONDS:
            return False
        self.sleep(max(asked, 2.0 ** (failed - 1)) * (1.0 + self.chance() / 2))
        return True
