"""The cascade as the owner's rules stand now, loaded from the database."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from backend.core.money import to_cents
from backend.models import AmountRule, Category, MerchantMapping
from backend.services.categorization import decisions
from backend.services.categorization.engine import Cascade
from backend.services.categorization.normalization import Cleaner

_START = 3


def load_cascade(
    session: Session, *, threshold: int, descriptions: Iterable[str] | None = None
) -> Cascade:
    """Compile every enabled rule and mapping.

    Args:
        session: any session.
        threshold: how often a merchant must be confirmed before it is filed by itself.
        descriptions: what will be decided, where that is little: most mappings can be left out
            then, which makes it many times as quick. None stands for anything.
    """
    mappings = _mappings(session)
    if descriptions is not None:
        text = _haystack(descriptions)
        mappings = [m for m in mappings if m.is_regex or _may_occur(m.pattern, text)]
    return Cascade(_rules(session), mappings, threshold)


def _haystack(descriptions: Iterable[str]) -> str:
    cleaner = Cleaner()
    cleaned = [cleaner.clean(description) for description in descriptions]
    return "\n".join({f"{one.text}\n{one.merchant}" for one in cleaned}).replace("'", "")


def _may_occur(pattern: str, text: str) -> bool:
    """Tell whether a plain pattern may be found in the text; never no where it can."""
    start = pattern[:_START].upper()
    if not (start.isascii() and start.isalnum()):
        return True
    # Banks part the S of a name (TG S), so that it says nothing.
    return start.removesuffix("S") in text


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
        if _is_usable(pattern)
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
        if row.is_regex or _is_usable(row.merchant_pattern)
    ]


def _is_usable(pattern: str) -> bool:
    """Tell whether there is anything to look for: files of earlier versions hold any text."""
    return any(map(str.isalnum, pattern))
