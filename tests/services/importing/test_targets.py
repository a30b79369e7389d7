"""Which account a statement belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.importing.statement import Statement
from backend.services.importing.targets import (
    Candidate,
    Clues,
    is_same_number,
    suggest,
    type_in,
)

DISCOVER = Candidate(1, "Discover Card", "discover", "credit", "USD", None)
SOFI = Candidate(2, "SoFi Checking", "sofi", "checking", "USD", None)
SOFI_SAVINGS = Candidate(3, "SoFi Savings", "sofi", "savings", "USD", None)
WELLS = Candidate(4, "Wells Fargo Checking", "wellsfargo", "checking", "USD", "XXXX4321")
EVERY = (DISCOVER, SOFI, SOFI_SAVINGS, WELLS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("000111222333", "000111222333", True),
        ("0001 1122-2333", "000111222333", True),
        ("XXXX2333", "000111222333", True),
        ("...333", "000111222333", True),
        ("2333", "000111222333", True),
        ("x33", "000111222333", False),
        ("XXXX9999", "000111222333", False),
        ("111222333", "000111222333", False),
        ("NL91ABNA0417164300", "nl91 abna 0417 1643 00", True),
    ],
)
def test_numbers_are_known_masked_or_not(one: str, other: str, same: bool) -> None:
    assert is_same_number(one, other) is same
    assert is_same_number(other, one) is same


@given(st.text(max_size=20), st.text(max_size=20))
def test_sameness_of_numbers_goes_both_ways(one: str, other: str) -> None:
    assert is_same_number(one, one)
    assert is_same_number(one, other) == is_same_number(other, one)


def test_the_number_decides_first() -> None:
    statement = Statement(account_number="99994321", institution="SoFi")

    assert suggest(statement, EVERY, Clues("sofi.csv")) == WELLS.id


def test_the_bank_and_the_type_decide_together() -> None:
    assert suggest(Statement(institution="Discover"), EVERY, Clues("x.csv")) == DISCOVER.id
    savings = Statement(institution="SoFi", account_type="savings")
    assert suggest(savings, EVERY, Clues("x.csv")) == SOFI_SAVINGS.id


def test_the_name_of_the_file_tells_two_accounts_at_one_bank_apart() -> None:
    assert suggest(Statement(institution="SoFi"), EVERY, Clues("SOFI-Savings-2025.csv")) == 3
    assert suggest(Statement(institution="SoFi"), EVERY, Clues("sofi_checking.csv")) == 2
    assert suggest(Statement(institution="SoFi"), EVERY, Clues("export.csv")) is None


def test_a_card_is_never_suggested_a_checking_account() -> None:
    card = Statement(institution="SoFi", account_type="credit")

    assert suggest(card, EVERY, Clues("x.csv")) is None


def test_what_was_remembered_or_went_there_before_decides() -> None:
    assert suggest(Statement(), EVERY, Clues("x.csv", remembered=[3])) == 3
    assert suggest(Statement(), EVERY, Clues("x.csv", earlier=[2])) == 2
    assert suggest(Statement(), EVERY, Clues("x.csv", earlier=[2, 3])) is None


def test_an_only_account_is_suggested_unless_the_file_speaks_of_another_bank() -> None:
    assert suggest(Statement(), [SOFI], Clues("x.csv")) == SOFI.id
    assert suggest(Statement(institution="Chase"), [SOFI], Clues("x.csv")) is None


def test_words_for_types() -> None:
    assert type_in("Chase_Savings.csv") == "savings"
    assert type_in("credit card") == "credit"
    assert type_in("checking and savings") is None
