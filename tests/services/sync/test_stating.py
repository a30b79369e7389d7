"""What the bank says that an account holds is a statement that the books are proven by."""

from decimal import Decimal

from sqlalchemy import select

from backend.models import BalanceSource, Operation, StatedBalance, Transfer
from tests.builders import make_account
from tests.fakes.scripted_feed import feed_account
from tests.services.sync.conftest import TODAY, Bank, row


def stated(bank: Bank) -> list[tuple[str, Decimal]]:
    with bank.database.read() as session:
        found = session.scalars(select(StatedBalance).order_by(StatedBalance.id)).all()
        account = bank.account(session)
        newest = found[-1].amount if found else None
        assert account.stated_balance == newest
        assert account.stated_balance_on == (TODAY if found else None)
        return [(one.source, one.amount) for one in found]


def test_the_last_word_of_a_day_counts_and_is_no_operation(bank: Bank) -> None:
    bank.sync()
    bank.sync(accounts=(feed_account(balance_current=Decimal("-70.50")),))

    assert stated(bank) == [(BalanceSource.BANK, Decimal("-70.50"))]
    with bank.database.read() as session:
        assert session.scalars(select(Operation).where(Operation.kind == "bank_sync")).all() == []
        assert bank.account(session).balance_current == Decimal("-70.50")


def test_a_transfer_between_own_accounts_is_suggested(bank: Bank) -> None:
    with bank.write() as session:
        savings = make_account(session, "Savings")
        bank.from_file(
            session,
            account=savings,
            amount="-500.00",
            date="2025-06-10",
            description="TRANSFER FROM CHECKING",
        )

    bank.sync(row("t1", "500.00", "2025-06-09", description="TRANSFER TO SAVINGS"))

    with bank.database.read() as session:
        [pair] = session.scalars(select(Transfer)).all()
    assert pair.status == "suggested"
