"""The local model in a household: it learns from confirmed rows, suggests, and says how sure it is."""

import datetime as dt
import subprocess
import sys

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Category
from backend.services.categorization import lesson_rows
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import LOCAL_MODEL, UNMATCHED, Decision
from backend.services.categorization.lesson_rows import OpenLine
from backend.services.categorization.local_tier import LocalTier
from backend.services.categorization.why_words import counts_sentence
from tests.builders import make_account, make_category, make_transaction

DAY = dt.date(2025, 6, 2)


def open_line(
    session: Session, description: str, cents: int = 1450, *, account_id: int | None = None
) -> OpenLine:
    before = load_cascade(session, threshold=3).decide(description, cents)
    return OpenLine(description, cents, DAY, account_id, before)


def suggest(session: Session, description: str, *, tier: LocalTier | None = None) -> Decision:
    account = make_account(session, f"Card for {description}", account_type="credit")
    line = open_line(session, description, account_id=account.id)
    [decision] = (tier or LocalTier()).suggest(session, [line])
    return decision


def key_of(session: Session, decision: Decision) -> str | None:
    return session.scalar(select(Category.short_desc).where(Category.id == decision.category_id))


def test_a_shop_that_nobody_lists_is_known_by_its_words(session: Session) -> None:
    decision = suggest(session, "SQ *KORNBLUM NAIL SPA OAKLAND CA")

    assert key_of(session, decision) == "personal_care"
    assert (decision.tier, decision.auto, decision.decided_by) == (LOCAL_MODEL, False, None)
    assert decision.matched_text == "KORNBLUM NAIL SPA"


def test_what_is_a_guess_is_not_said(session: Session) -> None:
    decision = suggest(session, "ZXQV 77")

    assert (decision.category_id, decision.tier, decision.auto) == (None, UNMATCHED, False)


def test_it_learns_from_what_was_confirmed(session: Session) -> None:
    for day in range(1, 5):
        make_transaction(
            session,
            description="ZXQV 77",
            amount="14.50",
            date=f"2025-05-0{day}",
            category="haircut",
        )

    assert key_of(session, suggest(session, "ZXQV 99")) == "haircut"


def test_what_waits_teaches_nothing(session: Session) -> None:
    for day in range(1, 5):
        make_transaction(
            session,
            description="ZXQV 77",
            date=f"2025-05-0{day}",
            category="haircut",
            status="auto_confirmed",
        )

    assert suggest(session, "ZXQV 99").category_id is None


def test_a_category_that_was_deleted_is_not_suggested(session: Session) -> None:
    make_category(session, "personal_care").short_desc = "something_else"
    session.flush()

    decision = suggest(session, "SQ *KORNBLUM NAIL SPA OAKLAND CA")

    assert key_of(session, decision) != "something_else"


def test_without_lines_nothing_is_loaded(session: Session) -> None:
    def never() -> None:
        raise AssertionError("nothing was to be loaded")

    assert LocalTier(never).suggest(session, []) == []  # type: ignore[arg-type]


def test_a_warm_model_says_what_a_new_one_says(session: Session) -> None:
    warm = LocalTier()
    names = ("ZXQV 77", "KORNBLUM NAIL SPA", "OLD MILL BAKERY")
    rows = []
    for number in range(12):
        name = names[number % 3]
        category = ("haircut", "coffee", "groceries", "haircut")[number % 4]
        rows.append(
            make_transaction(
                session,
                description=name,
                amount="14.50",
                date=f"2025-05-{number + 1:02d}",
                category=category,
            )
        )
        assert suggest(session, name, tier=warm) == suggest(session, name)
    rows[3].category_id = make_category(session, "rent").id
    rows[7].description = "ANOTHER PLACE"
    session.flush()

    assert [suggest(session, name, tier=warm) for name in names] == [
        suggest(session, name) for name in names
    ]


def test_a_count_says_since_when_where_older_rows_are_not_counted(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in range(1, 7):
        for day in (3, 17):
            make_transaction(
                session, description="ZXQV", date=f"2025-0{month}-{day:02d}", category="haircut"
            )

    def told() -> str | None:
        evidence = dict(suggest(session, "ZXQV").evidence)
        return counts_sentence(evidence, "Zxqv", "Haircut")

    assert told() == "12 of 12 at Zxqv were Haircut."
    monkeypatch.setattr(lesson_rows, "MOST_LESSONS", 9)
    # The ninth is one of February's two: only whole months count.
    assert told() == "8 of 8 at Zxqv since March 2025 were Haircut."


def test_lines_of_one_shop_are_judged_once(session: Session) -> None:
    lines = [open_line(session, f"SQ *KORNBLUM NAIL SPA #{n}") for n in range(50)]

    decisions = LocalTier().suggest(session, lines)

    assert len({id(decision) for decision in decisions}) == 1


def test_the_app_starts_without_numpy() -> None:
    code = "import sys, backend.main; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
