"""The owner's rules at a bank's rows: done as they come, kept when the bank speaks again, undone."""

from decimal import Decimal

from sqlalchemy import select

from backend.models import ActionKind, Operation, TransactionSplit
from backend.services import operations
from backend.services.rules.drafting import ActionDraft, RuleDraft
from backend.services.rules.own_rules import add_rule
from tests.conftest import NOW
from tests.services.sync.conftest import Bank, row


def coffee_rule(bank: Bank) -> None:
    """Halves coffee over two categories, names its merchant and leaves it out of reports."""
    actions = (
        ActionDraft(ActionKind.SPLIT, category="coffee", share=Decimal(50)),
        ActionDraft(ActionKind.SPLIT, category="gift"),
        ActionDraft(ActionKind.MERCHANT, value="The bar"),
        ActionDraft(ActionKind.LEAVE_OUT),
    )
    with bank.write() as session:
        draft = RuleDraft("description:/^coffee/ source:bank is:out", actions)
        add_rule(session, draft, threshold=3, at=NOW)


def parts(bank: Bank) -> list[tuple[int, str]]:
    with bank.database.read() as session:
        found = select(TransactionSplit.transaction_id, TransactionSplit.amount)
        return [(row_id, str(amount)) for row_id, amount in session.execute(found)]


def test_rows_are_split_named_and_left_out_once(bank: Bank) -> None:
    coffee_rule(bank)

    bank.sync(row("t1", "9.99", merchant_name="COFFEE BAR LLC"), row("t2", "-9.99"))
    bank.sync(row("t1", "9.99", merchant_name="COFFEE BAR INC"))

    first, second = bank.rows()
    assert (first.merchant_name, first.is_left_out, first.has_splits) == ("The bar", True, True)
    assert (first.status, first.categorization_tier) == ("auto_confirmed", "rule")
    assert (second.is_left_out, second.has_splits) == (False, False)
    assert parts(bank) == [(first.id, "5.00"), (first.id, "4.99")]


def test_a_row_that_is_renamed_while_it_waits_is_asked_again(bank: Bank) -> None:
    coffee_rule(bank)
    bank.sync(row("t1", "8.00", description="ZXQV PENDING", is_pending=True))
    assert parts(bank) == []

    bank.sync(row("t1", "8.00", description="COFFEE CORNER"))

    [only] = bank.rows()
    assert (only.merchant_name, only.status) == ("The bar", "auto_confirmed")
    assert parts(bank) == [(only.id, "4.00"), (only.id, "4.00")]


def test_undoing_the_sync_takes_all_of_it_back(bank: Bank) -> None:
    coffee_rule(bank)
    bank.sync(row("t1", "9.99"))

    with bank.database.write() as session:
        newest = session.scalars(select(Operation.id).order_by(Operation.id.desc())).first()
        assert newest is not None
        operations.undo(session, newest, at=NOW)

    assert bank.rows() == []
    assert parts(bank) == []
