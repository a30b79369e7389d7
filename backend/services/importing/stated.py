"""What a file states of an account at the ends of days; pure.

A closing balance in so many words counts as stated. Running balances count only where the rows
chain, as such a column may hold something else: then the last one of each month is kept, and what
the account must have held before the first row.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import accumulate

from backend.core.money import MAX_CENTS
from backend.services.importing.balance_chain import Chain
from backend.services.importing.balance_claim import claim_of
from backend.services.importing.balance_order import find_chain
from backend.services.importing.balance_proof import BalanceProof, ProofStatus
from backend.services.importing.balances import closing_of
from backend.services.importing.statement import StatedBalance, Statement

_DAY = dt.timedelta(days=1)


def stated_balances(
    statement: Statement,
    proof: BalanceProof,
    *,
    account_type: str | None,
    known: StatedBalance | None = None,
) -> dict[dt.date, int]:
    """Return the balance in cents by the day at whose end it stood.

    Args:
        statement: what the file says of one account.
        proof: how its rows and balances agree.
        account_type: the app's word for the account; cards and loans may state what is owed.
        known: the balance from before that proved it, where the file has none to start from.
    """
    proven = proof.status is ProofStatus.PROVEN
    if not proven and statement.closing is None:
        return {}
    chain = _chain(statement, account_type or statement.account_type, known) if proven else None
    found = dict(_running(statement, chain)) if chain is not None else {}
    opening = _opening(statement, chain) if known is None else None
    if opening is not None:
        found.setdefault(*opening)
    if statement.closing is not None:
        closing = closing_of(statement)
        if closing is not None and closing.date is not None:
            told = chain.closing if chain is not None else None
            found[closing.date] = closing.cents if told is None else told
    return {day: cents for day, cents in found.items() if abs(cents) <= MAX_CENTS}


def proves_owed(
    statement: Statement,
    proof: BalanceProof,
    *,
    account_type: str | None,
    known: StatedBalance | None,
) -> bool:
    """Return whether the rows lead from `known` only if that was what the account owed."""
    if known is None or proof.status is not ProofStatus.PROVEN:
        return False
    chain = _chain(statement, account_type or statement.account_type, known)
    return chain is not None and chain.owed and known.cents > 0


def _chain(statement: Statement, kind: str | None, known: StatedBalance | None) -> Chain | None:
    """Return the reading under which rows and balances agree; None if another balance proved it."""
    claim = claim_of(statement, known, kind)
    for chain in claim.chains:
        found = find_chain(chain, may_be_owed=claim.may_be_owed)
        if len(found.stated_balances()) > 1 and not found.count_breaks(1):
            return found
    return None


def _opening(statement: Statement, chain: Chain | None) -> tuple[dt.date, int] | None:
    """Return what the account held on the evening before the statement, as the file itself says."""
    if chain is None or not statement.rows:
        return None
    first = min(row.date for row in statement.rows)
    if chain.opening is not None:
        return first - _DAY, chain.opening
    if chain.entries and chain.entries[0].balance is not None:
        return first - _DAY, chain.entries[0].balance + chain.entries[0].cents
    return None


def _running(statement: Statement, chain: Chain) -> Iterator[tuple[dt.date, int]]:
    """Yield the last running balance of each month that is the balance of a whole day.

    A bank's order may follow another date than the rows have here. So a balance counts only where
    every row before it is of its day or earlier, and every row after it later.
    """
    days = _days_in_order(statement, chain)
    latest = list(accumulate(days, max))
    following = [*list(accumulate(reversed(days), min))[-2::-1], dt.date.max]
    newest: tuple[dt.date, int] | None = None
    for entry, day, ahead in zip(chain.entries, latest, following, strict=True):
        if entry.balance is None or day >= ahead:
            continue
        if newest is not None and (newest[0].year, newest[0].month) != (day.year, day.month):
            yield newest
        newest = day, entry.balance
    if newest is not None:
        yield newest


def _days_in_order(statement: Statement, chain: Chain) -> Sequence[dt.date]:
    days = {row.row: row.date for row in statement.rows}
    return [days[entry.row] for entry in chain.entries]
