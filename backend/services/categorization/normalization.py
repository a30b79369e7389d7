"""From a bank's description to the text that patterns are matched in, and to the merchant.

`SQ *BLUE BOTTLE #1234 OAKLAND CA`, `BLUE BOTTLE 0042` and `TST* BLUE BOTTLE` are one merchant,
BLUE BOTTLE. Nothing here knows categories or a database.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from backend.services.categorization.merchants import merchant_in
from backend.services.categorization.places import STATES
from backend.services.categorization.spellings import (
    CAPITALS,
    DISPLAY_WORDS,
    SMALL_WORDS,
)
from backend.services.categorization.wrappers import unwrap

K = TypeVar("K")
V = TypeVar("V")

_MOST_REMEMBERED = 50_000
_MOST_PASSES = 8

# Card descriptors have columns: the merchant's, the city's, the state's. Two spaces tell them apart.
_CITY_COLUMN = re.compile(r"(?<=\S)\s{2,}[^\W\d_][^\d*#]*?\s+(?P<state>[A-Z]{2})\s*$")

_ANY_DIGIT = bytes.maketrans(b"123456789", b"000000000")
_DIGIT = re.compile(r"\d").search

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-"})


class Cleaned(NamedTuple):
    """What is left of a description.

    `text` is what patterns are matched in: upper case, no accents, without the bank's frame.
    `merchant` is the key that groups the lines of one merchant. Both are empty only where the
    description is.
    """

    text: str
    merchant: str


def shape_of(description: str) -> bytes:
    """Return what two descriptions share that differ in digits alone.

    Cleaning never looks at which digit stands where, so what it finds of one, as long as no
    digit is left in it, holds for the other.
    """
    return description.encode("utf-8", "surrogatepass").translate(_ANY_DIGIT)


@dataclass(slots=True)
class Cleaner:
    """Cleans many descriptions, remembering merchants seen before: make one per import."""

    _merchants: dict[bytes, str] = field(default_factory=dict)
    _settled: dict[str, str] = field(default_factory=dict)

    def clean(self, description: str) -> Cleaned:
        """Return the text to match and the merchant of `description`."""
        text = unwrap(fold(description))
        shape = shape_of(description)
        merchant = self._merchants.get(shape)
        if merchant is None:
            merchant = self._settle(merchant_in(_without_city_column(text, description)))
            if _DIGIT(merchant) is None:
                remember(self._merchants, shape, merchant)
        return Cleaned(text, merchant)

    def _settle(self, merchant: str) -> str:
        """Return the name that reading the name again gives, so that a key is its own key."""
        settled = self._settled.get(merchant)
        if settled is None:
            settled = remember(self._settled, merchant, _fixed_point(merchant))
        return settled


def remember(memory: dict[K, V], key: K, value: V) -> V:
    """Keep `value` in `memory`, which starts anew when it has grown large; return it."""
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    memory[key] = value
    return value


def clean(description: str) -> Cleaned:
    """Return the text to match and the merchant of one `description`; many need a `Cleaner`."""
    return Cleaner().clean(description)


def normalize_text(description: str) -> str:
    """Return `description` as patterns see it: upper case, no accents, no bank noise."""
    return clean(description).text


def merchant_of(description: str) -> str:
    """Return the key of the merchant in `description`; applied to a key it gives that key."""
    return clean(description).merchant


def display_merchant(description: str) -> str:
    """Return the merchant as a person would write it: `Blue Bottle`."""
    return title_case(merchant_of(description))


def title_case(merchant: str) -> str:
    """Return a merchant key in title case, with the capitals that names have."""
    words = merchant.split(" ")
    return " ".join(
        word.lower() if position and word in SMALL_WORDS else _title_word(word)
        for position, word in enumerate(words)
    )


def _title_word(word: str) -> str:
    known = DISPLAY_WORDS.get(word)
    if known is not None:
        return known
    if word in CAPITALS or not any(letter in "AEIOUY" for letter in word):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def fold(description: str) -> str:
    """Return `description` in upper case without accents, its runs of spaces folded."""
    if not description.isascii():
        decomposed = unicodedata.normalize("NFKD", description.translate(_QUOTES))
        description = "".join(
            character for character in decomposed if not unicodedata.combining(character)
        )
    return " ".join(description.upper().split())


def _without_city_column(text: str, description: str) -> str:
    """Drop city and state where the bank's columns show them, whatever city it is."""
    if "  " not in description:
        return text
    column = _CITY_COLUMN.search(description.upper())
    if column is None or column["state"] not in STATES:
        return text
    return text.removesuffix(" " + " ".join(column[0].split()))


def _fixed_point(merchant: str) -> str:
    for _ in range(_MOST_PASSES):
        again = merchant_in(unwrap(fold(merchant)))
        if again == merchant:
            return merchant
        merchant = again
    return merchant
