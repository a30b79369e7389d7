"""Seeding: what a new file gets before its owner sees it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from backend.database import Base, recorder
from backend.models import Account, AmountRule, Category, MerchantMapping, RuleOrigin
from backend.services.categorization.patterns import Pattern, PatternIndex
from backend.services.categorization.shipped import EXTRA_SHIPPED
from backend.services.seed import Defaults, load_defaults

# Shipped patterns that predict at once, and file by themselves after one confirmation.
LIKELY_TIMES = 2


@dataclass(frozen=True, slots=True)
class SeedReport:
    """How many rows of each kind were added; all 0 for a file that had its categories."""

    categories: int = 0
    accounts: int = 0
    mappings: int = 0
    rules: int = 0


def seed(session: Session, at: dt.datetime, *, with_accounts: bool = True) -> SeedReport:
    """Give a file without any category the default ones, with their rules and mappings.

    A file that has categories is left alone, so that what its owner deleted stays deleted.
    Nothing of it is recorded for undo.

    Args:
        session: a write session.
        at: the moment that the rows are made at.
        with_accounts: whether a file without accounts gets the default ones.
    """
    if session.scalar(select(exists().select_from(Category))):
        return SeedReport()
    recorder.open_operation(session, None)
    defaults = load_defaults()
    ids = _add_categories(session, defaults, at)
    report = SeedReport(
        categories=len(ids),
        accounts=_add_accounts(session, defaults, at) if with_accounts else 0,
        mappings=_add_mappings(session, defaults, ids, at=at),
        rules=_add_rules(session, defaults, ids, at=at),
    )
    recorder.finish(session)
    return report


def _add_categories(session: Session, defaults: Defaults, at: dt.datetime) -> dict[str, int]:
    """Add the categories in their order; return their ids by key."""
    ids: dict[str, int] = {}
    for category in defaults.categories:
        row = Category(
            short_desc=category.key,
            display_name=category.name,
            parent_id=None if category.parent is None else ids[category.parent],
            color=category.color,
            is_income=category.is_income,
            is_recurring=category.is_recurring,
            is_transfer=category.is_transfer,
            created_at=at,
        )
        session.add(row)
        if category.parent is None:
            session.flush()
            ids[category.key] = row.id
    session.flush()
    return {
        key: number for number, key in session.execute(select(Category.id, Category.short_desc))
    }


def _add_accounts(session: Session, defaults: Defaults, at: dt.datetime) -> int:
    if session.scalar(select(exists().select_from(Account))):
        return 0
    return _insert(
        session,
        Account,
        [
            {
                "name": account.name,
                "institution": account.institution,
                "account_type": account.type,
                "created_at": at,
            }
            for account in defaults.accounts
        ],
    )


def _add_mappings(
    session: Session, defaults: Defaults, ids: dict[str, int], *, at: dt.datetime
) -> int:
    return _insert(
        session,
        MerchantMapping,
        [
            {
                "merchant_pattern": pattern,
                "category_id": ids[category],
                "confidence": times,
                "origin": RuleOrigin.SHIPPED,
                "created_at": at,
            }
            for pattern, (category, times) in _shipped(defaults).items()
        ],
    )


def _shipped(defaults: Defaults) -> dict[str, tuple[str, int]]:
    """Return category and times by pattern; one confirmation settles what is only likely.

    A likely pattern that spells out a sure one (NETFLIX.COM, NETFLIX) is left out: being longer,
    it would win and ask where the sure one need not.
    """
    sure = {p: (c, defaults.mapping_confidence) for p, c in defaults.mappings.items()}
    index = PatternIndex(
        Pattern(number, pattern, category)
        for number, (pattern, category) in enumerate(defaults.mappings.items())
    )
    for category, patterns in EXTRA_SHIPPED.items():
        for pattern in patterns:
            found = index.find(pattern)
            if found is None or found.pattern.payload != category:
                sure.setdefault(pattern, (category, LIKELY_TIMES))
    return sure


def _add_rules(
    session: Session, defaults: Defaults, ids: dict[str, int], *, at: dt.datetime
) -> int:
    return _insert(
        session,
        AmountRule,
        [
            {
                "description_pattern": rule.pattern,
                "amount": rule.amount,
                "tolerance": rule.tolerance,
                "short_desc": rule.category,
                "category_id": ids[rule.category],
                "origin": RuleOrigin.SHIPPED,
                "created_at": at,
            }
            for rule in defaults.rules
        ],
    )


def _insert(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> int:
    session.execute(insert(table), rows)
    return len(rows)
