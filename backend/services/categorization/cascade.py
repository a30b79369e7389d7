"""The cascade as the owner's rules stand now, loaded from the database."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from backend.core.money import to_cents
from backend.models import AmountRule, Category, MerchantMapping
from backend.services.categorization import decisions
from backend.services.categorization.engine import Cascade


def load_cascade(session: Session, *, threshold: int) -> Cascade:
    """Compile every enabled rule and mapping.

    Args:
        session: any session.
        threshold: how often a merchant must be confirmed before it is filed by itself.
    """
    return Cascade(_rules(session), _mappings(session), threshold)


def _rules(session: Session) -> list[decisions.AmountRule]:
    rows = session.execute(
        select(
            AmountRule.id,
            AmountRule.description_pattern,
            AmountRule.amount,
            AmountRule.tolerance,
            AmountRule.category_id,
        ).where(AmountRule.is_enabled)
    )
    return [
        decisions.AmountRule(rule_id, pattern, to_cents(amount), to_cents(tolerance), category_id)
        for rule_id, pattern, amount, tolerance, category_id in rows
    ]


def _mappings(session: Session) -> list[decisions.Mapping]:
    parent = aliased(Category)
    rows = session.execute(
        select(
            MerchantMapping.id,
            MerchantMapping.merchant_pattern,
            MerchantMapping.category_id,
            MerchantMapping.confidence,
            MerchantMapping.origin,
            MerchantMapping.is_regex,
            MerchantMapping.is_ambiguous,
            or_(Category.is_income, parent.is_income).label("is_income"),
        )
        .join(Category, Category.id == MerchantMapping.category_id)
        .outerjoin(parent, parent.id == Category.parent_id)
        .where(MerchantMapping.is_enabled)
    )
    return [
        decisions.Mapping(
            id=row.id,
            pattern=row.merchant_pattern,
            category_id=row.category_id,
            times=row.confidence,
            origin=row.origin,
            is_regex=row.is_regex,
            is_ambiguous=row.is_ambiguous,
            is_income=bool(row.is_income),
        )
        for row in rows
    ]
