"""Stores what a preview showed: one transaction for the whole file, one import per account."""

import datetime as dt
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.core.money import from_cents
from backend.database.indexes import rebuilt_afterwards
from backend.models import Account, Import, Transaction
from backend.services import operations
from backend.services.categorization.cascade import Rules
from backend.services.importing.balance_proof import ProofStatus
from backend.services.importing.balances import closing_of
from backend.services.importing.preview import Part, Preview, Progress, no_progress
from backend.services.importing.previewing import newest_operation, refresh
from backend.services.importing.profiles import remember
from backend.services.importing.row_writer import RowWriter
from backend.services.importing.stated_keeping import keep_stated
from backend.services.importing.statement import RowProblem
from backend.services.importing.statement import StatedBalance as ClosingBalance
from backend.services.importing.verdicts import Verdict
from backend.services.rules.acting import act
from backend.services.transfers.suggesting import suggest_transfers

_MOST_KEPT_ERRORS = 1_000
# From here on, building the indexes anew is quicker than keeping them in step, as long as there
# are not many more rows already, whose keys have to be sorted too.
_MANY_ROWS = 5_000
_MOST_PRESENT = 2  # for each new row


class NoTargetError(InvalidInputError):
    """It is open which account a statement belongs to."""

    def __init__(self, part: Part) -> None:
        statement = part.statement
        named = statement.account_name or statement.account_number
        of = f" of “{named}”" if named else ""
        super().__init__(f"Choose the account that the rows{of} belong to.")


@dataclass(frozen=True, slots=True)
class Upload:
    """The file as history will name it."""

    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredImport:
    """What one statement of a file added to its account."""

    import_id: int
    account_id: int
    imported: int
    skipped_duplicates: int
    possible_duplicates: int
    auto_confirmed: int
    needs_review: int


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file added; `operation_id` undoes all of it, None where nothing changed."""

    operation_id: int | None
    imports: tuple[StoredImport, ...]


def store(
    session: Session,
    preview: Preview,
    upload: Upload,
    *,
    rules: Rules,
    at: dt.datetime,
    progress: Progress = no_progress,
) -> Stored:
    """Store the rows that a preview would include, which are used up by it: memory is let go of.

    Where anything was done since the preview was made, it is compared anew first.

    Args:
        session: a write session.
        preview: what to store.
        upload: the file's name and hash.
        rules: by which rows are categorized.
        at: the moment of the import.
        progress: told how far it is; what it raises leaves nothing stored.

    Raises:
        NoTargetError: a statement has rows and no account.
    """
    check_targets(preview)
    if newest_operation(session) != preview.newest_operation:
        refresh(session, preview, rules=rules, progress=progress)
    operation_id = operations.begin(session, "import", f"Imported {upload.file_name}", at=at)
    imports = _store_parts(session, preview, upload, operation_id, at=at, progress=progress)
    _remember_layout(session, preview, at=at)
    operations.describe(session, _summary(upload.file_name, imports))
    return Stored(operation_id if imports else None, tuple(imports))


def check_targets(preview: Preview) -> None:
    """Make sure that each statement with rows has an account.

    Raises:
        NoTargetError: one has none.
    """
    for part in preview.parts:
        if part.rows and part.account is None:
            raise NoTargetError(part)


def _store_parts(
    session: Session,
    preview: Preview,
    upload: Upload,
    operation_id: int,
    *,
    at: dt.datetime,
    progress: Progress,
) -> list[StoredImport]:
    """Store each statement with rows; the file's unreadable rows are told with the first."""
    stored: list[StoredImport] = []
    ranges: list[range] = []
    total = sum(1 for part in preview.parts for _ in preview.included(part))
    done = 0
    with _indexes_for(session, total):
        for part in preview.parts:
            if part.account is None or not part.rows:
                continue
            progress("saving", done, total)
            record = _add_import(
                session, preview, part, upload, operation_id, at=at, with_problems=not stored
            )
            stated = keep_stated(session, part, record)
            is_only_one = _is_only_one(preview, part)
            _keep_balance(session, part, record, stated, is_only_one=is_only_one)
            writer = RowWriter(session, preview, part, record, at)
            for count in writer.write():
                progress("saving", done + count, total)
            done += writer.imported
            record.imported = writer.imported
            record.possible_duplicates = writer.possible
            session.flush()
            if writer.ids is not None:
                ranges.append(writer.ids)
            stored.append(_outcome(writer, record))
    act(session, [row_id for ids in ranges for row_id in ids])
    suggest_transfers(session, ranges, at=at)
    return stored


