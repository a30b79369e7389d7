"""What a merchant's name says of how people pay it: on a whim, or by contract."""

import re

from backend.models import Cadence

# Someone who has a coffee every Saturday has no subscription. Where the name tells that people
# go there, coming each week, or each summer, proves nothing.
_VISITED = re.compile(
    r"\b(?:COFFEE|CAFE|ESPRESSO|STARBUCKS|DUNKIN|PEETS?|BAKERY|BAGELS?|DONUTS?|DELI|GRILL|PIZZA"
    r"|PIZZERIA|TACOS?|TAQUERIA|BURGERS?|SUSHI|RAMEN|KITCHEN|DINER|BISTRO|RESTAURANT|BREWERY|BREWING"
    r"|BAR|PUB|TAVERN|SALOON|MARKET|GROCERY|GROCERS?|SUPERMARKET|FOODS|SAFEWAY|KROGER|ALDI|LIDL"
    r"|WALMART|TARGET|COSTCO WHSE|FUEL|GAS STATION|SHELL|CHEVRON|EXXON|MOBIL|ARCO|PARKING"
    r"|MCDONALDS?|CHIPOTLE|SUBWAY|LIQUORS?|CONVENIENCE|ATM|HOTEL|MOTEL|INN|LODGE|RESORT|HOSTEL"
    r"|AIRLINES?|AIRPORT|AIRWAYS|TRANSACTION FEE)\b"
)
# What money earns by itself, or comes back: no pay, though it comes each month.
_BY_PRODUCT = re.compile(r"\b(?:INTEREST|CASH ?BACK|REDEMPTION|REFUND|REVERSAL|DIVIDENDS?)\b")
_CONTRACT = re.compile(
    r"\b(?:MEMBERSHIP|RENEWAL|ANNUAL|SUBSCR\w*|PREMIUM|INSURANCE|MUTUAL|PREM|LOAN|MORTGAGE|RENT"
    r"|APTS|APARTMENTS|ELECTRIC|ENERGY|POWER|WATER|UTIL\w*|INTERNET|MOBILE|WIRELESS|GYM|FITNESS"
    r"|PAYROLL|SALARY|DIRECT DEP|TUITION|HOA|DUES|VEHICLE REG|STORAGE)\b"
)


def is_everyday(merchant: str, cadence: Cadence) -> bool:
    """Return whether a place of everyday life is just visited that often.

    Each month on the same day nobody goes out; each Saturday, or each summer, people do.
    """
    return cadence is not Cadence.MONTHLY and _VISITED.search(merchant) is not None


def is_by_product(merchant: str) -> bool:
    """Return whether money that comes in is interest or money back."""
    return _BY_PRODUCT.search(merchant) is not None


def sounds_recurring(merchant: str) -> bool:
    """Return whether the name speaks of a contract."""
    return _CONTRACT.search(merchant) is not None
