"""The cascade loaded from the database: whole, narrowed, and from files of any age."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import AmountRule, Category, MerchantMapping, RuleOrigin
from backend.services.categorization.cascade import load_cascade
from tests.builders import make_category
from tests.conftest import NOW

LINES = Path(__file__).with_name("household_lines.csv")


def descriptions() -> list[str]:
    with LINES.open(encoding="utf-8", newline="") as file:
        return [row["description"] for row in csv.DictReader(file)]


def learned(pattern: str, category_id: int, **values: object) -> MerchantMapping:
    return MerchantMapping(
        merchant_pattern=pattern,
        category_id=category_id,
        created_at=NOW,
        **{"confidence": 5, "origin": RuleOrigin.LEARNED, **values},
    )


@pytest.fixture
def with_odd_patterns(session: Session) -> Session:
    """A file whose owner taught it patterns that banks write in several ways."""
    coffee = make_category(session, "coffee").id
    for pattern in (
        "TGS",
        "JOES BAR",
        "O'REILLY",
        "& SONS",
        "AND PIZZA",
        "C++ SCHOOL",
        "CAFÉ NOIR",
    ):
        session.add(learned(pattern, coffee))
    session.add(learned("^acme [0-9]+", coffee, is_regex=True, origin=RuleOrigin.OWN))
    session.flush()
    return session


ODD = [
    "TG S DINER",
    "JOE'S BAR 12",
    "JOE S BAR",
    "OREILLY AUTO",
    "MILLER & SONS",
    "&PIZZA",
    "C++ SCHOOL",
    "CAFE NOIR",
    "Acme 17",
]


@pytest.mark.parametrize("line", ODD)
def test_narrowed_to_one_line_it_decides_the_same(with_odd_patterns: Session, line: str) -> None:
    whole = load_cascade(with_odd_patterns, threshold=3).decide(line, 500)
    narrow = load_cascade(with_odd_patterns, threshold=3, descriptions=[line]).decide(line, 500)
    assert narrow == whole
    assert narrow.category_id is not None


def test_narrowed_to_some_lines_it_decides_the_same(session: Session) -> None:
    lines = descriptions()
    whole = load_cascade(session, threshold=3)
    for start in range(0, len(lines), 50):
        some = lines[start : start + 7]
        narrow = load_cascade(session, threshold=3, descriptions=some)
        for line in some:
            for cents in (500, -500):
                assert narrow.decide(line, cents) == whole.decide(line, cents)


def test_patterns_with_nothing_to_look_for_are_passed_over(session: Session) -> None:
    category = session.scalars(select(Category)).first()
    assert category is not None
    session.add(learned("#* -", category.id))
    session.add(
        AmountRule(
            description_pattern="***",
            amount=5,
            tolerance=0,
            short_desc=category.short_desc,
            category_id=category.id,
            created_at=NOW,
        )
    )
    session.flush()
    assert load_cascade(session, threshold=3).decide("ZXQV #* -", 500).category_id is None
