"""Walks the open households through the app itself: mappings, the local model, the error budget.

As somebody would who brings their lines once a week: what waits is confirmed under its true
category, and what was filed wrong is put right. The model comes from other households.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.money import from_cents
from backend.database import Database
from backend.migrations.runner import upgrade
from backend.models import Account, AppSetting, Category, Transaction, TransactionStatus
from backend.services import operations
from backend.services.categorization.cascade import Rulebook, Rules
from backend.services.categorization.decisions import Circumstances, Decision
from backend.services.categorization.lesson_rows import OpenLine
from backend.services.categorization.local.calibration import Signs, fit
from backend.services.categorization.local.model import Pretrained
from backend.services.categorization.local_tier import LocalTier, is_unsure
from backend.services.categorization.recording import record
from backend.services.keeping import budget_database
from backend.services.seeding import seed
from backend.services.transactions.review import confirm_many
from bench.categorization_run import FOLDS, observed, pretrained_without, walk
from scripts.local_model.households import FiledLine, read

_DAYS = 7
_START = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


class Wishes(NamedTuple):
    """What the household's settings say: one in so many filed wrong, and after how many times."""

    budget: str = "50"
    threshold: int = 3


DEFAULTS = Wishes()


class Filed(NamedTuple):
    """A line, its number in its household (from 1), and what the app made of it at first sight."""

    line: FiledLine
    number: int
    category: str | None
    tier: str
    is_by_itself: bool
    hold: str | None
    part: str

    @property
    def is_right(self) -> bool:
        """Tell whether the household files it there."""
        return self.category == self.line.category


