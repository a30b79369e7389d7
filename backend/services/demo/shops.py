"""Where they shop, eat, park and see the doctor, day by day; and whom they pay back.

One line is one merchant: name, what its card machine sends, category, visits a month, and the
cheapest, usual and dearest purchase in cents. `{s}` is one of the merchant's store numbers.
"""

from dataclasses import dataclass

from backend.services.demo.household import CASH, CHASE, CHECKING, DISCOVER

_OAKLAND = "OAKLAND CA"
_CARDS = (DISCOVER, DISCOVER, CHASE, CHASE, CHECKING)
_VISA_ONLY = (CHASE, CHASE, CHASE, CHECKING)
_HOLIDAYS = (11, 12)


@dataclass(frozen=True, slots=True)
class Shop:
    """A merchant of everyday life.

    Attributes:
        menu: the only prices there are, where there is a price list.
        paid_from: the accounts that pay, each as often as it stands there.
        busy: months with three times as many visits.
        part: the category of a part of large purchases, which get split.
        ready: the text is the bank's whole description already (people, cash).
    """

    name: str
    text: str
    category: str | None
    per_month: float
    low: int
    usual: int
    high: int
    menu: tuple[int, ...] = ()
    place: str = _OAKLAND
    paid_from: tuple[str, ...] = _CARDS
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    busy: tuple[int, ...] = ()
    part: str | None = None
    known: bool = True
    ready: bool = False
    arrives: bool = False


_WORKDAYS = (0, 1, 2, 3, 4)
_WEEKEND = (5, 6)

