"""The owner's rules: listed, written, edited, put in order, deleted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError, NotFoundError
from backend.core.money import from_cents
from backend.models import ActionKind, CategorizationTier, Category, Rule, RuleAction, Tag
from backend.services import operations
from backend.services.categorization import predicting
from backend.services.filtering.catalog import read_catalog
from backend.services.filtering.errors import FilterError
from backend.services.rules.asking import count_conditions, read_condition
from backend.services.rules.drafting import ActionDraft, RuleDraft, resolved
from backend.services.rules.hits import hit_counts
from backend.services.rules.ruling import Actions

_HUNDRED = 100


class RuleNotFoundError(NotFoundError):
    """There is no such rule."""

    def __init__(self, rule_id: int) -> None:
        super().__init__(f"There is no rule {rule_id}. It may have been deleted.")


class InvalidRuleOrderError(InvalidInputError):
    """An order that doesn't name each rule once."""

    def __init__(self) -> None:
        message = "The order has to name each rule exactly once."
        super().__init__(message, errors=[{"field": "ids", "message": message}])


@dataclass(frozen=True, slots=True)
class ListedAction:
    """One thing that a rule does, with names for ids."""

    action: RuleAction
    category: Category | None
    tag: str | None


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule with what it does.

    Attributes:
        hits: how many transactions it filed or predicted.
        conditions: how many conditions must all hold: the more, the more specific it is.
        has_exact_amount: whether one of them is of a certain amount.
        problem: why it does nothing: its words mean nothing any more.
    """

    rule: Rule
    actions: tuple[ListedAction, ...]
    hits: int
    conditions: int
    has_exact_amount: bool
    problem: str | None

    @property
    def specificity(self) -> int:
        """How narrow it is, a number to compare: conditions, an exact amount counting twice."""
        return self.conditions + self.has_exact_amount


def list_rules(session: Session) -> list[ListedRule]:
    """Return the rules in the order in which they are asked."""
    rules = session.scalars(select(Rule).order_by(Rule.position, Rule.id)).all()
    rows = session.execute(
        select(RuleAction, Category, Tag.name)
        .outerjoin(Category, Category.id == RuleAction.category_id)
        .outerjoin(Tag, Tag.id == RuleAction.tag_id)
        .order_by(RuleAction.position, RuleAction.id)
    )
    actions: dict[int, list[ListedAction]] = {}
    for action, category, tag in rows:
        actions.setdefault(action.rule_id, []).append(ListedAction(action, category, tag))
    hits = hit_counts(session, CategorizationTier.RULE)
    return [
        ListedRule(
            rule,
            tuple(actions.get(rule.id, ())),
            hits.get(rule.id, 0),
            *count_conditions(rule.query),
            _problem(session, rule),
        )
        for rule in rules
    ]


def listed_rule(session: Session, rule_id: int) -> ListedRule:
    """Return one rule as the list has it.

    Raises:
        RuleNotFoundError: there is none with that id.
    """
    session.flush()
    found = next((each for each in list_rules(session) if each.rule.id == rule_id), None)
    if found is None:
        raise RuleNotFoundError(rule_id)
    return found


def get_rule(session: Session, rule_id: int) -> Rule:
    """Return the rule.

    Raises:
        RuleNotFoundError: there is none with that id.
    """
    rule = session.get(Rule, rule_id)
    if rule is None:
        raise RuleNotFoundError(rule_id)
    return rule


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


def draft_of(session: Session, rule_id: int) -> RuleDraft:
    """Return a stored rule as its owner would write it.

    Raises:
        RuleNotFoundError: there is none with that id.
    """
    listed = listed_rule(session, rule_id)
    rule = listed.rule
    actions = tuple(
        ActionDraft(
            kind=ActionKind(each.action.kind),
            category=each.category.short_desc if each.category else None,
            value=each.tag or each.action.value,
            share=share_in_per_cent(each.action.share),
            amount=each.action.amount,
        )
        for each in listed.actions
    )
    return RuleDraft(rule.query, actions, rule.name, rule.files_by_itself, rule.is_enabled)


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


def share_in_per_cent(share: int | None) -> Decimal | None:
    """Return a stored share, in hundredths of a per cent, as per cent."""
    return None if share is None else Decimal(share) / _HUNDRED


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


def _problem(session: Session, rule: Rule) -> str | None:
    try:
        read_condition(rule.query, read_catalog(session))
    except FilterError as error:
        return str(error)
    return None
