"""What a balance proof says to the owner, in one or two plain sentences."""

import datetime as dt
from collections.abc import Sequence

from backend.core.money import from_cents
from backend.services.importing.balance_chain import Step
from backend.services.importing.balance_suspects import Suspect, Suspicion
from backend.services.importing.statement import Statement


def amount_text(cents: int, currency: str | None) -> str:
    """Return an amount for a sentence: `$1,234.50`, `1,234.50 EUR`, `1,234.50` if unknown."""
    figure = f"{from_cents(abs(cents)):,}"
    sign = "−" if cents < 0 else ""
    if currency == "USD":
        return f"{sign}${figure}"
    return f"{sign}{figure} {currency}" if currency else f"{sign}{figure}"


def day_text(day: dt.date) -> str:
    """Return a day for a sentence: `March 5, 2026`."""
    return f"{day:%B} {day.day}, {day.year}"


def proven_sentence(
    stated: Sequence[int], started: dt.date | None, ended: dt.date | None, currency: str | None
) -> str:
    """Say between which of the stated balances was proven."""
    steps = len(stated) - 1
    begin = f" on {day_text(started)}" if started else ""
    end = f" on {day_text(ended)}" if ended else ""
    how = "the rows lead" if steps == 1 else f"all {steps} steps lead"
    return (
        f"Complete: {how} exactly from {amount_text(stated[0], currency)}{begin} "
        f"to {amount_text(stated[-1], currency)}{end}."
    )


def not_stated_sentence(statement: Statement, implied: int | None) -> str:
    """Say why nothing can be proven, and what the owner can do."""
    if implied is None or statement.closing is None:
        return (
            "The file states no balances that could show whether it is complete. "
            "Type the closing balance from your statement to check it."
        )
    closing = amount_text(statement.closing.cents, statement.currency)
    return (
        f"The file states its closing balance ({closing}), but none to start from. It is complete "
        f"if the account held {amount_text(implied, statement.currency)} before its first row."
    )


def broken_sentence(
    step: Step,
    suspects: Sequence[Suspect],
    first_bad: dt.date | None,
    last_good: dt.date | None,
    currency: str | None,
) -> str:
    """Say where rows and balances part, by how much, and the likeliest reason."""
    apart = amount_text(abs(step.difference), currency)
    where = _where(step, first_bad, last_good)
    reason = _why(suspects[0], currency)
    if [one.suspicion for one in suspects[:2]] == _UNDECIDED:
        reason = f"either {reason}, or {_why(suspects[1], currency)}"
    return f"{where} rows and balance part by {apart}: {reason}."


_UNDECIDED = [Suspicion.MISSING_ROW, Suspicion.WRONG_AMOUNT]
_REASONS = {
    Suspicion.NOT_IMPORTED: "row {row} of the file is not imported; {amount} would close the gap",
    Suspicion.COUNTED_TWICE: "row {row} seems to be there twice",
    Suspicion.SIGN_TURNED: "row {row} seems to go the wrong way; it should be {amount}",
    Suspicion.ALL_SIGNS_TURNED: "money in and money out seem to be exchanged in all rows",
    Suspicion.WRONG_BALANCE: "the balance beside row {row} seems wrong, the rows around it agree",
    Suspicion.DIGITS_SWAPPED: "two digits of row {row} seem to be swapped; it should be {amount}",
    Suspicion.POINT_MISPLACED: "the decimal point of row {row} seems misplaced; it should be {amount}",
    Suspicion.EXTRA_ROW: "row {row} has just this amount and may not belong here",
    Suspicion.MISSING_ROW: "{amount} is missing{place}",
    Suspicion.WRONG_AMOUNT: "row {row} should be {amount}",
}


def _why(suspect: Suspect, currency: str | None) -> str:
    cents = suspect.cents or 0
    direction = "money out" if cents >= 0 else "money in"
    return _REASONS[suspect.suspicion].format(
        row=suspect.row,
        amount=f"{amount_text(abs(cents), currency)} ({direction})",
        place="" if suspect.row is None else f" before row {suspect.row}",
    )


def _where(step: Step, first_bad: dt.date | None, last_good: dt.date | None) -> str:
    if first_bad is None:
        return "At the end"
    if len(step.entries) == 1 or last_good is None or last_good >= first_bad:
        return f"On {day_text(first_bad)}"
    return f"Between {day_text(last_good)} and {day_text(first_bad)}"
