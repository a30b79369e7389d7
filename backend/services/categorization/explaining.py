"""Why a transaction has its category: a sentence, from what was stored when it was decided."""

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import (
    AmountRule,
    CategorizationTier,
    Category,
    LoggedPrediction,
    MerchantMapping,
    RuleOrigin,
    StoredDecision,
    Transaction,
    TransactionStatus,
)
from backend.services.categorization.track_records import TrackRecord, track_record
from backend.services.categorization.why_words import (
    guess_sentence,
    hold_sentence,
    local_sentence,
    what_changes_it,
)
from backend.services.filtering.writing import quoted
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
class RunnerUp:
    """The category that came second; `share` is of all that speaks for one or the other."""

    category: str
    category_name: str
    share: float


@dataclass(frozen=True, slots=True)
class Why:
    """A decision in a sentence, and the evidence behind it.

    `pattern`, `times` and `origin` are of the rule or mapping as it is now; they are empty where
    it was deleted since. `held` says why a person is asked. `rows` is a filter that finds the
    rows that were confirmed at this merchant. `changes` says what would lead elsewhere, `record`
    how often the same rule, mapping or model was right in these books.
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
    held: str | None = None
    is_auto: bool = False
    decided_at: dt.datetime | None = None
    runner_up: RunnerUp | None = None
    record: TrackRecord | None = None
    rows: str | None = None
    query: str | None = None
    model: str | None = None
    changes: list[str] = field(default_factory=list)


def explain(session: Session, transaction_id: int, *, threshold: int) -> Why:
    """Return why the transaction has its category, or its prediction.

    Raises:
        TransactionNotFoundError: there is none with that id.
    """
    row = session.get(Transaction, transaction_id)
    if row is None:
        raise TransactionNotFoundError(transaction_id)
    stored = session.get(StoredDecision, row.decision_id) if row.decision_id else None
    reason, evidence = _reason(session, row, stored, threshold)
    history = _history(session, row)
    return Why(
        tier=row.categorization_tier,
        sentence=_whole_sentence(session, row, reason),
        matched_text=row.matched_text,
        confidence=row.prediction_confidence,
        history=history,
        runner_up=_runner_up(session, row, stored, history),
        rows=_rows_filter(row, history),
        record=track_record(session, row),
        **_of_decision(session, row, stored),
        **evidence,
    )


def _of_decision(
    session: Session, row: Transaction, stored: StoredDecision | None
) -> dict[str, Any]:
    """Return what was stored of the decision beside its reason."""
    if stored is None:
        return {}
    evidence = json.loads(stored.evidence)
    return {
        "held": hold_sentence(stored.hold),
        "is_auto": stored.is_auto,
        "decided_at": decided_at(session, row),
        "query": evidence.get("query"),
        "model": evidence.get("model"),
        "changes": what_changes_it(stored.tier, evidence, is_auto=stored.is_auto),
    }


def decided_at(session: Session, row: Transaction) -> dt.datetime:
    """Return when the row's present decision was made."""
    made_at = session.scalar(
        select(LoggedPrediction.made_at)
        .where(
            LoggedPrediction.transaction_id == row.id,
            LoggedPrediction.decision_id == row.decision_id,
        )
        .order_by(LoggedPrediction.id.desc())
        .limit(1)
    )
    return made_at or row.created_at


def _runner_up(
    session: Session, row: Transaction, stored: StoredDecision | None, history: History
) -> RunnerUp | None:
    """Return what came second: by the decision itself, else by what was confirmed there."""
    if stored is not None and stored.runner_up_id is not None:
        category = session.get(Category, stored.runner_up_id)
        if category is not None:
            share = stored.runner_up_share or 0.0
            return RunnerUp(category.short_desc, category.display_name, share)
    predicted = session.get(Category, row.predicted_category_id or 0)
    total = sum(one.count for one in history.confirmed_as)
    others = [
        one
        for one in history.confirmed_as
        if predicted is not None and one.category != predicted.short_desc
    ]
    if not others:
        return None
    second = others[0]
    return RunnerUp(second.category, second.category_name, round(second.count / total, 4))


def _rows_filter(row: Transaction, history: History) -> str | None:
    """Return the filter that finds what was confirmed at the merchant before."""
    if not history.confirmed_as or not row.merchant_key:
        return None
    # By the merchant, not by its name: rows carry older names, and others may be called alike.
    return f"merchant-key={quoted(row.merchant_key)} status:by-you"


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


def _reason(
    session: Session, row: Transaction, stored: StoredDecision | None, threshold: int
) -> tuple[str, dict[str, Any]]:
    """Return what led to the prediction, and the rule behind it."""
    if row.categorization_tier == CategorizationTier.RULE:
        title = f" “{row.matched_text}”" if row.matched_text else ""
        return f"Your rule{title} files it.", {"rule_id": row.decided_by_id}
    if row.categorization_tier == CategorizationTier.AMOUNT_RULE:
        return _by_rule(session, row)
    if row.categorization_tier == CategorizationTier.MERCHANT_MAP:
        return _by_mapping(session, row, threshold)
    return _by_evidence(session, row, stored) or _without_rule(row), {}


def _by_evidence(session: Session, row: Transaction, stored: StoredDecision | None) -> str | None:
    """Return what the stored evidence says, where no rule stands behind the decision."""
    if stored is None:
        return None
    evidence = json.loads(stored.evidence)

    def name_of(category_id: int | None) -> str | None:
        return _name(session, category_id)

    if stored.tier == CategorizationTier.LOCAL_MODEL:
        merchant = row.merchant_name or row.matched_text or "this merchant"
        return local_sentence(evidence, merchant, stored.confidence or 0.0, name_of)
    if stored.tier == CategorizationTier.UNMATCHED:
        return guess_sentence(evidence, name_of)
    if stored.tier == CategorizationTier.AI and evidence.get("reason"):
        sure = f"{stored.confidence or 0:.0%}"
        return f"The AI is {sure} sure: {evidence['reason'].strip().rstrip('.')}."
    return None


def _without_rule(row: Transaction) -> str:
    """Return what led to a prediction that no rule stands behind."""
    share = f"{row.prediction_confidence or 0:.0%}"
    if row.categorization_tier == CategorizationTier.LOCAL_MODEL:
        return (
            f"No rule matched. Going by {row.matched_text}, and by what you confirmed before, "
            f"this computer is {share} sure."
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
