"""Opening a household's files: migrate, seed, all before the first request."""

import datetime as dt

from backend.core.config import Config
from backend.database import Database
from backend.migrations.runner import upgrade
from backend.services.seeding import seed


def open_files(budget: Database, config: Config, *, at: dt.datetime) -> None:
    """Create or migrate both files, then seed what a new one needs."""
    upgrade(config.budget_file, "budget")
    upgrade(config.investments_file, "investments")
    with budget.write() as session:
        seed(session, at)
