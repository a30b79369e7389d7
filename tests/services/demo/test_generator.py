import datetime as dt
from collections import Counter, defaultdict

import pytest

from backend.services.demo.generator import SampleHousehold, generate_household
from backend.services.demo.model import SampleSource, SampleStatus

# The categories of a fresh database that the household may use.
CATEGORIES = frozenset(
    [
        "groceries",
        "fast_food",
        "restaurant",
        "coffee",
        "work_lunch",
        "food_delivery",
        "boba",
        "bar",
        "rent",
        "furniture",
        "home_supplies",
        "gas_station",
        "car_maintenance",
        "parking",
        "toll",
        "ride_share",
        "public_transit",
        "health_insurance",
        "renters_insurance",
        "car_insurance",
        "cell_phone",
        "internet",
        "electric",
        "water",
        "doctor",
        "pharmacy",
        "dental",
        "vision",
        "therapy",
        "taxes",
        "government_fee",
        "savings_transfer",
        "investment",
        "student_loan",
        "clothing",
        "haircut",
        "amazon",
        "walmart_target",
        "personal_care",
        "subscriptions",
        "gym",
        "concerts",
        "live_sports",
        "movies",
        "tennis",
        "gaming",
        "spotify",
        "netflix",
        "hulu",
        "hbo",
        "apple_tv",
        "youtube_premium",
        "disney_plus",
        "books",
        "courses",
        "tuition",
        "air_travel",
        "hotel",
        "airport",
        "travel_food",
        "travel_transport",
        "misc_other",
        "gift",
        "donation",
        "pet",
        "family",
        "friends",
        "credit_card_payment",
        "interest_charge",
        "bank_fee",
        "payroll",
        "side_income",
        "refund",
        "cashback",
        "venmo_income",
        "transfer",
        "atm",
        "mortgage",
        "home_insurance",
        "home_repair",
        "property_tax",
        "childcare",
        "kids_activities",
        "hobbies",
        "gas_utility",
        "trash",
        "electronics",
        "life_insurance",
        "car_payment",
        "car_registration",
        "software",
        "music",
        "news",
        "vet",
        "interest_income",
        "tax_refund",
    ]
)


def test_the_same_seed_and_day_make_the_same_household(household: SampleHousehold):
    assert generate_household(last_day=household.last_day) == household


def test_another_seed_makes_another_household(household: SampleHousehold):
    other = generate_household(7, last_day=household.last_day)

    assert other.transactions != household.transactions
    assert 5_500 <= len(other.transactions) <= 6_500


def test_there_are_three_years_of_five_accounts(household: SampleHousehold):
    assert 5_500 <= len(household.transactions) <= 6_500
    kinds = Counter(account.account_type for account in household.accounts)
    assert kinds == {"checking": 1, "savings": 1, "credit": 2, "cash": 1}
    assert {row.account_key for row in household.transactions} == {
        account.key for account in household.accounts
    }
    dates = [row.date for row in household.transactions]
    assert household.first_day <= min(dates) <= household.first_day + dt.timedelta(days=3)
    assert household.last_day - dt.timedelta(days=3) <= max(dates) <= household.last_day
    assert dates == sorted(dates)
    days = (household.last_day - household.first_day).days
    assert days in {1_094, 1_095, 1_096}


def test_keys_and_places_in_the_account_are_unique(household: SampleHousehold):
    rows = (*household.transactions, *household.upcoming)
    assert len({row.key for row in rows}) == len(rows)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        places[row.account_key].append(row.order)
    assert all(order == list(range(len(order))) for order in places.values())


def test_categories_are_those_of_a_fresh_database(household: SampleHousehold):
    used = {row.category for row in household.transactions}
    used |= {part.category for row in household.transactions for part in row.splits}
    assert used - {None} <= CATEGORIES
    assert None in used


def test_the_newest_rows_wait_for_review(household: SampleHousehold):
    waiting = [row for row in household.transactions if row.status is SampleStatus.PENDING_REVIEW]
    assert 60 <= len(waiting) <= 120
    assert all((household.last_day - row.date).days < 21 for row in waiting)
    assert all(not row.splits and not row.tags and row.notes is None for row in waiting)
    assert {row.status for row in household.transactions} == set(SampleStatus)


def test_upcoming_rows_are_those_of_the_next_two_weeks(household: SampleHousehold):
    assert len(household.upcoming) > 30
    days = [(row.date - household.last_day).days for row in household.upcoming]
    assert min(days) >= 1
    assert max(days) <= 14


def test_both_legs_of_a_transfer_cancel(household: SampleHousehold):
    legs = defaultdict(list)
    for row in household.transactions:
        if row.transfer_key is not None:
            legs[row.transfer_key].append(row)
    assert len(legs) > 120
    for one, other in legs.values():
        assert one.cents + other.cents == 0
        assert one.account_key != other.account_key
        assert abs((one.date - other.date).days) <= 2
        assert one.category == other.category
    assert any(one.date != other.date for one, other in legs.values())


def test_split_parts_make_the_whole(household: SampleHousehold):
    split = [row for row in household.transactions if row.splits]
    assert len(split) >= 10
    for row in split:
        assert sum(part.cents for part in row.splits) == row.cents
        assert row.category == row.splits[0].category


def test_amounts_are_whole_cents_and_never_nothing(household: SampleHousehold):
    for row in household.transactions:
        assert type(row.cents) is int
        assert row.cents != 0
        assert row.description == row.description.strip() != ""


def test_cash_is_typed_in_and_all_else_comes_from_banks(household: SampleHousehold):
    for row in household.transactions:
        assert (row.account_key == "cash") == (row.source is SampleSource.MANUAL)
        assert (row.external_id is not None) == (row.source is SampleSource.PLAID)


def test_budgets_cover_the_last_six_months(household: SampleHousehold):
    months = sorted({budget.month for budget in household.budgets})
    assert len(months) == 6
    assert months[-1] == f"{household.last_day:%Y-%m}"
    assert len({(b.category, b.month) for b in household.budgets}) == len(household.budgets)


@pytest.mark.parametrize(
    "wording",
    [
        "PURCHASE AUTHORIZED ON",
        "SQ *",
        "TST* ",
        "PAYPAL *",
        "AMZN MKTP US*",
        "APPLE.COM/BILL",
        "ZELLE TO",
        "VENMO PAYMENT",
        "ATM WITHDRAWAL AUTHORIZED ON",
        "APPLE PAY ENDING IN",
        "INTERNET PAYMENT - THANK YOU",
        "AUTOMATIC PAYMENT - THANK",
        "INTEREST CHARGE ON PURCHASES",
        "FOREIGN TRANSACTION FEE",
    ],
)
def test_descriptions_are_worded_as_banks_do(household: SampleHousehold, wording: str):
    assert any(wording in row.description for row in household.transactions)
