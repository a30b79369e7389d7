from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.categorization.decisions import (
    AMOUNT_RULE,
    LEARNED,
    MERCHANT_MAP,
    OWN,
    SHIPPED,
    UNMATCHED,
    AmountRule,
    Decision,
    Hold,
    Line,
    Mapping,
)
from backend.services.categorization.engine import Cascade, compile_tiers
from backend.services.categorization.platforms import is_platform, learn_pattern

COFFEE, BOOKS, PAYROLL, FRIENDS, DRINKS = 1, 2, 3, 4, 5
THRESHOLD = 3

BLUE_BOTTLE = Mapping(1, "BLUE BOTTLE", COFFEE, times=3)


def decide(description: str, *mappings: Mapping, cents: int = 450, threshold: int = 3) -> Decision:
    return Cascade(compile_tiers([], mappings, threshold)).decide(description, cents)


def learned_from(description: str, category_id: int = COFFEE, times: int = 3) -> Mapping:
    pattern = learn_pattern(description)
    assert pattern is not None
    return Mapping(1, pattern, category_id, times)


def test_a_merchant_confirmed_often_enough_is_confirmed_by_itself() -> None:
    decision = decide("SQ *BLUE BOTTLE #1234 OAKLAND CA", BLUE_BOTTLE)

    assert decision._replace(evidence=()) == Decision(
        category_id=COFFEE,
        tier=MERCHANT_MAP,
        confidence=1.0,
        auto=True,
        decided_by=1,
        matched_text="BLUE BOTTLE",
        merchant="BLUE BOTTLE",
        merchant_name="Blue Bottle",
        hold=None,
    )


@pytest.mark.parametrize(
    ("times", "threshold", "confidence", "auto"),
    [
        (1, 3, 1 / 3, False),
        (2, 3, 2 / 3, False),
        (3, 3, 1.0, True),
        (3, 4, 0.75, False),
        (10, 3, 1.0, True),
    ],
)
def test_confidence_is_the_share_of_the_confirmations_needed(
    times: int, threshold: int, confidence: float, *, auto: bool
) -> None:
    mapping = replace(BLUE_BOTTLE, times=times)

    decision = decide("BLUE BOTTLE 0042", mapping, threshold=threshold)

    assert decision.confidence == pytest.approx(confidence)
    assert decision.auto is auto
    assert decision.hold == (None if auto else Hold.TOO_FEW_TIMES)


def test_an_unknown_merchant_is_unmatched_but_named() -> None:
    decision = decide("SQ *RED KETTLE #12", BLUE_BOTTLE)

    assert (decision.category_id, decision.tier, decision.auto) == (None, UNMATCHED, False)
    assert (decision.confidence, decision.merchant_name) == (0.0, "Red Kettle")


@pytest.mark.parametrize(
    ("first", "fourth"),
    [
        ("SQ *BLUE BOTTLE", "TST* BLUE BOTTLE #12 OAKLAND CA"),
        ("TST* GREEN DOOR CAFE", "SQ *GREEN DOOR CAFE"),
        ("PAYPAL *RED KETTLE", "RED KETTLE 0042 SEATTLE WA"),
        ("SHAKE HOUSE (NYC)", "SQ *SHAKE HOUSE (NYC) #5"),
        ("WHAT? BURGER 12", "WHAT? BURGER 9"),
        ("C++ BOOKS #1", "C++ BOOKS #4"),
        ("(A|A)+$", "(A|A)+$"),
        ("SHOP| 12", "SHOP| 13"),
        ("FRESH MART #1000", "FRESH MART #1003"),
        (
            "PURCHASE AUTHORIZED ON 01/02 OWL CAFE OAKLAND CA S123456789012345 CARD 1234",
            "PURCHASE AUTHORIZED ON 04/05 OWL CAFE OAKLAND CA S999956789012345 CARD 1234",
        ),
        ("TST* MESA ON GREENWOOD CAN", "MESA ON GREENWOOD CANTINA"),
        ("AMZN Fresh*7GF7GWXGN", "AMAZONFRESH"),
    ],
)
def test_what_three_confirmations_taught_matches_the_fourth_time(first: str, fourth: str) -> None:
    assert decide(fourth, learned_from(first)).auto


