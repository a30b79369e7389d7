"""Taking lessons back: a mapping returns to what it was before a transaction taught it."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import (
    Category,
    LearningEvent,
    MerchantMapping,
    Operation,
    OperationChange,
    RuleOrigin,
)
from backend.services.categorization.platforms import is_platform


def take_back(session: Session, transaction_ids: Iterable[int]) -> None:
    """Forget what these transactions taught.

    A mapping that stands on nothing else returns to the category that it had before, or goes.
    What the owner has since written as a rule of their own stays.
    """
    events = list(
        session.scalars(
            select(LearningEvent)
            .where(LearningEvent.transaction_id.in_(among(transaction_ids)))
            .order_by(LearningEvent.id.desc())
        )
    )
    lost: dict[int, list[int]] = {}
    for event in events:
        lost.setdefault(event.mapping_id, []).append(event.category_id)
        session.delete(event)
    session.flush()
    for mapping in session.scalars(
        select(MerchantMapping).where(MerchantMapping.id.in_(among(lost)))
    ).all():
        if mapping.origin != RuleOrigin.OWN:
            _weaken(session, mapping, lost[mapping.id].count(mapping.category_id))
    session.flush()


def _weaken(session: Session, mapping: MerchantMapping, times: int) -> None:
    if times < mapping.confidence:
        mapping.confidence -= times
        mapping.is_ambiguous = mapping.is_ambiguous and _is_still_ambiguous(session, mapping)
        return
    former = _former_state(session, mapping) or _state_by_events(session, mapping)
    if former is None:
        session.delete(mapping)
        return
    for name, value in former.items():
        setattr(mapping, name, value)


def _is_still_ambiguous(session: Session, mapping: MerchantMapping) -> bool:
    """Tell whether what is left was filed under several categories, or its name says little."""
    others = select(LearningEvent.id).where(
        LearningEvent.mapping_id == mapping.id, LearningEvent.category_id != mapping.category_id
    )
    return is_platform(mapping.merchant_pattern) or session.scalar(others.limit(1)) is not None


def _former_state(session: Session, mapping: MerchantMapping) -> dict[str, Any] | None:
    """Return what the mapping was before it took its present category, by the log of changes."""
    change = session.scalar(
        select(OperationChange)
        .join(Operation, Operation.id == OperationChange.operation_id)
        .where(
            OperationChange.table_name == MerchantMapping.__tablename__,
            OperationChange.row_id == mapping.id,
            OperationChange.action == "update",
            func.json_extract(OperationChange.before, "$.category_id").is_not(None),
            Operation.undone_by_id.is_(None),
            Operation.undoes_id.is_(None),
        )
        .order_by(OperationChange.id.desc())
        .limit(1)
    )
    if change is None:
        return None
    before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
    if after["category_id"] != mapping.category_id:
        return None
    if session.get(Category, before["category_id"]) is None:
        return None
    # Only what changed is logged; a switch always leaves it learned, with one time.
    return {
        "category_id": before["category_id"],
        "confidence": before.get("confidence", 1),
        "origin": before.get("origin", RuleOrigin.LEARNED),
        "is_ambiguous": bool(before.get("is_ambiguous", mapping.is_ambiguous)),
    }


def _state_by_events(session: Session, mapping: MerchantMapping) -> dict[str, Any] | None:
    """Return the state that the remaining lessons speak for, if there are any."""
    left = list(
        session.scalars(
            select(LearningEvent.category_id)
            .where(LearningEvent.mapping_id == mapping.id)
            .order_by(LearningEvent.id.desc())
        )
    )
    if not left:
        return None
    return {
        "category_id": left[0],
        "confidence": left.count(left[0]),
        "origin": RuleOrigin.LEARNED,
        "is_ambiguous": len(set(left)) > 1 or is_platform(mapping.merchant_pattern),
    }
