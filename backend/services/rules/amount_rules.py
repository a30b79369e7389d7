"""Amount rules as the owner lists, writes, edits and deletes them."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from backend.core.errors import ConflictError, NotFoundError
from backend.models import AmountRule, CategorizationTier, Category, RuleOrigin
from backend.services import operations
from backend.services.categories import get_category
from backend.services.categorization import predicting
from backend.services.categorization.normalization import normalize_text
from backend.services.categorization.patterns import pattern_words
from backend.services.rules.hits import hit_counts


class AmountRuleNotFoundError(NotFoundError):
    """There is no such amount rule."""

    def __init__(self, rule_id: int) -> None:
        super().__init__(f"There is no amount rule {rule_id}. It may have been deleted.")


class AmountRuleExistsError(ConflictError):
    """Another rule says something about the same pattern and amount."""

    def __init__(self, present: AmountRule, category: Category) -> None:
        super().__init__(
            f"{present.description_pattern} at {present.amount:,.2f} ± {present.tolerance:,.2f} "
            f"is filed under {category.display_name} already. Edit that rule instead.",
            rule_id=present.id,
        )


@dataclass(frozen=True, slots=True)
class ListedAmountRule:
    """An amount rule with its category, and how many transactions it decided."""

    rule: AmountRule
    category: Category
    hits: int


@dataclass(frozen=True, slots=True)
class AmountRulePage:
    """Some amount rules of a list, and how many it has in all."""

    items: list[ListedAmountRule]
    total: int


@dataclass(frozen=True, slots=True)
class AmountRuleChange:
    """What to change of an amount rule; None leaves as it is. Amounts are positive = money out."""

    description_pattern: str | None = None
    amount: Decimal | None = None
    tolerance: Decimal | None = None
    category: str | None = None
    notes: str | None = None
    is_enabled: bool | None = None

    def is_about_meaning(self) -> bool:
        """Tell whether it changes what the rule says, and not only notes or the switch."""
        said = (self.description_pattern, self.amount, self.tolerance, self.category)
        return any(value is not None for value in said)


def list_amount_rules(
    session: Session, *, search: str | None = None, limit: int = 100, offset: int = 0
) -> AmountRulePage:
    """Return amount rules by pattern, then amount; `search` looks into pattern and category."""
    statement = select(AmountRule, Category).join(Category, Category.id == AmountRule.category_id)
    if search and search.strip():
        words = search.strip()
        statement = statement.where(
            or_(
                AmountRule.description_pattern.icontains(words, autoescape=True),
                AmountRule.notes.icontains(words, autoescape=True),
                Category.display_name.icontains(words, autoescape=True),
            )
        )
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    hits = hit_counts(session, CategorizationTier.AMOUNT_RULE)
    rows = session.execute(
        statement.order_by(AmountRule.description_pattern, AmountRule.amount, AmountRule.id)
        .limit(limit)
        .offset(offset)
    )
    return AmountRulePage([ListedAmountRule(r, c, hits.get(r.id, 0)) for r, c in rows], total)


def listed_amount_rule(session: Session, rule: AmountRule) -> ListedAmountRule:
    """Return one rule as the list has it."""
    hits = hit_counts(session, CategorizationTier.AMOUNT_RULE).get(rule.id, 0)
    return ListedAmountRule(rule, session.get_one(Category, rule.category_id), hits)


def get_amount_rule(session: Session, rule_id: int) -> AmountRule:
    """Return the rule.

    Raises:
        AmountRuleNotFoundError: there is none with that id.
    """
    rule = session.get(AmountRule, rule_id)
    if rule is None:
        raise AmountRuleNotFoundError(rule_id)
    return rule


def create_amount_rule(
    session: Session,
    *,
    description_pattern: str,
    amount: Decimal,
    tolerance: Decimal,
    category: str,
    notes: str | None = None,
    threshold: int,
    at: dt.datetime,
) -> AmountRule:
    """Add a rule of the owner's; what waits for review is predicted anew.

    Raises:
        InvalidPatternError: the pattern can't be used.
        AmountRuleExistsError: there is one for that pattern, amount and tolerance.
        CategoryNotFoundError: there is no such category.
    """
    pattern = _checked_pattern(description_pattern)
    filed = get_category(session, category)
    summary = f"Added the rule {pattern} at {amount:,.2f} → {filed.display_name}"
    operations.begin(session, "rule_create", summary, at=at)
    rule = AmountRule(
        description_pattern=pattern,
        amount=amount,
        tolerance=tolerance,
        short_desc=filed.short_desc,
        category_id=filed.id,
        notes=notes or None,
        origin=RuleOrigin.OWN,
        created_at=at,
    )
    _check_unique(session, rule)
    session.add(rule)
    predicting.refresh(session, threshold=threshold)
    return rule


def edit_amount_rule(
    session: Session, rule_id: int, change: AmountRuleChange, *, threshold: int, at: dt.datetime
) -> AmountRule:
    """Change a rule, which becomes the owner's own; what waits for review is predicted anew.

    Raises:
        AmountRuleNotFoundError: there is none with that id.
        InvalidPatternError: the pattern can't be used.
        AmountRuleExistsError: there is one for that pattern, amount and tolerance.
        CategoryNotFoundError: there is no such category.
    """
    rule = get_amount_rule(session, rule_id)
    summary = f"Edited the rule {rule.description_pattern} at {rule.amount:,.2f}"
    operations.begin(session, "rule_edit", summary, at=at)
    with session.no_autoflush:
        if change.description_pattern is not None:
            rule.description_pattern = _checked_pattern(change.description_pattern)
        if change.category is not None:
            filed = get_category(session, change.category)
            rule.category_id, rule.short_desc = filed.id, filed.short_desc
        for name in ("amount", "tolerance", "is_enabled"):
            if getattr(change, name) is not None:
                setattr(rule, name, getattr(change, name))
        if change.notes is not None:
            rule.notes = change.notes or None
        if change.is_about_meaning():
            rule.origin = RuleOrigin.OWN
            _check_unique(session, rule)
    predicting.refresh(session, threshold=threshold)
    return rule


def delete_amount_rule(session: Session, rule_id: int, *, threshold: int, at: dt.datetime) -> None:
    """Delete a rule; what it decided stays decided.

    Raises:
        AmountRuleNotFoundError: there is none with that id.
    """
    rule = get_amount_rule(session, rule_id)
    summary = f"Deleted the rule {rule.description_pattern} at {rule.amount:,.2f}"
    operations.begin(session, "rule_delete", summary, at=at)
    session.delete(rule)
    predicting.refresh(session, threshold=threshold)


def _checked_pattern(text: str) -> str:
    pattern = normalize_text(text)
    pattern_words(pattern)
    return pattern


def _check_unique(session: Session, rule: AmountRule) -> None:
    taken = session.execute(
        select(AmountRule, Category)
        .join(Category, Category.id == AmountRule.category_id)
        .where(
            AmountRule.description_pattern == rule.description_pattern,
            AmountRule.amount == rule.amount,
            AmountRule.tolerance == rule.tolerance,
            AmountRule.id != (rule.id or 0),
        )
    ).first()
    if taken is not None:
        raise AmountRuleExistsError(*taken)
