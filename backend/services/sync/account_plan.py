"""One account's part of an update: what each row that came is to the rows that are there."""

from sqlalchemy.orm import Session

from backend.core.money import to_cents
from backend.integrations.bank_feed import FeedTransaction
from backend.models import FeedStanding
from backend.services.sync.account_view import AccountView, Brought
from backend.services.sync.matching import Arrived, Matches, match
from backend.services.sync.merging import changes
from backend.services.sync.pending import Followed, follow, same_again
from backend.services.sync.plan import IdMark, Outcome, Step
from backend.services.sync.stored import Known, Link, Login, Row

_BY_BANK = "bank"


class AccountPlan:
    """Works out the steps of one account."""

    def __init__(self, session: Session, login: Login, link: Link, brought: Brought) -> None:
        self._login = login
        self._link = link
        self._brought = brought
        self._view = AccountView(session, login, link, brought)
        self._targets: dict[str, int] = {}
        self._followed = Followed({}, {})
        self._matches = Matches({}, {})

    def steps(self) -> list[Step]:
        """Return what is to be written for the account."""
        upserts = [row for row in self._brought.upserts if not self._is_over(row.external_id)]
        self._find_targets(upserts)
        news = [row for row in upserts if row.external_id not in self._targets]
        posted = [self._arrived(row) for row in news if not row.is_pending]
        waiting = list(self._view.waiting.values())
        self._followed = follow(posted, waiting, self._view.likeness)
        self._followed.sure.update(self._renamed(posted))
        rest = [row for row in news if row.external_id not in self._followed.sure]
        if rest:
            present = self._view.came_other_ways(rest)
            arrived = [self._arrived(row) for row in rest]
            self._matches = match(arrived, present, self._view.likeness)
        steps = [self._upsert(row) for row in upserts]
        steps += self._removals({step.row.id for step in steps if step.row})
        return [step for step in steps if step.writes]

    def _is_over(self, external_id: str) -> bool:
        """Tell whether a row was purged, or is a pending one that was followed, or goes at once."""
        known = self._view.known.get(external_id)
        is_settled = known is not None and (
            known.standing == FeedStanding.REPLACED or known.transaction_id is None
        )
        return (
            is_settled
            or external_id in self._view.followers
            or external_id in self._brought.removed
        )

    def _find_targets(self, upserts: list[FeedTransaction]) -> None:
        """Find the transactions that ids lead to: own ids first, then those of pending rows."""
        for row in upserts:
            known = self._view.known.get(row.external_id)
            if known is not None and known.transaction_id is not None:
                self._targets[row.external_id] = known.transaction_id
        taken = set(self._targets.values())
        for row in upserts:
            known = self._view.known.get(row.pending_id or "")
            if (
                row.external_id not in self._targets
                and known is not None
                and known.standing != FeedStanding.REPLACED
                and known.transaction_id is not None
                and known.transaction_id not in taken
            ):
                self._targets[row.external_id] = known.transaction_id
                taken.add(known.transaction_id)

    def _renamed(self, posted: list[Arrived]) -> dict[str, int]:
        """Return which new rows are old ones under another id: of the same day and amount."""
        waiting, settled = list(self._view.renamed.values()), self._followed.sure
        taken = {*settled.values(), *self._targets.values()}
        return same_again(
            [row for row in posted if row.external_id not in settled],
            [row for row in waiting if row.id not in taken],
            self._view.likeness,
        )

    def _arrived(self, row: FeedTransaction) -> Arrived:
        days = (row.date.toordinal(), (row.posted_date or row.date).toordinal())
        names = self._view.likeness.keys(row.description, row.merchant_name)
        return Arrived(row.external_id, days, to_cents(row.amount), names)

    def _upsert(self, row: FeedTransaction) -> Step:
        external_id = row.external_id
        target = self._targets.get(external_id)
        if target is not None:
            return self._known_row(row, target)
        followed = self._followed.sure.get(external_id)
        if followed is not None:
            before = self._view.waiting | self._view.renamed
            replaced = [key for key, one in before.items() if one.id == followed]
            return self._change(row, self._view.row(followed), Outcome.MODIFIED, replaced)
        present = self._matches.sure.get(external_id)
        if present is None:
            step = Step(self._link, Outcome.ADDED, self._marks(row, None), row)
            step.possible_duplicate_of_id = self._followed.possible.get(
                external_id, self._matches.possible.get(external_id)
            )
            return step
        if not present.is_here:
            return self._stays_away(row, present.id)
        return self._change(row, self._view.row(present.id), Outcome.MATCHED)

    def _known_row(self, row: FeedTransaction, target: int) -> Step:
        stored, gone = self._view.row(target), self._view.gone(target)
        if stored is not None:
            return self._change(row, stored, Outcome.MODIFIED)
        if gone is None or gone.reason != _BY_BANK:
            return self._stays_away(row, target)
        step = self._change(row, gone.row, Outcome.MODIFIED)
        step.gone = gone
        step.outcome = Outcome.MODIFIED
        step.values.setdefault("is_pending", int(row.is_pending))
        return step

    def _change(
        self,
        row: FeedTransaction,
        stored: Row | None,
        outcome: Outcome,
        replaced: list[str] | None = None,
    ) -> Step:
        if stored is None:
            raise AssertionError("a row to change is not here")
        values = changes(stored, row, provider=self._login.provider)
        marks = self._marks(row, stored.id, replaced or [])
        if outcome is Outcome.MODIFIED and not values:
            outcome = Outcome.NOTED
        return Step(self._link, outcome, marks, row, stored, values=values)

    def _stays_away(self, row: FeedTransaction, transaction_id: int) -> Step:
        marks = self._marks(row, transaction_id)
        return Step(self._link, Outcome.NOTED, marks, stays_away_id=transaction_id)

    def _marks(
        self, row: FeedTransaction, target: int | None, replaced: list[str] | None = None
    ) -> list[IdMark]:
        """Return the ids of a row that have to be remembered, or remembered otherwise."""
        marks = [self._mark(row.external_id, FeedStanding.CURRENT, target)]
        for external_id in {row.pending_id, *(replaced or [])} - {None, row.external_id}:
            known = self._view.known.get(external_id or "")
            if known is None or known.transaction_id in (None, target):
                marks.append(self._mark(external_id or "", FeedStanding.REPLACED, target))
        return [mark for mark in marks if mark is not None]

    def _mark(self, external_id: str, standing: str, target: int | None) -> IdMark | None:
        known = self._view.known.get(external_id)
        wanted = (target, self._login.id, standing)
        if known is not None and wanted == (
            known.transaction_id,
            known.connection_id,
            known.standing,
        ):
            return None
        return IdMark(external_id, standing, known)

    def _removals(self, kept: set[int]) -> list[Step]:
        kept = kept | set(self._followed.possible.values()) | self._view.asked_about
        steps = []
        followed = set(self._followed.sure.values())
        for external_id in sorted(self._brought.removed | self._view.waiting.keys()):
            known = self._view.known.get(external_id)
            if known is None or known.standing == FeedStanding.REPLACED:
                continue
            row = self._view.row(known.transaction_id)
            if row is not None and (row.id in followed or self._is_followed(external_id, row)):
                continue
            if row is not None and _was_put_back(row, known):
                continue
            is_removed = external_id in self._brought.removed
            outcome = Outcome.NOTED
            if row is not None and row.id not in kept:
                outcome, is_removed = Outcome.REMOVED, True
            if is_removed:
                mark = self._mark(external_id, FeedStanding.REMOVED, known.transaction_id)
                marks = [mark] if mark else []
                steps.append(
                    Step(self._link, outcome, marks, row=row, stays_away_id=known.transaction_id)
                )
        return steps

    def _is_followed(self, external_id: str, row: Row) -> bool:
        follower = self._view.followers.get(external_id)
        return follower is not None and self._targets.get(follower.external_id) == row.id


def _was_put_back(row: Row, known: Known) -> bool:
    """Tell whether the owner restored what the bank had removed: told again, it is nothing new."""
    return known.standing == FeedStanding.REMOVED and not row.is_pending
