"""The owner's rules as they stand in the database."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from backend.models import ActionKind
from backend.services.filtering.catalog import Catalog, read_catalog
from backend.services.filtering.errors import FilterError
from backend.services.rules.asking import read_condition
from backend.services.rules.deciding import RuleSet
from backend.services.rules.ruling import Actions, OwnRule, SplitPart

_RULES = """
SELECT id, name, query, files_by_itself FROM rules WHERE is_enabled ORDER BY position, id
"""
_ACTIONS = """
SELECT rule_id, kind, category_id, tag_id, value, share, amount
FROM rule_actions ORDER BY rule_id, position, id
"""


class StoredRules(NamedTuple):
    """The enabled rules as they are stored, with the accounts that their words may mean."""

    rules: tuple[tuple[Any, ...], ...] = ()
    actions: tuple[tuple[Any, ...], ...] = ()
    catalog: Catalog | None = None


def read_rules(session: Session) -> StoredRules:
    """Return the enabled rules; what they say changes with the names of accounts."""
    session.flush()
    connection = session.connection()
    rules = connection.exec_driver_sql(_RULES).all()
    if not rules:
        return StoredRules()
    actions = connection.exec_driver_sql(_ACTIONS).all()
    accounts = Catalog(read_catalog(session).accounts, (), ())
    return StoredRules(tuple(map(tuple, rules)), tuple(map(tuple, actions)), accounts)


def compile_rules(stored: StoredRules) -> RuleSet | None:
    """Return the rules compiled; None where there are none.

    A rule whose words mean nothing any more, such as an account that is gone, does nothing.
    """
    if stored.catalog is None:
        return None
    actions = actions_by_rule(stored.actions)
    found = []
    for rule_id, name, query, files_by_itself in stored.rules:
        try:
            condition = read_condition(query, stored.catalog)
        except FilterError:
            continue
        doing = actions.get(rule_id, Actions())
        found.append(OwnRule(rule_id, name, query, condition, doing, bool(files_by_itself)))
    return RuleSet(found) if found else None


def load_rules(session: Session) -> RuleSet | None:
    """Return the enabled rules compiled; None where there are none."""
    return compile_rules(read_rules(session))


def actions_by_rule(rows: Iterable[tuple[Any, ...]]) -> dict[int, Actions]:
    """Return what each rule does, from the rows of its actions in their order."""
    by_rule: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for rule_id, *action in rows:
        by_rule[rule_id].append(tuple(action))
    return {rule_id: _actions(listed) for rule_id, listed in by_rule.items()}


def _actions(rows: list[tuple[Any, ...]]) -> Actions:
    def of(*kinds: ActionKind) -> list[tuple[Any, ...]]:
        return [row for row in rows if row[0] in kinds]

    filing = of(ActionKind.CATEGORY, ActionKind.TRANSFER)
    named, noted = of(ActionKind.MERCHANT), of(ActionKind.NOTE)
    return Actions(
        category_id=filing[0][1] if filing else None,
        is_transfer=bool(of(ActionKind.TRANSFER)),
        split=tuple(SplitPart(row[1], row[4], row[5]) for row in of(ActionKind.SPLIT)),
        merchant=named[0][3] if named else None,
        tag_ids=tuple(row[2] for row in of(ActionKind.TAG)),
        note=noted[0][3] if noted else None,
        leaves_out=bool(of(ActionKind.LEAVE_OUT)),
    )