FOOD = (
    Shop("Safeway", "SAFEWAY #{s}", "groceries", 4.6, 9_12, 48_30, 172_40),
    Shop("Trader Joe's", "TRADER JOE S #{s}", "groceries", 3.8, 11_04, 52_18, 128_77),
    Shop("Costco", "COSTCO WHSE #{s}", "groceries", 1.7, 68_15, 164_20, 388_12, place="RICHMOND CA", paid_from=_VISA_ONLY, weekdays=_WEEKEND, part="home_supplies"),
    Shop("Sprouts", "SPROUTS FARMERS MAR", "groceries", 1.3, 8_40, 31_60, 84_15),
    Shop("Whole Foods", "WHOLEFDS LKM {s}", "groceries", 0.9, 12_18, 38_40, 96_72),
    Shop("Grocery Outlet", "GROCERY OUTLET OF OAK", "groceries", 1.1, 7_10, 27_45, 71_20),
    Shop("Fruitvale Produce", "FRUITVALE PRODUCE", "groceries", 1.9, 5_20, 18_75, 46_10),
    Shop("Halcyon Market", "HALCYON MARKET", "groceries", 1.8, 4_35, 14_90, 52_60, known=False),
    Shop("McDonald's", "MCDONALD'S F{s}", "fast_food", 1.1, 6_49, 14_27, 34_82),
    Shop("Taco Bell", "TACO BELL #{s}", "fast_food", 0.9, 5_89, 13_40, 29_15),
    Shop("Chick-fil-A", "CHICK-FIL-A #0{s}", "fast_food", 0.7, 9_15, 24_36, 46_20, weekdays=(0, 1, 2, 3, 4, 5)),
    Shop("Five Guys", "FIVE GUYS CA {s}", "fast_food", 0.5, 14_20, 31_15, 62_40),
    Shop("Jack in the Box", "JACK IN THE BOX {s}", "fast_food", 0.5, 6_10, 12_84, 27_95),
    Shop("Rosa's Taco Truck", "SQ *ROSAS TACO TRUCK", "fast_food", 1.8, 8_50, 16_00, 38_50, known=False),
    Shop("In-N-Out", "IN-N-OUT {s}", "fast_food", 1.1, 8_15, 19_85, 41_30),
    Shop("Chipotle", "CHIPOTLE {s}", "restaurant", 1.4, 11_85, 24_60, 53_10),
    Shop("Olive Garden", "OLIVE GARDEN {s}", "restaurant", 0.25, 38_10, 64_75, 112_30, place="EMERYVILLE CA"),
    Shop("The Marlowe", "TST* THE MARLOWE", "restaurant", 0.7, 42_00, 88_60, 168_25, weekdays=(3, 4, 5, 6), known=False),
    Shop("Saffron Table", "TST* SAFFRON TABLE", "restaurant", 0.9, 28_40, 57_15, 110_80, known=False),
    Shop("Noodle Harbor", "SQ *NOODLE HARBOR", "restaurant", 1.4, 16_25, 36_50, 78_40, known=False),
    Shop("Pasta Lucca", "PASTA LUCCA", "restaurant", 0.6, 31_10, 62_30, 118_05, known=False),
    Shop("Sushi Kaido", "SUSHI KAIDO OAKLAND", "restaurant", 0.8, 34_50, 71_85, 142_20, known=False),
    Shop("Brine & Barrel", "TST* BRINE & BARREL", "restaurant", 0.5, 46_80, 94_10, 186_55, known=False),
    Shop("Starbucks", "STARBUCKS STORE {s}", "coffee", 3.7, 0, 0, 0, menu=(3_45, 4_95, 5_25, 5_75, 9_40, 11_85)),
    Shop("Peet's", "PEETS {s}", "coffee", 2.9, 0, 0, 0, menu=(3_65, 4_85, 5_45, 8_90, 10_20)),
    Shop("Philz", "PHILZ COFFEE", "coffee", 1.7, 0, 0, 0, menu=(5_25, 5_75, 6_50, 11_50)),
    Shop("Blue Heron Coffee", "SQ *BLUE HERON COFFEE", "coffee", 5.2, 0, 0, 0, menu=(4_00, 4_50, 5_50, 8_25), weekdays=_WORKDAYS, known=False),
    Shop("Green Ladle", "SQ *GREEN LADLE", "work_lunch", 3.2, 11_40, 14_25, 19_80, weekdays=_WORKDAYS, known=False),
    Shop("Proper Bowl", "PROPER BOWL {s}", "work_lunch", 2.0, 12_10, 15_45, 21_60, weekdays=_WORKDAYS, place="SAN FRANCISCO CA", known=False),
    Shop("Cafe Lumen", "CANTEEN LUMEN GRID", "work_lunch", 2.6, 0, 0, 0, menu=(8_50, 9_75, 11_25), weekdays=_WORKDAYS, place="EMERYVILLE CA", known=False),
    Shop("Sweetgreen", "SWEETGREEN FRANK OGAWA", "work_lunch", 1.7, 13_95, 16_40, 22_15, weekdays=_WORKDAYS, known=False),
    Shop("DoorDash", "DD *DOORDASH {a8}", "food_delivery", 2.6, 18_40, 36_70, 84_20, place="855-431-0459 CA"),
    Shop("Uber Eats", "UBER *EATS", "food_delivery", 1.7, 16_85, 32_40, 71_60, place="HELP.UBER.COM CA"),
    Shop("Grubhub", "GRUBHUB*{a7}", "food_delivery", 0.5, 19_10, 34_95, 66_30, place="GRUBHUB.COM NY"),
    Shop("Gong Cha", "GONG CHA {s}", "boba", 0.9, 0, 0, 0, menu=(5_75, 6_50, 12_25)),
    Shop("Kung Fu Tea", "KUNG FU TEA", "boba", 0.7, 0, 0, 0, menu=(5_95, 6_75, 12_70), place="BERKELEY CA"),
    Shop("Boba Lagoon", "SQ *BOBA LAGOON", "boba", 1.1, 0, 0, 0, menu=(6_00, 6_75, 13_50)),
    Shop("The Rusty Anchor", "TST* THE RUSTY ANCHOR", "bar", 0.7, 14_00, 32_50, 76_00, weekdays=(3, 4, 5), known=False),
    Shop("Ninth Note", "NINTH NOTE BAR & LOUNGE", "bar", 0.5, 16_00, 38_00, 92_00, weekdays=(3, 4, 5), known=False),
)  # fmt: skip

