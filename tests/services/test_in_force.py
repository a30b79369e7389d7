"""What holds for the whole app is read now and then, and decides when a day begins."""

import datetime as dt
from pathlib import Path

import pytest

from backend.context import AppContext, make_profile
from backend.core.config import Config
from backend.database import Database
from backend.services.in_force import REMEMBERED_SECONDS, InForce, SettingsInForce
from tests.conftest import NOW


def in_zone(config: Config, moment: str, zone: str | None) -> dt.date:
    """The owner's day at a moment."""
    environment = {"TIME_ZONE": zone} if zone else {}
    at = dt.datetime.fromisoformat(moment)
    given = Config(data_folder=config.data_folder, environment=environment)
    context = AppContext(config=given, home=make_profile(given), now=lambda: at)
    try:
        return context.today()
    finally:
        context.home.budget.close()


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2025-06-30T23:30:00+00:00", "America/New_York", "2025-06-30"),
        ("2025-07-01T03:59:59+00:00", "America/New_York", "2025-06-30"),
        ("2025-07-01T04:00:00+00:00", "America/New_York", "2025-07-01"),
        ("2025-06-30T15:00:00+00:00", "Asia/Tokyo", "2025-07-01"),
        ("2025-06-30T10:00:00+00:00", "Pacific/Kiritimati", "2025-07-01"),
        ("2025-03-09T06:59:00+00:00", "America/Chicago", "2025-03-09"),  # clocks go forward
    ],
)
def test_the_day_is_the_owners(
    config: Config, database: Database, moment: str, zone: str, day: str
) -> None:
    assert in_zone(config, moment, zone) == dt.date.fromisoformat(day)


def test_nonsense_in_the_environment_counts_as_the_computers_zone(
    config: Config, database: Database
) -> None:
    at = "2025-06-30T12:00:00+00:00"

    assert in_zone(config, at, "Middle/Earth") == in_zone(config, at, None)


def test_it_is_read_anew_after_a_moment_and_not_before(config: Config, database: Database) -> None:
    settings = make_profile(config).settings
    clock = [0.0]
    known = SettingsInForce(database, settings, clock=lambda: clock[0])
    assert known.is_stale
    assert known.now().idle_minutes == 15
    with database.write() as session:
        settings.save(session, {"lock_idle_minutes": "5"}, at=NOW)

    clock[0] = REMEMBERED_SECONDS
    assert known.now().idle_minutes == 15
    clock[0] += 0.001
    assert known.is_stale
    assert known.now().idle_minutes == 5


def test_a_household_that_is_not_there_yet_has_no_lock(config: Config, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for path in (tmp_path / "none.db", empty):
        nothing = Database(path)
        assert SettingsInForce(nothing, make_profile(config).settings).now() == InForce()
        nothing.close()
