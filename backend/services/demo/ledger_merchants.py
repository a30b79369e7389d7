"""The merchants of a large ledger: the household's own and invented local ones, 300 in all."""

import datetime as dt
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from backend.services.demo.model import Bank
from backend.services.demo.shops import CARE, FOOD, GETTING_AROUND, HOME, Shop
from backend.services.demo.wording import Purchase, purchase

_WORDINGS = 12
_PRICES = 400
_STARTS = (
    "BAY", "OAK", "RED", "BLUE", "SUN", "IRON", "FOX", "ELM", "STAR", "LAKE", "MOSS", "PINE",
    "GOLD", "MILL", "FERN", "ROCK", "SALT", "WREN", "OWL", "ASH",
)  # fmt: skip
_ENDS = ("FIELD", "STONE", "WAY", "HOUSE", "CRAFT", "WORKS", "LEAF", "GATE", "HILL", "ROW")
_KINDS = (
    ("MARKET", "groceries"),
    ("GRILL", "restaurant"),
    ("COFFEE", "coffee"),
    ("HARDWARE", "home_supplies"),
    ("PHARMACY", "pharmacy"),
    ("BOOKS", "books"),
    ("APPAREL", "clothing"),
    ("GARAGE", "car_maintenance"),
    ("DELI", "work_lunch"),
    ("PETS", "pet"),
)
_SOME_DAY = dt.date(2025, 1, 1)
_TRACE = re.compile(r"S58\d{13}")
# Banks that write the day into the description.
DATED = frozenset({Bank.WELLS_FARGO, Bank.CHASE_CHECKING})


@dataclass(frozen=True, slots=True)
class Merchant:
    """A merchant, ready to be drawn from; `texts` are its wordings, account by account."""

    name: str
    category: str | None
    cents: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]


def ledger_merchants(
    rng: random.Random, banks: Sequence[Bank]
) -> tuple[list[Merchant], list[float]]:
    """Return about 300 merchants and how often each is visited: the household's and local ones."""
    shops = [shop for shop in (*FOOD, *GETTING_AROUND, *HOME, *CARE) if shop.category is not None]
    shares = [shop.per_month for shop in shops]
    for first in _STARTS:
        for last in _ENDS:
            kind, category = rng.choice(_KINDS)
            name = f"{first}{last} {kind}"
            low = rng.randint(3_00, 30_00)
            shops.append(Shop(name.title(), name + " {s}", category, 0, low, low * 2, low * 4))
            shares.append(rng.uniform(0.05, 0.6))
    return [_merchant(shop, rng, banks) for shop in shops], shares


def _merchant(shop: Shop, rng: random.Random, banks: Sequence[Bank]) -> Merchant:
    stores = [str(rng.randint(100, 9899)) for _ in range(_WORDINGS)]
    texts = tuple(tuple(_wording(shop, store, bank, rng) for store in stores) for bank in banks)
    prices = shop.menu or tuple(rng.randint(shop.low, shop.high) for _ in range(_PRICES))
    return Merchant(shop.name, shop.category, prices, texts)


def _wording(shop: Shop, store: str, bank: Bank, rng: random.Random) -> str:
    """Return a bank's wording in which the day and the trace number are still open."""
    what = Purchase(shop.text.replace("{s}", store), shop.place)
    text = purchase(bank, what, _SOME_DAY, rng)
    return _TRACE.sub("{trace}", text.replace(f"{_SOME_DAY:%m/%d}", "{md}"))