GETTING_AROUND = (
    Shop("Chevron", "CHEVRON 0{s}", "gas_station", 1.8, 22_15, 54_60, 82_40),
    Shop("Shell", "SHELL OIL {d10}", "gas_station", 1.3, 24_80, 52_35, 79_90),
    Shop("ARCO", "ARCO #{s} AMPM", "gas_station", 1.1, 20_10, 48_25, 71_15, paid_from=(CHECKING,)),
    Shop("76", "76 - LAKESHORE {s}", "gas_station", 0.5, 23_45, 51_80, 77_60),
    Shop("Costco Gas", "COSTCO GAS #{s}", "gas_station", 0.9, 26_30, 49_75, 70_85, place="RICHMOND CA", paid_from=_VISA_ONLY, known=False),
    Shop("ParkMobile", "PARK MOBILE {d4}", "parking", 1.8, 0, 0, 0, menu=(2_35, 3_35, 4_60, 6_85), place="770-818-9036 GA"),
    Shop("SP Plus", "SP PLUS PARKING {s}", "parking", 0.8, 0, 0, 0, menu=(8_00, 14_00, 22_00), place="SAN FRANCISCO CA"),
    Shop("City of Oakland Meters", "CITY OF OAKLAND PARKING", "parking", 1.6, 0, 0, 0, menu=(1_50, 2_00, 2_75, 4_00)),
    Shop("FasTrak", "FASTRAK CSC", "toll", 1.5, 0, 0, 0, menu=(25_00,), place="877-229-8655 CA"),
    Shop("Uber", "UBER *TRIP", "ride_share", 2.1, 9_40, 18_65, 52_10, place="HELP.UBER.COM CA"),
    Shop("Lyft", "LYFT *RIDE {a3}", "ride_share", 1.0, 8_95, 17_30, 44_85, place="LYFT.COM CA"),
    Shop("BART", "BART-CLIPPER {s}", "public_transit", 3.4, 0, 0, 0, menu=(2_75, 4_40, 8_80, 20_00), weekdays=_WORKDAYS),
    Shop("Grand Ave Auto", "GRAND AVE AUTO REPAIR", "car_maintenance", 0.18, 84_00, 265_40, 720_10, known=False),
    Shop("Jiffy Lube", "JIFFY LUBE #{s}", "car_maintenance", 0.22, 62_40, 89_95, 134_80, known=False),
    Shop("Sudsy's Car Wash", "SUDSYS CAR WASH", "car_maintenance", 0.5, 0, 0, 0, menu=(14_00, 18_00), known=False),
)  # fmt: skip

HOME = (
    Shop("Home Depot", "THE HOME DEPOT #{s}", "home_supplies", 0.9, 8_45, 42_60, 214_30, place="EMERYVILLE CA", known=False),
    Shop("Ace Hardware", "PIEDMONT ACE HARDWARE", "home_supplies", 0.6, 5_15, 19_80, 74_25, known=False),
    Shop("IKEA", "IKEA EMERYVILLE", "furniture", 0.25, 34_90, 128_50, 540_75, place="EMERYVILLE CA"),
    Shop("Bayview Plumbing", "BAYVIEW PLUMBING & ROOTE", "home_repair", 0.05, 145_00, 235_00, 410_00, known=False),
    Shop("Best Buy", "BEST BUY 0000{s}", "electronics", 0.3, 17_35, 84_20, 462_90, busy=_HOLIDAYS, known=False),
    Shop("Amazon", "AMZN MKTP US*{a9}", "amazon", 5.0, 7_21, 27_35, 148_60, place="AMZN.COM/BILL WA", busy=_HOLIDAYS),
    Shop("Amazon", "AMAZON.COM*{a9}", "amazon", 2.1, 8_66, 24_90, 118_25, place="AMZN.COM/BILL WA"),
    Shop("Target", "TARGET {s}", "walmart_target", 3.0, 9_85, 47_10, 186_40, part="clothing"),
    Shop("Walmart", "WALMART.COM", "walmart_target", 1.2, 12_30, 38_95, 122_85, place="800-925-6278 AR"),
    Shop("Old Navy", "OLD NAVY US {s}", "clothing", 0.6, 16_40, 48_75, 132_60),
    Shop("Uniqlo", "UNIQLO USA {s}", "clothing", 0.4, 19_90, 57_30, 148_20, place="SAN FRANCISCO CA"),
    Shop("REI", "REI #{s} BERKELEY", "clothing", 0.35, 24_95, 78_60, 264_10, place="BERKELEY CA"),
    Shop("Fade Factory", "SQ *FADE FACTORY", "haircut", 0.8, 0, 0, 0, menu=(38_00, 43_00), known=False),
    Shop("Salon Verbena", "SALON VERBENA", "haircut", 0.3, 85_00, 124_00, 210_00, known=False),
    Shop("Sephora", "SEPHORA {s}", "personal_care", 0.4, 14_20, 42_80, 116_75, known=False),
    Shop("Lush", "LUSH COSMETICS {s}", "personal_care", 0.25, 11_90, 24_60, 58_30, known=False),
)  # fmt: skip

