"""Signs of the country that a table comes from, for dates that may be read either way."""

import re
from collections.abc import Sequence
from typing import Final

from backend.services.importing.readers.amounts import CURRENCY_CODES
from backend.services.importing.readers.records import Cells, cell
from backend.services.importing.readers.vocabulary import normalized
from backend.services.importing.statement import TableLayout

_MONTH_FIRST: Final = frozenset({"USD", "CAD", "PHP"})
_ENGLISH_DATE: Final = re.compile(r"\b(?:date|dated|day|when|time|posted|created|utc)\b")
_ABROAD: Final = re.compile(r"\bsort code\b|\bbsb\b|\biban\b|\bifsc\b|\bpaid (?:in|out)\b")
_NAMED_CURRENCY: Final = re.compile(r"(?:^|[(\[ ])([A-Z]{3})[)\]$€£]?\s*$")
_SAMPLE: Final = 50


def header_currency(layout: TableLayout, header: Cells | None) -> str | None:
    """Return the currency that the header of the amounts names: "Withdrawals (SGD)"."""
    for column in (layout.amount, layout.debit, layout.credit) if header else ():
        found = _NAMED_CURRENCY.search(cell(header or [], column))
        if found and found[1] in CURRENCY_CODES:
            return found[1]
    return None


def writes_day_first(layout: TableLayout, header: Cells | None, rows: Sequence[Cells]) -> bool:
    """Tell whether currency or language speak of a country that puts the day before the month."""
    currency = header_currency(layout, header) or cell(rows[0], layout.currency) if rows else ""
    if currency and currency.upper() not in _MONTH_FIRST:
        return True
    money = [
        column for column in (layout.amount, layout.debit, layout.credit) if column is not None
    ]
    if any(sign in cell(row, c) for row in rows[:_SAMPLE] for c in money for sign in "£€₹"):
        return True
    if header is None:
        return False
    name = normalized(cell(header, layout.date))
    is_foreign = bool(name) and not _ENGLISH_DATE.search(name)
    return is_foreign or bool(_ABROAD.search(" | ".join(map(normalized, header))))
