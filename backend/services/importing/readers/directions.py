"""Words beside an unsigned amount that say which way the money went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from backend.services.importing.readers.amounts import (
    DecimalMark,
    detect_decimal_mark,
    parse_cents,
)
from backend.services.importing.readers.content import Column
from backend.services.importing.readers.header_words import Role
from backend.services.importing.readers.records import Cells, cell
from backend.services.importing.readers.vocabulary import normalized

_OUT_WORDS: Final = (
    "debit|dr|d|dbit|debet|soll|s|lastschrift|belastung|af|uit|out|outgoing|outflow|"
    "withdrawal|withdraw|charge|sale|purchase|expense|money out|paid out|cargo|adeudo|dare|"
    "uscita|addebito|debito|saida|uttag|ut|ud|obciazenie|wydatek|расход|списание|-|ausgabe|"
    "ausgang|send|spend|fee|fees|cash advance|atm withdrawal|transfer out|outgoing transfer|"
    "sent"
)
_IN_WORDS: Final = (
    "credit|cr|c|crdt|k|kredit|haben|h|gutschrift|bij|in|incoming|inflow|deposit|income|"
    "money in|paid in|abono|avere|entrata|accredito|credito|entrada|insattning|inn|ind|"
    "uznanie|wplyw|приход|зачисление|+|einnahme|eingang|receive|refund|return|direct deposit|"
    "interest|dividend|transfer in|salary|incoming transfer|payroll|reversal|cashback|"
    "reimbursement"
)
_OUT: Final = frozenset(_OUT_WORDS.split("|"))
_IN: Final = frozenset(_IN_WORDS.split("|"))
_MINUS: Final = ("-", "−", "(", "+")
_MARKS: Final = {"-": "-", "−": "-", "+": "+"}


@dataclass(frozen=True, slots=True)
class Direction:
    """What a column of words tells of the amounts beside it.

    Attributes:
        column: to be read with every amount; None where the amounts have their signs already.
        sign: 1 where a positive amount is money in, -1 where it is money out, 0 if unsigned.
    """

    column: int | None
    sign: int


def is_outflow(word: str) -> bool | None:
    """Return whether a word means money out; None for a word that says neither."""
    plain = _MARKS.get(word.strip()) or normalized(word)
    if plain in _OUT:
        return True
    return False if plain in _IN else None


def marks_only_credits(amounts: Iterable[str]) -> bool:
    """Tell whether a column writes `250.00 CR` for money in and bare amounts for money out."""
    marked = bare = 0
    for text in amounts:
        plain = text.strip()
        if plain[-2:].upper() == "CR":
            marked += 1
        elif plain:
            bare += 1
            if plain[:1] in _MINUS or plain[-2:].upper() == "DR" or plain[-1:] == "-":
                return False
    return marked > 0 and bare > 0


def is_direction_column(column: Column) -> bool:
    """Tell whether all cells are words for money out or money in.

    Under a header for descriptions they are descriptions: "Interest", month after month.
    """
    if Role.TEXT in column.roles and not column.roles.keys() & {Role.DIRECTION, Role.KIND}:
        return False
    return not column.is_empty and all(
        is_outflow(value) is not None for value in set(column.values)
    )


def find_direction(
    columns: Sequence[Column], rows: Sequence[Cells], amount: int | None
) -> Direction | None:
    """Return what a direction column says of a single amount column; None without one."""
    if amount is None:
        return None
    fitting = [
        column
        for column in columns
        if column.index != amount and is_direction_column(column) and not column.holds_money
    ]
    fitting.sort(key=lambda column: -column.roles.get(Role.DIRECTION, 0))
    for column in fitting:
        if found := _judge(column, rows, amount):
            return found
    return None


def _judge(column: Column, rows: Sequence[Cells], amount: int) -> Direction | None:
    mark = detect_decimal_mark(cell(row, amount) for row in rows)
    pairs = [_pair(row, column.index, amount, mark) for row in rows]
    known = [(out, cents) for pair in pairs if pair and pair[1] for out, cents in (pair,)]
    both = len({out for out, _ in known}) > 1
    is_named = Role.DIRECTION in column.roles or not column.header
    if not any(cents < 0 for _, cents in known):
        return Direction(column.index, 0) if known and (both or is_named) else None
    if not both or column.fill < 1:
        return None
    agreeing = sum(out == (cents < 0) for out, cents in known)
    if agreeing == len(known):
        return Direction(None, 1)
    if agreeing == 0:
        return Direction(None, -1)
    return Direction(column.index, 0) if is_named else None


def _pair(
    row: Cells, column: int, amount: int, mark: DecimalMark
) -> tuple[bool | None, int] | None:
    try:
        cents = parse_cents(cell(row, amount), mark)
    except ValueError:
        return None
    return is_outflow(cell(row, column)), cents
