"""What models cost: the published prices, and those that the owner has typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from backend.core.errors import InvalidInputError

if TYPE_CHECKING:  # settings are read at every start, and know price lists
    from backend.integrations.ai import Usage

_DATED = re.compile(r"-\d{8}$")
_TENTH, _QUARTER_MORE = Decimal("0.1"), Decimal("1.25")
_HIGHEST = Decimal(10000)


class InvalidPriceListError(InvalidInputError):
    """A price list can't be read."""

    def __init__(self, entry: str) -> None:
        super().__init__(
            f"“{entry[:60]}” is no price. Write model = 0.10 / 0.50: dollars per million tokens, "
            "first of the question, then of the answer; a semicolon stands between two models."
        )


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars per million tokens.

    Attributes:
        long_from: prompts with more tokens than this cost `long` in the place of these prices.
    """

    input: Decimal
    output: Decimal
    cache_read: Decimal
    cache_write: Decimal
    long_from: int | None = None
    long: "Price | None" = None

    def micros(self, usage: "Usage") -> int:
        """Return what a request costs in millionths of a dollar, rounded up."""
        if self.long_from is not None and self.long is not None and usage.prompt > self.long_from:
            return self.long.micros(usage)
        exact = (
            self.input * usage.input
            + self.output * usage.output
            + self.cache_read * usage.cache_read
            + self.cache_write * usage.cache_write
        )
        return int(exact.to_integral_value(ROUND_CEILING))


def _price(given: str, answered: str, cache_read: str | None = None) -> Price:
    """Return a price; a cache costs a tenth to read, where nothing else is said, and 1.25 to write."""
    asked = Decimal(given)
    read = asked * _TENTH if cache_read is None else Decimal(cache_read)
    return Price(asked, Decimal(answered), read, asked * _QUARTER_MORE)


def _price_by_length(short: Price, long_from: int, long: Price) -> Price:
    return Price(
        short.input, short.output, short.cache_read, short.cache_write, long_from, long
    )  # fmt: skip


_OPUS = _price("5", "25")
_SONNET = _price("3", "15")
# By https://platform.claude.com/docs/en/about-claude/pricing, as of November 2026.
PUBLISHED: Mapping[str, Price] = {
    "claude-haiku-5-5": _price_by_length(_price("0.10", "0.50"), 100_000, _price("0.50", "2.50")),
    "claude-haiku-4-5": _price("1", "5"),
    "claude-sonnet-5-5": _price("2", "10", "0.10"),
    "claude-sonnet-5": _price("2", "10"),
    "claude-sonnet-4-6": _SONNET,
    "claude-sonnet-4-5": _SONNET,
    "claude-opus-5-5": _price("4", "20", "0.20"),
    "claude-opus-5": _OPUS,
    "claude-opus-4-8": _OPUS,
    "claude-opus-4-7": _OPUS,
    "claude-opus-4-6": _OPUS,
    "claude-opus-4-5": _OPUS,
    "claude-fable-5-1": _price("10", "50", "0.25"),
    "claude-fable-5": _price("10", "50"),
}
FREE = _price("0", "0")
# What a model whose price nobody knows counts against the limit, so that the limit holds.
ASSUMED = PUBLISHED["claude-fable-5"]


def find_price(model: str, own: Mapping[str, Price]) -> Price | None:
    """Return what a model costs, the owner's word first; None where nobody knows.

    A name with a date at its end is the model of the name without it.
    """
    plain = _DATED.sub("", model)
    for prices in (own, PUBLISHED):
        for name in (model, plain):
            if name in prices:
                return prices[name]
    return None


def price_list(text: str | None) -> dict[str, Price]:
    """Return the prices in a text such as `llama = 0.10 / 0.50; other = 1 / 5`.

    Raises:
        InvalidPriceListError: it says something else.
    """
    found = {}
    for entry in filter(None, (part.strip() for part in (text or "").split(";"))):
        model, _, both = entry.rpartition("=")
        given, _, answered = both.partition("/")
        try:
            amounts = [Decimal(given.strip()), Decimal(answered.strip())]
        except InvalidOperation:
            raise InvalidPriceListError(entry) from None
        if not model.strip() or not all(a.is_finite() and 0 <= a <= _HIGHEST for a in amounts):
            raise InvalidPriceListError(entry)
        found[model.strip()] = _price(given.strip(), answered.strip())
    return found
