"""What earlier versions shipped, as it was: by it a rule is known as shipped and not learned."""

SHIPPED_CONFIDENCE = 10

# Category key → patterns.
_MAPPINGS: dict[str, tuple[str, ...]] = {
    "groceries": ("SAFEWAY", "TRADER JOE", "WHOLEFDS", "GROCERY OUTLET", "COSTCO", "SPROUTS"),
    "walmart_target": ("TARGET", "WALMART"),
    "fast_food": (
        "MCDONALD",
        "BURGER KING",
        "WENDY",
        "TACO BELL",
        "CHICK-FIL-A",
        "POPEYES",
        "JACK IN THE BOX",
        "FIVE GUYS",
    ),
    "restaurant": ("CHIPOTLE", "OLIVE GARDEN"),
    "coffee": ("STARBUCKS", "PEET", "PHILZ"),
    "food_delivery": ("DOORDASH", "UBER EATS", "GRUBHUB"),
    "boba": ("BOBA", "KUNG FU TEA", "GONG CHA"),
    "gas_station": ("CHEVRON", "SHELL", "ARCO", "76", "EXXON", "VALERO"),
    "parking": ("PARKING", "PARK MOBILE", "SP PLUS"),
    "toll": ("FASTRAK", "GOLDEN GATE"),
    "ride_share": ("UBER", "LYFT"),
    "public_transit": ("BART", "CLIPPER"),
    "cell_phone": ("TMOBILE", "T-MOBILE"),
    "internet": ("COMCAST", "XFINITY", "ATT"),
    "electric": ("PG&E", "PGE"),
    "netflix": ("NETFLIX",),
    "spotify": ("SPOTIFY",),
    "hulu": ("HULU",),
    "disney_plus": ("DISNEY PLUS",),
    "youtube_premium": ("YOUTUBE",),
    "subscriptions": ("AMAZON PRIME",),
    "amazon": ("AMZN MKTP", "AMAZON.COM"),
    "gym": ("PLANET FITNESS", "24 HOUR"),
    "furniture": ("IKEA",),
    "pharmacy": ("CVS", "WALGREENS", "RITE AID"),
    "doctor": ("KAISER",),
    "payroll": ("PAYROLL", "DIRECT DEP", "GUSTO"),
    "credit_card_payment": ("DISCOVER",),
    "interest_charge": ("INTEREST CHARGE",),
    "car_insurance": ("STATE FARM", "PROGRESSIVE"),
    "student_loan": ("STUDENT LOAN", "NAVIENT"),
    "investment": ("SOFI INVEST",),
}

SHIPPED_MAPPINGS = {
    pattern: category for category, patterns in _MAPPINGS.items() for pattern in patterns
}

# (pattern, cents, category key)
SHIPPED_RULES = frozenset(
    {
        ("APPLE.COM/BILL", 1589, "hbo"),
        ("APPLE.COM/BILL", 1059, "netflix"),
        ("APPLE.COM/BILL", 529, "apple_tv"),
        ("APPLE.COM/BILL", 699, "hulu"),
        ("APPLE.COM/BILL", 1199, "spotify"),
        ("APPLE.COM/BILL", 1399, "youtube_premium"),
        ("APPLE.COM/BILL", 799, "disney_plus"),
    }
)
