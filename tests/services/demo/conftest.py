import datetime as dt

import pytest

from backend.services.demo.generator import SampleHousehold, generate_household

# A plain day, a leap day, and the last day of a year.
LAST_DAYS = (dt.date(2026, 11, 22), dt.date(2024, 2, 29), dt.date(2025, 12, 31))


@pytest.fixture(scope="session", params=LAST_DAYS, ids=str)
def household(request: pytest.FixtureRequest) -> SampleHousehold:
    return generate_household(last_day=request.param)
