"""The owner's rules: listed, written, edited, put in order, deleted."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.core.money import from_cents
from backend.models import ActionKind, Rule, RuleAction
from backend.services import operations
from backend.services.categorization import predicting
from backend.services.filtering.catalog import read_catalog
from backend.services.rules.asking import read_condition
from backend.services.rules.drafting import RuleDraft, resolved
from backend.services.rules.listing import ListedRule, get_rule, list_rules
from backend.services.rules.ruling import Actions


class InvalidRuleOrderError(InvalidInputError):
    """An order that doesn't name each rule once."""

    def __init__(self) -> None:
        message = "The order has to name each rule exactly once."
        super().__init__(message, errors=[{"field": "ids", "message": message}])


def add_rule(session: Session, draft: RuleDraft, *, threshold: int, at: dt.datetime) -> Rule:
    """Add a rule after the others; what waits for review is predicted anew.

    Raises:
        FilterError: its condition can't be understood, or asks what a rule can't know.
        InvalidRuleError: one of its actions can't be done.
    """
    read_condition(draft.query, read_catalog(session))
    resolved(session, draft, makes_tags=False)
    operations.begin(session, "rule_create", f"Added the rule {_title(draft)}", at=at)
    last = session.scalar(select(func.max(Rule.position)))
    rule = Rule(
        name=draft.name,
        query=draft.query.strip(),
        position=0 if last is None else last + 1,
        is_enabled=draft.is_enabled,
        files_by_itself=draft.files_by_itself,
        created_at=at,
    )
    session.add(rule)
    session.flush()
    _store_actions(session, rule.id, resolved(session, draft))
    predicting.refresh(session, threshold=threshold)
    return rule


def edit_rule(
    session: Session, rule_id: int, draft: RuleDraft, *, threshold: int, at: dt.datetime
) -> Rule:
    """Let a rule be what the draft says; what it did stays done, what waits is predicted anew.

    Raises:
        RuleNotFoundError: there is none with that id.
        FilterError: its condition can't be understood, or asks what a rule can't know.
        InvalidRuleError: one of its actions can't be done.
    """
    rule = get_rule(session, rule_id)
    if draft.is_enabled or draft.query.strip() != rule.query:
        read_condition(draft.query, read_catalog(session))
    resolved(session, draft, makes_tags=False)
    operations.begin(session, "rule_edit", f"Edited the rule {_title(draft)}", at=at)
    rule.name, rule.query = draft.name, draft.query.strip()
    rule.is_enabled, rule.files_by_itself = draft.is_enabled, draft.files_by_itself
    rule.updated_at = at
    session.flush()
    session.execute(delete(RuleAction).where(RuleAction.rule_id == rule.id))
    _store_actions(session, rule.id, resolved(session, draft))
    predicting.refresh(session, threshold=threshold)
    return rule


def order_rules(
    session: Session, ids: Sequence[int], *, threshold: int, at: dt.datetime
) -> list[ListedRule]:
    """Let the rules be asked in this order; what waits is predicted anew.

    Raises:
        InvalidRuleOrderError: a rule is missing, named twice, or not there.
    """
    rules = {rule.id: rule for rule in session.scalars(select(Rule))}
    if sorted(ids) != sorted(rules):
        raise InvalidRuleOrderError
    operations.begin(session, "rule_order", "Put the rules in another order", at=at)
    for position, rule_id in enumerate(ids):
        rules[rule_id].position = position
    predicting.refresh(session, threshold=threshold)
    return list_rules(session)


def delete_rule(session: Session, rule_id: int, *, threshold: int, at: dt.datetime) -> None:
    """Delete a rule; what it did stays done, what waits is predicted anew.

    Raises:
        RuleNotFoundError: there is none with that id.
    """
    rule = get_rule(session, rule_id)
    title = rule.name or rule.query
    operations.begin(session, "rule_delete", f"Deleted the rule {title}", at=at)
    session.execute(delete(RuleAction).where(RuleAction.rule_id == rule.id))
    session.delete(rule)
    predicting.refresh(session, threshold=threshold)


def _store_actions(session: Session, rule_id: int, actions: Actions) -> None:
    filing = ActionKind.TRANSFER if actions.is_transfer else ActionKind.CATEGORY
    rows: list[RuleAction] = []
    if actions.category_id is not None:
        rows.append(RuleAction(kind=filing, category_id=actions.category_id))
    rows += [
        RuleAction(
            kind=ActionKind.SPLIT,
            category_id=part.category_id,
            share=part.share,
            amount=None if part.cents is None else from_cents(part.cents),
        )
        for part in actions.split
    ]
    if actions.merchant:
        rows.append(RuleAction(kind=ActionKind.MERCHANT, value=actions.merchant))
    rows += [RuleAction(kind=ActionKind.TAG, tag_id=tag_id) for tag_id in actions.tag_ids]
    if actions.note:
        rows.append(RuleAction(kind=ActionKind.NOTE, value=actions.note))
    if actions.leaves_out:
        rows.append(RuleAction(kind=ActionKind.LEAVE_OUT))
    for position, row in enumerate(rows):
        row.rule_id, row.position = rule_id, position
    session.add_all(rows)
    session.flush()


def _title(draft: RuleDraft) -> str:
    return draft.name or draft.query.strip()
