"""QIF: Quicken's old exchange format, one letter in front of each line, `^` after each record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend.services.importing.readers.amounts import (
    DecimalMark,
    detect_decimal_mark,
    parse_cents,
)
from backend.services.importing.readers.bad_records import UnreadableRecordError, refuse_if_all_bad
from backend.services.importing.readers.dates import detect_date_format, parse_date
from backend.services.importing.readers.decoding import decode
from backend.services.importing.readers.wording import clean, join
from backend.services.importing.statement import (
    DateOrder,
    RowProblem,
    StatedBalance,
    Statement,
    StatementFile,
    StatementFormat,
    StatementRow,
    UnreadableFileError,
)

_ACCOUNT_TYPES = {
    "bank": "checking",
    "ccard": "credit",
    "cash": "cash",
    "oth a": "other",
    "oth l": "loan",
    "port": "investment",
    "invst": "investment",
}
_OPENING = re.compile(
    r"opening balance|saldo inicial|anfangsbestand|er[öo]ffnungs?saldo", re.IGNORECASE
)
_TRADE = (
    "A trade inside an investment account: QIF files say too little about its cash to import it."
)


def read_qif(data: bytes, *, date_order: DateOrder | None = None) -> StatementFile:
    """Return the statements of a QIF file, one for each account that has a list in it.

    The order of day and month comes from all dates of the file, unless `date_order` is given. A
    split counts once, with its whole amount. An opening balance is no transaction; where it is
    zero it stays, as it moves nothing.

    Raises:
        UnreadableFileError: it holds no transactions but trades, or none can be read.
    """
    accounts = [account for account in _accounts(decode(data).splitlines()) if account.records]
    reader = _Reader([record for account in accounts for record in account.records], date_order)
    for account in accounts:
        reader.read_account(account)
    refuse_if_all_bad(reader.file)
    if not reader.file.statements and reader.file.left_out:
        raise UnreadableFileError(
            "This QIF file holds investment trades only, which are not imported from QIF. "
            "Download the account's cash transactions as CSV or OFX instead."
        )
    reader.file.statements = reader.file.statements or [Statement()]
    return reader.file


@dataclass(slots=True)
class _Record:
    """A record's lines by their letters; the first of each counts, splits stay out."""

    number: int
    date: str = ""
    amount: str = ""
    payee: str = ""
    memo: str = ""
    check: str = ""
    category: str = ""


@dataclass(slots=True)
class _Account:
    """An account's list of records, under a `!Type:` line."""

    kind: str
    name: str | None = None
    records: list[_Record] = field(default_factory=list)


def _accounts(lines: list[str]) -> Iterator[_Account]:
    """Yield the lists of transactions; lists of categories, securities and the like are skipped."""
    current: _Account | None = _Account("bank")
    name: str | None = None
    in_account_block = False
    record = _Record(1)
    for line in map(str.strip, lines):
        if line.startswith("!"):
            kind = line[1:].strip().lower()
            in_account_block = kind.startswith("account")
            if kind.startswith("type:"):
                if current:
                    yield _with_last(current, record)
                current = _new_account(kind.removeprefix("type:").strip(), name)
                record = _Record(record.number)
        elif in_account_block:
            name = (clean(line[1:]) or None) if line.startswith("N") else name
        elif current and line == "^":
            _with_last(current, record)
            record = _Record(record.number + bool(record.date or record.amount))
        elif current and line:
            _take(record, line)
    if current:
        yield _with_last(current, record)


def _new_account(kind: str, name: str | None) -> _Account | None:
    return _Account(kind, name) if kind in _ACCOUNT_TYPES else None


def _with_last(account: _Account, record: _Record) -> _Account:
    """Return the account with the record, if there is anything in it."""
    if record.date or record.amount:
        account.records.append(record)
    return account


_FIELDS = {
    "D": "date",
    "T": "amount",
    "U": "amount",
    "P": "payee",
    "M": "memo",
    "N": "check",
    "L": "category",
}


def _take(record: _Record, line: str) -> None:
    name = _FIELDS.get(line[0])
    if name and not getattr(record, name):
        setattr(record, name, line[1:].strip())


class _Reader:
    """Reads account after account, with one decimal mark and one date order for all."""

    def __init__(self, records: list[_Record], date_order: DateOrder | None) -> None:
        self.file = StatementFile(StatementFormat.QIF, [])
        self._mark: DecimalMark = detect_decimal_mark(record.amount for record in records)
        reading = detect_date_format(
            (record.date for record in records),
            date_order=date_order,
            day_first=self._mark == ",",
        )
        self._order = reading.order
        if reading.choice:
            self.file.choices.append(reading.choice)

    def read_account(self, account: _Account) -> None:
        """Read one account's records."""
        if account.kind in {"invst", "port"}:
            self.file.left_out += [
                RowProblem(record.number, _TRADE, _description(record))
                for record in account.records
            ]
            return
        statement = self._statement_of(account)
        for record in account.records:
            try:
                self._read_record(record, statement)
            except UnreadableRecordError as error:
                problem = RowProblem(record.number, str(error), _description(record))
                self.file.errors.append(problem)

    def _statement_of(self, account: _Account) -> Statement:
        """Return the account's statement; an account may have its list in several parts."""
        for statement in self.file.statements:
            if account.name and statement.account_name == account.name:
                return statement
        kind = _ACCOUNT_TYPES[account.kind]
        statement = Statement(account_name=account.name, account_type=kind)
        self.file.statements.append(statement)
        return statement

    def _read_record(self, record: _Record, statement: Statement) -> None:
        row = self._row(record)
        if _OPENING.fullmatch(record.payee):
            statement.opening = statement.opening or StatedBalance(row.date, -row.cents)
            if row.cents:
                reason = "The account's opening balance, not a transaction."
                self.file.left_out.append(RowProblem(record.number, reason, record.payee))
                return
        statement.rows.append(row)

    def _row(self, record: _Record) -> StatementRow:
        if not record.date or not record.amount:
            missing = "amount" if record.date else "date"
            raise UnreadableRecordError(f"The {missing} is missing.")
        try:
            day = parse_date(record.date, self._order)
            cents = parse_cents(record.amount, self._mark)
        except ValueError as error:
            raise UnreadableRecordError(str(error)) from None
        return StatementRow(
            row=record.number, date=day, cents=-cents, description=_description(record)
        )


def _description(record: _Record) -> str:
    """Return payee and memo, or whatever else names the record."""
    text = join(clean(record.payee), clean(record.memo))
    if text:
        return text
    if record.check:
        return f"Check {clean(record.check)}"
    return clean(record.category) or "No description"
