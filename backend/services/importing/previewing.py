"""Makes previews, before anything is stored: read, find accounts, compare, categorize, prove."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy.orm import Session

from backend.services.accounts import get_account
from backend.services.categorization.cascade import Rules
from backend.services.categorization.decisions import Circumstances, Decision
from backend.services.categorization.engine import Cascade
from backend.services.categorization.lesson_rows import OpenLine
from backend.services.categorization.local_tier import is_unsure
from backend.services.importing import targets
from backend.services.importing.balance_proof import (
    BalanceProof,
    prove_balance,
    with_typed_closing,
)
from backend.services.importing.balances import known_opening
from backend.services.importing.duplicates import compare, fingerprints_of, source_of
from backend.services.importing.matching import span_of
from backend.services.importing.preview import Part, Preview, Progress, Request, no_progress
from backend.services.importing.reading import Reading, depends_on_type, read
from backend.services.importing.statement import Statement
from backend.services.importing.targets import Candidate, Clues
from backend.services.importing.verdicts import all_new

_NEWEST = "SELECT max(id) FROM operations"
_STEP = 2_000
_FEW = 300  # up to so many rows it is quicker to look which rules they need at all


def newest_operation(session: Session) -> int:
    """Return the number of the last thing that was done."""
    newest: int | None = session.connection().exec_driver_sql(_NEWEST).scalar()
    return newest or 0


def make_preview(
    session: Session,
    request: Request,
    *,
    rules: Rules,
    progress: Progress = no_progress,
) -> Preview:
    """Read a file and say what importing it would do.

    Args:
        session: any session; nothing is written.
        request: the file.
        rules: by which rows are categorized.
        progress: told how far it is; may raise to stop.

    Raises:
        UnreadableFileError: it is no statement.
        AccountNotFoundError: an account that was chosen for it is not there.
    """
    progress("reading", 0, 1)
    candidates = targets.list_candidates(session)
    for chosen in {*request.wishes.targets.values(), request.account_id}:
        if chosen is not None:
            _account(session, candidates, chosen)
    reading = _read(session, request, candidates)
    preview = Preview(reading, _parts(session, request, reading, candidates), request.wishes, 0)
    refresh(session, preview, rules=rules, progress=progress)
    return preview


def refresh(
    session: Session, preview: Preview, *, rules: Rules, progress: Progress = no_progress
) -> None:
    """Compare, categorize and prove anew, as the database stands now."""
    _compare(session, preview, progress)
    _decide(session, preview, rules, progress)
    for part in preview.parts:
        part.proof = _prove(session, preview, part)
    preview.newest_operation = newest_operation(session)


def _read(session: Session, request: Request, candidates: Sequence[Candidate]) -> Reading:
    """Read the file, by the type of its account where that decides what amounts mean."""
    chosen = request.wishes.targets.get(0, request.account_id)
    kind = _account(session, candidates, chosen).account_type if chosen is not None else None
    reading = read(
        session, request.data, wishes=request.wishes, account_id=chosen, account_type=kind
    )
    if kind is not None or request.wishes.layout is not None or len(reading.file.statements) != 1:
        return reading
    clues = _clues(session, request, reading)
    suggested = targets.suggest(reading.file.statements[0], candidates, clues)
    if suggested is None:
        return reading
    kind = _account(session, candidates, suggested).account_type
    if not depends_on_type(request.data, reading, kind):
        return reading
    return read(
        session, request.data, wishes=request.wishes, account_id=suggested, account_type=kind
    )


def _account(session: Session, candidates: Sequence[Candidate], account_id: int) -> Candidate:
    """Return what is known of an account, which may be an archived one: then it is looked up."""
    known = next((account for account in candidates if account.id == account_id), None)
    return known or targets.as_candidate(get_account(session, account_id))


def _clues(session: Session, request: Request, reading: Reading) -> Clues:
    return Clues(
        file_name=request.file_name,
        profile=reading.layout.profile if reading.layout else None,
        remembered=reading.remembered,
        earlier=targets.accounts_of_alike_files(session, request.file_name),
    )


def _parts(
    session: Session, request: Request, reading: Reading, candidates: Sequence[Candidate]
) -> list[Part]:
    clues = _clues(session, request, reading)
    parts = []
    for index, statement in enumerate(reading.file.statements):
        suggested = targets.suggest(statement, candidates, clues)
        account_id = _target(
            request,
            index,
            statement,
            candidates,
            suggested,
            is_alone=len(reading.file.statements) == 1,
        )
        account = None
        if account_id is not None:
            account = _account(session, candidates, account_id)
        parts.append(
            Part(
                index=index,
                statement=statement,
                suggested_id=suggested,
                account=account,
                comparison=all_new(array("q")),
                proof=prove_balance(Statement()),
            )
        )
    return parts


def _target(
    request: Request,
    index: int,
    statement: Statement,
    candidates: Sequence[Candidate],
    suggested: int | None,
    *,
    is_alone: bool,
) -> int | None:
    """Return where a statement goes: as chosen for it, as its number says, as chosen for all.

    The number only sorts the statements of a file with several: what was chosen for the one
    statement of a file holds, whatever account took that number before.
    """
    if index in request.wishes.targets:
        return request.wishes.targets[index]
    if request.account_id is None:
        return suggested
    if is_alone:
        return request.account_id
    return targets.by_number(statement, candidates) or request.account_id


def _compare(session: Session, preview: Preview, progress: Progress) -> None:
    """Compare all rows of the file that go to one account with it at once."""
    layout = preview.reading.layout
    groups: dict[int | None, list[Part]] = {}
    for part in preview.parts:
        groups.setdefault(part.account.id if part.account else None, []).append(part)
    done, total = 0, preview.file.row_count
    for account_id, parts in groups.items():
        progress("comparing", done, total)
        rows = parts[0].rows if len(parts) == 1 else [row for part in parts for row in part.rows]
        if account_id is None or not rows:
            found = all_new(fingerprints_of(rows))
        else:
            found = compare(
                session,
                account_id,
                rows,
                statement_format=preview.file.format,
                profile=layout.profile if layout else None,
                insisted=preview.wishes.insisted,
            )
        done += len(rows)
        start = 0
        for part in parts:
            part.comparison = found.part(start, start + len(part.rows))
            start += len(part.rows)


def _decide(session: Session, preview: Preview, rules: Rules, progress: Progress) -> None:
    cascade = _cascade_for(session, preview, rules)
    done, total = 0, preview.file.row_count
    source = source_of(preview.file.format)
    for part in preview.parts:
        account_id = part.account.id if part.account else None
        decisions: list[Decision | None] = [None] * len(part.rows)
        part.decisions = decisions
        if cascade is None:
            continue
        for count, position in enumerate(preview.candidates(part)):
            if count % _STEP == 0:
                progress("categorizing", done + position, total)
            row = part.rows[position]
            around = Circumstances(row.date, account_id, source) if cascade.looks_around else None
            decisions[position] = cascade.decide(row.description, row.cents, around)
        _ask_local_model(session, part, rules)
        done += len(part.rows)


def _ask_local_model(session: Session, part: Part, rules: Rules) -> None:
    """Let the local model say what it makes of rows that nothing else says anything about."""
    account_id = part.account.id if part.account else None
    open_ones = array("L")
    befores: list[Decision] = []
    for at, decision in enumerate(part.decisions):
        if decision is not None and is_unsure(decision):
            open_ones.append(at)
            befores.append(decision)
    if not befores:
        return
    lines = (
        OpenLine(row.description, row.cents, row.date, account_id, before)
        for row, before in zip((part.rows[at] for at in open_ones), befores, strict=True)
    )
    for at, said in zip(open_ones, rules.ask_local_model(session, lines), strict=True):
        part.decisions[at] = said


def _cascade_for(session: Session, preview: Preview, rules: Rules) -> Cascade | None:
    """Return the rules that the rows to decide may need; None where there is nothing to decide."""
    few = list(islice(_undecided(preview), _FEW + 1))
    if not few:
        return None
    return rules.cascade(session, few if len(few) <= _FEW else None)


def _undecided(preview: Preview) -> Iterator[str]:
    for part in preview.parts:
        for position in preview.candidates(part):
            yield part.rows[position].description


def _prove(session: Session, preview: Preview, part: Part) -> BalanceProof:
    problems = preview.file.errors + preview.file.left_out if len(preview.parts) == 1 else []
    kind = part.account.account_type if part.account else None
    before = None
    if part.account is not None and part.rows:
        before = known_opening(session, part.account.id, span_of(part.rows)[0])
    typed = preview.wishes.typed.get(part.index)
    if typed is None:
        return prove_balance(
            part.statement, account_type=kind, known_opening=before, not_imported=problems
        )
    return with_typed_closing(
        part.statement,
        typed.closing,
        opening=typed.opening,
        account_type=kind,
        known_opening=before,
        not_imported=problems,
    )
