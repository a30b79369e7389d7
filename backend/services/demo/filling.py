"""Putting the sample household into a file of its own."""

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from backend.core.fingerprint import fingerprint
from backend.core.money import from_cents
from backend.database import recorder
from backend.models import (
    Account,
    BalanceSource,
    Budget,
    Category,
    StatedBalance,
    Tag,
    Transaction,
    TransactionSplit,
    TransactionTag,
    Transfer,
    TransferStatus,
)
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import Circumstances, Decision
from backend.services.categorization.recording import record
from backend.services.demo.generator import SampleHousehold
from backend.services.demo.goals import add_goals
from backend.services.demo.model import SampleSource, SampleStatus, SampleTransaction


def is_filled(session: Session) -> bool:
    """Return whether the file holds a household already."""
    return bool(session.scalar(select(func.count()).select_from(Transaction)))


def fill(session: Session, household: SampleHousehold, *, threshold: int, at: dt.datetime) -> None:
    """Store the household in an empty file; nothing of it is recorded for undo.

    Rows that wait for review carry the prediction that the app makes for them.
    """
    recorder.open_operation(session, None)
    filling = _Filling(session, threshold, at)
    filling.add_accounts(household)
    filling.add_possessions(household)
    filling.add_transactions(household)
    filling.pair_transfers(household)
    filling.add_budgets(household)
    add_goals(session, filling.accounts, last_day=household.last_day, at=at)
    recorder.finish(session)


