"""Which account a file goes to when only its bank is named, or nothing at all."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.services.importing import targets
from backend.services.importing.preview import Preview
from backend.services.importing.readers.profiles import profile_named
from backend.services.importing.targets import Candidate
from backend.services.importing.verdicts import Verdict

# Words of rows that only a savings account has: what rounding up puts aside arrives there.
_SAVINGS_WORDS = ("ROUNDUP", "ROUND UP", "ROUND-UP", "FROM CHECKING")

Compare = Callable[[int], Preview]


class OpenAccountError(InvalidInputError):
    """Neither the file nor the bank's name says which account it is for."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        names = ", ".join(f"{account.name} ({account.id})" for account in candidates)
        super().__init__(
            "It is open which account this file is for. Give its number as account_id: "
            f"{names or 'there is no account yet, so add one first'}.",
            accounts=[{"id": account.id, "name": account.name} for account in candidates],
        )


def choose_account(
    session: Session, preview: Preview, file_name: str, *, bank: str | None, compare: Compare
) -> int:
    """Return the account that a file is for.

    What is in the file decides, also against the bank that was named. Among several accounts at
    one bank the type decides that the file or its name speaks of, then the rows that are there
    already, then words that only a savings account's rows have; else it is the checking account.

    Args:
        session: any session.
        preview: the file, as read without an account.
        file_name: the file's name.
        bank: the bank that was named, by the institution of its accounts.
        compare: previews the file for an account.

    Raises:
        OpenAccountError: nothing says which account it is.
    """
    candidates = targets.list_candidates(session)
    found = _at_bank(candidates, preview, bank)
    suggested = next((part.suggested_id for part in preview.parts if part.suggested_id), None)
    if suggested is not None and (not found or suggested in {account.id for account in found}):
        return suggested
    kind = _type_of(preview) or targets.type_in(file_name)
    found = [account for account in found if account.account_type == kind] or found
    if len(found) > 1:
        found = _with_rows(found, compare) or _by_words(found, preview)
    if len(found) != 1:
        raise OpenAccountError(found or candidates)
    return found[0].id


def bank_key(preview: Preview, named: str | None) -> str | None:
    """Return the bank that a file is of, as accounts write it: `wellsfargo`."""
    shown = targets.letters(detected_bank(preview))
    return named if not shown or shown == targets.letters(named) else shown


def detected_bank(preview: Preview) -> str | None:
    """Return the bank that a file shows, by its profile or its own words."""
    layout = preview.reading.layout
    profile = profile_named(layout.profile) if layout else None
    told = next((part.statement.institution for part in preview.parts), None)
    return told or (profile.institution if profile else None) or None


def _at_bank(
    candidates: Sequence[Candidate], preview: Preview, bank: str | None
) -> list[Candidate]:
    """Return the accounts at the bank that the file shows, else at the one that was named."""
    for name in (detected_bank(preview), bank):
        found = [account for account in candidates if targets.is_at(account, name)]
        if found:
            return found
    return []


def _type_of(preview: Preview) -> str | None:
    kinds = {part.statement.account_type for part in preview.parts} - {None}
    return kinds.pop() if len(kinds) == 1 else None


def _with_rows(candidates: Sequence[Candidate], compare: Compare) -> list[Candidate]:
    """Return the account that holds more of the file's rows than any other."""
    counts = {}
    for account in candidates:
        parts = compare(account.id).parts
        counts[account] = sum(part.comparison.count(Verdict.DUPLICATE) for part in parts)
    most = max(counts.values())
    holding = [account for account, count in counts.items() if count == most]
    return holding if most and len(holding) == 1 else []


def _by_words(candidates: Sequence[Candidate], preview: Preview) -> list[Candidate]:
    rows = [row for part in preview.parts for row in part.rows]
    is_savings = any(
        row.cents < 0 and any(word in row.description.upper() for word in _SAVINGS_WORDS)
        for row in rows
    )
    kind = "savings" if is_savings else "checking"
    return [account for account in candidates if account.account_type == kind]
