"""Whatever layout rows are written in, they are read back equal, to the cent and the day."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.services.importing.readers.table import detect_layout, read_table
from backend.services.importing.statement import StatementFile, UnreadableFileError
from tests.services.importing.readers.table_exports import movements

LANGUAGES = {
    "en": ("Date", "Description", "Amount", "Debit", "Credit", "Type", "Balance"),
    "us": (
        "Posting Date",
        "Payee",
        "Transaction Amount",
        "Withdrawals",
        "Deposits",
        "D/C",
        "Running Bal.",
    ),
    "de": ("Buchungstag", "Verwendungszweck", "Betrag", "Soll", "Haben", "S/H", "Saldo"),
    "fr": ("Date", "Libellé", "Montant", "Débit", "Crédit", "Sens", "Solde"),
    "es": ("Fecha", "Concepto", "Importe", "Cargo", "Abono", "Tipo", "Saldo"),
    "it": ("Data contabile", "Descrizione", "Importo", "Uscite", "Entrate", "Tipo", "Saldo"),
    "nl": ("Datum", "Omschrijving", "Bedrag", "Af", "Bij", "Af Bij", "Saldo na mutatie"),
    "pt": ("Data", "Descrição", "Valor", "Débito", "Crédito", "D/C", "Saldo"),
    "sv": ("Bokföringsdatum", "Text", "Belopp", "Uttag", "Insättning", "Typ", "Saldo"),
    "no": ("Dato", "Forklaring", "Beløp", "Ut fra konto", "Inn på konto", "Type", "Saldo"),
    "pl": (
        "Data operacji",
        "Opis operacji",
        "Kwota",
        "Obciążenia",
        "Uznania",
        "Typ",
        "Saldo po operacji",
    ),
}
DATE_FORMS = (
    "%Y-%m-%d",
    "%m/%d/%Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d-%b-%Y",
    "%Y%m%d",
    "%m-%d-%Y",
)
NUMBER_FORMS = ((".", ","), (".", ""), (".", "'"), (",", "."), (",", ""), (",", " "))
WORDS = (
    "ALDER",
    "Birch",
    "cedar",
    "Dogwood",
    "ELM 44",
    "Fig & Co",
    "ginkgo",
    "Hazel #7",
    "Ívy",
    "Juniper",
)


@dataclass(frozen=True)
class Form:
    """How a file is written."""

    language: str
    date_form: str
    mark: str
    group: str
    habit: str
    delimiter: str
    line_end: str
    encoding: str
    title: bool
    balance: bool
    newest_first: bool
    column_order: tuple[int, ...]


@st.composite
def forms(draw: st.DrawFn) -> Form:
    mark, group = draw(st.sampled_from(NUMBER_FORMS))
    habit = draw(st.sampled_from(["signed", "parentheses", "pair", "negative_pair", "words"]))
    return Form(
        language=draw(st.sampled_from(sorted(LANGUAGES))),
        date_form=draw(st.sampled_from(DATE_FORMS)),
        mark=mark,
        group=group,
        habit=habit,
        delimiter=draw(st.sampled_from([",", ";", "\t", "|"])),
        line_end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
        title=draw(st.booleans()),
        balance=draw(st.booleans()),
        newest_first=draw(st.booleans()),
        column_order=tuple(draw(st.permutations(range(5)))),
    )


movement = st.tuples(
    st.dates(dt.date(2001, 1, 1), dt.date(2039, 12, 31)),
    st.integers(-5_000_000, 5_000_000).filter(bool),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
)


def number(cents: int, form: Form) -> str:
    whole, part = divmod(abs(cents), 100)
    return f"{whole:,}".replace(",", form.group) + form.mark + f"{part:02}"


def money_cells(cents: int, form: Form) -> list[str]:
    """Write one movement (positive is money in) in the file's habit."""
    plain = number(cents, form)
    match form.habit:
        case "signed":
            return [("-" if cents < 0 else "") + plain]
        case "parentheses":
            return [f"({plain})" if cents < 0 else plain]
        case "pair":
            return [plain, ""] if cents < 0 else ["", plain]
        case "negative_pair":
            return ["-" + plain, ""] if cents < 0 else ["", plain]
        case _:
            return [plain, "Debit" if cents < 0 else "Credit"]


def written(rows: list[tuple[dt.date, int, str]], form: Form) -> bytes:
    date, text, amount, debit, credit, word, balance = LANGUAGES[form.language]
    money = [debit, credit] if form.habit.endswith("pair") else [amount]
    money = [amount, word] if form.habit == "words" else money
    table = [[date, text, *money, *([balance] if form.balance else [])]]
    held = 123_456
    for day, cents, words in rows:
        held += cents
        cells = [day.strftime(form.date_form), words, *money_cells(cents, form)]
        if form.balance:
            cells.append(("-" if held < 0 else "") + number(held, form))
        table.append(cells)
    if form.newest_first:
        table[1:] = table[:0:-1]
    order = [column for column in form.column_order if column < len(table[0])]
    file = io.StringIO(newline="")
    if form.title:
        file.write(f"A made-up bank{form.line_end}{form.line_end}")
    writer = csv.writer(file, delimiter=form.delimiter, lineterminator=form.line_end)
    writer.writerows([[cells[column] for column in order] for cells in table])
    return file.getvalue().encode(form.encoding)


@given(rows=st.lists(movement, min_size=1, max_size=12), form=forms())
@settings(max_examples=150, deadline=None)
def test_rows_of_any_layout_are_read_back(rows: list[tuple[dt.date, int, str]], form: Form) -> None:
    rows = sorted([*rows, (dt.date(2020, 10, 28), -1234, "Kapok")])  # a day that proves the order
    data = written(rows, form)

    file = read_table(data, account_type="checking")

    found = [(row.date, -row.cents, row.description) for row in movements(file)]
    assert found == (rows[::-1] if form.newest_first else rows)
    assert file.errors == []
    assert file.left_out == []
    layout = detect_layout(data, account_type="checking")
    assert read_table(data, account_type=None, layout=layout).statements == file.statements
    if form.balance and layout.balance is not None:
        by_day = movements(file)[:: -1 if form.newest_first else 1]
        held = 123_456
        for row in by_day:
            held -= row.cents
            assert row.balance_cents == held


def read_or_refusal(data: bytes) -> StatementFile | UnreadableFileError:
    try:
        return read_table(data, account_type=None)
    except UnreadableFileError as refused:
        return refused


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    file = read_or_refusal(data)

    assert str(file).endswith(".") if isinstance(file, UnreadableFileError) else file.layout


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "",
                    "Date",
                    "Amount",
                    "2024-01-05",
                    "1/2/2024",
                    "-5.00",
                    "1,5",
                    "x",
                    '"',
                    "Total",
                    "Balance",
                ]
            ),
            max_size=6,
        ).map(",".join),
        max_size=12,
    ).map("\n".join)
)
@settings(max_examples=150, deadline=None)
def test_any_heap_of_cells_is_read_or_refused_in_words(text: str) -> None:
    file = read_or_refusal(text.encode())

    if isinstance(file, StatementFile):
        lines = text.count("\n") + 1
        assert all(1 <= row.row <= lines for row in movements(file))
