"""What a running app holds: configuration, databases, tasks, the clock."""

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from backend.core.background import TaskRunner
from backend.core.config import Config
from backend.database import Database
from backend.services.importing.staging import StagingArea
from backend.services.in_force import SettingsInForce
from backend.services.keeping import budget_database
from backend.services.lock import AppLock
from backend.services.secrets import secret_box
from backend.services.settings import SettingsStore, threshold_from
from backend.services.startup import open_sample_files

if TYPE_CHECKING:
    from backend.services.ai.access import AiAccess
    from backend.services.ai.categorizing.running import Categorizer
    from backend.services.categorization.cascade import Rulebook
    from backend.services.consistency.watching import Watch
    from backend.services.importing.importer import Importer
    from backend.services.outbound.gate import LedgerGate
    from backend.services.sync.engine import Syncer
    from backend.services.sync.live import LiveRuns

DEMO_FOLDER = "sample-household"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Profile:
    """One household's files; the sample household has its own, beside the real ones."""

    config: Config
    budget: Database
    investments: Database
    settings: SettingsStore
    staging: StagingArea
    is_demo: bool = False
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    @cached_property
    def gate(self) -> "LedgerGate":
        """What everything passes that asks another computer; its ledger is in the budget file."""
        from backend.services.outbound.gate import LedgerGate

        return LedgerGate(
            self.budget,
            self.settings,
            now=self.now,
            is_demo=self.is_demo,
            nothing_is_local=self.config.nothing_is_local,
        )

    @cached_property
    def importer(self) -> "Importer":
        """What imports files; loaded when a file comes."""
        from backend.services.importing.importer import Importer

        return Importer(self.budget, self.settings, self.staging, self.rulebook)

    @cached_property
    def rulebook(self) -> "Rulebook":
        """What files transactions: one for imports, syncs and suggestions, so that it is warm."""
        from backend.services.categorization.cascade import Rulebook

        return Rulebook()

    @cached_property
    def ai_categorizer(self) -> "Categorizer":
        """What asks the AI about merchants; loaded when somebody looks at that."""
        from backend.services.ai.categorizing.running import Categorizer

        return Categorizer(self.budget)

    @cached_property
    def consistency(self) -> "Watch":
        """What watches over the books; loaded when somebody first asks."""
        from backend.services.consistency.watching import Watch

        return Watch(self.budget)

    @cached_property
    def syncer(self) -> "Syncer":
        """What asks the banks; loaded when somebody first wants that."""
        from backend.services.sync.asking import feeds_through
        from backend.services.sync.engine import Syncer

        return Syncer(
            self.budget,
            self.settings,
            self.config.locks,
            feeds_through(self.gate),
            self.rulebook,
        )

    def close(self) -> None:
        """Checkpoint and close both files."""
        for database in (self.budget, self.investments):
            try:
                if database.path.exists():
                    database.checkpoint()
            except sqlite3.Error as error:  # a full disk, say; the next start finds all in the log
                _log.warning("%s was closed as it is: %s", database.path.name, error)
            finally:
                database.close()


def make_profile(
    config: Config,
    *,
    is_demo: bool = False,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Profile:
    """Describe a household's files under the data folder of `config`; nothing is opened yet."""
    budget = budget_database(config.budget_file)
    settings = SettingsStore(environment=config.environment, box=secret_box(config))
    return Profile(
        config=config,
        budget=budget,
        investments=Database(config.investments_file),
        settings=settings,
        staging=StagingArea(config.staging),
        is_demo=is_demo,
        now=now,
    )


def demo_config(config: Config) -> Config:
    """Return the configuration of the sample household that belongs to `config`."""
    return replace(config, data_folder=config.data_folder / DEMO_FOLDER)


@dataclass
class AppContext:
    """Everything that routes and jobs reach the world through."""

    config: Config
    home: Profile
    tasks: TaskRunner = field(default_factory=TaskRunner)
    demo: Profile | None = None
    demo_lock: Lock = field(default_factory=Lock, repr=False)
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    writing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1), repr=False)

    @cached_property
    def in_force(self) -> SettingsInForce:
        """What the household's settings say for the whole app, the sample household too."""
        return SettingsInForce(self.home.budget, self.home.settings)

    @cached_property
    def lock(self) -> AppLock:
        """The password before it all, where there is one."""
        return AppLock(self.home.budget, self.in_force, now=self.now)

    @cached_property
    def live(self) -> "LiveRuns":
        """The syncs that run at this moment."""
        from backend.services.sync.live import LiveRuns

        return LiveRuns(self.tasks, now=self.now, today=self.today)

    @property
    def gate(self) -> "LedgerGate":
        """What everything of the household passes that asks another computer."""
        return self.home.gate

    def ai(self, profile: Profile) -> "AiAccess":
        """Return a household's way to the AI that its owner may have switched on."""
        from backend.services.ai.access import AiAccess

        return AiAccess(
            profile.budget,
            profile.settings,
            profile.gate,
            now=self.now,
            zone=self.in_force.now().time_zone,
            is_demo=profile.is_demo,
        )

    def today(self) -> dt.date:
        """Return the day in the owner's time zone; without one, in the computer's."""
        return self.now().astimezone(self.in_force.now().time_zone).date()

    def close(self) -> None:
        """End what runs and close every file."""
        self.tasks.close()
        self.home.close()
        if self.demo is not None:
            self.demo.close()


def open_demo(context: AppContext, *, at: dt.datetime, today: dt.date) -> Profile:
    """Return the sample household, made in its own folder when it is not there yet."""
    with context.demo_lock:
        if context.demo is None:
            profile = make_profile(demo_config(context.config), is_demo=True, now=context.now)
            prepare_folder(profile.config.data_folder)
            open_sample_files(
                profile.budget,
                profile.config,
                threshold=threshold_from(None),
                at=at,
                last_day=today,
            )
            context.demo = profile
        return context.demo


def prepare_folder(folder: Path) -> None:
    """Make a data folder that only its owner can read."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
