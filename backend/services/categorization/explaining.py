"""Why a transaction has its category: a sentence, from what was stored when it was decided."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import (
    AmountRule,
    CategorizationTier,
    Category,
    MerchantMapping,
    RuleOrigin,
    Transaction,
    TransactionStatus,
)
from backend.services.transactions.presentation import TransactionNotFoundError


@dataclass(frozen=True, slots=True)
class ConfirmedAs:
    """How often the owner filed a merchant under a category."""

    category: str
    category_name: str
    count: int


@dataclass(frozen=True, slots=True)
class History:
    """What the owner decided about the same merchant before, most frequent first."""

    confirmed_as: list[ConfirmedAs] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Why:
    """A decision in a sentence, and the evidence behind it.

    `pattern`, `times` and `origin` are of the rule or mapping as it is now; they are empty where
    it was deleted since.
    """

    tier: str | None
    sentence: str
    matched_text: str | None
    confidence: float | None
    pattern: str | None = None
    rule_id: int | None = None
    mapping_id: int | None = None
    times: int | None = None
    threshold: int | None = None
    origin: str | None = None
    history: History = field(default_factory=History)


def explain(session: Session, transaction_id: int, *, threshold: int) -> Why:
    """Return why the transaction has its category, or its prediction.

    Raises:
        TransactionNotFoundError: there is none with that id.
    """
    row = session.get(Transaction, transaction_id)
    if row is None:
        raise TransactionNotFoundError(transaction_id)
    reason, evidence = _reason(session, row, threshold)
    return Why(
        tier=row.categorization_tier,
        sentence=_whole_sentence(session, row, reason),
        matched_text=row.matched_text,
        confidence=row.prediction_confidence,
        history=_history(session, row),
        **evidence,
    )


def _whole_sentence(session: Session, row: Transaction, reason: str) -> str:
    """Put what the owner did in front of what led to the prediction."""
    if row.transfer_id is not None:
        return f"It is one half of a transfer between your accounts. {reason}"
    if row.status == TransactionStatus.CONFIRMED:
        chosen = _name(session, row.category_id)
        if row.predicted_category_id is None or row.predicted_category_id != row.category_id:
            suggested = _name(session, row.predicted_category_id)
            beside = f" {suggested} was suggested: {reason}" if suggested else ""
            return f"You chose {chosen}.{beside}" if chosen else "You left it without a category."
        return f"You confirmed {chosen}, as suggested: {reason}"
    if row.status == TransactionStatus.PENDING_SAVE:
        return f"You staged {_name(session, row.category_id)}; it is not saved yet. {reason}"
    return reason


def _reason(session: Session, row: Transaction, threshold: int) -> tuple[str, dict[str, Any]]:
    """Return what led to the prediction, and the rule behind it."""
    if row.categorization_tier == CategorizationTier.AMOUNT_RULE:
        return _by_rule(session, row)
    if row.categorization_tier == CategorizationTier.MERCHANT_MAP:
        return _by_mapping(session, row, threshold)
    return _without_rule(row), {}


def _without_rule(row: Transaction) -> str:
    """Return what led to a prediction that no rule stands behind."""
    share = f"{row.prediction_confidence or 0:.0%}"
    if row.categorization_tier == CategorizationTier.LOCAL_MODEL:
        return (
            f"No rule matched. Going by {row.matched_text}, and by what you confirmed before, "
            f"this computer is {share} sure; it always asks you."
        )
    if row.categorization_tier == CategorizationTier.AI:
        return f"The AI suggested it and is {share} sure."
    if row.predicted_category_id is not None:
        return "You had staged this category before."
    if row.categorization_tier == CategorizationTier.UNMATCHED:
        return "No rule and no known merchant matched."
    return "It has not been looked up yet."


def _by_rule(session: Session, row: Transaction) -> tuple[str, dict[str, Any]]:
    rule = session.get(AmountRule, row.decided_by_id) if row.decided_by_id else None
    if rule is None:
        return _by_deleted(row, "An amount rule"), {"rule_id": row.decided_by_id}
    sentence = f"Amount rule {rule.description_pattern} at ${rule.amount:,.2f}"
    if rule.tolerance:
        sentence += f" ± {rule.tolerance:,.2f}"
    evidence = {"pattern": rule.description_pattern, "rule_id": rule.id, "origin": rule.origin}
    return sentence + ".", evidence


def _by_mapping(session: Session, row: Transaction, threshold: int) -> tuple[str, dict[str, Any]]:
    mapping = session.get(MerchantMapping, row.decided_by_id) if row.decided_by_id else None
    if mapping is None:
        evidence: dict[str, Any] = {"mapping_id": row.decided_by_id}
        return _by_deleted(row, "A merchant rule"), evidence
    return _mapping_sentence(session, mapping, row, threshold), {
        "pattern": mapping.merchant_pattern,
        "mapping_id": mapping.id,
        "times": mapping.confidence,
        "threshold": threshold,
        "origin": mapping.origin,
    }


def _mapping_sentence(
    session: Session, mapping: MerchantMapping, row: Transaction, threshold: int
) -> str:
    name, pattern = _name(session, mapping.category_id), mapping.merchant_pattern
    if mapping.category_id != row.predicted_category_id:
        then = _name(session, row.predicted_category_id) or "another category"
        return f"Merchant {pattern} was filed under {then} then; now it is {name}."
    if mapping.origin == RuleOrigin.OWN:
        return f"Your rule files {pattern} under {name}."
    if mapping.is_ambiguous:
        return (
            f"Merchant {pattern} is filed under several categories, lately {name}: you are asked."
        )
    if mapping.origin == RuleOrigin.SHIPPED:
        return f"Merchant {pattern} is known to be {name}."
    times = "once" if mapping.confidence == 1 else f"{mapping.confidence} times"
    when = "the first time on" if threshold == 1 else f"{threshold} times on"
    return f"Merchant {pattern} was filed under {name} {times} (from {when} it is filed by itself)."


def _by_deleted(row: Transaction, what: str) -> str:
    matched = f" It matched “{row.matched_text}”." if row.matched_text else ""
    return f"{what} decided this that was deleted since.{matched}"


def _name(session: Session, category_id: int | None) -> str | None:
    category = session.get(Category, category_id) if category_id else None
    return category.display_name if category else None


def _history(session: Session, row: Transaction) -> History:
    if not row.merchant_key:
        return History()
    count = func.count()
    rows = session.execute(
        select(Category.short_desc, Category.display_name, count)
        .join(Transaction, Transaction.category_id == Category.id)
        .where(
            Transaction.merchant_key == row.merchant_key,
            Transaction.status == TransactionStatus.CONFIRMED,
            Transaction.id != row.id,
        )
        .group_by(Category.id)
        .order_by(count.desc(), Category.id)
    )
    return History([ConfirmedAs(*found) for found in rows])
