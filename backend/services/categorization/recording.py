"""Decisions are kept with their evidence: equal ones once, so that many rows share one."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from backend.database.types import MOMENT_FORMAT
from backend.models import StoredDecision
from backend.services.categorization.decisions import Decision

_INSERT = """
INSERT OR IGNORE INTO decisions (digest, tier, category_id, confidence, is_auto, hold,
    decided_by_id, matched_text, runner_up_id, runner_up_share, evidence, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_IDS = "SELECT digest, id FROM decisions WHERE digest IN (SELECT value FROM json_each(?))"

Content = tuple[Any, ...]


def record(session: Session, decisions: Sequence[Decision], *, at: dt.datetime) -> list[int]:
    """Keep decisions and return their ids, side by side.

    Args:
        session: a write session.
        decisions: what was decided; many may be one and the same object, which is quicker.
        at: the moment of it.
    """
    different = {id(decision): decision for decision in decisions}
    content = {key: content_of(decision) for key, decision in different.items()}
    digests = {key: digest_of(one) for key, one in content.items()}
    moment = at.astimezone(dt.UTC).strftime(MOMENT_FORMAT)
    rows = {digests[key]: (digests[key], *one, moment) for key, one in content.items()}
    known = _ids(session, rows)
    new = [row for digest, row in rows.items() if digest not in known]
    if new:
        session.connection().exec_driver_sql(_INSERT, new)
        known |= _ids(session, (row[0] for row in new))
    return [known[digests[id(decision)]] for decision in decisions]


def record_one(session: Session, decision: Decision, *, at: dt.datetime) -> int:
    """Keep a decision and return its id."""
    return record(session, [decision], at=at)[0]


def content_of(decision: Decision) -> Content:
    """Return a decision as it is stored, in the order of the columns, without names."""
    has_category = decision.category_id is not None
    return (
        decision.tier,
        decision.category_id,
        float(round(decision.confidence, 4)) if has_category else None,
        int(decision.auto),
        None if decision.hold is None else str(decision.hold),
        decision.decided_by,
        decision.matched_text or None,
        decision.runner_up_id,
        None if decision.runner_up_share is None else round(decision.runner_up_share, 4),
        _json(dict(decision.evidence)),
    )


def stored_content(stored: StoredDecision) -> Content:
    """Return a stored decision in the same order."""
    return (
        stored.tier,
        stored.category_id,
        stored.confidence,
        int(stored.is_auto),
        stored.hold,
        stored.decided_by_id,
        stored.matched_text,
        stored.runner_up_id,
        stored.runner_up_share,
        stored.evidence,
    )


def digest_of(content: Content) -> str:
    """Return what tells a decision from all others."""
    return hashlib.blake2b(repr(content).encode(), digest_size=16).hexdigest()


def _json(evidence: dict[str, Any]) -> str:
    return json.dumps(evidence, ensure_ascii=False, separators=(",", ":"))


def _ids(session: Session, digests: Iterable[str]) -> dict[str, int]:
    found = session.connection().exec_driver_sql(_IDS, (json.dumps(list(digests)),))
    return {row[0]: row[1] for row in found}
