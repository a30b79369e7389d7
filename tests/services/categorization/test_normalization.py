import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.categorization.normalization import (
    Cleaner,
    clean,
    display_merchant,
    merchant_of,
    normalize_text,
    shape_of,
    title_case,
)
from backend.services.categorization.spellings import ALIASES

ONE_MERCHANT_EACH = {
    "BLUE BOTTLE": [
        "SQ *BLUE BOTTLE #1234 OAKLAND CA",
        "BLUE BOTTLE 0042",
        "TST* BLUE BOTTLE",
        "PAYPAL *BLUE BOTTLE",
        "Sq *Blue Bottle",
        "BLUE BOTTLE 0042 866-712-7753 CA",
        "POS PURCHASE BLUE BOTTLE 0042",
        "PURCHASE AUTHORIZED ON 01/02 SQ *BLUE BOTTLE OAKLAND CA S123456789012345 CARD 1234",
        "CHECKCARD 0102 BLUE BOTTLE 1234 SAN JOSE CA 24123456789012345678901 RECURRING",
        "CARD PURCHASE 03/25 BLUE BOTTLE 0595 OAKLAND CA CARD 1233",
        "BLUE BOTTLE OAKLAND CAAPPLE PAY ENDING IN 1234",
        "AplPay BLUE BOTTLE 0042",
        "BLUE BOTTLE            SMALLVILLE     CA",
        "BLUE BOTTLE, INC.",
    ],
    "FRESH MART": [f"FRESH MART #{number}" for number in range(1000, 1004)],
    "TRADER JOES": ["TRADER JOE'S #729", "TRADER JOE S 3102 SAN FRANCISCO CA", "Trader Joes"],
    "WALMART": ["WAL-MART 712 DALY CITY CA", "WM SUPERCENTER #705", "WALMART.COM AA"],
    "AMAZON": [
        "AMZN Mktp US*7GF7GWXGN AMZN.COM/BILL WA",
        "Amazon.com*L84KB8QU6",
        "AMAZON MKTPLACE PMTS",
    ],
    "LYFT": ["LYFT *RIDE SUN 3PM", "LYFT *1 RIDE 10-28"],
    "UBER": ["UBER *TRIP", "Uber Trip help.uber.com CA", "UBER TRIP WY3R2 HELP.U"],
    "UBER EATS": ["UBER   *EATS HELP.UBER.COM CA", "UBER EATS"],
    "DOORDASH": ["DD *DOORDASH PIZZA", "DOORDASH*SUSHIHOUSE CA", "DD DOORDASH THAI NY"],
    "ZELLE JOHN SMITH": [
        "Zelle payment to John Smith Conf# abc123",
        "ZELLE TO JOHN SMITH ON 10/19 REF #SPNXSSR0FZ",
        "Zelle payment from JOHN SMITH 12345678901",
    ],
    "VENMO": ["VENMO PAYMENT 250103 FL01LZS6 KAREN HALL", "VENMO PAYMENT WEB ID: 1858093392"],
    "ACME CORP PAYROLL": [
        "ACME CORP DES:PAYROLL ID:123 INDN:KAREN HALL CO ID:12345 PPD",
        "ACME CORP PAYROLL 073629910 PPD ID: 2151100269",
        "ORIG CO NAME:ACME CORP ORIG ID:12 DESC DATE:240105 CO ENTRY DESCR:PAYROLL SEC:PPD TRACE#:1",
    ],
    "APPLE.COM/BILL": ["APPLE.COM/BILL", "APPLE.COM/BILL 866-712-7753 CAGOOGLE PAY ENDING IN 3132"],
    "NETFLIX": ["NETFLIX.COM", "RECURRING PAYMENT AUTHORIZED ON 06/11 NETFLIX.COM S20 CARD 3132"],
    "MOTEL 6": ["MOTEL 6 #1234", "MOTEL 6"],
    "24 HOUR FITNESS": ["24 HOUR FITNESS #123 OAKLAND CA"],
    "TOYS R US": ["TOYS R US #3506"],
    "MARKS": ["#061 MARK S", "MARK'S"],
    "IMPARK": ["IMPARK19966", "IMPARK"],
    "ATM WITHDRAWAL": [
        "ATM WITHDRAWAL AUTHORIZED ON 05/26 831 UPTOWN OAKLAND CA 0002796 ATM ID 7982A"
    ],
    "CHECK": ["CHECK # 1042", "CHECK 1043"],
}


@pytest.mark.parametrize(
    ("merchant", "description"),
    [(merchant, line) for merchant, lines in ONE_MERCHANT_EACH.items() for line in lines],
)
def test_every_spelling_of_a_merchant_has_its_key(merchant: str, description: str) -> None:
    assert merchant_of(description) == merchant


