"""The compiled rules that are kept: always those of the file as it stands."""

import datetime as dt

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.models import Category, MerchantMapping, RuleOrigin
from backend.services.categorization import cascade
from backend.services.categorization.cascade import Rulebook, load_cascade
from tests.builders import make_category

NOW = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
LINE = "QUUXIMART 12"


@pytest.fixture
def taught(session: Session) -> Session:
    """A file that knows QUUXIMART."""
    session.add(
        MerchantMapping(
            merchant_pattern="QUUXIMART",
            category_id=make_category(session, "groceries").id,
            created_at=NOW,
            confidence=5,
            origin=RuleOrigin.LEARNED,
        )
    )
    session.flush()
    return session


def test_kept_rules_decide_the_same(taught: Session) -> None:
    book = Rulebook()
    decisions = [book.cascade(taught, threshold=3).decide(LINE, 500) for _ in range(2)]
    assert decisions == [load_cascade(taught, threshold=3).decide(LINE, 500)] * 2
    assert decisions[0].auto


def test_a_changed_mapping_counts_at_once(taught: Session) -> None:
    book = Rulebook()
    book.cascade(taught, threshold=3)
    assert book.cascade(taught, threshold=3).decide(LINE, 500).auto
    mine = MerchantMapping.merchant_pattern == "QUUXIMART"
    taught.execute(update(MerchantMapping).where(mine).values(confidence=1))
    assert not book.cascade(taught, threshold=3).decide(LINE, 500).auto
    taught.execute(delete(MerchantMapping).where(mine))
    assert book.cascade(taught, threshold=3).decide(LINE, 500).category_id is None


def test_a_category_that_becomes_income_counts_at_once(taught: Session) -> None:
    book = Rulebook()
    assert book.cascade(taught, threshold=3).decide(LINE, 500).auto
    taught.execute(
        update(Category).where(Category.short_desc == "groceries").values(is_income=True)
    )
    assert not book.cascade(taught, threshold=3).decide(LINE, 500).auto


def test_another_threshold_counts_at_once(taught: Session) -> None:
    book = Rulebook()
    assert book.cascade(taught, threshold=3).decide(LINE, 500).auto
    assert not book.cascade(taught, threshold=9).decide(LINE, 500).auto


def test_rules_narrowed_to_few_lines_are_not_kept(taught: Session) -> None:
    book = Rulebook()
    book.cascade(taught, threshold=3, descriptions=["SOMETHING ELSE"])
    assert book.cascade(taught, threshold=3).decide(LINE, 500).category_id is not None


def test_what_is_remembered_of_lines_has_a_bound(
    taught: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cascade, "_MOST_KEPT", 2)
    book = Rulebook()
    first = book.cascade(taught, threshold=3)
    for line in (LINE, "GROVE", "FOXFIELD"):
        first.decide(line, 500)
    assert first.remembered == 3
    again = book.cascade(taught, threshold=3)
    assert again.remembered == 0
    assert again.decide(LINE, 500) == first.decide(LINE, 500)
