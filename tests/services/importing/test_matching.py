"""Which rows are here already: counting, ids, likeness."""

import datetime as dt
from array import array
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from backend.services.importing.duplicates import fingerprints_of
from backend.services.importing.matching import Matcher
from backend.services.importing.statement import StatementRow
from backend.services.importing.verdicts import (
    Comparison,
    Neighbour,
    Place,
    StoredRow,
    Verdict,
    all_new,
)

DAY = dt.date(2025, 3, 1)


def row(
    number: int, cents: int = 275, text: str = "BART", *, days: int = 0, fitid: str | None = None
) -> StatementRow:
    return StatementRow(
        row=number,
        date=DAY + dt.timedelta(days=days),
        cents=cents,
        description=text,
        external_id=fitid,
    )


def stored(rows: list[StatementRow], place: Place = Place.HERE) -> list[StoredRow]:
    """The rows as the account would hold them, numbered among their equals."""
    seen: Counter[int] = Counter()
    found = []
    for number, (one, key) in enumerate(zip(rows, fingerprints_of(rows), strict=True), start=1):
        seen[key] += 1
        found.append(
            StoredRow(
                place,
                number,
                key,
                seen[key],
                one.external_id,
                cents=one.cents,
                day=one.date.toordinal(),
            )
        )
    return found


def match(
    rows: list[StatementRow],
    present: list[StoredRow] = [],  # noqa: B006 - never changed
    *,
    neighbours: list[Neighbour] = [],  # noqa: B006 - never changed
    insisted: set[int] = set(),  # noqa: B006 - never changed
) -> Comparison:
    matcher = Matcher(rows, fingerprints_of(rows), frozenset(insisted))
    matcher.by_ids(present)
    groups: dict[int, list[StoredRow]] = {}
    for one in present:
        if one.fingerprint is not None:
            groups.setdefault(one.fingerprint, []).append(one)
    matcher.by_count(lambda _: groups)
    matcher.by_likeness(neighbours)
    return matcher.result


def verdicts(found: Comparison) -> list[Verdict]:
    return [Verdict(verdict) for verdict in found.verdicts]


def test_equal_rows_are_counted() -> None:
    found = match([row(1), row(2), row(3)], stored([row(1)]))

    assert verdicts(found) == [Verdict.DUPLICATE, Verdict.NEW, Verdict.NEW]
    assert list(found.occurrences) == [0, 2, 3]
    assert found.twins[0] == 1


def test_a_number_that_came_free_is_given_again() -> None:
    second = stored([row(1), row(2)])[1]

    found = match([row(1), row(2)], [second])

    assert found.count(Verdict.NEW) == 1
    assert max(found.occurrences) == 1


def test_a_deleted_row_stays_away() -> None:
    found = match([row(1)], stored([row(1)], Place.DELETED))

    assert verdicts(found) == [Verdict.DUPLICATE]
    assert found.twins[0] == -1


def test_an_equal_fingerprint_with_other_words_is_another_row() -> None:
    [collision] = stored([row(1)])

    found = match([row(1)], [collision._replace(same_words=False)])

    assert verdicts(found) == [Verdict.NEW]
    assert found.occurrences[0] == 2


def test_the_banks_id_knows_a_row_whose_words_and_day_changed() -> None:
    present = stored([row(1, text="PENDING COFFEE", fitid="A1")])

    found = match([row(1, text="COFFEE", days=2, fitid="A1")], present)

    assert verdicts(found) == [Verdict.DUPLICATE]


def test_an_id_that_comes_again_with_another_amount_is_another_row() -> None:
    present = stored([row(1, 500, fitid="1")])

    found = match([row(1, 700, fitid="1")], present)

    assert verdicts(found) == [Verdict.NEW]


def test_an_id_that_comes_again_after_months_is_another_row() -> None:
    present = stored([row(1, fitid="1")])

    found = match([row(1, days=90, fitid="1")], present)

    assert verdicts(found) == [Verdict.NEW]


