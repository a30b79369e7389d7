"""A small pretrained model for tests, and purchases with little to say."""

import datetime as dt
from functools import cache

import numpy as np

from backend.services.categorization.local.calibration import Calibration
from backend.services.categorization.local.features import SLOTS
from backend.services.categorization.local.knowledge import KnowledgeBase, Known
from backend.services.categorization.local.model import Pretrained
from backend.services.categorization.local.reading import Purchase

TRUSTING = Calibration((0.0, 1.0, *[0.0] * 7))
CATEGORIES = ("bar", "coffee", "groceries", "restaurant")
MONDAY = dt.date(2025, 3, 3)
SATURDAY = dt.date(2025, 3, 8)


def known(
    pattern: str,
    category: str,
    *alternatives: str,
    is_exact: bool = False,
    is_inflow: bool = False,
) -> Known:
    return Known(pattern, category, alternatives, 0.9, "shop", is_exact, is_inflow)


@cache
def knowing_nothing() -> Pretrained:
    """Return a model without any weight: only what is learned counts."""
    return Pretrained(
        CATEGORIES,
        KnowledgeBase([known("BLUE BOTTLE", "coffee"), known("BEVMO", "bar", "groceries")]),
        np.zeros((SLOTS, len(CATEGORIES)), np.float32),
        np.zeros(len(CATEGORIES), np.float32),
        TRUSTING,
    )


def purchase(
    description: str,
    cents: int = 1250,
    date: dt.date = MONDAY,
    account_type: str = "credit",
) -> Purchase:
    return Purchase(description, cents, date, account_type)
