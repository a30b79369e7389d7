import pytest

from backend.services.categorization.local.knowledge import KnowledgeBase
from backend.services.categorization.local.reading import Reader
from backend.services.categorization.local.shipped import load
from tests.services.categorization.local.worlds import known, purchase

BASE = KnowledgeBase(
    [
        known("COSTCO", "groceries"),
        known("COSTCO GAS", "gas_station"),
        known("MAX", "hbo", is_exact=True),
        known("VENMO", "friends"),
        known("VENMO", "venmo_income", is_inflow=True),
    ]
)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("COSTCO WHSE", "groceries"),
        ("COSTCO GAS", "gas_station"),
        ("COSTCOGAS", "gas_station"),
        ("MAX", "hbo"),
        ("MAX AND DAVES BAR", None),
        ("COSTCOLOGY", None),
        ("VENMO KAREN HALL", "friends"),
    ],
)
def test_the_longest_beginning_of_whole_words_wins(name: str, category: str | None) -> None:
    found = BASE.find(tuple(name.split()), is_outflow=True)

    assert (found.category if found else None) == category


def test_money_that_comes_in_has_its_own_entries() -> None:
    found = BASE.find(("VENMO", "CASHOUT"), is_outflow=False)

    assert found is not None
    assert found.category == "venmo_income"
    assert BASE.find(("COSTCO",), is_outflow=False) is None


@pytest.mark.parametrize(
    ("description", "cents", "category"),
    [
        ("WM SUPERCENTER #2280 HOUSTON TX", 4512, "walmart_target"),
        ("WHOLEFDS MKT 10233", 4512, "groceries"),
        ("AMZN Mktp US*2A3BC4D50", 4512, "amazon"),
        ("DD *DOORDASH CHIPOTLE", 4512, "food_delivery"),
        ("PGANDE WEB ONLINE 250103 83726 JANE DOE", 4512, "electric"),
        ("TST* Sweetgreen Downtown", 1512, "restaurant"),
        ("VZWRLSS*APOCC VISB", 7000, "cell_phone"),
        ("GEICO *AUTO 800-841-3000", 9000, "car_insurance"),
        ("MTA*NYCT PAYGO", 290, "public_transit"),
        ("E-ZPASS NY REBILL", 2500, "toll"),
        ("GOOGLE *YouTubePremium", 1399, "youtube_premium"),
        ("IRS USATAXPYMT 220461", 45000, "taxes"),
        ("CHASE CREDIT CRD AUTOPAY", 45000, "credit_card_payment"),
        ("FOREIGN TRANSACTION FEE", 120, "bank_fee"),
        ("ATM WITHDRAWAL 009374 123 MAIN ST", 8000, "atm"),
        ("GUSTO PAYROLL 8362", -250000, "payroll"),
        ("Payment Thank You-Mobile", -45000, "credit_card_payment"),
        ("IRS TREAS 310 TAX REF", -45000, "refund"),
    ],
)
def test_statement_spellings_are_known(description: str, cents: int, category: str) -> None:
    reading = Reader().read(purchase(description, cents))
    found = load().knowledge.find(reading.words, is_outflow=reading.is_outflow)

    assert found is not None
    assert found.category == category
