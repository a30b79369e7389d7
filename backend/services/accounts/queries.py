"""What is known of accounts: their balances, both stated and computed, and their data."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.core.errors import NotFoundError
from backend.core.money import from_cents, to_cents
from backend.models import Account, Import, Transaction
from backend.services.balances.course import OPENING, Anchor
from backend.services.balances.ledger import Basis, Line, read_ledger
from backend.services.balances.moved import Pair
from backend.services.transactions.remembering import remembered

# From the first row of a month straight to the first row after it: as many look-ups in the index
# as there are months, however many rows they hold.
_MONTHS = text("""
WITH RECURSIVE covered (account_id, day) AS (
    SELECT value, (SELECT min(date) FROM transactions WHERE account_id = value)
    FROM json_each(:ids)
    UNION ALL
    SELECT account_id, (
        SELECT min(t.date) FROM transactions t
        WHERE t.account_id = covered.account_id
          AND t.date >= date(covered.day, 'start of month', '+1 month'))
    FROM covered WHERE day IS NOT NULL
)
SELECT account_id, substr(day, 1, 7) FROM covered WHERE day IS NOT NULL ORDER BY 1, 2
""")


_Span = tuple[int, dt.date | None, dt.date | None]


class AccountNotFoundError(NotFoundError):
    """There is no such account."""

    def __init__(self, account_id: int) -> None:
        super().__init__(f"There is no account {account_id}.")


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's balance: as stated by its bank or owner, and as its rows make it.

    Positive when the account holds money. `computed` starts from the opening balance, or without
    one from the first stated balance, and goes to the end of today; it is None without either.
    `difference` is stated minus computed at `stated_on`, None where computed starts there.
    """

    stated: Decimal | None
    stated_on: dt.date | None
    computed: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class AccountOverview:
    """An account with its balance and the months that its rows cover.

    `basis` tells what its balance goes by; `gaps` counts where its rows and statements part.
    """

    account: Account
    balance: Balance
    basis: Basis
    gaps: int
    transaction_count: int
    first_date: dt.date | None
    last_date: dt.date | None
    months_covered: list[str]
    months_missing: list[str]
    last_import: Import | None


def get_account(session: Session, account_id: int) -> Account:
    """Return the account.

    Raises:
        AccountNotFoundError: there is none with that id.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise AccountNotFoundError(account_id)
    return account


def account_names(session: Session) -> dict[int, str]:
    """Return the names of all accounts by id, oldest first."""
    return dict(session.execute(select(Account.id, Account.name).order_by(Account.id)).all())


def account_overview(session: Session, account_id: int, *, today: dt.date) -> AccountOverview:
    """Return one account as the list has it.

    Raises:
        AccountNotFoundError: there is none with that id.
    """
    account = get_account(session, account_id)
    return _overviews(session, [account], today)[0]


def list_accounts(
    session: Session, *, today: dt.date, archived: bool | None = None
) -> list[AccountOverview]:
    """Return accounts by institution and name; archived ones, others, or all (None)."""
    statement = select(Account).order_by(
        func.lower(Account.institution), func.lower(Account.name), Account.id
    )
    if archived is not None:
        set_ = Account.archived_at.is_not(None)
        statement = statement.where(set_ if archived else ~set_)
    return _overviews(session, list(session.scalars(statement)), today)


def _overviews(session: Session, accounts: list[Account], today: dt.date) -> list[AccountOverview]:
    ids = [account.id for account in accounts]
    ledger = read_ledger(session, accounts)
    moved = ledger.moved.by(pair for one in accounts for pair in _days_asked(one, today))
    months = _months(session, ids)
    spans = _spans(session, ids)
    imports = _last_imports(session, ids)
    return [
        _overview(
            line,
            balance_of(line, moved, today=today),
            spans.get(line.account.id, (0, None, None)),
            months[line.account.id],
            imports.get(line.account.id),
        )
        for line in ledger.lines
    ]


def _spans(session: Session, ids: list[int]) -> dict[int, _Span]:
    """Return of each account with rows how many it has, the first day and the last."""
    statement = (
        select(
            Transaction.account_id,
            func.count(),
            func.min(Transaction.date),
            func.max(Transaction.date),
        )
        .where(Transaction.account_id.in_(ids))
        .group_by(Transaction.account_id)
    )
    return remembered(
        session,
        ("spans", *ids),
        lambda: {row[0]: (row[1], row[2], row[3]) for row in session.execute(statement)},
    )


def _overview(
    line: Line,
    balance: Balance,
    span: _Span,
    covered: list[str],
    last_import: Import | None,
) -> AccountOverview:
    count, first, last = span
    return AccountOverview(
        account=line.account,
        balance=balance,
        basis=line.basis,
        gaps=len(line.course.gaps()),
        transaction_count=count,
        first_date=first,
        last_date=last,
        months_covered=covered,
        months_missing=_missing(first, last, covered),
        last_import=last_import,
    )


def balance_of(line: Line, moved: Mapping[Pair, int], *, today: dt.date) -> Balance:
    """Return the account's balance, stated and computed; rows after `today` are still to come.

    `moved` is what had left it by the end of today and of the day of its newest statement.
    """
    account, start = line.account, line.start
    computed = difference = None
    if start is not None:
        computed = from_cents(start.origin - moved[account.id, today])
        newest = _newest(line)
        if account.stated_balance is not None and account.stated_balance_on is not None:
            if newest is None:
                then = moved[account.id, account.stated_balance_on]
                difference = account.stated_balance - from_cents(start.origin - then)
            elif newest is not start:
                difference = from_cents(newest.origin - start.origin)
    return Balance(
        stated=account.stated_balance,
        stated_on=account.stated_balance_on,
        computed=computed,
        difference=difference,
    )


def _newest(line: Line) -> Anchor | None:
    """Return the statement that the account shows."""
    account, course = line.account, line.course
    if account.stated_balance is None:
        return None
    wanted = account.stated_balance_on, to_cents(account.stated_balance)
    everyone = (*course.anchors, *course.passed_over, *course.outvoted)
    found = (a for a in everyone if a.key != OPENING and (a.day, a.cents) == wanted)
    return next(found, None)


def _days_asked(account: Account, today: dt.date) -> list[Pair]:
    days = {today, account.stated_balance_on or today}
    return [(account.id, day) for day in days]


def _months(session: Session, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for account_id, month in session.execute(_MONTHS, {"ids": json.dumps(ids)}):
        found[account_id].append(month)
    return found


def _missing(first: dt.date | None, last: dt.date | None, covered: list[str]) -> list[str]:
    """Return the months between the first and the last row that hold none."""
    if first is None or last is None:
        return []
    present, missing = set(covered), []
    month = Month.of(first)
    while month <= Month.of(last):
        if str(month) not in present:
            missing.append(str(month))
        month = month.plus(1)
    return missing


def _last_imports(session: Session, ids: list[int]) -> dict[int, Import]:
    newest = (
        select(func.max(Import.id))
        .where(Import.account_id.in_(ids), Import.undone_at.is_(None))
        .group_by(Import.account_id)
    )
    found = session.scalars(select(Import).where(Import.id.in_(newest)))
    return {record.account_id: record for record in found}
