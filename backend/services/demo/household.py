"""Who they are: Maya and Jonah Rivera of Oakland, their accounts, pay, trips and plans.

Everything is made up but the well-known chains. Amounts are whole cents.
"""

import datetime as dt
from dataclasses import dataclass

from backend.services.demo.model import Bank, SampleAccount, SampleGoal

CHECKING = "checking"
SAVINGS = "savings"
DISCOVER = "discover"
CHASE = "chase"
CASH = "cash"

ACCOUNTS = (
    SampleAccount(CHECKING, "Joint Checking", "wellsfargo", "checking", 8_412_37, Bank.WELLS_FARGO),
    SampleAccount(SAVINGS, "Rainy Day Savings", "sofi", "savings", 14_250_00, Bank.SOFI),
    SampleAccount(DISCOVER, "Discover Card", "discover", "credit", -1_207_64, Bank.DISCOVER),
    SampleAccount(CHASE, "Chase Card", "chase", "credit", -846_19, Bank.CHASE_CARD),
    SampleAccount(CASH, "Wallet", "cash", "cash", 85_00, Bank.CASH),
)

# Income is what stands under the parent "Income"; all else is spending.
INCOME_CATEGORIES = frozenset(
    {
        "payroll",
        "side_income",
        "refund",
        "cashback",
        "venmo_income",
        "interest_income",
        "tax_refund",
    }
)


@dataclass(frozen=True, slots=True)
class CardPlan:
    """When a card's month closes, when it is paid, and in which words."""

    account: str
    issuer: str
    merchant: str
    close_day: int
    due_day: int
    text_out: str
    text_in: str
    underpaid_months: tuple[int, ...] = ()


CARD_PLANS = (
    CardPlan(
        DISCOVER,
        "Discover",
        "Discover payment",
        4,
        28,
        "DISCOVER E-PAYMENT {ymd} {d4} RIVERA MAYA",
        "INTERNET PAYMENT - THANK YOU",
        underpaid_months=(13, 27),
    ),
    CardPlan(
        CHASE,
        "Chase",
        "Chase payment",
        9,
        5,
        "CHASE CREDIT CRD AUTOPAY {ymd} {d15} JONAH RIVERA",
        "AUTOMATIC PAYMENT - THANK",
    ),
)
UNDERPAID_CENTS = 400_00
CARD_MONTHLY_RATE = (199, 10_000)  # 1.99 % of what stayed unpaid, a month
SAVINGS_MONTHLY_RATE = (33, 10_000)


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey that comes in a month of every year; its rows are on the Chase card."""

    tag: str
    month: int
    day: int
    nights: int
    flight: str | None
    flight_cents: int
    hotel: str
    night_cents: int
    place: str
    foreign: bool = False


TRIPS = (
    Trip("tahoe", 2, 13, 3, None, 0, "CEDAR HOLLOW LODGE", 214_00, "TRUCKEE CA"),
    Trip("cabo", 5, 22, 4, "ALASKA AIR", 412_60, "HOTEL PLAYA NORTE", 189_00, "CABO MX", True),
    Trip("san-diego", 7, 18, 6, "SOUTHWES", 338_96, "THE SEABRIGHT INN", 231_50, "SAN DIEGO CA"),
    Trip("chicago", 12, 22, 5, "UNITED", 597_20, "WABASH HOUSE HOTEL", 168_00, "CHICAGO IL"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened once, or not every year, in the nth such month of the books."""

    merchant: str
    text: str
    category: str
    account: str
    nth: int
    month: int
    day: int
    cents: int
    note: str | None = None

    def date_in(self, year: int) -> dt.date:
        """Return the day on which it happened, were it that year."""
        return dt.date(year, self.month, self.day)