def _indexes_for(session: Session, new_rows: int) -> AbstractContextManager[None]:
    """Return how the indexes live through an insert: rebuilt where many rows will be new."""
    if new_rows < _MANY_ROWS:
        return nullcontext()
    present = session.scalar(select(func.count()).select_from(Transaction)) or 0
    return (
        rebuilt_afterwards(session, "transactions")
        if new_rows * _MOST_PRESENT > present
        else nullcontext()
    )


def _add_import(
    session: Session,
    preview: Preview,
    part: Part,
    upload: Upload,
    operation_id: int,
    *,
    at: dt.datetime,
    with_problems: bool,
) -> Import:
    days = {row.date for row in part.rows}
    layout = preview.reading.layout
    closing = closing_of(part.statement)
    record = Import(
        account_id=part.account.id if part.account else 0,
        operation_id=operation_id,
        file_name=upload.file_name,
        file_sha256=upload.sha256,
        format=preview.file.format,
        profile=layout.profile if layout else None,
        imported=0,
        skipped_duplicates=part.comparison.count(Verdict.DUPLICATE),
        possible_duplicates=0,
        errors=_errors_json(preview.file.errors if with_problems else []),
        left_out=len(preview.file.left_out) if with_problems else 0,
        first_date=min(days),
        last_date=max(days),
        balance_status=part.proof.status,
        balance_sentence=part.proof.sentence,
        closing_balance=from_cents(closing.cents) if closing else None,
        closing_balance_on=closing.date if closing else None,
        created_at=at,
    )
    session.add(record)
    session.flush()
    return record


def _outcome(writer: RowWriter, record: Import) -> StoredImport:
    return StoredImport(
        import_id=record.id,
        account_id=record.account_id,
        imported=writer.imported,
        skipped_duplicates=record.skipped_duplicates,
        possible_duplicates=writer.possible,
        auto_confirmed=writer.sure,
        needs_review=writer.imported - writer.sure,
    )


def _keep_balance(
    session: Session,
    part: Part,
    record: Import,
    stated: dict[dt.date, int],
    *,
    is_only_one: bool,
) -> None:
    """Let the account know where it starts, and the number that files call it by."""
    account = session.get_one(Account, record.account_id)
    closing = _trusted_closing(part) if account.opening_balance is None else None
    if closing is not None:
        _keep_opening(account, part, closing, stated)
    number = part.statement.account_number
    if number and is_only_one and account.file_account_number is None:
        account.file_account_number = number
    session.flush()


def _keep_opening(
    account: Account, part: Part, closing: ClosingBalance, stated: dict[dt.date, int]
) -> None:
    """Let the account's computed balance start where a proven statement starts."""
    rows = part.statement.rows
    if part.proof.status is not ProofStatus.PROVEN or not rows:
        return
    last = closing.date or max(row.date for row in rows)
    moved = sum(row.cents for row in rows if row.date <= last)
    # What is owed may be stated as positive: `stated` has it turned.
    account.opening_balance = from_cents(stated.get(last, closing.cents) + moved)
    account.opening_balance_on = min(row.date for row in rows)


def _trusted_closing(part: Part) -> ClosingBalance | None:
    """Return the closing balance to show as stated.

    Running balances count only where the rows chain: a column may hold something else.
    """
    closing = closing_of(part.statement)
    if part.statement.closing is None and part.proof.status is not ProofStatus.PROVEN:
        return None
    return closing


def _is_only_one(preview: Preview, part: Part) -> bool:
    """Whether no other statement of the file goes to the same account."""
    return sum(1 for other in preview.parts if other.account == part.account) == 1


def _remember_layout(session: Session, preview: Preview, *, at: dt.datetime) -> None:
    reading = preview.reading
    if not preview.wishes.remember or reading.layout is None or reading.signature is None:
        return
    for account in {part.account for part in preview.parts if part.account and part.rows}:
        name = reading.layout.profile or f"{account.name}, {preview.file.format.upper()}"
        remember(
            session,
            account.id,
            layout=reading.layout,
            signature=reading.signature,
            name=name,
            at=at,
        )


def _errors_json(errors: Sequence[RowProblem]) -> str:
    kept = errors[:_MOST_KEPT_ERRORS]
    return json.dumps([{"row": problem.row, "reason": problem.reason} for problem in kept])


def _summary(file_name: str, imports: Sequence[StoredImport]) -> str:
    count = sum(item.imported for item in imports)
    rows = "1 transaction" if count == 1 else f"{count:,} transactions"
    return f"Imported {rows} from {file_name}"