@pytest.mark.parametrize(
    ("pattern", "description"),
    [
        ("ATT", "SEATTLE COFFEE"),
        ("ATT", "MATTRESS FIRM"),
        ("ATT", "ATTORNEY FEES"),
        ("ATT", "LATTE LAND"),
        ("ARCO", "MARCO POLO"),
        ("BART", "BARTELL DRUGS"),
        ("DISCOVER", "DISCOVERY PLUS"),
        ("76", "STORE #1476 "),
        ("PROGRESSIVE", "PROGRESSIVE LEASING"),
        ("PROGRESSIVE", "PROGRESSIVE LEASING 866-123-4567 UT"),
        ("SHELL", "SHELLFISH SHACK"),
    ],
)
def test_a_shipped_name_is_not_seen_where_it_does_not_stand(pattern: str, description: str) -> None:
    assert decide(description, Mapping(1, pattern, COFFEE, 10, SHIPPED)).category_id is None


def test_the_owner_may_still_teach_what_a_misleading_name_is() -> None:
    shipped = Mapping(1, "PROGRESSIVE", COFFEE, 10, SHIPPED)

    decision = decide("PROGRESSIVE LEASING", shipped, Mapping(2, "PROGRESSIVE LEASING", BOOKS, 3))

    assert decision.category_id == BOOKS


@pytest.mark.parametrize(
    "line", ["To Savings Vault", "SoFi Savings", "SOFI BANK TRANSFER", "Interest earned"]
)
def test_a_banks_name_alone_says_no_category(line: str) -> None:
    shipped = Mapping(1, "SOFI INVEST", COFFEE, 10, SHIPPED)

    assert decide(line, shipped).category_id is None


def test_three_dinners_by_venmo_do_not_confirm_a_large_payment() -> None:
    venmo = learned_from("VENMO PAYMENT 250103 FL01LZS6 KAREN HALL", FRIENDS)

    decision = decide("VENMO PAYMENT 250403 XY01LZS6 KAREN HALL", venmo, cents=900_00)

    assert (decision.category_id, decision.auto, decision.hold) == (FRIENDS, False, Hold.PLATFORM)


@pytest.mark.parametrize(
    "merchant", ["VENMO", "ZELLE JANE DOE", "PAYPAL", "CASH APP", "AMAZON", "CHECK"]
)
def test_platforms_stand_for_anything(merchant: str) -> None:
    assert is_platform(merchant)


@pytest.mark.parametrize("merchant", ["AMAZON PRIME", "VENMOTION", "BLUE BOTTLE", "CHECKERS"])
def test_other_merchants_are_no_platforms(merchant: str) -> None:
    assert not is_platform(merchant)


def test_a_merchant_of_several_categories_is_never_confirmed_by_its_name() -> None:
    decision = decide("BLUE BOTTLE", replace(BLUE_BOTTLE, times=50, is_ambiguous=True))

    assert (decision.category_id, decision.auto) == (COFFEE, False)
    assert decision.hold == Hold.SEVERAL_CATEGORIES


def test_the_owner_can_switch_automatic_confirmation_off() -> None:
    own = Mapping(1, "BLUE BOTTLE", COFFEE, times=0, origin=OWN, auto=False)

    assert decide("BLUE BOTTLE", own).hold == Hold.SWITCHED_OFF


def test_what_the_owner_wrote_beats_what_was_learned_and_shipped() -> None:
    own = Mapping(1, "UBER", BOOKS, times=0, origin=OWN)
    learned = Mapping(2, "UBER EATS", COFFEE, times=9)
    shipped = Mapping(3, "UBER EATS", DRINKS, times=10, origin=SHIPPED)

    decision = decide("UBER *EATS", own, learned, shipped)

    assert (decision.category_id, decision.auto, decision.confidence) == (BOOKS, True, 1.0)


