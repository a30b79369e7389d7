"""What models cost, to the millionth of a dollar."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.integrations.ai import Usage
from backend.services.ai.prices import (
    ASSUMED,
    PUBLISHED,
    InvalidPriceListError,
    find_price,
    price_list,
)

TOKENS = st.integers(0, 200_000)
USAGE = st.builds(Usage, TOKENS, TOKENS, TOKENS, TOKENS)


def micros(model: str, usage: Usage) -> int:
    price = find_price(model, {})
    assert price is not None
    return price.micros(usage)


def test_each_kind_of_token_has_its_price() -> None:
    usage = Usage(input=10_000, output=1_000, cache_read=50_000, cache_write=4_000)
    assert micros("claude-sonnet-5-5", usage) == 20_000 + 10_000 + 5_000 + 10_000


def test_a_long_prompt_costs_more() -> None:
    short, long = Usage(input=60_000, cache_read=40_000), Usage(input=60_001, cache_read=40_000)
    assert micros("claude-haiku-5-5", short) == 6_000 + 400
    assert micros("claude-haiku-5-5", long) == 30_001 + 2_000  # 30,000.5, rounded up


def test_a_dated_name_is_the_model_and_another_is_unknown() -> None:
    assert find_price("claude-haiku-4-5-20251001", {}) == PUBLISHED["claude-haiku-4-5"]
    assert find_price("claude-haiku-9", {}) is None


def test_the_owners_prices_come_first() -> None:
    own = price_list(" my/model:8b = 0.25 / 2 ;claude-haiku-5-5=1/5; ")
    assert [(m, p.input, p.output) for m, p in own.items()] == [
        ("my/model:8b", Decimal("0.25"), Decimal(2)),
        ("claude-haiku-5-5", Decimal(1), Decimal(5)),
    ]
    assert find_price("claude-haiku-5-5", own) == own["claude-haiku-5-5"]
    assert price_list(None) == {}


@pytest.mark.parametrize("text", ["x", "x=1", "=1/2", "x=1/-2", "x=a/b", "x=NaN/1", "x=1/1e99"])
def test_nonsense_is_no_price(text: str) -> None:
    with pytest.raises(InvalidPriceListError):
        price_list(text)


@given(USAGE)
def test_an_unknown_model_counts_at_least_as_much_as_any(usage: Usage) -> None:
    assert all(price.micros(usage) <= ASSUMED.micros(usage) for price in PUBLISHED.values())


@given(st.text(max_size=40))
def test_any_text_is_a_price_list_or_refused(text: str) -> None:
    try:
        found = price_list(text)
    except InvalidPriceListError:
        return
    assert all(price.input >= 0 and price.output >= 0 for price in found.values())