CARE = (
    Shop("CVS", "CVS/PHARMACY #0{s}", "pharmacy", 1.4, 4_29, 18_40, 72_15),
    Shop("Walgreens", "WALGREENS #{s}", "pharmacy", 0.9, 4_85, 16_25, 58_70),
    Shop("Kaiser", "KAISER PERMANENTE {s}", "doctor", 0.5, 0, 0, 0, menu=(20_00, 30_00, 45_00)),
    Shop("Lakeside Dental", "LAKESIDE FAMILY DENTAL", "dental", 0.15, 48_00, 126_00, 420_00, known=False),
    Shop("Clearview Optometry", "CLEARVIEW OPTOMETRY", "vision", 0.08, 65_00, 148_00, 312_00, known=False),
    Shop("Dr. Hale", "SQ *ANNA HALE LMFT", "therapy", 1.5, 0, 0, 0, menu=(60_00,), weekdays=(1, 3), known=False),
    Shop("Chewy", "CHEWY.COM", "pet", 0.8, 28_40, 54_90, 98_35, place="800-672-4399 FL", known=False),
    Shop("Pet Food Express", "PET FOOD EXPRESS {s}", "pet", 0.6, 11_20, 32_75, 84_60, known=False),
    Shop("Rockridge Animal Hospital", "ROCKRIDGE ANIMAL HOSP", "vet", 0.12, 72_00, 148_00, 360_00, known=False),
    Shop("Bounce House Bay", "BOUNCE HOUSE BAY", "kids_activities", 0.3, 18_00, 36_00, 74_00, known=False),
    Shop("Green Apple Books", "GREEN APPLE BOOKS", "books", 0.4, 8_95, 22_40, 64_15, place="SAN FRANCISCO CA", known=False),
    Shop("Kindle", "KINDLE SVCS*{a9}", "books", 0.8, 2_99, 11_99, 15_99, place="888-802-3080 WA", known=False),
    Shop("Udemy", "UDEMY: ONLINE COURSES", "courses", 0.1, 12_99, 14_99, 24_99, place="UDEMY.COM CA", known=False),
    Shop("AMC", "AMC {s} BAY STREET", "movies", 0.5, 14_49, 32_60, 68_90, place="EMERYVILLE CA", weekdays=(4, 5, 6), known=False),
    Shop("Grand Lake Theatre", "GRAND LAKE THEATRE", "movies", 0.35, 0, 0, 0, menu=(15_00, 30_00, 41_50), weekdays=(4, 5, 6), known=False),
    Shop("Ticketmaster", "TM *TICKETMASTER {d5}", "concerts", 0.2, 58_20, 134_60, 318_90, place="800-653-8000 CA", known=False),
    Shop("Oakland Ballers", "OAKLAND BALLERS TIX", "live_sports", 0.15, 22_00, 58_00, 124_00, known=False),
    Shop("Steam", "STEAMGAMES.COM {d10}", "gaming", 0.7, 4_99, 14_99, 59_99, place="425-952-2985 WA", known=False),
    Shop("Davie Tennis Stadium", "CITY OF OAK DAVIE TENNIS", "tennis", 0.5, 0, 0, 0, menu=(8_00, 12_00), known=False),
    Shop("Piedmont Yarn", "PIEDMONT YARN & APPAREL", "hobbies", 0.4, 9_50, 31_20, 88_40, known=False),
    Shop("Blick", "BLICK ART {s}", "hobbies", 0.3, 7_85, 26_15, 72_90, known=False),
    Shop("Pollen & Paper", "POLLEN & PAPER", "gift", 0.4, 6_50, 28_40, 84_75, busy=_HOLIDAYS, known=False),
    Shop("Etsy", "ETSY.COM*MOSSKILN", "gift", 0.5, 14_20, 36_85, 92_60, place="718-855-7955 NY", busy=_HOLIDAYS, known=False),
    Shop("GoFundMe", "GOFUNDME* {a5}", "donation", 0.15, 25_00, 50_00, 100_00, place="GOFUNDME.COM CA", known=False),
    Shop("USPS", "USPS PO 05{d8}", "misc_other", 0.5, 4_80, 9_85, 34_20, known=False),
    Shop("City of Oakland", "CITY OF OAKLAND PERMIT", "government_fee", 0.05, 22_00, 68_00, 145_00, known=False),
    Shop("Kalvex", "KALVEX {d7}", None, 0.25, 8_20, 26_45, 64_90, place="WILMINGTON DE", known=False),
    Shop("Driftwood Collective", "PAYPAL *DRIFTWDCOL", None, 0.25, 12_40, 34_10, 88_60, place="402-935-7733 CA", known=False),
    Shop("LS Holdings", "LS HOLDINGS LLC {d4}", None, 0.2, 9_90, 21_35, 47_15, known=False),
    Shop("MTA", "MTA*SVC {a6}", None, 0.15, 5_00, 12_75, 30_40, place="NEW YORK NY", known=False),
)  # fmt: skip

