"""What comes again and again: pay, rent, utilities, loans, subscriptions.

Months are counted from the first month of the books (0). A price holds from its month on.
"""

from dataclasses import dataclass

from backend.services.demo.answers import Cadence, Trait
from backend.services.demo.household import CHASE, CHECKING, DISCOVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A recurring charge, or pay where the cents are negative.

    Attributes:
        text: the bank's wording with holes; on a card it is what the merchant sends.
        place: what the card network adds; empty for a transfer by account number.
        day: of the month; of the week (Monday is 0) where it comes weekly or every two weeks.
        month: in which it comes when it is yearly; the first of the year's when quarterly.
        prices: (from month, cents), oldest first.
        swing: percent by which the amount varies, 0 for a fixed price.
        seasons: percent of the price in January … December.
        starts, ends: the first month, and the first month without it.
        skips, lates: which occurrences (0 is the first) did not come, or came days late.
        trial_cents: what the trial of the first two weeks cost.
        bank_days: it waits for Monday when it falls on a weekend.
    """

    name: str
    text: str
    category: str
    account: str
    prices: tuple[tuple[int, int], ...]
    cadence: Cadence = Cadence.MONTHLY
    day: int = 1
    month: int = 1
    place: str = ""
    swing: int = 0
    seasons: tuple[int, ...] = ()
    starts: int = 0
    ends: int | None = None
    skips: tuple[int, ...] = ()
    lates: tuple[int, ...] = ()
    trial_cents: int | None = None
    traits: tuple[Trait, ...] = ()
    bank_days: bool = False


_WINTER_HEAT = (165, 150, 125, 95, 70, 55, 50, 50, 55, 80, 120, 160)
_SUMMER_FANS = (112, 104, 95, 88, 85, 95, 115, 122, 110, 92, 96, 114)

PAY = (
    Bill(name="Northbay Health", text="NORTHBAY HEALTH PAYROLL {ymd} XXXXX1234 RIVERA, MAYA", category="payroll", account=CHECKING, cadence=Cadence.BIWEEKLY, day=4, prices=((0, -3_114_37), (8, -3_223_38), (20, -3_336_20), (32, -3_469_65))),
    Bill(name="Lumen Grid", text="LUMEN GRID INC DIRECT DEP {ymd} {d10} RIVERA JONAH", category="payroll", account=CHECKING, cadence=Cadence.SEMIMONTHLY, prices=((0, -2_688_60), (18, -2_890_25))),
)  # fmt: skip

HOUSE = (
    Bill(name="Larkspur Apartments", text="LARKSPUR APTS WEB PMTS {ymd} {a6} MAYA RIVERA", category="rent", account=CHECKING, day=1, prices=((0, 2_690_00), (11, 2_785_00), (23, 2_895_00)), lates=(16,), bank_days=True),
    Bill(name="Pacific Gas & Electric", text="PG&E WEB ONLINE {ymd} {d12} MAYA RIVERA", category="electric", account=CHECKING, day=19, prices=((0, 128_00), (14, 141_00)), swing=14, seasons=_SUMMER_FANS, bank_days=True),
    Bill(name="East Bay Gas", text="EAST BAY GAS CO BILLPAY {ymd} {d9} RIVERA", category="gas_utility", account=CHECKING, day=12, prices=((0, 52_00),), swing=16, seasons=_WINTER_HEAT, bank_days=True),
    Bill(name="EBMUD", text="EBMUD WATER UTIL PYMT {ymd} {d10} MAYA RIVERA", category="water", account=CHECKING, cadence=Cadence.QUARTERLY, month=2, day=22, prices=((0, 121_00),), swing=10, bank_days=True),
    Bill(name="Oakland Recycles", text="OAKLAND RECYCLES WM {ymd} {d8} RIVERA MAYA", category="trash", account=CHECKING, cadence=Cadence.QUARTERLY, month=1, day=10, prices=((0, 138_60), (17, 146_10)), bank_days=True),
    Bill(name="Xfinity", text="XFINITY MOBILE & INTERNET", place="800-934-6489 CA", category="internet", account=DISCOVER, day=8, prices=((0, 65_00), (12, 75_00), (25, 82_00))),
    Bill(name="T-Mobile", text="TMOBILE*AUTO PAY", place="800-937-8997 WA", category="cell_phone", account=CHASE, day=17, prices=((0, 120_00), (21, 125_00))),
    Bill(name="Little Acorns Preschool", text="LITTLE ACORNS PRESCH TUITION {ymd} {d7} RIVERA", category="childcare", account=CHECKING, day=3, prices=((0, 1_395_00), (9, 1_460_00), (21, 1_535_00)), bank_days=True),
    Bill(name="Bright Keys Piano", text="SQ *BRIGHT KEYS PIANO", place="OAKLAND CA", category="kids_activities", account=CHASE, cadence=Cadence.WEEKLY, day=2, prices=((4, 42_00), (20, 45_00)), starts=4, skips=(9, 31, 32, 61, 88)),
    Bill(name="Lupe Herrera", text="ZELLE TO HERRERA LUPE ON {md} REF # RP0{a8} CLEANING", category="home_supplies", account=CHECKING, cadence=Cadence.BIWEEKLY, day=3, prices=((0, 130_00), (19, 145_00)), skips=(14, 40)),
    Bill(name="Orchard Box", text="ORCHARD BOX CSA", place="510-555-0142 CA", category="groceries", account=DISCOVER, cadence=Cadence.WEEKLY, day=1, prices=((13, 34_50),), starts=13, ends=29),
)  # fmt: skip

LOANS = (
    Bill(name="Crestline Auto Finance", text="CRESTLINE AUTO FIN LOAN PYMT {ymd} {d10} RIVERA", category="car_payment", account=CHECKING, day=15, prices=((0, 389_42),), ends=29, bank_days=True),
    Bill(name="Navient", text="NAVIENT STUDENT LOAN NAVI DEBIT {ymd} {d10} JONAH RIVERA", category="student_loan", account=CHECKING, day=21, prices=((0, 288_41),), bank_days=True),
    Bill(name="State Farm", text="STATE FARM RO 27 CPC-CLIENT {ymd} {d2} S {d10} RIVERA", category="car_insurance", account=CHECKING, day=7, prices=((0, 148_20), (7, 156_95), (19, 168_40), (31, 181_10)), bank_days=True),
    Bill(name="Harbor Mutual Life", text="HARBOR MUTUAL LIFE PREM {ymd} {d8} RIVERA", category="life_insurance", account=CHECKING, cadence=Cadence.QUARTERLY, month=3, day=5, prices=((0, 84_00),), bank_days=True),
    Bill(name="Lemonade", text="LEMONADE INSURANCE", place="844-733-8666 NY", category="renters_insurance", account=DISCOVER, cadence=Cadence.YEARLY, month=4, day=14, prices=((0, 186_00), (13, 198_00), (25, 213_00))),
    Bill(name="California DMV", text="CA DMV VEHICLE REG", place="800-777-0133 CA", category="car_registration", account=DISCOVER, cadence=Cadence.YEARLY, month=9, day=23, prices=((0, 247_00), (10, 239_00), (22, 233_00))),
    Bill(name="Vanguard", text="VANGUARD BUY INVESTMENT {ymd} {d13} MAYA RIVERA", category="investment", account=CHECKING, day=16, prices=((0, 250_00), (12, 300_00)), bank_days=True),
)  # fmt: skip

SUBSCRIPTIONS = (
    Bill(name="Netflix", text="NETFLIX.COM", place="LOS GATOS CA", category="netflix", account=DISCOVER, day=11, prices=((0, 15_49), (20, 17_99))),
    Bill(name="Spotify", text="SPOTIFY USA", place="877-778-1161 NY", category="spotify", account=CHASE, day=24, prices=((0, 16_99), (18, 19_99))),
    Bill(name="Hulu", text="HLU*HULU {d13}-U", place="HULU.COM/BILL CA", category="hulu", account=DISCOVER, day=2, prices=((0, 14_99), (10, 17_99)), ends=22),
    Bill(name="Disney+", text="DISNEY PLUS", place="888-905-7888 CA", category="disney_plus", account=DISCOVER, day=26, prices=((0, 10_99), (10, 13_99), (22, 15_99)), traits=(Trait.DUPLICATE,)),
    Bill(name="Apple", text="APPLE.COM/BILL", place="866-712-7753 CA", category="disney_plus", account=CHASE, day=3, prices=((15, 7_99),), starts=15, traits=(Trait.DUPLICATE, Trait.TOLD_APART_BY_AMOUNT)),
    Bill(name="Apple", text="APPLE.COM/BILL", place="866-712-7753 CA", category="hbo", account=CHASE, day=9, prices=((0, 15_89),), traits=(Trait.TOLD_APART_BY_AMOUNT,)),
    Bill(name="Apple", text="APPLE.COM/BILL", place="866-712-7753 CA", category="apple_tv", account=CHASE, day=14, prices=((6, 5_29),), starts=6, traits=(Trait.TOLD_APART_BY_AMOUNT,)),
    Bill(name="Apple", text="APPLE.COM/BILL", place="866-712-7753 CA", category="youtube_premium", account=CHASE, day=20, prices=((0, 13_99),), traits=(Trait.TOLD_APART_BY_AMOUNT,)),
    Bill(name="Apple", text="APPLE.COM/BILL", place="866-712-7753 CA", category="software", account=CHASE, day=27, prices=((0, 2_99),), traits=(Trait.TOLD_APART_BY_AMOUNT,)),
    Bill(name="Google One", text="GOOGLE *Google One", place="650-253-0000 CA", category="software", account=DISCOVER, day=4, prices=((0, 2_99),), traits=(Trait.TWO_PLANS,)),
    Bill(name="Google One", text="GOOGLE *Google One", place="650-253-0000 CA", category="software", account=DISCOVER, day=19, prices=((8, 9_99),), starts=8, traits=(Trait.TWO_PLANS,)),
    Bill(name="Calmwell", text="CALMWELL APP", place="888-555-0177 DE", category="subscriptions", account=CHASE, day=13, prices=((3, 12_99),), starts=3, traits=(Trait.FORGOTTEN,)),
    Bill(name="LingoPal", text="LINGOPAL PLUS", place="LINGOPAL.COM NY", category="courses", account=DISCOVER, day=22, prices=((26, 13_99),), starts=26, trial_cents=1_00, traits=(Trait.TRIAL_TURNED_PAID,)),
    Bill(name="The New York Times", text="NYTIMES*NYTIMES DISC", place="800-698-4637 NY", category="news", account=DISCOVER, day=6, prices=((0, 17_00), (16, 25_00))),
    Bill(name="Adobe", text="ADOBE *CREATIVE CLOUD", place="408-536-6000 CA", category="software", account=CHASE, day=18, prices=((0, 22_99),), skips=(12,)),
    Bill(name="24 Hour Fitness", text="24 HOUR FITNESS USA", place="866-308-8179 CA", category="gym", account=DISCOVER, day=1, prices=((0, 44_99), (24, 49_99)), skips=(17, 18)),
    Bill(name="Amazon Prime", text="AMAZON PRIME*{a9}", place="AMZN.COM/BILL WA", category="subscriptions", account=CHASE, cadence=Cadence.YEARLY, month=11, day=7, prices=((0, 139_00),)),
    Bill(name="Costco membership", text="COSTCO *ANNUAL RENEWAL", place="800-774-2678 WA", category="subscriptions", account=CHASE, cadence=Cadence.YEARLY, month=6, day=2, prices=((0, 120_00), (19, 130_00))),
    Bill(name="KQED", text="KQED MEMBERSHIP", place="415-553-2150 CA", category="donation", account=CHASE, day=10, prices=((0, 15_00),), lates=(21,)),
    Bill(name="Simple Chess", text="PATREON* MEMBERSHIP", place="PATREON.COM CA", category="hobbies", account=DISCOVER, day=2, prices=((5, 6_00),), starts=5, ends=33),
)  # fmt: skip

# Everything but pay; the order is that of the household's own list.
BILLS = (*HOUSE, *LOANS, *SUBSCRIPTIONS)


def price_at(bill: Bill, month_index: int) -> int:
    """Return what the bill costs in that month of the books; before the first price, the first."""
    known = [cents for since, cents in bill.prices if since <= month_index]
    return known[-1] if known else bill.prices[0][1]
