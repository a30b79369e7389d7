"""The files that are imported: ten years of six accounts, as their banks would write them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from backend.services.demo.ledger import generate_ledger, ledger_accounts
from backend.services.demo.model import Bank, SampleAccount, SampleTransaction
from backend.services.demo.statements import StatementLine, write_csv

_NEW_DAYS = 30
_OVERLAP_DAYS = 60
_LEARNED = 1_000


@dataclass(frozen=True, slots=True)
class AccountFiles:
    """An account's history up to a month ago, and the next export: that month and two before."""

    account: SampleAccount
    history: bytes
    history_rows: int
    next_export: bytes
    new_rows: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """A household to import.

    `learned` holds what was confirmed before: (merchant, the category's key). `whole` is the
    same history as one file of one account, and `whole_rows` its number of rows.
    """

    accounts: tuple[AccountFiles, ...]
    learned: tuple[tuple[str, str], ...]
    whole: bytes
    whole_rows: int

    @property
    def history_rows(self) -> int:
        """How many rows the accounts' histories hold."""
        return sum(files.history_rows for files in self.accounts)

    @property
    def new_rows(self) -> int:
        """How many rows the next exports add."""
        return sum(files.new_rows for files in self.accounts)


def make_ledger(rows: int, *, last_day: dt.date) -> Ledger:
    """Return ten years that end on `last_day`, `rows` rows in all."""
    entries = list(generate_ledger(rows, last_day=last_day))
    new_from = last_day - dt.timedelta(days=_NEW_DAYS - 1)
    return Ledger(
        accounts=tuple(_account_files(account, entries, new_from) for account in ledger_accounts()),
        learned=_learned(entries),
        whole=write_csv(_lines(entries), Bank.SOFI).encode(),
        whole_rows=len(entries),
    )


def _account_files(
    account: SampleAccount, entries: Sequence[SampleTransaction], new_from: dt.date
) -> AccountFiles:
    lines = _lines([entry for entry in entries if entry.account_key == account.key])
    history = [line for line in lines if line.row.date < new_from]
    overlap_from = new_from - dt.timedelta(days=_OVERLAP_DAYS)
    recent = [line for line in lines if line.row.date >= overlap_from]
    return AccountFiles(
        account=account,
        history=write_csv(history, account.bank).encode(),
        history_rows=len(history),
        next_export=write_csv(recent, account.bank).encode(),
        new_rows=len(lines) - len(history),
    )


def _lines(entries: Sequence[SampleTransaction]) -> list[StatementLine]:
    held, lines = 0, []
    for entry in entries:
        held -= entry.cents
        lines.append(StatementLine(entry, held))
    return lines


def _learned(entries: Sequence[SampleTransaction]) -> tuple[tuple[str, str], ...]:
    """Return the ledger's merchants, and as many of other places as make it a thousand."""
    learned = {
        entry.merchant.upper(): entry.category
        for entry in entries
        if entry.category is not None and entry.transfer_key is None
    }
    keys = sorted(set(learned.values()))
    for number in range(_LEARNED - len(learned)):
        learned[f"{_word(number)} {_word(number * 7 + 3)} SHOP"] = keys[number % len(keys)]
    return tuple(learned.items())


def _word(number: int) -> str:
    """Return a made-up word; different numbers below 2,744 give different ones."""
    consonants, vowels = "BDFGKLMNPRSTVZ", "AEIOU"
    letters = []
    for place in range(3):
        letters.append(consonants[number % len(consonants)])
        letters.append(vowels[(number + place) % len(vowels)])
        number //= len(consonants)
    return "".join(letters) + "X"
