"""The course of a balance: rows between statements, and nothing made up where they part."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backend.services.balances.course import OPENING, Anchor, Course, Fit, course_of

FIRST = dt.date(2025, 1, 1)


def anchor(day: int, cents: int, moved: int = 0, source: str = "file", rank: int = 0) -> Anchor:
    key = OPENING if source == OPENING else f"{day}/{rank}/{source}"
    return Anchor(key, FIRST + dt.timedelta(days=day), cents, moved, source, rank)


def at(course: Course, day: int, moved: int) -> int:
    return course.balance(FIRST + dt.timedelta(days=day), moved)


def test_without_a_statement_the_rows_start_from_nothing() -> None:
    assert at(Course(), 5, 1_250) == -1_250


def test_rows_are_carried_back_and_forth_from_a_statement() -> None:
    course = course_of([anchor(10, 1_000, moved=300)])
    assert at(course, 0, 0) == 1_300
    assert at(course, 10, 300) == 1_000
    assert at(course, 20, 450) == 850


def test_a_gap_jumps_on_the_day_of_the_later_statement() -> None:
    course = course_of([anchor(0, 1_000), anchor(30, 1_240, moved=-190)])
    assert at(course, 29, -190) == 1_190
    assert at(course, 30, -190) == 1_240
    [gap] = course.gaps()
    assert (gap.stated, gap.computed, gap.difference) == (1_240, 1_190, 50)
    assert not gap.is_passed_over


def test_a_statement_that_its_neighbours_contradict_is_passed_over_and_told() -> None:
    odd = anchor(15, 700, moved=200)
    course = course_of([anchor(0, 1_000), odd, anchor(30, 500, moved=500)])
    assert at(course, 15, 200) == 800
    [gap] = course.gaps()
    assert (gap.key, gap.difference, gap.is_passed_over) == (odd.key, -100, True)
    assert course.fits()[odd.key] is Fit.PASSED_OVER
    assert course.jumps() == []


def test_the_owners_word_is_never_passed_over() -> None:
    odd = anchor(15, 700, moved=200, source="owner")
    course = course_of([anchor(0, 1_000), odd, anchor(30, 500, moved=500)])
    assert at(course, 15, 200) == 700
    assert [gap.difference for gap in course.gaps()] == [-100, 100]


def test_of_one_day_the_owners_word_goes_first_then_what_agrees_then_the_newest() -> None:
    start = anchor(0, 1_000)
    owner, file_ = anchor(10, 5, source="owner"), anchor(10, 1_000, rank=9)
    assert at(course_of([start, owner, file_]), 10, 0) == 5
    agrees, newer = anchor(10, 1_000, rank=1), anchor(10, 990, rank=2)
    course = course_of([start, newer, agrees])
    assert (at(course, 10, 0), course.outvoted) == (1_000, (newer,))
    older, newest = anchor(0, 7, rank=1), anchor(0, 8, rank=2)
    assert at(course_of([newest, older]), 0, 0) == 8


def test_what_a_thing_is_worth_goes_in_steps_and_has_no_gaps() -> None:
    course = course_of([anchor(0, 300), anchor(10, 310), anchor(20, 300)], is_valued=True)
    assert [at(course, day, 0) for day in (0, 9, 10, 19, 20, 99)] == [300, 300, 310, 310, 300, 300]
    assert course.gaps() == []
    assert [cents for _, cents in course.jumps()] == [10, -10]


statements = st.lists(
    st.builds(
        anchor,
        st.integers(0, 40),
        st.integers(-500, 500),
        source=st.sampled_from(["file", "owner", OPENING]),
        rank=st.integers(0, 10**6),
    ),
    unique_by=lambda one: (one.day, one.source) if one.source != OPENING else OPENING,
)
moves = st.lists(st.integers(-200, 200), min_size=60, max_size=60)


def running(days: list[int]) -> list[int]:
    return [sum(days[: place + 1]) for place in range(len(days))]


@given(statements, moves, st.randoms(), st.booleans())
def test_the_course_follows_from_statements_in_any_order(
    stated: list[Anchor], days: list[int], random: object, valued: bool
) -> None:
    moved = running(days)
    known = [
        Anchor(one.key, one.day, one.cents, moved[(one.day - FIRST).days], one.source, one.rank)
        for one in stated
    ]
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    course, again = course_of(known, is_valued=valued), course_of(shuffled, is_valued=valued)

    balances = [at(course, day, moved[day]) for day in range(60)]
    assert balances == [at(again, day, moved[day]) for day in range(60)]
    jumps = dict.fromkeys((FIRST + dt.timedelta(days=n) for n in range(60)), 0)
    for day, cents in course.jumps():
        jumps[day] += cents
    for day, (before, after) in enumerate(pairwise(balances), start=1):
        # Every step of the balance is its rows, or a jump that is told: nothing is spread out.
        assert after - before == -days[day] + jumps[FIRST + dt.timedelta(days=day)]
    if course.anchors:
        last = course.anchors[-1]
        since = moved[59] - last.moved
        assert balances[59] == last.cents - since
    for one in course.anchors:
        assert at(course, (one.day - FIRST).days, one.moved) == one.cents
