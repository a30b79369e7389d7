"""One round of reading: window by window, newest first, within what a day allows."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from backend.integrations.bank_feed import (
    Coverage,
    FeedAccount,
    FeedError,
    FeedFailure,
    FeedProblem,
    FeedTransaction,
    FeedUpdate,
    Progress,
)
from backend.integrations.simplefin import errors
from backend.integrations.simplefin.client import SimpleFinClient
from backend.integrations.simplefin.credentials import Access
from backend.integrations.simplefin.problems import EVERY_BANK, bank_of, named_problems
from backend.integrations.simplefin.reading import ReadAccount, UnreadableRowError, read_accounts
from backend.integrations.simplefin.windows import (
    EMPTY_WINDOWS_AT_THE_START,
    Place,
    Window,
    newest_windows,
    older_windows,
)

_TOO_OFTEN = (
    "SimpleFIN allows about 24 questions a day, and today’s are used up. The app goes on tomorrow"
    " by itself."
)


class Round:
    """Collects what one round brings. What broke in the middle is told beside what came."""

    def __init__(
        self,
        client: SimpleFinClient,
        access: Access,
        place: Place,
        *,
        today: dt.date,
        now: Callable[[], dt.datetime],
        progress: Progress,
    ) -> None:
        self._client, self._access = client, access
        self._today, self._now, self._progress = today, now, progress
        self._place = self._before = place
        self._first_day: dt.date | None = None  # of the newest days, once they were read
        self._asked = 0
        self._accounts: dict[str, FeedAccount] = {}
        self._banks: dict[str, str] = {}
        self._rows: dict[tuple[str, str], FeedTransaction] = {}
        self._problems: dict[str, FeedProblem] = {}
        self._troubled: set[str] = set()  # banks, and accounts, that were not read whole
        self._named: set[str] = set()  # banks that something was said about
        self._covered: Window | None = None

    def read(self) -> FeedUpdate:
        """Read and return everything.

        Raises:
            FeedError: the first question already failed.
        """
        try:
            self._read_newest()
            self._read_older()
        except FeedError as error:
            if not self._asked:
                raise
            self._problems.setdefault(
                str(error), FeedProblem(str(error), error.failure, error.code)
            )
        self._place = replace(self._place, gaps=self._gaps())
        return FeedUpdate(
            accounts=tuple(self._accounts.values()),
            upserts=tuple(self._rows.values()),
            coverage=self._coverage(),
            state=self._place.as_text(),
            problems=tuple(self._problems.values()),
            is_preparing=self._place.back_to is not None,
        )

    def _read_newest(self) -> None:
        """Read the last days; then tell whether older ones are owed, and down to which."""
        before = self._before
        windows = newest_windows(before, self._today)
        had_rows = [self._ask(window, n, len(windows)) for n, window in enumerate(windows)]
        self._first_day = windows[-1].first_day
        after = replace(self._place, read_on=self._today)
        healed = [day for bank, day in before.gaps.items() if not self._is_troubled(bank)]
        if before.read_on is None:
            after = replace(after, back_to=self._first_day, empty=0 if any(had_rows) else 1)
        elif healed and not _whole_history_owed(before):
            until = min(*healed, before.until or self._first_day)
            after = replace(after, back_to=self._first_day, until=until)
        self._place = after

    def _gaps(self) -> dict[str, dt.date]:
        """Return from which day on each bank is owed that could not be read now."""
        before = self._before
        if self._first_day is None:
            return dict(before.gaps)
        owed = dt.date.min if _whole_history_owed(before) else before.until or self._first_day
        banks = self._troubled & {EVERY_BANK, *self._banks.values(), *self._named}
        new = {bank: min(before.gaps.get(bank, owed), owed) for bank in banks}
        kept = {bank: day for bank, day in before.gaps.items() if self._is_troubled(bank)}
        return {**kept, **new}

    def _read_older(self) -> None:
        windows = older_windows(self._place, self._today)
        for number, window in enumerate(windows):
            if self._place.until is None and self._place.empty >= EMPTY_WINDOWS_AT_THE_START:
                break  # the accounts seem to begin here; a known gap is read whole
            if self._place.left(self._now().date()) <= 0:
                return  # goes on tomorrow
            had_rows = self._ask(window, number, len(windows))
            empty = 0 if had_rows else self._place.empty + 1
            self._place = replace(self._place, back_to=window.first_day, empty=empty)
        self._place = replace(self._place, back_to=None, until=None, empty=0)

    def _ask(self, window: Window, number: int, total: int) -> bool:
        """Read one window and tell whether there was anything."""
        self._progress("download", number, total)
        self._count_question()
        document = self._client.accounts(self._access, _query(window))
        try:
            found = list(read_accounts(document, today=self._today))
        except UnreadableRowError as error:
            raise errors.nonsense("ACCOUNT") from error
        self._asked += 1
        for named in named_problems(document, found, self._access):
            self._problems.setdefault(named.problem.sentence, named.problem)
            if named.bank is not None:
                self._troubled.add(named.bank)
                self._named.add(named.bank)
        for read in found:
            self._take(read)
        self._covered = Window(window.first_day, (self._covered or window).end)
        self._progress("download", number + 1, total)
        return any(read.rows or read.unreadable for read in found)

    def _count_question(self) -> None:
        moment = self._now()
        if self._place.left(moment.date()) <= 0:
            raise FeedError(
                _TOO_OFTEN,
                FeedFailure.RATE_LIMITED,
                code="DAILY_QUESTIONS",
                retry_after_seconds=_seconds_to_midnight(moment),
            )
        self._place = self._place.after_asking(moment.date())

    def _take(self, read: ReadAccount) -> None:
        account = read.account
        self._accounts.setdefault(account.external_id, account)
        self._banks.setdefault(account.external_id, bank_of(read))
        for row in read.rows:
            self._rows.setdefault((row.account_id, row.external_id), row)
        if read.unreadable:
            self._troubled.add(account.external_id)
            self._tell(f"{read.unreadable:,} of its rows can’t be read and were left out", account)
        if read.rounded:
            self._tell(f"amounts with parts of a cent were rounded ({read.rounded:,})", account)

    def _tell(self, what: str, account: FeedAccount) -> None:
        sentence = f"SimpleFIN, {account.name}: {what}."
        self._problems.setdefault(sentence, FeedProblem(sentence))

    def _is_troubled(self, bank: str) -> bool:
        return not self._troubled.isdisjoint((bank, EVERY_BANK))

    def _coverage(self) -> tuple[Coverage, ...]:
        """Return the days that were read whole, of accounts that nothing was said against."""
        covered = self._covered
        if covered is None:
            return ()
        return tuple(
            Coverage(account_id, covered.first_day, covered.end)
            for account_id, bank in self._banks.items()
            if not self._is_troubled(bank) and account_id not in self._troubled
        )


def _whole_history_owed(place: Place) -> bool:
    """Tell whether the first reading has not come to its end."""
    return place.read_on is None or (place.back_to is not None and place.until is None)


def _query(window: Window) -> dict[str, str]:
    moments = [
        int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
        for day in (window.first_day, window.end)
    ]
    return {
        "version": "2",
        "start-date": str(moments[0]),
        "end-date": str(moments[1]),
        "pending": "1",
    }


def _seconds_to_midnight(moment: dt.datetime) -> float:
    tomorrow = (moment + dt.timedelta(days=1)).date()
    return (dt.datetime.combine(tomorrow, dt.time(), dt.UTC) - moment).total_seconds()
