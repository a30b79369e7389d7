"""Opening a household's files: migrate, seed, all before the first request."""

import datetime as dt

from backend.core.config import Config
from backend.database import Database
from backend.migrations.runner import upgrade
from backend.services.importing.staging import StagingArea
from backend.services.recurring import kept
from backend.services.secrets import seal_files, secret_box
from backend.services.seeding import seed
from backend.services.transactions.merchant_keys import fill_merchant_keys


def open_files(budget: Database, config: Config, *, at: dt.datetime) -> None:
    """Create or migrate both files, then add what a new or an old one lacks."""
    upgrade(config.budget_file, "budget", backups=config.backups, at=at)
    upgrade(config.investments_file, "investments", backups=config.backups, at=at)
    seal_files(config, secret_box(config))
    with budget.write() as session:
        seed(session, at)
    with budget.write() as session:
        fill_merchant_keys(session)
        kept.bring_up_to_version(session)
    StagingArea(config.staging).sweep(at)


def open_sample_files(
    budget: Database, config: Config, *, threshold: int, at: dt.datetime, last_day: dt.date
) -> None:
    """Create the sample household's files, its books ending on `last_day`, or open them as is."""
    from backend.services.demo.filling import fill, is_filled
    from backend.services.demo.generator import generate_household

    upgrade(config.budget_file, "budget", backups=config.backups, at=at)
    upgrade(config.investments_file, "investments", backups=config.backups, at=at)
    with budget.write() as session:
        seed(session, at, with_accounts=False)
        if not is_filled(session):
            fill(session, generate_household(last_day=last_day), threshold=threshold, at=at)
    with budget.write() as session:
        kept.bring_up_to_version(session)