EVENTS = (
    Event("IRS", "IRS TREAS 310 TAX REF {ymd} {d9} RIVERA MAYA", "tax_refund", CHECKING, 0, 3, 18, -1_482_00),
    Event("IRS", "IRS TREAS 310 TAX REF {ymd} {d9} RIVERA MAYA", "tax_refund", CHECKING, 1, 4, 9, -916_00),
    Event("IRS", "IRS USATAXPYMT {ymd} {d15} MAYA RIVERA", "taxes", CHECKING, 2, 4, 14, 1_268_00, "Owed after Jonah's stock sale"),
    Event("Franchise Tax Board", "FRANCHISE TAX BO CASTTAXRFD {ymd} {d9} RIVERA", "tax_refund", CHECKING, 1, 4, 2, -231_00),
    Event("Gradwell Medical Center", "GRADWELL MED CTR PATIENT PAY", "doctor", DISCOVER, 0, 10, 11, 1_840_55, "Lena's wrist"),
    Event("Rockridge Animal Hospital", "ROCKRIDGE ANIMAL HOSP", "vet", CHASE, 1, 6, 20, 1_126_40, "Biscuit's tooth"),
    Event("Ninth Street Appliance", "NINTH ST APPLIANCE", "electronics", DISCOVER, 1, 11, 27, 1_299_00, "Washing machine"),
    Event("Wayfair", "WAYFAIR*WAYFAIR", "furniture", CHASE, 0, 8, 9, 874_16),
    Event("Bay Auto Body", "BAY AUTO BODY & GLASS", "car_maintenance", DISCOVER, 2, 9, 16, 1_655_20, "Deductible, parked car was hit"),
    Event("Laney College", "LANEY COLLEGE CASHIER", "tuition", CHASE, 1, 8, 18, 624_00),
    Event("Northbay Health", "NORTHBAY HEALTH BONUS {ymd} XXXXX1234 RIVERA, MAYA", "payroll", CHECKING, 1, 2, 20, -2_650_00, "Bonus"),
    Event("Northbay Health", "NORTHBAY HEALTH BONUS {ymd} XXXXX1234 RIVERA, MAYA", "payroll", CHECKING, 2, 2, 19, -3_100_00, "Bonus"),
    Event("Wells Fargo", "OVERDRAFT FEE FOR A TRANSACTION POSTED ON {md}", "bank_fee", CHECKING, 0, 9, 30, 35_00),
    Event("Wells Fargo", "WIRE TRANSFER SERVICE CHARGE SEQUENCE {d6}", "bank_fee", CHECKING, 1, 10, 8, 30_00),
)  # fmt: skip

BUDGETS = (
    ("groceries", 1_150_00),
    ("restaurant", 380_00),
    ("fast_food", 130_00),
    ("coffee", 170_00),
    ("work_lunch", 240_00),
    ("food_delivery", 200_00),
    ("gas_station", 330_00),
    ("rent", 3_000_00),
    ("childcare", 1_600_00),
    ("electric", 150_00),
    ("amazon", 320_00),
    ("walmart_target", 280_00),
    ("clothing", 150_00),
    ("travel", 650_00),
    ("medical", 250_00),
)
BUDGET_MONTHS = 6

GOALS = (
    SampleGoal("A year of expenses", 110_000_00, "#14696F", 12, 24, account_key=SAVINGS),
    SampleGoal("Japan in spring", 6_400_00, "#C2577A", 7, 6, monthly_cents=450_00),
    SampleGoal("New roof", 15_000_00, "#B7791F", 10, 26, monthly_cents=470_00),
)

NOTES = {
    "restaurant": ("Anniversary", "With Tom and Priya", "Birthday dinner", "Date night"),
    "gift": ("For Grandma Ruth", "Teacher's gift", "Baby shower, Priya"),
    "groceries": ("Potluck at school", "Barbecue for the block"),
    "clothing": ("Lena's school shoes", "Interview suit"),
    "amazon": ("Camping stove", "Printer ink", "Lena's birthday"),
    "electronics": ("Work headphones, to be reimbursed",),
    "doctor": ("HSA eligible",),
    "dental": ("HSA eligible",),
    "vision": ("HSA eligible",),
}
TAGS = {"doctor": "hsa", "dental": "hsa", "vision": "hsa", "pharmacy": "hsa", "gift": "gifts"}
