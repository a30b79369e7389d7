"""The owner's rules as they are listed: in their order, with names for ids."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.models import ActionKind, CategorizationTier, Category, Rule, RuleAction, Tag
from backend.services.filtering.catalog import read_catalog
from backend.services.filtering.errors import FilterError
from backend.services.rules.asking import count_conditions, read_condition
from backend.services.rules.drafting import ActionDraft, RuleDraft
from backend.services.rules.hits import hit_counts

_HUNDRED = 100


class RuleNotFoundError(NotFoundError):
    """There is no such rule."""

    def __init__(self, rule_id: int) -> None:
        super().__init__(f"There is no rule {rule_id}. It may have been deleted.")


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


def share_in_per_cent(share: int | None) -> Decimal | None:
    """Return a stored share, in hundredths of a per cent, as per cent."""
    return None if share is None else Decimal(share) / _HUNDRED


def _problem(session: Session, rule: Rule) -> str | None:
    try:
        read_condition(rule.query, read_catalog(session))
    except FilterError as error:
        return str(error)
    return None
