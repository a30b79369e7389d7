"""Days in every form that banks use; the order of day and month is judged by the whole column."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.importing.readers.dates import (
    OrderEvidence,
    detect_date_format,
    is_date,
    parse_date,
)
from backend.services.importing.statement import DateOrder


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-05", "2024-01-05"),
        ("2024/1/5", "2024-01-05"),
        ("2019.04.19.", "2019-04-19"),
        ("2012:03:01", "2012-03-01"),
        ("20121115", "2012-11-15"),
        ("20091224120000[0:GMT]", "2009-12-24"),
        ("20030905000000[+9:JST]", "2003-09-05"),
        ("2025-09-05T04:06:46", "2025-09-05"),
        ("2024-01-05T23:59:59Z", "2024-01-05"),
        ("2024-01-05 10:00:00.123456", "2024-01-05"),
        ("04-17-2024", "2024-04-17"),
        ("6/12/15", "2015-06-12"),
        ("6/1/94", "1994-06-01"),
        ("1/5/2024 12:00:00 AM", "2024-01-05"),
        ("04/17/2023 as of 04/15/2023", "2023-04-17"),
        ("01052024", "2024-01-05"),
        ("1/ 1/10", "2010-01-01"),
        ("2/10'2020", "2020-02-10"),
        ("12/21' 7", "2007-12-21"),
        ("10-Nov-9", "2009-11-10"),
        ("12-Dec-2019", "2019-12-12"),
        ("07 Nov 2013", "2013-11-07"),
        ("Jan 5, 2024", "2024-01-05"),
        ("Monday, January 5th, 2024", "2024-01-05"),
        ("2024-Jan-05", "2024-01-05"),
        ("12. März 2024", "2024-03-12"),
        ("5 févr. 2024", "2024-02-05"),
        ("3 août 2023", "2023-08-03"),
        ("3 juillet 2020", "2020-07-03"),
        ("5 de enero de 2024", "2024-01-05"),
        ("5 gennaio 2024", "2024-01-05"),
        ("3 mei 2020", "2020-05-03"),
        ("5 października 2024", "2024-10-05"),
        ("05-out-2023", "2023-10-05"),
        ("2024年1月5日", "2024-01-05"),
    ],
)
def test_a_form_names_its_day(text: str, day: str) -> None:
    assert parse_date(text, "mdy") == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "not-a-date", "Pending", "****", "12:30:15", "1234", "555-1234", "100.50.20"),
        *("2024-13-01", "2024-02-30", "00000000000000", "0000-00-00", "9999-12-31", "13/13/2024"),
        *("1,234.56", "-45.20", "1.234.567", "Marriott 12 2024", "CHECK 1042 2024", "01/05"),
    ],
)
def test_what_names_no_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no (date|day of the calendar)\."):
        parse_date(text, "mdy")
    assert not is_date(text)


@pytest.mark.parametrize(
    ("values", "order", "evidence"),
    [
        (["01/02/2024", "13/02/2024"], "dmy", OrderEvidence.PROVEN),
        (["1/2/2024", "1/13/2024"], "mdy", OrderEvidence.PROVEN),
        (["01.02.2024", "03.02.2024"], "dmy", OrderEvidence.DOTS),
        (["02/10/2024", "03/01/2024", "03/09/2024"], "mdy", OrderEvidence.CALENDAR),
        (["10/02/2024", "01/03/2024", "09/03/2024"], "dmy", OrderEvidence.CALENDAR),
        (["03/04/2024"], "mdy", OrderEvidence.PRIOR),
        (["02/02/2024", "03/03/2024"], "mdy", OrderEvidence.WRITTEN),
        (["2024-01-05"], "ymd", OrderEvidence.WRITTEN),
        (["", "not a date"], "ymd", OrderEvidence.WRITTEN),
    ],
)
def test_a_columns_order(values: list[str], order: DateOrder, evidence: OrderEvidence) -> None:
    reading = detect_date_format(values)

    assert (reading.order, reading.evidence) == (order, evidence)


def test_one_broken_date_does_not_turn_a_column() -> None:
    reading = detect_date_format(["01/15/2024", "01/16/2024", "16/01/2024", "01/17/2024"])

    assert reading.order == "mdy"


def test_a_country_decides_only_what_is_open() -> None:
    assert detect_date_format(["03/04/2024"], date_order="dmy").order == "dmy"
    assert detect_date_format(["03/14/2024"], date_order="dmy").order == "mdy"
    assert detect_date_format(["03/04/2024"], day_first=True).order == "dmy"


def test_a_guess_is_told_in_a_sentence() -> None:
    guessed = detect_date_format(["03/04/2024"])

    assert guessed.choice == (
        "Dates are read as month/day/year, since no date in the file shows which comes first: "
        "03/04/2024 is March 4."
    )
    assert detect_date_format(["03/14/2024"]).choice is None


@given(
    day=st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)),
    form=st.sampled_from(
        [
            ("%m/%d/%Y", "mdy"),
            ("%d/%m/%Y", "dmy"),
            ("%d.%m.%Y", "dmy"),
            ("%m-%d-%Y", "mdy"),
            ("%m/%d/%y", "mdy"),
            ("%d-%b-%Y", "dmy"),
            ("%B %d, %Y", "mdy"),
            ("%Y-%m-%d", "dmy"),
            ("%Y%m%d", "mdy"),
            ("%Y-%m-%dT%H:%M:%S", "mdy"),
        ]
    ),
)
def test_every_day_is_read_back(day: dt.date, form: tuple[str, DateOrder]) -> None:
    written, order = form

    assert parse_date(day.strftime(written), order) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day = parse_date(text, "dmy")
    except ValueError:
        return
    assert 1900 <= day.year <= 2100
