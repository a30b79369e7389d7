"""Which account here an account behind a login may be: reasons, and no guess between two."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.sync.suggesting import Certainty, Here, Offered, suggest

FEED = Offered(1, "ext-1", "Total Checking", "Chase", "checking", mask="4821", currency="USD")
OWN = Here(7, "Everyday", "chase", "checking", "USD")


def of_one(feed: Offered, *here: Here) -> tuple[int | None, Certainty]:
    found = suggest([feed], here)[feed.id]
    return found.account_id, found.certainty


@pytest.mark.parametrize(
    ("feed", "own", "certainty"),
    [
        (FEED, replace(OWN, file_number="xxxx4821"), Certainty.SURE),
        (FEED, replace(OWN, file_number="000123454821"), Certainty.SURE),
        (FEED, replace(OWN, name="Chase 4821"), Certainty.SURE),
        (FEED, OWN, Certainty.LIKELY),  # type and bank alone
        (replace(FEED, institution="Chase Bank"), OWN, Certainty.LIKELY),
        (FEED, replace(OWN, institution="JPM", name="Total Checking"), Certainty.LIKELY),
        (FEED, replace(OWN, account_type="savings", earlier_external_id="ext-1"), Certainty.SURE),
        (
            replace(FEED, persistent_id="p"),
            replace(OWN, institution="x", name="x", earlier_persistent_id="p"),
            Certainty.SURE,
        ),
    ],
)
def test_what_speaks_for_an_account(feed: Offered, own: Here, certainty: Certainty) -> None:
    assert of_one(feed, own) == (7, certainty)


@pytest.mark.parametrize(
    "own",
    [
        replace(OWN, currency="CAD"),
        replace(OWN, account_type="credit"),
        replace(OWN, account_type="investment"),
        replace(OWN, file_number="xxxx9999"),  # it has a number, and another one
        replace(OWN, institution="Ally"),  # only the type
        replace(OWN, institution="", name=""),
    ],
)
def test_what_speaks_against_it(own: Here) -> None:
    assert of_one(FEED, own) == (None, Certainty.NONE)


def test_reasons_are_sentences_of_what_was_found() -> None:
    found = suggest([FEED], [replace(OWN, file_number="4821")])[1]
    assert found.account_name == "Everyday"
    assert found.reasons == (
        "Its files have a number that ends in 4821 as well.",
        "Both are checking accounts.",
        "Both are at Chase.",
    )


def test_two_that_are_as_likely_are_no_suggestion() -> None:
    assert of_one(FEED, OWN, replace(OWN, id=8, name="Bills")) == (None, Certainty.NONE)
    twins = [FEED, replace(FEED, id=2, external_id="ext-2", mask="1111")]
    assert {s.certainty for s in suggest(twins, [OWN]).values()} == {Certainty.NONE}


def test_an_account_is_suggested_once_and_the_likelier_takes_it() -> None:
    other = replace(FEED, id=2, external_id="ext-2", mask="1111", name="Second")
    found = suggest(
        [other, FEED], [replace(OWN, name="Everyday 4821"), replace(OWN, id=8, name="B")]
    )
    assert {feed: of.account_id for feed, of in found.items()} == {1: 7, 2: 8}


def test_an_account_that_another_login_feeds_is_never_sure() -> None:
    found = suggest([FEED], [replace(OWN, file_number="4821", fed_by="Chase by SimpleFIN")])[1]
    assert found.certainty is Certainty.LIKELY
    assert found.reasons[-1] == (
        "Chase by SimpleFIN brings its transactions now; that would move here."
    )


ACCOUNTS = st.builds(
    Here,
    id=st.integers(1, 6),
    name=st.sampled_from(["Everyday", "Total Checking", "Chase 4821", "Rainy day"]),
    institution=st.sampled_from(["chase", "Chase Bank", "Ally", ""]),
    account_type=st.sampled_from(["checking", "savings", "credit", "other"]),
    currency=st.sampled_from(["USD", "CAD"]),
    file_number=st.sampled_from([None, "4821", "xxxx1111"]),
    earlier_external_id=st.sampled_from([None, "ext-1", "ext-2"]),
)
FEEDS = st.builds(
    Offered,
    id=st.integers(1, 6),
    external_id=st.sampled_from(["ext-1", "ext-2", "ext-3"]),
    name=st.sampled_from(["Total Checking", "Savings", "Everyday"]),
    institution=st.sampled_from(["Chase", "Ally"]),
    account_type=st.sampled_from(["checking", "savings", "credit"]),
    mask=st.sampled_from([None, "4821", "1111"]),
    currency=st.sampled_from([None, "USD"]),
)


@given(
    st.lists(FEEDS, max_size=5, unique_by=lambda feed: feed.id),
    st.lists(ACCOUNTS, max_size=5, unique_by=lambda account: account.id),
)
def test_each_account_is_suggested_once_whatever_their_order(
    feeds: list[Offered], here: list[Here]
) -> None:
    found = suggest(feeds, here)

    assert found == suggest(feeds[::-1], here[::-1])
    taken = [of.account_id for of in found.values() if of.account_id is not None]
    assert len(taken) == len(set(taken))
    for of in found.values():
        assert (of.certainty is Certainty.NONE) == (of.account_id is None)
        assert bool(of.reasons) == (of.account_id is not None)


def test_many_accounts_are_compared_at_once() -> None:
    feeds = [replace(FEED, id=n, external_id=f"e{n}", mask=f"{n:04}") for n in range(1, 201)]
    here = [replace(OWN, id=n, name=f"Chase {n:04}") for n in range(1, 201)]
    found = suggest(feeds, here)
    assert {feed: of.account_id for feed, of in found.items()} == {n: n for n in range(1, 201)}
