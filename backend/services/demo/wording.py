"""How banks write what happened: wrappers, store numbers, places, cut-off names.

A template is a bank's wording with holes: `{ymd}` and `{md}` are the day, `{d7}` seven digits and
`{a5}` five capital letters or digits, new ones each time.
"""

import datetime as dt
import random
import re
from dataclasses import dataclass

from backend.services.demo.model import Bank

_HOLE = re.compile(r"\{(ymd|md|[da]\d+)\}")
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_CARD_DIGITS = "4417"
_CHASE_WIDTH = 25
_WALLET = " APPLE PAY ENDING IN 2291"
_WALLET_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Purchase:
    """What a card machine sends to the bank."""

    text: str
    place: str
    recurring: bool = False


def fill(template: str, day: dt.date, rng: random.Random) -> str:
    """Return `template` with its holes filled."""

    def hole(match: re.Match[str]) -> str:
        name = match[1]
        if name == "ymd":
            return f"{day:%y%m%d}"
        if name == "md":
            return f"{day:%m/%d}"
        length = int(name[1:])
        if name[0] == "d":
            return f"{rng.randrange(10**length):0{length}d}"
        return "".join(rng.choices(_SIGNS, k=length))

    return _HOLE.sub(hole, template)


def purchase(bank: Bank, what: Purchase, day: dt.date, rng: random.Random) -> str:
    """Return the description under which `bank` books a purchase by card."""
    text = fill(what.text, day, rng)
    if bank is Bank.WELLS_FARGO:
        verb = "RECURRING PAYMENT" if what.recurring else "PURCHASE"
        trace = fill("S58{d13}", day, rng)
        return f"{verb} AUTHORIZED ON {day:%m/%d} {text} {what.place} {trace} CARD {_CARD_DIGITS}"
    if bank is Bank.DISCOVER:
        paid_by_phone = not what.recurring and rng.random() < _WALLET_SHARE
        return f"{text} {what.place}{_WALLET if paid_by_phone else ''}"
    if bank is Bank.CHASE_CARD:
        return text[:_CHASE_WIDTH].rstrip()
    if bank is Bank.CHASE_CHECKING:
        return f"{text[:22]:<22} {what.place} {day:%m/%d}"
    return text
