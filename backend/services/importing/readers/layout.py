"""The layout of a table, found from its header words and its cells together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backend.services.importing.readers.amounts import DecimalMark, detect_decimal_mark
from backend.services.importing.readers.bank_profile import BankProfile
from backend.services.importing.readers.bank_profiles import AMEX
from backend.services.importing.readers.content import Column, describe_columns
from backend.services.importing.readers.country import writes_day_first
from backend.services.importing.readers.date_columns import choose_date_columns
from backend.services.importing.readers.dates import DateReading, detect_date_format
from backend.services.importing.readers.directions import find_direction
from backend.services.importing.readers.header import find_table
from backend.services.importing.readers.header_words import Role
from backend.services.importing.readers.money_columns import MoneyColumns, choose_money_columns
from backend.services.importing.readers.profiles import is_plain_amex, recognise
from backend.services.importing.readers.records import Cells, Records
from backend.services.importing.readers.signs import SignChoice, decide_sign, is_card
from backend.services.importing.readers.text_columns import choose_text_columns
from backend.services.importing.readers.vocabulary import normalized
from backend.services.importing.statement import (
    DateOrder,
    SignRule,
    TableLayout,
    UnreadableFileError,
)


@dataclass(frozen=True, slots=True)
class Detection:
    """A layout and the guesses in it, as sentences."""

    layout: TableLayout
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as far as it is known: where it begins, rows to judge by, its columns and bank."""

    header: Cells | None
    rows: list[Cells]
    body: Sequence[Cells]
    columns: list[Column]
    profile: BankProfile | None


def detect(
    records: Records, *, account_type: str | None = None, date_order: DateOrder | None = None
) -> Detection:
    """Return how to read the table.

    `date_order` is the order that is likely from outside (the account's country).

    Raises:
        UnreadableFileError: no table, or one that lists something else than transactions.
    """
    start = find_table(records.cells)
    if start is None:
        raise UnreadableFileError(
            "No rows with a date and an amount were found, so this is no list of transactions. "
            "Choose the columns yourself, or download the transactions in another format."
        )
    table = _look_at(records.cells, start.header, start.first, start.rows)
    layout = _choose_columns(table)
    mark = _decimal_mark(layout, table.body, records.delimiter)
    habit = table.profile.date_order if table.profile else None
    day_first = (
        mark == ","
        or records.delimiter == ";"
        or writes_day_first(layout, table.header, table.rows)
    )
    reading = _date_reading(layout, table.body, habit or date_order, day_first=day_first)
    layout = replace(
        layout,
        header_row=start.header,
        first_row=start.first,
        encoding=records.encoding,
        delimiter=records.delimiter,
        sheet=records.sheet,
        date_order=reading.order,
        decimal_mark=mark,
        profile=table.profile.name if table.profile else None,
    )
    layout, about_sign = _settle_sign(layout, table, account_type)
    about_dates = None if habit else reading.choice
    return Detection(layout, tuple(filter(None, (about_dates, about_sign))))


def _look_at(
    cells: Sequence[Cells], header_row: int | None, first: int, sample: Sequence[int]
) -> _Table:
    """Describe the table by its rows with a day and an amount; without any, by its header."""
    header = cells[header_row] if header_row is not None else None
    rows = [cells[index] for index in sample]
    columns = describe_columns(rows, header)
    return _Table(header, rows, cells[first:], columns, recognise(header, rows))


def _choose_columns(table: _Table) -> TableLayout:
    has_header = table.header is not None
    date, posted = choose_date_columns(table.columns)
    others = [column for column in table.columns if column.index not in {date, posted}]
    money = choose_money_columns(others, table.rows, has_header=has_header)
    _refuse_other_lists(others, money, has_header=has_header)
    taken = {money.amount, money.debit, money.credit, money.balance, money.fee}
    texts = choose_text_columns(
        [column for column in others if column.index not in taken],
        has_header=has_header,
        near=money.amount if money.amount is not None else money.credit,
    )
    layout = TableLayout(
        date=date,
        posted_date=posted,
        amount=money.amount,
        debit=money.debit,
        credit=money.credit,
        balance=money.balance,
        fee=money.fee,
        description=texts.description,
        merchant=texts.merchant,
        memo=texts.memo,
        external_id=texts.external_id,
        status=texts.status,
        currency=texts.currency,
        account=texts.account,
    )
    return _with_profile_columns(layout, table)


