"""A rule applied to the past, at the owner's wish, as one operation that can be undone."""

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.models import TransactionStatus
from backend.services import operations
from backend.services.categorization.decisions import Line
from backend.services.categorization.recording import record
from backend.services.rules.acting import carry_out
from backend.services.rules.deciding import decision_of
from backend.services.rules.drafting import InvalidRuleError
from backend.services.rules.listing import get_rule
from backend.services.rules.loading import load_rules
from backend.services.rules.planning import Plan, Scope, asked_among, plan, rows_found
from backend.services.rules.ruling import OwnRule

_PREDICTED = """
UPDATE transactions SET predicted_category_id = :category, categorization_tier = 'rule',
    prediction_confidence = 1.0, decided_by_id = :rule, matched_text = :title,
    decision_id = :decision
WHERE id IN (SELECT value FROM json_each(:ids))
"""
_FILED = _PREDICTED.replace("SET ", "SET category_id = :category, status = :status, ")


@dataclass(frozen=True, slots=True)
class Applied:
    """How many transactions a rule changed, or would change, by what is done with them."""

    changed: int
    counts: dict[str, int]


def apply_rule(
    session: Session, rule_id: int, scope: Scope, *, dry_run: bool = False, at: dt.datetime
) -> Applied:
    """Do with the rows of the past what the rule would have done with them when they came.

    Args:
        session: a write session.
        rule_id: the rule.
        scope: which rows.
        dry_run: whether nothing is to be written.
        at: the moment of it.

    Raises:
        RuleNotFoundError: there is no such rule.
        InvalidRuleError: it is switched off, or its words mean nothing any more.
    """
    made = _plan(session, rule_id, scope)
    applied = Applied(len(made.touched()), made.counts())
    if dry_run or not applied.changed:
        return applied
    noun = "transaction" if applied.changed == 1 else "transactions"
    summary = f"Applied the rule {made.rule.title} to {applied.changed:,} {noun}"
    operations.begin(session, "rule_apply", summary, at=at)
    _file(session, made, at=at)
    carry_out(session, made.doing)
    return applied


def _plan(session: Session, rule_id: int, scope: Scope) -> Plan:
    get_rule(session, rule_id)
    rules = load_rules(session)
    rule = next((each for each in rules.rules if each.id == rule_id), None) if rules else None
    if rules is None or rule is None:
        raise InvalidRuleError(
            "rule", "This rule is switched off, or can't be understood any more."
        )
    return plan(session, asked_among(rules, rule), rows_found(session, rule), scope)


def _file(session: Session, made: Plan, *, at: dt.datetime) -> None:
    rule = made.rule
    for ids, statement, is_fitting in (
        (made.filed, _FILED, True),
        ([id_ for id_ in made.predicted if id_ not in made.misfits], _PREDICTED, True),
        (sorted(made.misfits), _PREDICTED, False),
    ):
        if ids:
            bound = {
                "category": rule.actions.main_category_id,
                "rule": rule.id,
                "title": rule.title,
                "decision": _decision(session, rule, is_fitting=is_fitting, at=at),
                "ids": json.dumps(ids),
                "status": TransactionStatus.AUTO_CONFIRMED,
            }
            used = {name: bound[name] for name in bound if f":{name}" in statement}
            session.execute(text(statement), used)
    session.expire_all()


def _decision(session: Session, rule: OwnRule, *, is_fitting: bool, at: dt.datetime) -> int:
    # What the line says makes no difference: it is a rule's, and the rows have their own words.
    line = Line("", 0, "", [], "", "")
    return record(session, [decision_of(rule, line, is_fitting=is_fitting)], at=at)[0]
