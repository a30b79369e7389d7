"""The open households: a year of statement lines each, and what their owners filed them under."""

import csv
import datetime as dt
import gzip
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from backend.services.categorization.local.reading import Purchase

FILE = Path(__file__).parents[2] / "bench" / "data" / "open_households.csv.gz"


class FiledLine(NamedTuple):
    """A line and the category that its household confirms; the rest is for analysis only."""

    household: str
    purchase: Purchase
    category: str
    parent: str
    is_new_merchant: bool
    stratum: str


def read() -> dict[str, list[FiledLine]]:
    """Return the lines of each household, in the order of their arrival."""
    households: dict[str, list[FiledLine]] = {}
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            line = _line(row)
            households.setdefault(line.household, []).append(line)
    return households


def _line(row: dict[str, str]) -> FiledLine:
    cents = int(Decimal(row["amount"]) * 100)
    date = dt.date.fromisoformat(row["date"])
    return FiledLine(
        row["persona"],
        Purchase(row["description"], cents, date, row["account_type"]),
        row["category"],
        row["parent"],
        row["new_merchant"] == "1",
        row["stratum"],
    )
