"""A line as the model sees it: the merchant's words, the keys of its memory, what else is said."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from backend.services.categorization.normalization import Cleaner, fold, remember, shape_of

_LONGEST_KEY = 6
SATURDAY = 5
_OTHER_SIGNS = re.compile(r"[^A-Z0-9]+")


class Purchase(NamedTuple):
    """What a statement says of a line; positive `cents` left the account.

    `account_type` is `checking`, `credit` or `savings`, or empty where nobody said.
    """

    description: str
    cents: int
    date: dt.date
    account_type: str = ""


class Reading(NamedTuple):
    """A purchase, read.

    `words` are the merchant's, in upper case, without signs; at most six. `tail` is what else the
    description says in letters: a memo, a city, what the bank calls it.
    """

    words: tuple[str, ...]
    tail: tuple[str, ...]
    is_outflow: bool
    account_type: str
    cents: int
    is_workday: bool

    @property
    def name(self) -> str:
        """Return the merchant's words as one text."""
        return " ".join(self.words)


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of an upper-case `text` as the knowledge base spells them.

    `JOE'S BAR & GRILL` is JOES BAR AND GRILL.
    """
    text = text.replace("'", "").replace(".", "").replace("&", " AND ").replace("+", " PLUS ")
    return tuple(_OTHER_SIGNS.sub(" ", text).split())


@dataclass(slots=True)
class Reader:
    """Reads many purchases, remembering descriptions that differ in digits alone."""

    _cleaner: Cleaner = field(default_factory=Cleaner)
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _tails: dict[tuple[bytes, str], tuple[str, ...]] = field(default_factory=dict)

    def read(self, purchase: Purchase) -> Reading:
        """Return `purchase` as the model sees it."""
        merchant = self._cleaner.clean(purchase.description).merchant
        return self.read_cleaned(purchase, merchant)

    def read_cleaned(self, purchase: Purchase, merchant: str) -> Reading:
        """Return `purchase`, whose merchant's key is known already, as the model sees it."""
        words = self._words.get(merchant)
        if words is None:
            words = remember(self._words, merchant, plain_words(merchant)[:_LONGEST_KEY])
        shape = shape_of(purchase.description), merchant
        tail = self._tails.get(shape)
        if tail is None:
            tail = remember(self._tails, shape, _tail(purchase.description, words))
        return Reading(
            words,
            tail,
            purchase.cents > 0,
            purchase.account_type,
            purchase.cents,
            purchase.date.weekday() < SATURDAY,
        )


def _tail(description: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of letters alone that are no part of the merchant's name."""
    found = (word for word in plain_words(fold(description)) if word.isalpha() and len(word) > 1)
    return tuple(dict.fromkeys(word for word in found if word not in words))
