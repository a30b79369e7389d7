"""Exact money: decimal dollars in Python, whole cents at rest.

Positive is money out of the account, everywhere. A cent is a hundredth of the account's
currency unit, also for currencies that use none.
"""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")

# What a 64-bit column can sum without overflow even over a million rows.
MAX_CENTS = 10**12


def to_cents(amount: Decimal) -> int:
    """Return `amount` in whole cents, half a cent rounded away from zero.

    Raises:
        ValueError: the amount is not finite or beyond ten billion dollars.
    """
    if not amount.is_finite():
        raise ValueError("an amount must be a finite number")
    cents = int(amount.scaleb(2).to_integral_value(rounding=ROUND_HALF_UP))
    if abs(cents) > MAX_CENTS:
        raise ValueError("an amount must be below ten billion")
    return cents


def from_cents(cents: int) -> Decimal:
    """Return whole cents as dollars with two decimals."""
    return Decimal(cents).scaleb(-2)
