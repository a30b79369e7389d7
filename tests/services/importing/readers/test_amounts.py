"""Amounts in every spelling that banks use, exact to the cent, and nothing else taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.importing.readers.amounts import (
    DecimalMark,
    detect_decimal_mark,
    is_amount,
    parse_cents,
    parse_cents_of_either_mark,
)


@pytest.mark.parametrize(
    ("text", "mark", "cents"),
    [
        ("-$7,971.39", ".", -797_139),
        ("$-7", ".", -700),
        ("($85.00)", ".", -8_500),
        ("(45.50)", ".", -4_550),
        ("- $35.00", ".", -3_500),
        ("+ £1,100.00", ".", 110_000),
        ("15.99-", ".", -1_599),
        ("$.23", ".", 23),
        (".5", ".", 50),
        ("-,01", ",", -1),
        ("1.234,56", ",", 123_456),
        ("11'373.94", ".", 1_137_394),
        ("11’373.94", ".", 1_137_394),
        ("82 604,01", ",", 8_260_401),
        ("82\u00a0604,01", ",", 8_260_401),
        ("82\u202f604,01", ",", 8_260_401),
        ("\u22125,00", ",", -500),
        ("+120,00", ",", 12_000),
        ("1980.4", ".", 198_040),
        ("-250", ".", -25_000),
        ("12,84.53", ".", 128_453),
        ("12,34,567.89", ".", 123_456_789),
        ("1.0000000000000", ".", 100),
        ("29.9899999999999", ".", 2_999),
        ("12.345", ".", 1_235),
        ("-12.345", ".", -1_235),
        ("229,2", ",", 22_920),
        ("100,", ",", 10_000),
        ("1,100.00 CR", ".", 110_000),
        ("12.00DR", ".", -1_200),
        ("CHF 1'234.50", ".", 123_450),
        ("12.50 EUR", ".", 1_250),
        ("-50,00 €", ",", -5_000),
        ("-R$ 1.234,56", ",", -123_456),
        ("1 234,50 kr", ",", 123_450),
        ("-12,34 PLN", ",", -1_234),
        (' "5.00" ', ".", 500),
        ("0", ".", 0),
        ("-0.00", ".", 0),
        ("999999999999.99", ".", 99_999_999_999_999),
    ],
)
def test_a_spelling_is_read_exactly(text: str, mark: DecimalMark, cents: int) -> None:
    assert parse_cents(text, mark) == cents


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-",
            "$",
            "abc",
            "nan",
            "NaN",
            "inf",
            "-inf",
            "Infinity",
            "1e999",
            "1e5",
            "0x10",
        ),
        *("1_000.00", "--5.00", "5.00.00", "12,34", "1,23,4", "12:30", "9am", "100ABC", "(5.00"),
        *("5.00)", "+(5.00)", ".+3", ".-3", "-.", "1 2", "12 34", "5 dollars", "1.2.3", "#REF!"),
        "9" * 30,
        "9" * 400 + ".00",
        "10000000000000.00",
    ],
)
def test_what_is_no_amount_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_cents(text, ".")


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        (["1,234.50", "12.00"], "."),
        (["1.234,56"], ","),
        (["12,5"], ","),
        (["1,234", "5,678"], "."),
        (["1.234", "500"], ","),
        (["1.500", "2.750"], "."),
        (["1234.500"], "."),
        (["0,500"], ","),
        (["-,01"], ","),
        (["$.23"], "."),
        (["5", "6"], "."),
        (["1.234.567"], ","),
        (["not an amount", "", "7,25"], ","),
    ],
)
def test_the_decimal_mark_of_a_column(values: list[str], mark: DecimalMark) -> None:
    assert detect_decimal_mark(values) == mark


def test_a_single_amount_tells_its_own_mark() -> None:
    assert parse_cents_of_either_mark("-130,00") == -13_000
    assert parse_cents_of_either_mark("1,130.00") == 113_000


def test_amounts_are_told_from_other_cells() -> None:
    assert is_amount("-12,34")
    assert is_amount("$5")
    assert not is_amount("REF 123")
    assert not is_amount("")
    assert not is_amount("12,34", ".")


def spelled(cents: int, mark: DecimalMark, group: str, style: str) -> str:
    whole, part = divmod(abs(cents), 100)
    number = f"{whole:,}".replace(",", group) + mark + f"{part:02}"
    if cents >= 0:
        return number
    return {"-": f"-{number}", "after": f"{number}-", "()": f"({number})"}[style]


@given(
    cents=st.integers(-(10**14), 10**14),
    form=st.sampled_from(
        [(".", ","), (".", ""), (".", "'"), (",", "."), (",", " "), (",", "\u00a0")]
    ),
    style=st.sampled_from(["-", "after", "()"]),
)
def test_every_amount_is_read_back(cents: int, form: tuple[DecimalMark, str], style: str) -> None:
    mark, group = form

    assert parse_cents(spelled(cents, mark, group, style), mark) == cents


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        cents = parse_cents(text, ".")
    except ValueError:
        return
    assert isinstance(cents, int)
    assert any(sign.isdecimal() for sign in text)


@given(st.text(alphabet="0123456789.,-+_ (", max_size=14))
def test_the_quick_way_reads_as_the_thorough_one(text: str) -> None:
    """A blank at the end takes the thorough way and changes nothing else."""
    for mark in (".", ","):
        answers = []
        for spelling in (text, f"{text}\u00a0"):
            try:
                answers.append(parse_cents(spelling, mark))
            except ValueError:
                answers.append(None)
        assert answers[0] == answers[1]
