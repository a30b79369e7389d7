"""What the owner reads about a sync: what happened, and what to do about it."""

from collections.abc import Sequence

from backend.integrations.bank_feed import FeedFailure, FeedTransaction
from backend.services.importing.balance_words import day_text
from backend.services.sync.plan import Counts, Outcome

PREPARING = "The bank's history is still being prepared. The app looks again by itself."
OUR_FAULT = (
    "Something in the app went wrong, and nothing of this sync is half-done. "
    "Try again; the log has the details."
)
CHANGED_MEANWHILE = (
    "The connection was changed while its bank was being asked. The next sync takes that in."
)
CUT_OFF = "The app was closed in the middle. The next sync goes on where this one stopped."
ACCESS_GONE = "There is no access to this bank any more. Connect it again."
_MOST_NAMED = 3

_PHASES = {
    "starting": "Starting",
    "fetching": "Asking the bank",
    "comparing": "Comparing with what is here",
    "saving": "Saving",
}
# What to do where trying again by itself is not it.
REPAIR = frozenset({FeedFailure.LOGIN_REQUIRED, FeedFailure.ACTION_AT_BANK})
NEEDS_OWNER = frozenset(
    {*REPAIR, FeedFailure.REMOVED, FeedFailure.CREDENTIALS, FeedFailure.SUBSCRIPTION}
)


def summary(name: str, counts: Counts) -> str:
    """Return what a sync brought: `Chase: 12 new, 1 changed`."""
    return f"{name}: {counted(counts)}"


def counted(counts: Counts) -> str:
    """Return the counts in words: `12 new, 1 changed`."""
    parts = [
        f"{counts.of(outcome):,} {word}"
        for outcome, word in (
            (Outcome.ADDED, "new"),
            (Outcome.MODIFIED, "changed"),
            (Outcome.MATCHED, "matched with rows that were here"),
            (Outcome.REMOVED, "removed by the bank"),
        )
        if counts.of(outcome)
    ]
    return ", ".join(parts) or "nothing new"


def progress_sentence(phase: str, done: int, total: int) -> str:
    """Return what is being done, for whoever watches."""
    said = _PHASES.get(phase, phase[:1].upper() + phase[1:])
    return f"{said}: {done:,} of {total:,}" if total else f"{said}…"


def other_currency(account: str, currency: str, rows: Sequence[FeedTransaction]) -> str:
    """Return which rows were left out as they are in another currency than their account."""
    named = ", ".join(
        f"{row.description} ({row.amount:,.2f} {row.currency}, {day_text(row.date)})"
        for row in rows[:_MOST_NAMED]
    )
    more = f" and {len(rows) - _MOST_NAMED:,} more" if len(rows) > _MOST_NAMED else ""
    left_out = "1 transaction was" if len(rows) == 1 else f"{len(rows):,} transactions were"
    return f"{left_out} left out, as {account} is kept in {currency}: {named}{more}."


def together(sentences: Sequence[str]) -> str:
    """Return sentences as one text, each once."""
    return " ".join(dict.fromkeys(sentence.strip() for sentence in sentences if sentence.strip()))
