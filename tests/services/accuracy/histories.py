"""Households whose predictions met all kinds of ends."""

import random
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Category, Transaction
from backend.services.categorization.decisions import Decision
from backend.services.categorization.recording import record_one
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

PARTS = (
    ("rule", ()),
    ("amount_rule", ()),
    ("merchant_map", (("origin", "own"),)),
    ("merchant_map", (("origin", "learned"),)),
    ("merchant_map", (("origin", "shipped"),)),
    ("local_model", ()),
    ("ai", ()),
)


def decide(
    session: Session, row: Transaction, category_id: int | None, *, part: int, confidence: float
) -> None:
    """Let a part of the app predict a category of a row, as one that files from 0.9 on."""
    tier, evidence = PARTS[part]
    tier = tier if category_id is not None else "unmatched"
    decision = Decision(
        category_id, tier, confidence, confidence >= 0.9, None, "", "", "", evidence=evidence
    )
    row.decision_id = record_one(session, decision, at=NOW)
    row.predicted_category_id = category_id
    row.categorization_tier = tier
    session.flush()


def settle(row: Transaction, chosen_id: int | None, *, status: str) -> None:
    """Let a row end somewhere."""
    row.status, row.category_id = status, chosen_id


def fill(session: Session, numbers: random.Random, rows: int) -> Sequence[Transaction]:
    """Make rows that were predicted, predicted anew, filed, confirmed, split, paired, kicked back."""
    categories = list(session.scalars(select(Category.id).limit(6)))
    account = make_account(session)
    made = []
    for number in range(rows):
        day = f"2025-0{numbers.randint(1, 6)}-1{numbers.randint(0, 9)}"
        row = make_transaction(session, account=account, date=day, description=f"SHOP {number}")
        for _ in range(numbers.choice((0, 1, 1, 1, 2, 3))):
            category = numbers.choice([*categories, None])
            part = numbers.randrange(len(PARTS))
            decide(session, row, category, part=part, confidence=numbers.random())
        status = numbers.choice(("confirmed", "confirmed", "auto_confirmed", "pending_review"))
        chosen = numbers.choice([row.predicted_category_id, *categories, None])
        if status == "auto_confirmed":
            chosen = row.predicted_category_id
        settle(row, None if status == "pending_review" else chosen, status=status)
        row.has_splits = numbers.random() < 0.05
        row.transfer_id = 1 if numbers.random() < 0.05 else None
        if numbers.random() < 0.05:
            row.decision_id = None
        made.append(row)
    session.flush()
    return made