PEOPLE = (
    Shop("Priya Nair", "VENMO PAYMENT {ymd} {d13} MAYA RIVERA", "friends", 1.6, 8_00, 24_00, 86_00, paid_from=(CHECKING,), known=False, ready=True),
    Shop("Tom Okafor", "ZELLE TO OKAFOR TOM ON {md} REF # RP0{a8} DINNER", "friends", 0.7, 15_00, 32_00, 94_00, paid_from=(CHECKING,), known=False, ready=True),
    Shop("Ruth Rivera", "ZELLE TO RIVERA RUTH ON {md} REF # RP0{a8}", "family", 0.4, 50_00, 100_00, 250_00, paid_from=(CHECKING,), known=False, ready=True),
    Shop("Elena the sitter", "ZELLE TO MARCHETTI ELENA ON {md} REF # RP0{a8} SITTING", "childcare", 1.1, 40_00, 64_00, 110_00, paid_from=(CHECKING,), weekdays=(4, 5), known=False, ready=True),
    Shop("Venmo", "VENMO CASHOUT {ymd} {d13} MAYA RIVERA", "venmo_income", 0.6, 18_00, 42_00, 130_00, paid_from=(CHECKING,), known=False, ready=True, arrives=True),
    Shop("Tutoring", "ZELLE FROM CHEN FAMILY ON {md} REF # RP0{a8} TUTORING", "side_income", 1.2, 60_00, 90_00, 180_00, paid_from=(CHECKING,), known=False, ready=True, arrives=True),
    Shop("Grand Lake Farmers Market", "Farmers market", "groceries", 2.6, 6_00, 18_00, 42_00, paid_from=(CASH,), weekdays=_WEEKEND, ready=True),
    Shop("Tips", "Tip", "misc_other", 1.2, 2_00, 5_00, 20_00, paid_from=(CASH,), ready=True),
    Shop("Taqueria El Paso", "Taqueria El Paso", "fast_food", 1.2, 9_00, 14_00, 31_00, paid_from=(CASH,), ready=True),
    Shop("School bake sale", "Bake sale at school", "gift", 0.3, 3_00, 6_00, 15_00, paid_from=(CASH,), weekdays=_WORKDAYS, ready=True),
    Shop("Garage sale", "Garage sale", "misc_other", 0.2, 5_00, 15_00, 40_00, paid_from=(CASH,), weekdays=_WEEKEND, ready=True),
)  # fmt: skip

SHOPS = (*FOOD, *GETTING_AROUND, *HOME, *CARE, *PEOPLE)

# They come often and look regular, and still nobody is subscribed to them.
DECOYS = (
    "Safeway",
    "Trader Joe's",
    "Costco",
    "Starbucks",
    "Blue Heron Coffee",
    "Green Ladle",
    "Cafe Lumen",
    "BART",
    "FasTrak",
    "Fade Factory",
    "Dr. Hale",
    "Chewy",
    "Amazon",
    "Kindle",
    "Tutoring",
)
