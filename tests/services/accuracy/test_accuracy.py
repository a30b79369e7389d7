import datetime as dt
import random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Category, Transaction
from backend.services.accuracy.figures import accuracy_of, wilson
from backend.services.accuracy.measuring import FEWEST, measured_confidence
from backend.services.accuracy.mistakes import Wanted, list_mistakes
from backend.services.accuracy.outcomes import count_outcomes
from backend.services.accuracy.replaying import replay
from backend.services.categories.editing import merge_category
from backend.services.categorization.trust import read_standing, read_whole_record
from tests.builders import make_category, make_transaction
from tests.conftest import NOW
from tests.services.accuracy.histories import PARTS, decide, fill, settle

LEARNED, SHIPPED, AI = 3, 4, 6


@pytest.mark.parametrize("seed", range(8))
def test_the_log_gives_the_page(session: Session, seed: int) -> None:
    numbers = random.Random(seed)
    for row in fill(session, numbers, rows=numbers.randint(0, 120))[::7]:
        session.delete(row)
    session.flush()
    days = dt.date(2025, numbers.randint(1, 6), 5), dt.date(2025, 6, 15)

    assert accuracy_of(count_outcomes(session)) == replay(session)
    assert accuracy_of(count_outcomes(session, *days)) == replay(session, *days)


def test_each_end_counts_as_what_it_is(session: Session) -> None:
    coffee, books = (make_category(session, key).id for key in ("coffee", "books"))
    ends = (
        (coffee, "confirmed", LEARNED, 0.95),  # right, and filed by itself
        (books, "confirmed", LEARNED, 0.95),  # filed by itself and corrected
        (coffee, "auto_confirmed", LEARNED, 1.0),  # nobody has looked
        (books, "confirmed", SHIPPED, 0.5),  # asked, and was wrong
        (None, "pending_review", SHIPPED, 0.5),
    )
    for number, (chosen, status, part, confidence) in enumerate(ends):
        row = make_transaction(session, description=f"SHOP {number}", date="2025-05-09")
        decide(session, row, coffee, part=part, confidence=confidence)
        settle(row, chosen, status=status)
    session.flush()

    found = accuracy_of(count_outcomes(session))

    total, learned = found.total, found.parts["learned"]
    assert (total.rows, total.answered, total.judged, total.right) == (5, 5, 3, 1)
    assert (learned.filed, learned.corrected, learned.unseen, learned.judged) == (3, 1, 1, 2)
    assert learned.accuracy == 0.5
    assert found.months["2025-05"] == total
    assert found.categories[books].mistaken_for == {coffee: 2}
    assert (found.bins[9].judged, found.bins[9].right, found.bins[5].judged) == (2, 1, 1)
    assert found.calibration_error == pytest.approx((0.9 + 0.5) / 3)
    mistakes, count = list_mistakes(session, Wanted(only_filed=True), limit=10)
    assert count == 1
    assert (mistakes[0].predicted_id, mistakes[0].chosen_id) == (coffee, books)
    assert mistakes[0].was_filed
    assert list_mistakes(session, Wanted(part="shipped", category_id=books), limit=10)[1] == 1


def test_the_page_and_the_error_budget_count_alike(session: Session) -> None:
    fill(session, random.Random(3), rows=200)

    guessed, whole = accuracy_of(count_outcomes(session)).guessed, read_whole_record(session)

    assert guessed.corrected > 0
    assert (guessed.filed, guessed.corrected) == (whole.filed, whole.corrected)


def test_a_category_that_is_merged_into_another_was_no_mistake(session: Session) -> None:
    gift, books = (make_category(session, key) for key in ("gift", "books"))
    for number in range(4):
        row = make_transaction(session, description=f"SHOP {number}", category=gift)
        decide(session, row, gift.id, part=LEARNED, confidence=0.95)
    make_transaction(session, category=books)
    merge_category(session, "gift", target="books", at=NOW)

    guessed = accuracy_of(count_outcomes(session)).guessed

    assert (guessed.filed, guessed.judged, guessed.right, guessed.corrected) == (4, 4, 4, 0)
    assert read_whole_record(session).corrected == 0
    assert read_standing(session).records["learned"].corrected == 0


def test_with_shuffled_labels_it_falls_to_chance(session: Session) -> None:
    numbers = random.Random(7)
    categories = list(session.scalars(select(Category.id).limit(8)))
    made = []
    for number in range(600):
        row = make_transaction(session, description=f"SHOP {number}", category=None)
        truth = categories[min(numbers.randrange(9), numbers.randrange(8))]
        guess = truth if numbers.random() < 0.95 else numbers.choice(categories)
        decide(session, row, guess, part=LEARNED, confidence=0.95)
        settle(row, truth, status="confirmed")
        made.append(row)
    session.flush()
    before = accuracy_of(count_outcomes(session))

    labels = [row.category_id for row in made]
    numbers.shuffle(labels)
    for row, label in zip(made, labels, strict=True):
        row.category_id = label
    session.flush()
    after = accuracy_of(count_outcomes(session))

    chance = (
        sum(
            sum(row.predicted_category_id == one for row in made) * labels.count(one)
            for one in categories
        )
        / len(made) ** 2
    )
    assert (before.total.accuracy or 0) > 0.9
    assert after.total.accuracy == pytest.approx(chance, abs=0.06)
    assert (before.calibration_error or 1) < 0.05
    assert (after.calibration_error or 0) > 0.5


def test_a_tier_that_cannot_tell_is_measured_by_enough_answers(session: Session) -> None:
    coffee, books = (make_category(session, key).id for key in ("coffee", "books"))
    assert measured_confidence(session, "ai") is None

    for number in range(FEWEST):
        row = make_transaction(session, description=f"SHOP {number}")
        decide(session, row, coffee, part=AI, confidence=0.7)
        settle(row, books if number % 3 == 0 else coffee, status="confirmed")
    session.flush()

    assert measured_confidence(session, "ai") == pytest.approx(wilson(20, 30)[0], abs=1e-4)
    session.delete(session.scalars(select(Transaction)).first())
    session.flush()
    assert measured_confidence(session, "ai") is None


def test_every_part_has_figures_of_its_own(session: Session) -> None:
    coffee = make_category(session, "coffee").id
    for part in range(len(PARTS)):
        row = make_transaction(session, description=f"SHOP {part}", category="coffee")
        decide(session, row, coffee, part=part, confidence=1.0)

    parts = accuracy_of(count_outcomes(session)).parts

    assert set(parts) == {"rule", "amount_rule", "own", "learned", "shipped", "local_model", "ai"}
    assert all(one.right == one.judged == 1 for one in parts.values())


@pytest.mark.parametrize(("right", "judged"), [(0, 1), (1, 1), (97, 100), (5, 10)])
def test_the_bounds_hold_the_share(right: int, judged: int) -> None:
    low, high = wilson(right, judged)
    assert 0 <= low <= right / judged <= high <= 1
    assert high - low < 1