class _Filling:
    """One household on its way into a file."""

    def __init__(self, session: Session, threshold: int, at: dt.datetime) -> None:
        self.session = session
        self.at = at
        self.categories: dict[str, int] = dict(
            session.execute(select(Category.short_desc, Category.id)).all()
        )
        self.cascade = load_cascade(session, threshold=threshold)
        self.accounts: dict[str, int] = {}
        self.rows: dict[str, int] = {}  # transaction ids by the household's keys
        self.tags: dict[str, int] = {}
        self.occurrences: defaultdict[tuple[int, int], int] = defaultdict(int)

    def add_accounts(self, household: SampleHousehold) -> None:
        for sample in household.accounts:
            account = Account(
                name=sample.name,
                institution=sample.institution,
                account_type=sample.account_type,
                currency=sample.currency,
                plaid_connection_status="disconnected",
                opening_balance=from_cents(sample.opening_cents),
                opening_balance_on=household.first_day,
                stated_balance=from_cents(household.answers.bank_balances[sample.key]),
                stated_balance_on=household.last_day,
                created_at=self.at,
            )
            self.session.add(account)
            self.session.flush()
            self.accounts[sample.key] = account.id
            self.session.add(
                StatedBalance(
                    account_id=account.id,
                    date=account.stated_balance_on,
                    amount=account.stated_balance,
                    source=BalanceSource.FILE,
                    created_at=self.at,
                )
            )

    def add_possessions(self, household: SampleHousehold) -> None:
        for thing in household.possessions:
            newest = thing.valuations[-1]
            account = Account(
                name=thing.name,
                institution=thing.institution,
                account_type=thing.account_type,
                plaid_connection_status="disconnected",
                stated_balance=from_cents(newest.cents),
                stated_balance_on=newest.date,
                created_at=self.at,
            )
            self.session.add(account)
            self.session.flush()
            self.session.add_all(
                StatedBalance(
                    account_id=account.id,
                    date=value.date,
                    amount=from_cents(value.cents),
                    source=BalanceSource.OWNER,
                    created_at=self.at,
                )
                for value in thing.valuations
            )

    def add_transactions(self, household: SampleHousehold) -> None:
        first = (self.session.scalar(select(func.max(Transaction.id))) or 0) + 1
        decided = [self._decide(row) for row in household.transactions]
        kept = record(self.session, decided, at=self.at)
        values = []
        for number, row in enumerate(household.transactions, start=first):
            self.rows[row.key] = number
            decision, decision_id = decided[number - first], kept[number - first]
            same = {"id": number, "decision_id": decision_id}
            values.append({**self._values(row, decision), **same})
        self.session.execute(insert(Transaction), values)
        for row in household.transactions:
            self._add_parts(row)

    def _decide(self, row: SampleTransaction) -> Decision:
        account_id = self.accounts[row.account_key]
        around = Circumstances(row.date, account_id, row.source.value, row.merchant, row.notes)
        return self.cascade.decide(row.description, row.cents, around)

    def _status(self, row: SampleTransaction, decision: Decision) -> SampleStatus:
        """Return how a row stands; what the app would not have filed by itself, a person has."""
        filed = self.categories.get(row.category or "")
        is_by_itself = decision.auto and decision.category_id == filed
        if row.status is SampleStatus.AUTO_CONFIRMED and not is_by_itself:
            return SampleStatus.CONFIRMED
        return row.status

    def _values(self, row: SampleTransaction, decision: Decision) -> dict[str, Any]:
        account_id = self.accounts[row.account_key]
        status = self._status(row, decision)
        settled = status is not SampleStatus.PENDING_REVIEW
        by_hand = status is SampleStatus.CONFIRMED
        typed_in = row.source is SampleSource.MANUAL
        key = fingerprint(row.date, row.cents, row.description)
        self.occurrences[account_id, key] += 1
        return {
            "account_id": account_id,
            "date": row.date,
            "description": row.description,
            "merchant_name": row.merchant or decision.merchant_name,
            "merchant_key": decision.merchant,
            "amount": from_cents(row.cents),
            "category_id": self.categories[row.category] if settled and row.category else None,
            "predicted_category_id": decision.category_id,
            "status": status.value,
            "source": row.source.value,
            "categorization_tier": None if by_hand else decision.tier,
            "prediction_confidence": decision.confidence or None,
            "decided_by_id": decision.decided_by,
            "matched_text": decision.matched_text,
            "notes": row.notes,
            "external_id": row.external_id,
            "fingerprint": None if typed_in else key,
            "occurrence": None if typed_in else self.occurrences[account_id, key],
            "has_splits": bool(row.splits),
            "created_at": self.at,
        }

    def _add_parts(self, row: SampleTransaction) -> None:
        transaction_id = self.rows[row.key]
        for part in row.splits:
            self.session.add(
                TransactionSplit(
                    transaction_id=transaction_id,
                    category_id=self.categories[part.category],
                    amount=from_cents(part.cents),
                )
            )
        for name in row.tags:
            tag_id = self._tag(name)
            self.session.add(TransactionTag(transaction_id=transaction_id, tag_id=tag_id))

    def _tag(self, name: str) -> int:
        if name not in self.tags:
            tag = Tag(name=name)
            self.session.add(tag)
            self.session.flush()
            self.tags[name] = tag.id
        return self.tags[name]

    def pair_transfers(self, household: SampleHousehold) -> None:
        """Pair both legs of each move; pairs with a leg in review are only suggested."""
        legs: defaultdict[str, list[SampleTransaction]] = defaultdict(list)
        for row in household.transactions:
            if row.transfer_key is not None:
                legs[row.transfer_key].append(row)
        for pair in legs.values():
            if len(pair) == 2:  # noqa: PLR2004 - the other leg may lie after the last day
                self._pair(*sorted(pair, key=lambda row: -row.cents))

    def _pair(self, out: SampleTransaction, into: SampleTransaction) -> None:
        waits = SampleStatus.PENDING_REVIEW in (out.status, into.status)
        status = TransferStatus.SUGGESTED if waits else TransferStatus.CONFIRMED
        transfer = Transfer(
            out_transaction_id=self.rows[out.key],
            in_transaction_id=self.rows[into.key],
            status=status,
            created_at=self.at,
        )
        self.session.add(transfer)
        self.session.flush()
        if not waits:
            for row in (out, into):
                leg = self.session.get_one(Transaction, self.rows[row.key])
                leg.transfer_id = transfer.id

    def add_budgets(self, household: SampleHousehold) -> None:
        for budget in household.budgets:
            self.session.add(
                Budget(
                    category_id=self.categories[budget.category],
                    month=budget.month,
                    amount=from_cents(budget.cents),
                    created_at=self.at,
                )
            )
        self.session.flush()
