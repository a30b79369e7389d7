"""How a figure is written: for the model, and for the owner."""

import datetime as dt
from decimal import Decimal

from backend.services.insights.facts import Figure, Unit

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_TENTHS = Decimal("0.1")


def written(figure: Figure, currency: str) -> str:
    """Return the value of a figure in words and digits: `$1,234.50`, `12.5%`, `Jun 15, 2025`."""
    value = figure.value
    if isinstance(value, dt.date):
        return f"{value:%b} {value.day}, {value.year}"
    if figure.unit is Unit.MONEY:
        return money_text(int(value), currency)
    if figure.unit is Unit.SHARE:
        return f"{(value * 100).quantize(_TENTHS):,}%" if isinstance(value, Decimal) else ""
    return f"{value:,}"


def money_text(cents: int, currency: str) -> str:
    """Return an amount as people of its currency write it in English."""
    sign = "-" if cents < 0 else ""
    digits = f"{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    mark = _SIGNS.get(currency)
    return f"{sign}{mark}{digits}" if mark else f"{sign}{digits} {currency}"


def title(name: str, label: str) -> str:
    """Return what a figure is, in words: `Groceries: spent`."""
    return f"{name}: {label}" if name else label[:1].upper() + label[1:]
