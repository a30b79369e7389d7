"""Which account a statement belongs to, as far as the file shows it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import Account, Import
from backend.services.importing.readers.profiles import profile_named
from backend.services.importing.statement import Statement

_MASK = re.compile(r"[xX*•.…#]+")
_SHORT_NUMBER = 6
_LEAST_DIGITS = 3
_TYPE_WORDS = {
    "savings": ("saving",),
    "checking": ("checking", "current account", "giro"),
    "credit": ("credit", "card", "visa", "mastercard", "amex"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account as files may know it."""

    id: int
    name: str
    institution: str
    account_type: str
    currency: str
    file_number: str | None


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks of the account beside the statement itself.

    `remembered` are accounts whose mapping fits the file, `earlier` those that took files of
    the same name before.
    """

    file_name: str
    profile: str | None = None
    remembered: Sequence[int] = ()
    earlier: Sequence[int] = ()


def list_candidates(session: Session) -> list[Candidate]:
    """Return the accounts that files may go to."""
    statement = select(Account).where(Account.archived_at.is_(None)).order_by(Account.id)
    return [as_candidate(account) for account in session.scalars(statement)]


def as_candidate(account: Account) -> Candidate:
    """Return what files may know an account by."""
    return Candidate(
        account.id,
        account.name,
        account.institution,
        account.account_type,
        account.currency,
        account.file_account_number,
    )


def accounts_of_alike_files(session: Session, file_name: str) -> list[int]:
    """Return the accounts that files of this name went to, digits aside: they hold dates."""
    stem = _stem(file_name)
    if not stem:
        return []
    rows = session.execute(
        select(Import.account_id, Import.file_name)
        .where(Import.undone_at.is_(None))
        .order_by(Import.id.desc())
        .limit(500)
    )
    return list(dict.fromkeys(account_id for account_id, name in rows if _stem(name) == stem))


def by_number(statement: Statement, candidates: Iterable[Candidate]) -> int | None:
    """Return the account that the statement's number or name is of."""
    number = statement.account_number
    if number:
        found = [c for c in candidates if c.file_number and is_same_number(number, c.file_number)]
        if len(found) == 1:
            return found[0].id
    name = (statement.account_name or "").casefold().strip()
    named = [c for c in candidates if name and c.name.casefold() == name]
    return named[0].id if len(named) == 1 else None


def suggest(statement: Statement, candidates: Sequence[Candidate], clues: Clues) -> int | None:
    """Return the account that a statement most likely belongs to; None where it is open."""
    found = by_number(statement, candidates)
    if found is not None:
        return found
    fitting = [c for c in candidates if _may_hold(c, statement)]
    ids = {c.id for c in fitting}
    for known in (clues.remembered, clues.earlier):
        matching = [account_id for account_id in known if account_id in ids]
        if len(matching) == 1:
            return matching[0]
    of_bank = _of_institution(fitting, statement, clues)
    if of_bank:
        return of_bank[0].id if len(of_bank) == 1 else None
    speaks_of_bank = statement.institution or profile_named(clues.profile)
    return candidates[0].id if len(candidates) == 1 and not speaks_of_bank else None


def is_same_number(one: str, other: str) -> bool:
    """Tell whether two account numbers are one, also where banks show the last digits only."""
    first, second = _plain(one), _plain(other)
    if first == second:
        return True
    shorter, longer = sorted((_tail(first), _tail(second)), key=len)
    is_masked = _MASK.search(one) or _MASK.search(other) or len(shorter) <= _SHORT_NUMBER
    return bool(is_masked) and len(shorter) >= _LEAST_DIGITS and longer.endswith(shorter)


def letters(text: str | None) -> str:
    """Return the letters and digits of a name: Wells Fargo is wellsfargo."""
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def is_at(candidate: Candidate, bank: str | None) -> bool:
    """Tell whether an account is at the bank of this name."""
    own, spoken = letters(candidate.institution), letters(bank)
    return bool(spoken and own) and (own.startswith(spoken) or spoken.startswith(own))


def type_in(text: str) -> str | None:
    """Return the account type that a name speaks of."""
    lowered = text.casefold().replace("_", " ").replace("-", " ")
    found = {kind for kind, words in _TYPE_WORDS.items() if any(word in lowered for word in words)}
    return found.pop() if len(found) == 1 else None


def _of_institution(
    fitting: Sequence[Candidate], statement: Statement, clues: Clues
) -> list[Candidate]:
    """Return the accounts at the bank that the file or its name speaks of, of the type it does."""
    profile = profile_named(clues.profile)
    spoken = [letters(statement.institution), letters(profile.institution if profile else None)]
    found = [c for c in fitting if any(is_at(c, text) for text in spoken)]
    if not any(spoken):
        found = [
            c
            for c in fitting
            if len(letters(c.institution)) >= _LEAST_DIGITS
            and letters(c.institution) in letters(clues.file_name)
        ]
    kind = statement.account_type or type_in(clues.file_name) or type_in(clues.profile or "")
    of_kind = [c for c in found if c.account_type == kind]
    if of_kind or kind is None:
        return of_kind or found
    return [c for c in found if "credit" not in (c.account_type, kind)]


def _may_hold(candidate: Candidate, statement: Statement) -> bool:
    if candidate.file_number and statement.account_number:
        return False  # it has a number, and another one
    kinds = (candidate.account_type, statement.account_type)
    return None in kinds or ("credit" in kinds) == (kinds[0] == kinds[1] == "credit")


def _plain(number: str) -> str:
    return re.sub(r"[\s\-]+", "", number).casefold()


def _tail(number: str) -> str:
    return _MASK.split(number)[-1]


def _stem(file_name: str) -> str:
    return re.sub(r"[\d\W_]+", " ", file_name.rsplit(".", 1)[0].casefold()).strip()
