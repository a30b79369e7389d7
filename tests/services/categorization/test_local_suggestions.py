"""The local model in a household: it learns from confirmed rows, suggests, and never files."""

import datetime as dt
import subprocess
import sys

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Category
from backend.services.categorization.decisions import LOCAL_MODEL, Decision
from backend.services.categorization.local_suggestions import Line, LocalSuggestions, suggestions
from tests.builders import make_account, make_category, make_transaction

DAY = dt.date(2025, 6, 2)


def suggest(session: Session, description: str, cents: int = 1450) -> Decision | None:
    account = make_account(session, f"Card for {description}", account_type="credit")
    return LocalSuggestions(session).suggest(Line(description, cents, DAY, account.id))


def key_of(session: Session, decision: Decision | None) -> str | None:
    assert decision is not None
    return session.scalar(select(Category.short_desc).where(Category.id == decision.category_id))


def test_a_shop_that_nobody_lists_is_known_by_its_words(session: Session) -> None:
    decision = suggest(session, "SQ *KORNBLUM NAIL SPA OAKLAND CA")

    assert key_of(session, decision) == "personal_care"
    assert decision is not None
    assert (decision.tier, decision.auto, decision.decided_by) == (LOCAL_MODEL, False, None)
    assert decision.matched_text == "KORNBLUM NAIL SPA"


def test_what_is_a_guess_is_not_said(session: Session) -> None:
    assert suggest(session, "ZXQV 77") is None


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

    assert suggest(session, "ZXQV 99") is None


def test_a_category_that_was_deleted_is_not_suggested(session: Session) -> None:
    make_category(session, "personal_care").short_desc = "something_else"
    session.flush()

    decision = suggest(session, "SQ *KORNBLUM NAIL SPA OAKLAND CA")

    assert decision is None or key_of(session, decision) != "something_else"


def test_without_lines_nothing_is_loaded(session: Session) -> None:
    assert list(suggestions(session, [])) == []


def test_the_app_starts_without_numpy() -> None:
    code = "import sys, backend.main; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