def test_the_owners_expression_comes_after_their_plain_patterns_and_before_the_rest() -> None:
    regex = Mapping(1, r"^sq \*blue", BOOKS, times=0, origin=OWN, is_regex=True)
    plain = Mapping(2, "BOTTLE", DRINKS, times=0, origin=OWN)

    assert decide("SQ *BLUE BOTTLE", regex, BLUE_BOTTLE).category_id == BOOKS
    assert decide("SQ *BLUE BOTTLE", regex, plain).category_id == DRINKS
    assert decide("TST* BLUE BOTTLE", regex, BLUE_BOTTLE).category_id == COFFEE


def test_what_was_learned_of_a_merchant_beats_a_longer_shipped_spelling() -> None:
    shipped = Mapping(1, "AMZN MKTP", DRINKS, times=10, origin=SHIPPED)
    learned = Mapping(2, "AMAZON", BOOKS, times=1)

    assert decide("AMZN Mktp US*7GF7GWXGN", shipped, learned).category_id == BOOKS


def test_money_out_is_never_booked_as_income_by_itself() -> None:
    payroll = Mapping(1, "PAYROLL", PAYROLL, 10, SHIPPED, is_income=True)

    assert decide("ACME PAYROLL", payroll, cents=-2000_00).auto
    assert decide("ACME PAYROLL", payroll, cents=2000_00).hold == Hold.WRONG_DIRECTION


def test_a_refund_keeps_its_merchants_category() -> None:
    decision = decide("BLUE BOTTLE", BLUE_BOTTLE, cents=-450)

    assert (decision.category_id, decision.auto) == (COFFEE, True)


def test_one_learned_word_inside_a_longer_name_is_shown_but_not_confirmed() -> None:
    max_streaming = Mapping(1, "MAX", COFFEE, times=9)

    assert decide("MAX & DAVE'S BAR", max_streaming).hold == Hold.PART_OF_NAME
    assert decide("HELP.MAX.COM", max_streaming).auto


def test_a_delivery_service_is_not_the_restaurant_it_delivers_for() -> None:
    shipped = Mapping(1, "MCDONALD", COFFEE, 10, SHIPPED)

    assert decide("POSTMATES MCDONALDS", shipped).category_id is None
    assert decide("MCDONALD'S F123", shipped).category_id == COFFEE


@pytest.mark.parametrize("pattern", ["", "***", "SHOP|("])
def test_a_stored_pattern_that_cannot_be_used_matches_nothing(pattern: str) -> None:
    broken = Mapping(7, pattern, BOOKS, times=0, origin=OWN, is_regex=True)
    rule = AmountRule(1, "???", 100, 0, BOOKS)

    assert (
        Cascade(compile_tiers([rule], [broken, BLUE_BOTTLE], 3))
        .decide("BLUE BOTTLE", 100)
        .decided_by
        == 1
    )


APPLE = "APPLE.COM/BILL 866-712-7753 CA"


@pytest.mark.parametrize(
    ("cents", "category_id"),
    [(1599, 11), (1549, 11), (1639, 11), (1640, None), (699, 12), (-1589, None)],
)
def test_the_price_tells_subscriptions_apart(cents: int, category_id: int | None) -> None:
    rules = [
        AmountRule(1, "APPLE.COM/BILL", 1589, 50, 11),
        AmountRule(2, "APPLE.COM/BILL", 699, 50, 12),
    ]

    decision = Cascade(compile_tiers(rules, [], 3)).decide(APPLE, cents)

    assert decision.category_id == category_id
    assert decision.tier == (AMOUNT_RULE if category_id else UNMATCHED)
    assert decision.auto is (category_id is not None)


