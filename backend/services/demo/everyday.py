"""Writes down the everyday: who goes where on which day and what it costs."""

import datetime as dt
import random
from dataclasses import replace

from backend.services.demo.book import Book, Entry
from backend.services.demo.household import ACCOUNTS, CASH, NOTES, TAGS
from backend.services.demo.model import SampleSource, SampleTransaction, SplitPart, stream
from backend.services.demo.shops import SHOPS, Shop
from backend.services.demo.wording import Purchase, fill, purchase

_BANKS = {account.key: account.bank for account in ACCOUNTS}
_DAYS_A_MONTH = 30.44
_BUSY = 3
_YEARLY_RISE_PER_MILLE = 28
_USUAL_OR_LESS = 0.65
_NOTE_SHARE = 0.12
_TAG_SHARE = 0.7
_SPLIT_FROM_CENTS = 120_00
_SPLIT_SHARE = 0.4


def write_everyday(book: Book, seed: int, away: frozenset[dt.date]) -> list[SampleTransaction]:
    """Write every purchase of the days not in `away`; return the rows of the bank accounts."""
    rows = []
    for number, shop in enumerate(SHOPS):
        rng = stream(seed, f"shop/{number}/{shop.name}")
        stores = [str(rng.randint(100, 9899)) for _ in range(2)]
        for day in book.period.days:
            if day not in away and rng.random() < _chance(shop, day):
                row = _visit(shop, day, stores, book, rng)
                if row is not None and row.account_key != CASH and not shop.arrives:
                    rows.append(row)
    return rows


def _chance(shop: Shop, day: dt.date) -> float:
    if day.weekday() not in shop.weekdays:
        return 0
    busy = _BUSY if day.month in shop.busy else 1
    return shop.per_month * busy * 7 / len(shop.weekdays) / _DAYS_A_MONTH


def _visit(
    shop: Shop, day: dt.date, stores: list[str], book: Book, rng: random.Random
) -> SampleTransaction | None:
    account = rng.choice(shop.paid_from)
    cents = _price(shop, (day - book.period.first_day).days // 365, rng)
    entry = Entry(
        account,
        day,
        -cents if shop.arrives else cents,
        _text(shop, account, rng.choice(stores), day, rng),
        shop.name,
        shop.category,
        known=shop.known,
        source=SampleSource.MANUAL if account == CASH else SampleSource.CSV_IMPORT,
        splits=_splits(shop, cents, rng),
    )
    return book.earn(entry) if shop.arrives else book.spend(_remarked(entry, rng))


def _text(shop: Shop, account: str, store: str, day: dt.date, rng: random.Random) -> str:
    text = shop.text.replace("{s}", store)
    if shop.ready:
        return fill(text, day, rng)
    return purchase(_BANKS[account], Purchase(text, shop.place), day, rng)


def _price(shop: Shop, years: int, rng: random.Random) -> int:
    if shop.menu:
        return rng.choice(shop.menu)
    below = rng.random() < _USUAL_OR_LESS
    cents = rng.randint(shop.low, shop.usual) if below else rng.randint(shop.usual, shop.high)
    if shop.ready:
        return cents // 100 * 100  # people and cash go in whole dollars
    return cents * (1000 + _YEARLY_RISE_PER_MILLE * years) // 1000


def _splits(shop: Shop, cents: int, rng: random.Random) -> tuple[SplitPart, ...]:
    if shop.part is None or shop.category is None:
        return ()
    if cents < _SPLIT_FROM_CENTS or rng.random() >= _SPLIT_SHARE:
        return ()
    part = cents * rng.randint(15, 45) // 100
    return (SplitPart(shop.category, cents - part), SplitPart(shop.part, part))


def _remarked(entry: Entry, rng: random.Random) -> Entry:
    notes = NOTES.get(entry.category or "", ())
    tag = TAGS.get(entry.category or "")
    return replace(
        entry,
        notes=rng.choice(notes) if notes and rng.random() < _NOTE_SHARE else None,
        tags=(tag,) if tag is not None and rng.random() < _TAG_SHARE else (),
    )
