import datetime as dt

import pytest

from backend.core.fingerprint import arrival_fingerprint, fingerprint

DAY = dt.date(2025, 3, 14)


def test_the_number_never_changes_between_versions() -> None:
    # Stored in every file: another algorithm would import every old statement a second time.
    assert fingerprint(DAY, 450, "BLUE BOTTLE COFFEE") == -9151061795569861835


def test_the_bulk_variant_gives_the_same_number() -> None:
    assert arrival_fingerprint("2025-03-14", 450, "x") == fingerprint(DAY, 450, "x")


@pytest.mark.parametrize("description", ["  blue   Bottle\tCoffee ", "BLUE BOTTLE COFFEE"])
def test_case_and_gaps_do_not_matter(description: str) -> None:
    assert fingerprint(DAY, 450, description) == fingerprint(DAY, 450, "Blue Bottle Coffee")


@pytest.mark.parametrize(
    ("date", "cents", "description"),
    [
        (dt.date(2025, 3, 15), 450, "a"),
        (DAY, -450, "a"),
        (DAY, 451, "a"),
        (DAY, 450, "b"),
    ],
)
def test_day_cents_sign_and_words_matter(date: dt.date, cents: int, description: str) -> None:
    assert fingerprint(date, cents, description) != fingerprint(DAY, 450, "a")


def test_the_number_fits_what_sqlite_stores() -> None:
    for number in range(1000):
        assert -(2**63) <= fingerprint(DAY, number, "x") < 2**63