def test_the_most_specific_amount_rule_wins() -> None:
    by_length = [AmountRule(1, "APPLE", 1000, 0, 11), AmountRule(2, "APPLE.COM/BILL", 1000, 50, 12)]
    by_tolerance = [AmountRule(1, "APPLE", 1000, 50, 11), AmountRule(2, "APPLE", 1010, 20, 12)]
    by_distance = [AmountRule(1, "APPLE", 1020, 50, 11), AmountRule(2, "APPLE", 1010, 50, 12)]
    by_id = [AmountRule(2, "APPLE", 1010, 50, 11), AmountRule(1, "APPLE", 990, 50, 12)]

    for rules in (by_length, by_tolerance, by_distance, by_id):
        assert Cascade(compile_tiers(rules, [], 3)).decide(APPLE, 1000).category_id == 12


def test_an_amount_rule_beats_every_mapping() -> None:
    rule = AmountRule(9, "BLUE BOTTLE", 450, 0, BOOKS)
    own = replace(BLUE_BOTTLE, origin=OWN)

    cascade = Cascade(compile_tiers([rule], [own], 3))

    assert cascade.decide("BLUE BOTTLE", 450).category_id == BOOKS
    assert cascade.decide("BLUE BOTTLE", 451).category_id == COFFEE


class BookShops:
    """A later tier, as an AI would be one."""

    def decide(self, line: Line) -> Decision | None:
        if "BOOK" not in line.words or line.cents > 100_00:
            return None
        return Decision(BOOKS, "ai", 0.7, False, None, "", line.merchant, line.merchant_name)


def test_later_tiers_are_asked_when_the_first_two_have_no_answer() -> None:
    cascade = Cascade(
        compile_tiers([], [Mapping(1, "BOOK NOOK", COFFEE, 3)], 3), later=[BookShops()]
    )

    assert cascade.decide("BOOK NOOK 1", 10_00).category_id == COFFEE
    assert cascade.decide("BOOK BARN 1", 10_00).tier == "ai"
    assert cascade.decide("BOOK BARN 2", 200_00).tier == UNMATCHED


@pytest.mark.parametrize(
    ("description", "pattern"),
    [
        ("SQ *BLUE BOTTLE #12", "BLUE BOTTLE"),
        ("X", None),
        ("4471", None),
        ("### 12", None),
        ("CAFE", None),
        ("76 FUEL 123", "76 FUEL"),
    ],
)
def test_a_confirmation_teaches_a_useful_pattern_or_none(
    description: str, pattern: str | None
) -> None:
    assert learn_pattern(description) == pattern


NAMES = ("76", "24 HOUR", "BLUE 1", "BLUE", "MOTEL 6", "PAYROLL", "ROUTE 66", "9 LIVES CAFE")
MAPPINGS = st.lists(
    st.builds(
        Mapping,
        id=st.integers(1, 9),
        pattern=st.sampled_from(NAMES),
        category_id=st.integers(1, 9),
        times=st.integers(1, 4),
        origin=st.sampled_from([LEARNED, SHIPPED, OWN]),
        is_income=st.booleans(),
    ),
    max_size=5,
)
LINES = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from(
                [
                    "76",
                    "24",
                    "25",
                    "HOUR",
                    "6",
                    "7",
                    "BLUE",
                    "1",
                    "2",
                    "#12",
                    "#76",
                    "MOTEL",
                    "ROUTE",
                    "66",
                    "PAYROLL",
                    "CAFE",
                    "9",
                ]
            ),
            min_size=1,
            max_size=4,
        ).map(" ".join),
        st.sampled_from([-100, 100, 200]),
    ),
    max_size=12,
)


@given(MAPPINGS, LINES)
def test_a_decision_does_not_depend_on_the_lines_before(
    mappings: list[Mapping], lines: list[tuple[str, int]]
) -> None:
    rules = [AmountRule(1, "BLUE 1", 100, 0, 8), AmountRule(2, "MOTEL", 200, 0, 9)]
    together = list(Cascade(compile_tiers(rules, mappings, THRESHOLD)).decide_many(lines))

    assert together == [
        Cascade(compile_tiers(rules, mappings, THRESHOLD)).decide(*line) for line in lines
    ]
