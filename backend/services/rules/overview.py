"""Everything that files, in the order in which it is asked: rules, amount rules, merchants."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.models import CategorizationTier, RuleOrigin
from backend.services.rules.hits import Record, hit_counts, track_records
from backend.services.rules.listing import list_rules

# The cascade compares the lines with all of a tier at once; what wins stands first here.
_AMOUNT_RULES = """
SELECT r.id, r.description_pattern, r.origin, r.is_enabled, c.short_desc, c.display_name,
       r.amount, r.tolerance
FROM amount_rules r JOIN categories c ON c.id = r.category_id
ORDER BY length(r.description_pattern) DESC, r.tolerance, r.id
"""
_MAPPINGS = """
SELECT m.id, m.merchant_pattern, m.origin, m.is_enabled, c.short_desc, c.display_name, m.is_regex,
       m.confidence
FROM merchant_mappings m JOIN categories c ON c.id = m.category_id
ORDER BY CASE WHEN m.origin = 'own' AND NOT m.is_regex THEN 0 WHEN m.origin = 'own' THEN 1
              WHEN m.origin = 'learned' THEN 2 ELSE 3 END,
         length(m.merchant_pattern) DESC, m.id
"""


@dataclass(frozen=True, slots=True)
class Filer:
    """A rule, an amount rule or a merchant's mapping.

    Attributes:
        place: when it is asked, from 1 on.
        kind: the tier: rule, amount_rule or merchant_map.
        title: what it asks: a rule's name or condition, or a pattern.
        times: how often a merchant was confirmed.
        settled: how many transactions that it had a word about were confirmed by the owner.
        right: how many of those kept the category that it gave.
    """

    kind: str
    id: int
    title: str
    origin: str
    is_enabled: bool
    category: str | None
    category_name: str | None
    hits: int
    specificity: int
    amount: Decimal | None = None
    tolerance: Decimal | None = None
    is_regex: bool = False
    times: int | None = None
    place: int = 0
    settled: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class FilerPage:
    """Some of all that files, and how many there are in all."""

    items: list[Filer]
    total: int


def everything_that_files(
    session: Session,
    *,
    search: str | None = None,
    is_used: bool | None = None,
    limit: int = 100,
    offset: int = 0,
) -> FilerPage:
    """Return what files in the order in which it is asked; the first that matches wins.

    Args:
        session: any session.
        search: words of the title or of the category.
        is_used: only what has filed or predicted something, or nothing.
        limit: how many.
        offset: from which on.
    """
    session.flush()
    found = [*_rules(session), *_amount_rules(session), *_mappings(session)]
    words = (search or "").casefold().split()
    wanted = [
        replace(one, place=place)
        for place, one in enumerate(found, start=1)
        if _has(one, words) and (is_used is None or is_used == (one.hits > 0))
    ]
    return FilerPage(wanted[offset : offset + limit], len(wanted))


def _has(one: Filer, words: list[str]) -> bool:
    text = f"{one.title} {one.category_name or ''}".casefold()
    return all(word in text for word in words)


def _rules(session: Session) -> Iterator[Filer]:
    records = track_records(session, CategorizationTier.RULE)
    for listed in list_rules(session):
        record = records.get(listed.rule.id, Record())
        filing = next((each.category for each in listed.actions if each.category), None)
        yield Filer(
            kind=CategorizationTier.RULE,
            id=listed.rule.id,
            title=listed.rule.name or listed.rule.query,
            origin=RuleOrigin.OWN,
            is_enabled=listed.rule.is_enabled and listed.problem is None,
            category=filing.short_desc if filing else None,
            category_name=filing.display_name if filing else None,
            hits=listed.hits,
            specificity=listed.specificity,
            settled=record.settled,
            right=record.right,
        )


def _amount_rules(session: Session) -> Iterator[Filer]:
    hits = hit_counts(session, CategorizationTier.AMOUNT_RULE)
    records = track_records(session, CategorizationTier.AMOUNT_RULE)
    for row in session.connection().exec_driver_sql(_AMOUNT_RULES):
        rule_id, pattern, origin, is_enabled, key, name, amount, tolerance = row
        record = records.get(rule_id, Record())
        yield Filer(
            kind=CategorizationTier.AMOUNT_RULE,
            id=rule_id,
            title=pattern,
            origin=origin,
            is_enabled=bool(is_enabled),
            category=key,
            category_name=name,
            hits=hits.get(rule_id, 0),
            specificity=2 if tolerance else 3,
            amount=from_cents(amount),
            tolerance=from_cents(tolerance),
            settled=record.settled,
            right=record.right,
        )


def _mappings(session: Session) -> Iterator[Filer]:
    hits = hit_counts(session, CategorizationTier.MERCHANT_MAP)
    records = track_records(session, CategorizationTier.MERCHANT_MAP)
    for row in session.connection().exec_driver_sql(_MAPPINGS):
        mapping_id, pattern, origin, is_enabled, key, name, is_regex, times = row
        record = records.get(mapping_id, Record())
        yield Filer(
            kind=CategorizationTier.MERCHANT_MAP,
            id=mapping_id,
            title=pattern,
            origin=origin,
            is_enabled=bool(is_enabled),
            category=key,
            category_name=name,
            hits=hits.get(mapping_id, 0),
            specificity=1,
            is_regex=bool(is_regex),
            times=times,
            settled=record.settled,
            right=record.right,
        )