@pytest.mark.parametrize(
    ("description", "merchant"),
    [
        ("COSTCO GAS #0123", "COSTCO GAS"),
        ("SP PLUS PARKING", "SP PLUS PARKING"),
        ("PRESIDIO BREAD CO", "PRESIDIO BREAD CO"),
        ("SQ *MIGUEL'S COFFEE CO ROUND ROCK TX", "MIGUELS COFFEE CO"),
        ("CAFE OAKLAND CA", "CAFE OAKLAND CA"),
        ("ZELLE TO JOHN S ON 01/02", "ZELLE JOHN S"),
        ("CASH APP*JESSICA KING", "CASH APP JESSICA KING"),
        ("FOOD 4 LESS 1234 OAKLAND CA", "FOOD 4 LESS"),
        ("WHAT? BURGER", "WHAT? BURGER"),
        ("C++ BOOKS", "C++ BOOKS"),
        ("café münchen", "CAFE MUNCHEN"),
    ],
)
def test_what_is_part_of_a_name_stays(description: str, merchant: str) -> None:
    assert merchant_of(description) == merchant


@pytest.mark.parametrize("noise", ["4471", "###", "#1476", "01/02", "*", "+", "(A|A)+$", "CA"])
def test_a_description_of_noise_keeps_a_text(noise: str) -> None:
    assert merchant_of(noise)
    assert normalize_text(noise) == noise


def test_an_empty_description_stays_empty() -> None:
    assert clean("  ") == ("", "")


@pytest.mark.parametrize(
    ("description", "text"),
    [
        (
            "PURCHASE AUTHORIZED ON 01/02 Safeway #12 OAKLAND CA S123456789012345 CARD 1234",
            "SAFEWAY #12 OAKLAND CA",
        ),
        ("RECURRING CARD PURCHASE 03/25 HULU CARD 1233", "HULU"),
        ("SHELL OIL 12 ATLANTA GAAPPLE PAY ENDING IN 3132", "SHELL OIL 12 ATLANTA GA"),
        ("DEBIT CARD PURCHASE - COSTCO GAS", "COSTCO GAS"),
        ("PURCHASE INTEREST CHARGE", "PURCHASE INTEREST CHARGE"),
        ("crème  brûlée ’n’ co", "CREME BRULEE 'N' CO"),
        ("ACH", "ACH"),
    ],
)
def test_the_text_to_match_is_without_the_banks_frame(description: str, text: str) -> None:
    assert normalize_text(description) == text


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("SQ *BLUE BOTTLE #1234 OAKLAND CA", "Blue Bottle"),
        ("TRADER JOE S 124", "Trader Joe's"),
        ("MCDONALD'S F2725", "McDonald's"),
        ("CVS/PHARMACY #08", "CVS"),
        ("BED BATH AND BEYOND", "Bed Bath and Beyond"),
        ("H-E-B 629", "H-E-B"),
        ("IKEA SEATTLE WA", "IKEA"),
    ],
)
def test_a_merchants_name_reads_well(description: str, name: str) -> None:
    assert display_merchant(description) == name


@pytest.mark.parametrize("name", sorted({*ALIASES.values(), "AMAZON PRIME", "UBER EATS"}))
def test_a_known_name_is_its_own_key(name: str) -> None:
    assert merchant_of(name) == name


PIECES = st.sampled_from(
    [
        "SQ",
        "*",
        "TST*",
        "PAYPAL",
        "*X",
        "BLUE",
        "BOTTLE",
        "#12",
        "0042",
        "OAKLAND",
        "CA",
        "CO",
        "POS",
        "PURCHASE",
        "ACH",
        "CARD",
        "1234",
        "S",
        "JOE'S",
        "AMZN",
        "MKTP",
        "US",
        "DES:PAYROLL",
        "ID:9",
        "WWW.SHOP.COM",
        "UBER",
        "EATS",
        "DD",
        "DOORDASH",
        "LYFT",
        "ZELLE",
        "TO",
        "APPLE.COM/BILL",
        "AUTHORIZED",
        "ON",
        "01/02",
        "REF",
        "#A1",
        "76",
        "MOTEL",
        "6",
        "STORE",
        "INC",
        "LLC",
        "&",
        "'",
        "-",
        "é",
        "C++",
        "|",
        "866-712-7753",
        "XX12",
        "CHECKCARD",
        "0102",
        "PARKS'S",
        "THE",
        "CAFE",
        "S1234567890123456",
        "ENDING",
        "IN",
        "APPLE",
        "PAY",
    ]
)
DESCRIPTIONS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join), st.lists(PIECES).map("".join)
)


@given(DESCRIPTIONS)
def test_a_merchants_key_is_its_own_key(description: str) -> None:
    merchant = merchant_of(description)

    assert merchant_of(merchant) == merchant
    assert bool(merchant) == bool(description.split())


@given(DESCRIPTIONS)
def test_cleaning_never_looks_at_which_digit_stands_where(description: str) -> None:
    zeroed = shape_of(description).decode("utf-8", "surrogatepass")

    assert shape_of(merchant_of(description)) == shape_of(merchant_of(zeroed))


@given(st.lists(DESCRIPTIONS, max_size=8))
def test_what_a_cleaner_remembers_changes_nothing(descriptions: list[str]) -> None:
    cleaner = Cleaner()

    assert [cleaner.clean(line) for line in descriptions * 2] == [
        clean(line) for line in descriptions * 2
    ]


@given(DESCRIPTIONS)
def test_a_readable_name_changes_no_letters(description: str) -> None:
    merchant = merchant_of(description)

    assert len(title_case(merchant).split(" ")) == len(merchant.split(" "))