def test_ids_that_the_file_repeats_are_not_trusted() -> None:
    present = stored([row(1, 500, "ONE", fitid="0")])

    found = match([row(1, 500, "TWO", fitid="0"), row(2, 700, "SIX", fitid="0")], present)

    assert verdicts(found) == [Verdict.NEW, Verdict.NEW]


def test_where_ids_last_an_equal_row_with_another_id_is_another_purchase() -> None:
    present = stored([row(1, fitid="A"), row(2, fitid="B")])

    found = match([row(1, fitid="B"), row(2, fitid="C")], present)

    assert verdicts(found) == [Verdict.DUPLICATE, Verdict.NEW]
    assert found.occurrences[1] == 3


def test_where_a_bank_makes_new_ids_each_time_equal_rows_are_counted() -> None:
    present = stored([row(1, fitid="A"), row(2, fitid="B")])

    found = match([row(1, fitid="X"), row(2, fitid="Y")], present)

    assert verdicts(found) == [Verdict.DUPLICATE, Verdict.DUPLICATE]


def test_likeness_is_one_to_one_and_nearest_first() -> None:
    neighbours = [Neighbour(7, DAY.toordinal() + 2, 275), Neighbour(8, DAY.toordinal() + 1, 275)]

    found = match([row(1), row(2), row(3)], neighbours=neighbours)

    assert sorted(found.twins) == [0, 7, 8]
    assert found.count(Verdict.POSSIBLE_DUPLICATE) == 2
    assert found.twins[0] == 8


def test_likeness_ends_after_three_days_and_needs_equal_cents() -> None:
    far = Neighbour(7, DAY.toordinal() + 4, 275)
    dearer = Neighbour(8, DAY.toordinal(), 276)

    assert verdicts(match([row(1)], neighbours=[far, dearer])) == [Verdict.NEW]


def test_what_repeats_a_row_exactly_is_no_candidate_for_likeness() -> None:
    present = stored([row(1)])
    same = Neighbour(present[0].id, DAY.toordinal(), 275)

    found = match([row(1), row(2, days=1)], present, neighbours=[same])

    assert verdicts(found) == [Verdict.DUPLICATE, Verdict.NEW]


def test_an_insisted_row_gets_a_number_of_its_own() -> None:
    found = match([row(1), row(2)], stored([row(1), row(2)]), insisted={2})

    assert verdicts(found) == [Verdict.DUPLICATE, Verdict.DUPLICATE]
    assert list(found.occurrences) == [0, 3]


rows_of_few_kinds = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 2)).map(lambda kind: (kind[0] * 100, kind[1])),
    max_size=12,
)


@given(first=rows_of_few_kinds, second=rows_of_few_kinds)
def test_together_two_files_leave_the_larger_count_of_each_row(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    before = [row(n, cents, days=days) for n, (cents, days) in enumerate(first)]
    file = [row(n, cents, days=days) for n, (cents, days) in enumerate(second)]

    found = match(file, stored(before))

    new = [one for one, verdict in zip(second, found.verdicts, strict=True) if not verdict]
    assert Counter(first) + Counter(new) == Counter(first) | Counter(second)
    numbers = [
        (key, number)
        for key, number in zip(found.fingerprints, found.occurrences, strict=True)
        if number
    ]
    taken = {(one.fingerprint, one.occurrence) for one in stored(before)}
    assert len(numbers) == len(set(numbers)) == len(new)
    assert not taken & set(numbers)


def test_parts_of_a_comparison_keep_their_rows_together() -> None:
    found = match([row(1), row(2), row(3, 900)], stored([row(1)]))

    part = found.part(1, 3)

    assert verdicts(part) == [Verdict.NEW, Verdict.NEW]
    assert part.fingerprints == array("q", found.fingerprints[1:3])


@given(st.lists(st.integers(0, 3)))
def test_rows_for_an_empty_account_are_numbered_as_if_they_were_compared(keys: list[int]) -> None:
    fingerprints = array("q", keys)
    rows = [row(number) for number in range(len(keys))]
    matcher = Matcher(rows, fingerprints)
    matcher.by_count(lambda _: {})

    assert all_new(fingerprints) == matcher.result
