"""What a rule meets: the rules that file its rows now, their categories, their years."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.models import AmountRule, CategorizationTier, Category, MerchantMapping, Rule
from backend.services.rules.acting import StoredRow
from backend.services.rules.planning import Asked

_BY_RULES = (
    CategorizationTier.RULE,
    CategorizationTier.AMOUNT_RULE,
    CategorizationTier.MERCHANT_MAP,
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Rows that another rule or mapping files or predicts now, and how many it agrees about.

    `is_first` tells that it is asked before this rule, and keeps them.
    """

    tier: str
    rule_id: int
    title: str
    count: int
    agreeing: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many of the rows that contradict have that category."""

    category: str | None
    category_name: str
    count: int


@dataclass(frozen=True, slots=True)
class YearSum:
    """What the rows of a year come to; positive is money out."""

    year: int
    count: int
    total: Decimal


def by_category(session: Session, rows: Iterable[StoredRow]) -> list[CategoryCount]:
    """Return the categories of rows, most frequent first."""
    counts = Counter(None if row.has_splits else row.category_id for row in rows)
    names: dict[int | None, tuple[str | None, str]] = {
        id_: (key, name)
        for id_, key, name in session.execute(
            select(Category.id, Category.short_desc, Category.display_name)
        )
    }
    names[None] = (None, "Split or without a category")
    return [CategoryCount(*names[id_], count) for id_, count in counts.most_common()]


def overlaps(session: Session, asked: Asked, rows: Iterable[StoredRow]) -> list[Overlap]:
    """Return which other rules file or predict rows now, the largest first."""
    counts: Counter[tuple[str, int]] = Counter()
    agreeing: Counter[tuple[str, int]] = Counter()
    wanted = asked.rule.actions.main_category_id
    for row in rows:
        own = row.tier == CategorizationTier.RULE and row.decided_by_id == asked.rule.id
        if row.tier not in _BY_RULES or row.decided_by_id is None or own:
            continue
        key = (str(row.tier), row.decided_by_id)
        counts[key] += 1
        agreeing[key] += wanted is None or row.predicted_category_id == wanted
    titles = _titles(session, counts)
    first = {rule.id for rule in asked.earlier.rules}
    return [
        Overlap(
            tier,
            rule_id,
            titles.get((tier, rule_id), "a rule that was deleted"),
            count,
            agreeing[tier, rule_id],
            tier == CategorizationTier.RULE and rule_id in first,
        )
        for (tier, rule_id), count in counts.most_common()
    ]


def _titles(session: Session, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    tiers = {tier for tier, _ in keys}
    found: dict[tuple[str, int], str] = {}
    for tier, statement in (
        (CategorizationTier.RULE, select(Rule.id, Rule.name, Rule.query)),
        (CategorizationTier.AMOUNT_RULE, select(AmountRule.id, AmountRule.description_pattern)),
        (
            CategorizationTier.MERCHANT_MAP,
            select(MerchantMapping.id, MerchantMapping.merchant_pattern),
        ),
    ):
        if tier in tiers:
            for rule_id, *names in session.execute(statement):
                found[str(tier), rule_id] = next(name for name in names if name)
    return found


def years_of(rows: Iterable[StoredRow]) -> list[YearSum]:
    """Return what rows come to, year by year."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        year = sums[int(row.date[:4])]
        year[0] += 1
        year[1] += row.cents
    return [
        YearSum(year, count, from_cents(cents)) for year, (count, cents) in sorted(sums.items())
    ]