def walk_through_app(
    lines: Sequence[FiledLine], pretrained: Pretrained, wishes: Wishes = DEFAULTS
) -> list[Filed]:
    """Bring a household's lines week by week to a new app."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "budget.db"
        upgrade(path, "budget", at=_START)
        database = budget_database(path)
        try:
            return list(_Walk(database, lines, lambda: pretrained, wishes).run())
        finally:
            database.close()


class _Walk:
    """One household on its way through the app."""

    def __init__(
        self,
        database: Database,
        lines: Sequence[FiledLine],
        pretrained: Callable[[], Pretrained],
        wishes: Wishes,
    ) -> None:
        self._database = database
        self._lines = lines
        self._rules = Rules(Rulebook(LocalTier(pretrained)), wishes.threshold)
        with database.write() as session:
            seed(session, _START, with_accounts=False)
            session.add(AppSetting(key="error_budget", value=wishes.budget, updated_at=_START))
        with database.write() as session:
            operations.begin(session, "bench", "Accounts and categories", at=_START)
            self._accounts = _accounts(session, lines)
            self._categories = _categories(session, lines)
        self._names = {number: key for key, number in self._categories.items()}

    def run(self) -> Iterator[Filed]:
        """Yield each line as the app filed it."""
        number = 0
        for _, group in groupby(self._lines, key=_week):
            week = list(group)
            for line, decision in zip(week, self._bring(week), strict=True):
                number += 1
                yield self._filed(line, number, decision)

    def _bring(self, week: Sequence[FiledLine]) -> list[Decision]:
        at = dt.datetime.combine(week[-1].purchase.date, dt.time(20), dt.UTC)
        with self._database.read() as session:
            decisions = self._decide(session, week)
        with self._database.write() as session:
            operations.begin(session, "import", "A week", at=at)
            rows = self._store(session, week, decisions, at)
        with self._database.write() as session:
            truths = {
                row_id: self._categories[line.category]
                for row_id, line, one in zip(rows, week, decisions, strict=True)
                if not (one.auto and one.category_id == self._categories[line.category])
            }
            if truths:
                confirm_many(session, truths, threshold=self._rules.threshold, at=at)
        return decisions

    def _decide(self, session: Session, week: Sequence[FiledLine]) -> list[Decision]:
        cascade = self._rules.cascade(session)
        decisions = []
        for line in week:
            around = Circumstances(line.purchase.date, self._account(line), "csv_import")
            one = cascade.decide(line.purchase.description, line.purchase.cents, around)
            decisions.append(one)
        places = [at for at, one in enumerate(decisions) if is_unsure(one)]
        asked = [
            OpenLine(*week[at].purchase[:3], self._account(week[at]), decisions[at])
            for at in places
        ]
        for at, said in zip(places, self._rules.ask_local_model(session, asked), strict=True):
            decisions[at] = said
        return decisions

    def _store(
        self,
        session: Session,
        week: Sequence[FiledLine],
        decisions: Sequence[Decision],
        at: dt.datetime,
    ) -> list[int]:
        kept = record(session, decisions, at=at)
        rows = [
            Transaction(
                account_id=self._account(line),
                date=line.purchase.date,
                description=line.purchase.description,
                merchant_key=one.merchant,
                merchant_name=one.merchant_name,
                amount=from_cents(line.purchase.cents),
                category_id=one.category_id if one.auto else None,
                predicted_category_id=one.category_id,
                status=TransactionStatus.AUTO_CONFIRMED
                if one.auto
                else TransactionStatus.PENDING_REVIEW,
                source="csv_import",
                categorization_tier=one.tier,
                prediction_confidence=one.confidence if one.category_id else None,
                decided_by_id=one.decided_by,
                matched_text=one.matched_text or None,
                decision_id=decision_id,
                created_at=at,
            )
            for line, one, decision_id in zip(week, decisions, kept, strict=True)
        ]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]

    def _account(self, line: FiledLine) -> int:
        return self._accounts[line.purchase.account_type]

    def _filed(self, line: FiledLine, number: int, decision: Decision) -> Filed:
        return Filed(
            line,
            number,
            self._names.get(decision.category_id or 0),
            decision.tier,
            decision.auto,
            decision.hold,
            str(dict(decision.evidence).get("origin", decision.tier)),
        )


def whole_cascade(wishes: Wishes = DEFAULTS) -> list[Filed]:
    """Return every line of every household, filed with a model that never saw the household."""
    households = read()
    folds = [sorted(households)[start::FOLDS] for start in range(FOLDS)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        made = list(pool.map(_pretrained, folds))
        signs = [one for _, one in made]
        curves = [
            fit([pair for at, some in enumerate(signs) if at != index for pair in some])
            for index in range(FOLDS)
        ]
        jobs = [
            (name, made[index][0]._replace(calibration=curves[index]), wishes)
            for index, fold in enumerate(folds)
            for name in fold
        ]
        return [one for filed in pool.map(_walk_job, jobs) for one in filed]


def _pretrained(fold: Sequence[str]) -> tuple[Pretrained, list[tuple[Signs, bool]]]:
    households = read()
    unseen = pretrained_without(fold, households)
    return unseen, [pair for name in fold for pair in observed(walk(households[name], unseen))]


def _walk_job(job: tuple[str, Pretrained, Wishes]) -> list[Filed]:
    name, pretrained, wishes = job
    return walk_through_app(read()[name], pretrained, wishes)


def _week(line: FiledLine) -> int:
    return line.purchase.date.toordinal() // _DAYS


def _accounts(session: Session, lines: Sequence[FiledLine]) -> dict[str, int]:
    accounts = {}
    for kind in sorted({line.purchase.account_type for line in lines}):
        account = Account(name=kind, institution="Bank", account_type=kind, created_at=_START)
        account.plaid_connection_status = "disconnected"
        session.add(account)
        session.flush()
        accounts[kind] = account.id
    return accounts


def _categories(session: Session, lines: Sequence[FiledLine]) -> dict[str, int]:
    known = dict(session.execute(select(Category.short_desc, Category.id)).all())
    missing = {line.category for line in lines} - known.keys()
    if missing:
        raise AssertionError(f"categories that no budget starts with: {sorted(missing)}")
    return known
