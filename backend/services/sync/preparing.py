"""Works out what an update of a feed means for the books; reads, and writes nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.integrations.bank_feed import Coverage, FeedTransaction, FeedUpdate
from backend.services.categorization.cascade import Rules
from backend.services.categorization.decisions import Circumstances
from backend.services.categorization.lesson_rows import OpenLine
from backend.services.categorization.local_tier import is_unsure
from backend.services.sync import stored
from backend.services.sync.account_plan import AccountPlan
from backend.services.sync.account_view import Brought
from backend.services.sync.merging import decided_values, is_open
from backend.services.sync.owner_names import in_owner_words
from backend.services.sync.plain_words import other_currency
from backend.services.sync.plan import Outcome, Plan, Step
from backend.services.sync.stored import Link, Login

_FEW = 300  # up to so many rows it is quicker to look which rules they need at all


def prepare(session: Session, login: Login, update: FeedUpdate, rules: Rules) -> Plan:
    """Return all that an update would write, as things stand in `session`.

    The result does not depend on the order of an update's rows, and what is stored already of it
    is left out: so it may come twice, or be cut off after any step and be worked out again.
    """
    plan = Plan(stored.standing_of(session, login.id))
    if plan.standing.state is None:
        update = replace(update, coverage=_whole(update))
    update = replace(update, upserts=in_owner_words(session, update.upserts))
    brought = _by_account(update)
    for link in plan.standing.links:
        mine = brought[link.external_id]
        mine.upserts, foreign = _parted_by_currency(mine.upserts, link)
        if foreign:
            plan.problems.append(other_currency(link.name, link.currency, foreign))
        account = AccountPlan(session, login, link, mine)
        plan.steps += account.steps()
    _decide(session, login, plan.steps, rules)
    plan.steps.sort(key=_order)
    return plan


def _whole(update: FeedUpdate) -> tuple[Coverage, ...]:
    """Return the days that an answer to the question for everything holds whole.

    A service that lists what was removed says nothing of that here: what it lacks is gone.
    """
    if update.coverage or update.is_preparing or update.problems:
        return update.coverage
    first: dict[str, dt.date] = {}
    for row in update.upserts:
        first[row.account_id] = min(row.date, first.get(row.account_id, row.date))
    return tuple(Coverage(account_id, day, dt.date.max) for account_id, day in first.items())


def _by_account(update: FeedUpdate) -> dict[str, Brought]:
    """Sort an update by account; of an id that comes twice the last word counts."""
    latest = {(row.account_id, row.external_id): row for row in update.upserts}
    brought: dict[str, Brought] = defaultdict(Brought)
    for row in sorted(latest.values(), key=lambda row: (row.date, row.external_id)):
        brought[row.account_id].upserts.append(row)
    for removal in update.removals:
        brought[removal.account_id].removed.add(removal.external_id)
    for covered in update.coverage:
        days = (covered.first_day.isoformat(), covered.end.isoformat())
        brought[covered.account_id].covered.append(days)
    return brought


def _parted_by_currency(
    rows: Iterable[FeedTransaction], link: Link
) -> tuple[list[FeedTransaction], list[FeedTransaction]]:
    own: list[FeedTransaction] = []
    foreign: list[FeedTransaction] = []
    for row in rows:
        is_own = row.currency is None or row.currency.upper() == link.currency.upper()
        (own if is_own else foreign).append(row)
    return own, foreign


def _order(step: Step) -> tuple[int, str, str]:
    """Changes first, then new rows as they happened, so that ids rise with days; removals last."""
    rank = {Outcome.ADDED: 1, Outcome.REMOVED: 2}.get(step.outcome, 0)
    day = step.feed.date if step.feed else dt.date.min
    return rank, day.isoformat(), step.marks[0].external_id if step.marks else ""


def _decide(session: Session, login: Login, steps: Sequence[Step], rules: Rules) -> None:
    """Let the rules file new rows, and those that nobody has filed and that have other words."""
    open_steps = [
        step
        for step in steps
        if step.feed and (step.outcome is Outcome.ADDED or "description" in step.values)
    ]
    words = [step.feed.description for step in open_steps if step.feed]
    if not words:
        return
    cascade = rules.cascade(session, words if len(words) <= _FEW else None)
    for step in open_steps:
        if step.feed is not None:
            step.decision = cascade.decide(
                step.feed.description, to_cents(step.feed.amount), _around(login, step, step.feed)
            )
    _ask_local_model(session, open_steps, rules)
    for step in open_steps:
        _take_decision(step)


def _ask_local_model(session: Session, steps: Sequence[Step], rules: Rules) -> None:
    """Let the local model say what it makes of rows that nothing else says anything about."""
    open_ones = [
        (step, step.decision, step.feed)
        for step in steps
        if step.feed and step.decision and is_unsure(step.decision)
    ]
    lines = [
        OpenLine(feed.description, to_cents(feed.amount), feed.date, step.link.account_id, decision)
        for step, decision, feed in open_ones
    ]
    for (step, *_), said in zip(open_ones, rules.ask_local_model(session, lines), strict=True):
        step.decision = said


def _around(login: Login, step: Step, feed: FeedTransaction) -> Circumstances:
    row, merchant, source = step.row, feed.merchant_name, login.provider
    if row is not None:
        source = row.source
        if "merchant_name" in (row.owner_edits or "").split(","):
            merchant = row.merchant_name
    return Circumstances(feed.date, step.link.account_id, source, merchant)


def _take_decision(step: Step) -> None:
    """Keep what was decided of a stored row that has other words now."""
    if step.row is None or step.decision is None:
        return
    step.values["merchant_key"] = step.decision.merchant or None
    edited = (step.row.owner_edits or "").split(",")
    if step.feed and step.feed.merchant_name is None and "merchant_name" not in edited:
        step.values["merchant_name"] = step.decision.merchant_name or None
    if is_open(step.row):
        may_be_sure = step.row.possible_duplicate_of_id is None
        step.values |= decided_values(step.decision, may_be_sure=may_be_sure)
