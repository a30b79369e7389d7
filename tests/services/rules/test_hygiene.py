"""What wants tidying: all that was planted is found, and nothing where all is well."""

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.context import demo_config
from backend.core.config import Config
from backend.models import ActionKind, Rule
from backend.services.keeping import budget_database
from backend.services.rules import amount_rules, mappings
from backend.services.rules.drafting import ActionDraft, RuleDraft
from backend.services.rules.hygiene import Matter, untidy_rules
from backend.services.rules.own_rules import add_rule
from backend.services.transactions.entry import add_transaction
from backend.services.transactions.review import confirm_many
from tests.builders import make_account, make_category
from tests.conftest import NOW

LONG_AGO = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
TODAY = NOW.date()


def rule(session: Session, query: str, category: str) -> int:
    filed = ActionDraft(ActionKind.CATEGORY, category=category)
    return add_rule(session, RuleDraft(query, (filed,)), threshold=3, at=LONG_AGO).id


def mapping(session: Session, pattern: str, category: str) -> int:
    return mappings.create_mapping(
        session, merchant_pattern=pattern, category=category, threshold=3, at=LONG_AGO
    ).id


def amount_rule(session: Session, pattern: str, amount: str, category: str) -> int:
    return amount_rules.create_amount_rule(
        session,
        description_pattern=pattern,
        amount=Decimal(amount),
        tolerance=Decimal("0.50"),
        category=category,
        threshold=3,
        at=LONG_AGO,
    ).id


def lines(session: Session, account_id: int, *texts: str, day: str = "2025-05-01") -> list[int]:
    return [
        add_transaction(
            session,
            account_id=account_id,
            date=dt.date.fromisoformat(day),
            amount=Decimal("9.99"),
            description=text,
            threshold=3,
            at=NOW,
        )
        for text in texts
    ]


def found(session: Session) -> set[tuple[Matter, str, int]]:
    return {(one.kind, one.tier, one.rule_id) for one in untidy_rules(session, today=TODAY)}


def test_all_that_was_planted_is_found(session: Session) -> None:
    account = make_account(session).id
    good = rule(session, "good", "coffee")
    dead = rule(session, "never seen anywhere", "coffee")
    old = rule(session, "bygone", "coffee")
    shadowed = rule(session, "good shop", "rent")
    other_result = rule(session, "GOOD", "gift")
    kept_refiling = rule(session, "wrong", "gift")
    dead_mapping = mapping(session, "NOBODY KNOWS", "gift")
    shadowed_mapping = mapping(session, "GOOD SHOP", "gift")
    dead_amount = amount_rule(session, "NO SUCH BILL", "5.00", "rent")
    amount = amount_rule(session, "BILL", "9.99", "rent")
    against = amount_rule(session, "BILL", "10.20", "gift")
    lines(session, account, "GOOD SHOP 1", "GOOD SHOP 2", "GOOD THING", "BILL 3")
    lines(session, account, "BYGONE", day="2023-05-01")
    wrong = lines(session, account, "WRONG 1", "WRONG 2", "WRONG 3", "WRONG 4")
    coffee = make_category(session, "coffee").id
    confirm_many(session, dict.fromkeys(wrong[:3], coffee), threshold=99, at=NOW)

    assert found(session) == {
        (Matter.DEAD, "rule", dead),
        (Matter.DEAD, "rule", old),
        (Matter.DEAD, "merchant_map", dead_mapping),
        (Matter.DEAD, "amount_rule", dead_amount),
        (Matter.SHADOWED, "rule", shadowed),
        (Matter.SHADOWED, "rule", other_result),
        (Matter.SHADOWED, "merchant_map", shadowed_mapping),
        (Matter.CONTRADICTING, "rule", other_result),
        (Matter.CONTRADICTING, "rule", kept_refiling),
        (Matter.CONTRADICTING, "amount_rule", against),
        (Matter.SHADOWED, "amount_rule", against),
    }
    told = {one.rule_id: one for one in untidy_rules(session, today=TODAY) if one.tier == "rule"}
    assert told[shadowed].other_id == good
    assert told[kept_refiling].count == 3
    assert amount != against


def test_a_new_rule_has_time_to_match(session: Session) -> None:
    made = rule(session, "nothing yet", "coffee")
    assert found(session) == {(Matter.DEAD, "rule", made)}
    session.get_one(Rule, made).created_at = NOW
    assert found(session) == set()


def test_nothing_is_found_in_a_household_where_all_is_well(
    sample_files: None, config: Config
) -> None:
    database = budget_database(demo_config(config).budget_file)
    with database.write() as session:
        rule(session, "safeway out>100", "groceries")
        rule(session, "safeway", "groceries")
        assert untidy_rules(session, today=TODAY) == []
    database.close()
