"""Large made-up ledgers for benchmarks: years of rows, hundreds of merchants, in seconds.

They have a household's shape (weights, wording, transfers, refunds, review queue) and no answer
key; for that, see `generator`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from backend.services.demo.ledger_merchants import DATED, Merchant, ledger_merchants
from backend.services.demo.model import (
    Bank,
    SampleAccount,
    SampleSource,
    SampleStatus,
    SampleTransaction,
    stream,
)
from backend.services.demo.schedules import day_in_month

DEFAULT_LAST_DAY = dt.date(2025, 12, 31)
_T = TypeVar("_T")
_ACCOUNTS = (
    ("Everyday Checking", "wellsfargo", "checking", Bank.WELLS_FARGO),
    ("Rainy Day Savings", "sofi", "savings", Bank.SOFI),
    ("Discover Card", "discover", "credit", Bank.DISCOVER),
    ("Chase Card", "chase", "credit", Bank.CHASE_CARD),
    ("Joint Checking", "chase", "checking", Bank.CHASE_CHECKING),
    ("SoFi Checking", "sofi", "checking", Bank.SOFI),
)
# One row in 250 waits for review; of the others, three in five were confirmed by a rule.
_STATUSES = (
    SampleStatus.PENDING_REVIEW,
    *(SampleStatus.AUTO_CONFIRMED,) * 150,
    *(SampleStatus.CONFIRMED,) * 99,
)
_REFUND_SHARE = 0.012
_PAY_SHARE = 0.02
_TRANSFER_SHARE = 0.03


def ledger_accounts(accounts: int = 6) -> tuple[SampleAccount, ...]:
    """Return that many accounts; beyond six the same kinds come again under new keys."""
    made = []
    for index in range(accounts):
        name, institution, account_type, bank = _ACCOUNTS[index % len(_ACCOUNTS)]
        number = index // len(_ACCOUNTS) + 1
        title = name if number == 1 else f"{name} {number}"
        opening = -80_000 if account_type == "credit" else 500_000
        made.append(
            SampleAccount(f"account-{index}", title, institution, account_type, opening, bank)
        )
    return tuple(made)


def generate_ledger(
    rows: int,
    *,
    years: int = 10,
    accounts: int = 6,
    seed: int = 20_260_101,
    last_day: dt.date = DEFAULT_LAST_DAY,
) -> Iterator[SampleTransaction]:
    """Yield exactly `rows` rows, oldest first, spread evenly over the years up to `last_day`.

    About 3 % are legs of moves between two of the accounts (needs two), 2 % pay, 1 % refunds; a
    small share waits for review.
    """
    maker = _Maker(seed, ledger_accounts(accounts))
    before = day_in_month(last_day.year - years, last_day.month, last_day.day)
    days = (last_day - before).days
    calendar = [before + dt.timedelta(days=day + 1) for day in range(days)]
    while maker.made < rows:
        day = calendar[maker.made * days // rows]
        if accounts > 1 and maker.made + 1 < rows and maker.moves_now():
            yield from maker.move(day)
        else:
            yield maker.row(day)


class _Maker:
    """Makes one row after the other."""

    def __init__(self, seed: int, accounts: tuple[SampleAccount, ...]) -> None:
        self.made = 0
        self._rng = stream(seed, "ledger")
        self._accounts = accounts
        self._order = [0] * len(accounts)
        banks = [account.bank for account in accounts]
        self._dated = [bank in DATED for bank in banks]
        self._merchants, shares = ledger_merchants(stream(seed, "merchants"), banks)
        self._weights = list(accumulate(shares))
        self._drawn: list[Merchant] = []

    def moves_now(self) -> bool:
        """Whether the next two rows are to be a move between accounts."""
        return self._rng.random() < _TRANSFER_SHARE / 2

    def row(self, day: dt.date) -> SampleTransaction:
        """Return a purchase, a refund or pay."""
        dice = self._rng.random()
        account = int(self._rng.random() * len(self._accounts))
        if dice < _PAY_SHARE:
            cents = -self._rng.randrange(180_000, 320_000)
            text = f"LUMEN GRID INC DIRECT DEP {day:%y%m%d} RIVERA JONAH"
            return self._write(account, day, cents, (text, "Lumen Grid", "payroll"))
        if not self._drawn:
            self._drawn = self._rng.choices(self._merchants, cum_weights=self._weights, k=4096)
        merchant = self._drawn.pop()
        cents = self._any(merchant.cents)
        refunded = dice < _PAY_SHARE + _REFUND_SHARE
        text = self._any(merchant.texts[account])
        if self._dated[account]:
            text = text.replace("{md}", f"{day:%m/%d}").replace("{trace}", f"S58{self.made:013d}")
        what = (text, merchant.name, merchant.category)
        return self._write(account, day, -cents if refunded else cents, what)

    def move(self, day: dt.date) -> list[SampleTransaction]:
        """Return both legs of a move between two accounts."""
        out, into = self._rng.sample(range(len(self._accounts)), 2)
        names = [account.name for account in self._accounts]
        cents = self._rng.randrange(100, 3_000) * 100
        key = f"move-{self.made}"
        return [
            self._write(out, day, cents, (f"ONLINE TRANSFER TO {names[into].upper()}", names[into], "transfer"), key),
            self._write(into, day, -cents, (f"ONLINE TRANSFER FROM {names[out].upper()}", names[out], "transfer"), key),
        ]  # fmt: skip

    def _any(self, choice: Sequence[_T]) -> _T:
        # Three times as fast as Random.choice, which counts for a million rows.
        return choice[int(self._rng.random() * len(choice))]

    def _write(
        self,
        account: int,
        day: dt.date,
        cents: int,
        what: tuple[str, str, str | None],
        transfer_key: str | None = None,
    ) -> SampleTransaction:
        order = self._order[account]
        self._order[account] = order + 1
        number = self.made
        self.made = number + 1
        return SampleTransaction(
            f"row-{number}",
            self._accounts[account].key,
            day,
            cents,
            *what,
            _STATUSES[number * 7919 % len(_STATUSES)],
            SampleSource.CSV_IMPORT,
            order,
            transfer_key,
        )
