"""What a statement claims: its rows, and the balances around them in each way they may be meant."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from backend.services.importing.balance_chain import Chain, Entry
from backend.services.importing.statement import StatedBalance, Statement

_OWING_TYPES = {"credit", "loan"}


class ProofBasis(StrEnum):
    """What rows are checked against."""

    RUNNING_BALANCE = "running_balance"
    OPENING_AND_CLOSING = "opening_and_closing"
    KNOWN_OPENING = "known_opening"  # a balance known from before, and the file's closing one
    TYPED = "typed"  # what the owner typed from the paper


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that rows lead from balance to balance, true if one of its chains holds."""

    chains: tuple[Chain, ...]
    basis: ProofBasis
    started: dt.date | None = None
    ended: dt.date | None = None
    may_be_owed: bool = False


def claim_of(statement: Statement, known: StatedBalance | None, kind: str | None) -> Claim:
    """Return what a statement claims, with a balance known from before where it opens with none.

    `kind` is the account's type in the app's words.
    """
    entries = [Entry.of(row) for row in statement.rows]
    opening, closing = statement.opening, statement.closing
    ended = closing.date if closing else None
    end = closing.cents if closing else None
    running = any(entry.balance is not None for entry in entries)
    if opening is None and known is not None and not running:
        chosen = _between(entries, known.date, ended)
        chains = [Chain(rows, known.cents, end) for rows in chosen]
        return _claim(chains, ProofBasis.KNOWN_OPENING, known.date, ended, kind)
    basis = ProofBasis.RUNNING_BALANCE if running else ProofBasis.OPENING_AND_CLOSING
    started = opening.date if opening else None
    chain = Chain(entries, opening.cents if opening else None, end)
    return _claim([chain], basis, started, ended, kind)


def typed_claim_of(
    statement: Statement,
    closing: StatedBalance,
    opening: StatedBalance | None,
    known: StatedBalance | None,
    kind: str | None,
) -> Claim:
    """Return what a statement claims with the balances that the owner typed.

    Rows after the day of the closing balance are none of its business.
    """
    rows = [row for row in statement.rows if _is_up_to(row.posted_date or row.date, closing.date)]
    typed = replace(statement, rows=rows, opening=opening or statement.opening, closing=closing)
    return replace(claim_of(typed, known, kind), basis=ProofBasis.TYPED)


def _claim(
    chains: Sequence[Chain],
    basis: ProofBasis,
    started: dt.date | None,
    ended: dt.date | None,
    kind: str | None,
) -> Claim:
    """Return the claim; on cards and loans, a closing balance may say what is owed."""
    owing = kind in _OWING_TYPES
    if owing:
        turned = [replace(chain, closing=-chain.closing) for chain in chains if chain.closing]
        chains = [*chains, *turned]
    may_be_owed = owing and _is_mostly_positive(chains[0])
    return Claim(tuple(chains), basis, started, ended, may_be_owed)


def _is_mostly_positive(chain: Chain) -> bool:
    """Whether balances may be debts, as written; else the reading would hide turned signs."""
    stated = [chain.opening, chain.closing, *(entry.balance for entry in chain.entries)]
    signs = [(balance > 0) - (balance < 0) for balance in stated if balance is not None]
    return sum(signs) >= 0


def _between(
    entries: Sequence[Entry], start: dt.date | None, end: dt.date | None
) -> Iterator[list[Entry]]:
    """Yield the rows after one day up to another; then other ways to draw the line.

    A balance that was taken in the middle of a day lacks that day's later rows, and many banks
    date the closing balance before the last rows of their list.
    """
    after = [entry for entry in entries if start is None or entry.day > start]
    yield [entry for entry in after if _is_up_to(entry.day, end)]
    yield after
    since = [entry for entry in entries if start is None or entry.day >= start]
    yield [entry for entry in since if _is_up_to(entry.day, end)]
    yield since


def _is_up_to(day: dt.date, end: dt.date | None) -> bool:
    return end is None or day <= end
