"""From evidence to a decision: each tier's last step, pure, so that it can be made again.

A tier gathers evidence and asks here what follows from it. The evidence is stored with the
decision, which is thus made again from what is stored, by the same lines of code.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from backend.services.categorization.decisions import (
    AI,
    AMOUNT_RULE,
    LEARNED,
    LOCAL_MODEL,
    MERCHANT_MAP,
    OWN,
    RULE,
    SHIPPED,
    UNMATCHED,
    Hold,
)

Evidence = Mapping[str, Any]

_SAME_AMOUNT = "name_and_amount"
_USUAL_TIMES = 3


class Outcome(NamedTuple):
    """What evidence leads to; `hold` says why a person has to look."""

    category_id: int | None
    confidence: float
    is_auto: bool
    hold: Hold | None = None


NOTHING = Outcome(None, 0.0, is_auto=False)


def outcome_of(tier: str, evidence: Evidence) -> Outcome:
    """Return what a tier makes of evidence."""
    return _TIERS[tier](evidence)


def by_amount_rule(evidence: Evidence) -> Outcome:
    """Return what an amount rule makes of a line's cents."""
    if abs(evidence["cents"] - evidence["rule_cents"]) > evidence["tolerance_cents"]:
        return NOTHING
    hold = Hold.MATTER_OF_TASTE if evidence["origin"] == SHIPPED else None
    return Outcome(evidence["category_id"], 1.0, hold is None, hold)


def by_mapping(evidence: Evidence) -> Outcome:
    """Return what a mapping makes of a line that holds its pattern."""
    threshold, times = evidence["threshold"], evidence["times"]
    is_sure = evidence["origin"] == OWN or times >= threshold
    hold = _hold(evidence)
    confidence = 1.0 if is_sure else max(times, 0) / threshold
    return Outcome(evidence["category_id"], confidence, hold is None, hold)


def _hold(evidence: Evidence) -> Hold | None:
    """Return why a person has to look at the line, if so."""
    if evidence["is_switched_off"]:
        return Hold.SWITCHED_OFF
    if evidence["is_ambiguous"]:
        return Hold.SEVERAL_CATEGORIES
    if evidence["origin"] == OWN:
        return None
    if evidence["times"] < evidence["threshold"]:
        return Hold.TOO_FEW_TIMES
    if evidence["is_income"] and evidence["is_outflow"]:
        return Hold.WRONG_DIRECTION
    return _hold_by_origin(evidence)


def _hold_by_origin(evidence: Evidence) -> Hold | None:
    if evidence["origin"] == LEARNED and evidence["is_platform"]:
        return Hold.PLATFORM
    if evidence["origin"] == LEARNED and evidence["is_part_of_name"]:
        return Hold.PART_OF_NAME
    if evidence["origin"] == SHIPPED and evidence["is_matter_of_taste"]:
        return Hold.MATTER_OF_TASTE
    return Hold.ERROR_BUDGET if evidence["is_paused"] else None


def by_local_model(evidence: Evidence) -> Outcome:
    """Return what the local model makes of a line; a guess is no category."""
    ranked: Sequence[tuple[int | None, float]] = evidence["shares"]
    category_id, _ = max(ranked, key=lambda one: one[1])
    confidence = round(_on_curve(evidence["curve"], evidence["signs"]), 4)
    if category_id is None or confidence < evidence["least"]:
        return NOTHING
    hold = _local_hold(evidence, confidence)
    return Outcome(category_id, confidence, hold is None, hold)


def _local_hold(evidence: Evidence, confidence: float) -> Hold | None:
    if evidence["waits_because"]:
        return Hold(evidence["waits_because"])
    is_usual = _is_usual_amount(evidence["counts"])
    if evidence["is_platform"] and not is_usual:
        return Hold.PLATFORM
    if evidence["is_ambiguous"] and not is_usual:
        return Hold.SEVERAL_CATEGORIES
    if not evidence["has_evidence"]:
        return Hold.THIN_EVIDENCE
    threshold = evidence["threshold"]
    if threshold is None:
        return Hold.ERROR_BUDGET
    return None if confidence >= threshold else Hold.NOT_SURE_ENOUGH


def _is_usual_amount(counts: Sequence[tuple[str, int, int]]) -> bool:
    """Tell whether the merchant's lines of this very amount were filed there, and nowhere else.

    So it is with the rent by Venmo, and with one of five subscriptions behind APPLE.COM/BILL.
    """
    return any(
        level == _SAME_AMOUNT and times == total >= _USUAL_TIMES for level, times, total in counts
    )


def _on_curve(curve: Sequence[float], signs: Sequence[float]) -> float:
    score = sum(weight * sign for weight, sign in zip(curve, signs, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def by_own_rule(evidence: Evidence) -> Outcome:
    """Return what the owner's own rule makes of a line that it finds."""
    hold = None if evidence["files_by_itself"] else Hold.RULE_ASKS
    hold = hold if evidence["fits"] else Hold.SPLIT_DOES_NOT_FIT
    return Outcome(evidence["category_id"], 1.0, hold is None, hold)


def by_ai(evidence: Evidence) -> Outcome:
    """Return what an AI's answer comes to: a suggestion, whatever it says."""
    return Outcome(evidence["category_id"], evidence["confidence"], is_auto=False)


def _unmatched(_evidence: Evidence) -> Outcome:
    return NOTHING


_TIERS = {
    RULE: by_own_rule,
    AMOUNT_RULE: by_amount_rule,
    MERCHANT_MAP: by_mapping,
    LOCAL_MODEL: by_local_model,
    AI: by_ai,
    UNMATCHED: _unmatched,
}