def _refuse_other_lists(
    columns: Sequence[Column], money: MoneyColumns, *, has_header: bool
) -> None:
    if not money.is_complete:
        if money.balance is not None:
            raise UnreadableFileError(
                "This table lists balances, not transactions: no column says what moved. "
                "Download the transactions instead."
            )
        raise UnreadableFileError(
            "No column with amounts was found in this table, so it is no list of transactions."
        )
    if not has_header and not any(c.holds_words and not c.holds_currencies for c in columns):
        raise UnreadableFileError(
            "This table has dates and numbers but no descriptions: it is no list of transactions."
        )


def _with_profile_columns(layout: TableLayout, table: _Table) -> TableLayout:
    """Put the columns that the bank's profile names in place of those that were found."""
    if table.profile is None or table.header is None:
        return layout
    places: dict[str, int] = {}
    for index, name in enumerate(table.header):
        places.setdefault(normalized(name), index)
    wanted = {
        key: tuple(places[name] for name in names if name in places)
        for key, names in table.profile.columns.items()
    }
    if wanted.get("description"):
        layout = replace(layout, description=wanted["description"])
    single = {key: found[0] for key, found in wanted.items() if found and key != "description"}
    if "amount" in single:
        layout = replace(layout, amount=single["amount"], debit=None, credit=None, fee=None)
    account = None if table.profile.many_cards else layout.account
    return replace(
        layout,
        merchant=single.get("merchant", layout.merchant),
        memo=single.get("memo", layout.memo),
        external_id=single.get("external_id", layout.external_id),
        account=single.get("account", account),
    )


def _decimal_mark(layout: TableLayout, body: Sequence[Cells], delimiter: str) -> DecimalMark:
    money = (layout.amount, layout.debit, layout.credit, layout.balance)
    chosen = [column for column in money if column is not None]
    values = (text for column in chosen for text in _column(body, column))
    return detect_decimal_mark(values, default="," if delimiter == ";" else ".")


def _date_reading(
    layout: TableLayout,
    body: Sequence[Cells],
    date_order: DateOrder | None,
    *,
    day_first: bool,
) -> DateReading:
    """Judge the order by both date columns: one may prove what the other leaves open."""
    reading = detect_date_format(
        _column(body, layout.date), date_order=date_order, day_first=day_first
    )
    if reading.is_certain or layout.posted_date is None:
        return reading
    posted = detect_date_format(_column(body, layout.posted_date), day_first=day_first)
    if posted.is_certain and posted.example:
        return DateReading(posted.order, posted.evidence)
    return reading


def _column(body: Sequence[Cells], column: int) -> Iterator[str]:
    return (row[column] for row in body if len(row) > column)


def _settle_sign(
    layout: TableLayout, table: _Table, account_type: str | None
) -> tuple[TableLayout, str | None]:
    """Find out what a positive amount means; the sentence is about a guess."""
    if layout.amount is None:
        return layout, None
    direction = find_direction(table.columns, table.rows, layout.amount)
    if direction and direction.column is not None:
        return replace(layout, direction=direction.column), None
    if direction:
        rule: SignRule = "money_in_positive" if direction.sign > 0 else "charges_positive"
        return replace(layout, sign=rule), None
    choice = _sign_without_words(layout, layout.amount, table, account_type)
    if choice.rule == "charges_positive" and is_plain_amex(table.header) and is_card(account_type):
        layout = replace(layout, profile=AMEX.name)
    return replace(layout, sign=choice.rule), choice.choice


def _sign_without_words(
    layout: TableLayout, amount: int, table: _Table, account_type: str | None
) -> SignChoice:
    profile = table.profile
    kinds = [
        column.index
        for column in table.columns
        if Role.KIND in column.roles and column.index not in layout.description
    ]
    return decide_sign(
        table.rows,
        amount=amount,
        balance=layout.balance,
        words=[*layout.description, *kinds],
        account_type=account_type or (profile.account_type if profile else None),
        habit=profile.sign if profile else None,
    )
