"""Bringing banks and portfolios up to date without the web app: same files, settings, locks."""

import signal
import threading
from dataclasses import asdict
from typing import Annotated, Any

import typer

from backend.cli.household import Json, answer, now, opened_app
from backend.context import AppContext
from backend.core.errors import BudgetAppError
from backend.models import SyncTrigger
from backend.services.scheduling import JobKind, JobResult
from backend.services.scheduling.telling import with_name

NOTHING_CONFIGURED = 2
_NO_BANK = "No bank is connected yet. Connect one in the web app, under Accounts."
_WAKE_SECONDS = 1.0  # a wait without an end can't be interrupted on Windows


def sync(
    loop: Annotated[
        bool, typer.Option("--loop", help="Go on by the clock, until Ctrl+C or a stop signal.")
    ] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Only logins whose turn has come; for timers.")
    ] = False,
    login: Annotated[
        str | None, typer.Option(help="One bank only: its name, or the login's number.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Bring the connected banks up to date, without the web app or beside it."""
    if loop and (due or login is not None):
        raise typer.BadParameter("--loop asks every bank in its turn: leave out --due and --login.")
    with opened_app() as context:
        if loop:
            _go_on(context, as_json=as_json)
            return
        from backend.services.scheduling.logins import names_of_logins

        with context.home.budget.read() as session:
            logins = names_of_logins(session)
        if login is not None:
            logins = _chosen(logins, login)
        if not logins:
            answer({"failed": 0, "logins": []}, _NO_BANK, as_json=as_json)
            raise typer.Exit(NOTHING_CONFIGURED)
        results = _sync_each(context, logins, only_due=due)
    failed = sum(result["status"] == "error" for result in results)
    told = "\n".join(with_name(result["name"], result["sentence"]) for result in results)
    answer({"failed": failed, "logins": results}, told or "Nothing is due.", as_json=as_json)
    raise typer.Exit(1 if failed else 0)


def _chosen(logins: dict[int, str], words: str) -> dict[int, str]:
    """Return the login that a name or a number means; a name wins over a number."""
    name = words.strip().casefold()
    found = [id_ for id_, known in logins.items() if known.casefold() == name]
    if not found and name.isdecimal() and int(name) in logins:
        found = [int(name)]
    if len(found) == 1:
        return {found[0]: logins[found[0]]}
    problem = "Several logins are called" if found else "There is no login"
    known = ", ".join(f"{name} ({id_})" for id_, name in logins.items()) or "none yet"
    raise typer.BadParameter(f"{problem} “{words}”. Logins: {known}.", param_hint="--login")


def _sync_each(
    context: AppContext, logins: dict[int, str], *, only_due: bool
) -> list[dict[str, Any]]:
    """Bring each login and its portfolio; what is wrong with one is told, and the others follow."""
    from backend.services.investments.syncing import PortfolioSyncer
    from backend.services.scheduling.logins import logins_to_ask
    from backend.services.sync.allowed import without_switched_off

    profile = context.home
    wanted = list(logins)
    if only_due:
        with profile.budget.read() as session:
            turns = without_switched_off(
                session, profile.settings, logins_to_ask(session, at=now())
            )
        wanted = [id_ for id_ in wanted if id_ in turns]
    portfolios = PortfolioSyncer(
        profile.budget,
        profile.investments,
        profile.settings,
        profile.config.locks,
        profile.syncer.feeds,
    )
    with_portfolio = set(portfolios.logins(with_paused=not only_due))
    results = []
    for id_ in wanted:
        results.append({"name": logins[id_], **_sync_login(context, id_, only_due=only_due)})
        if id_ in with_portfolio:
            outcome = portfolios.sync(id_, now=now, today=context.today)
            results.append({"name": logins[id_], "kind": "portfolio", **asdict(outcome)})
    return results


def _sync_login(context: AppContext, connection_id: int, *, only_due: bool) -> dict[str, Any]:
    trigger = SyncTrigger.SCHEDULED if only_due else SyncTrigger.MANUAL
    try:
        outcome = context.home.syncer.sync(
            connection_id, trigger=trigger, now=now, today=context.today
        )
    except BudgetAppError as error:  # somebody is at it already: that one brings it up to date
        return {
            "kind": "bank",
            "connection_id": connection_id,
            "status": "skipped",
            "sentence": str(error),
        }
    return {"kind": "bank", **asdict(outcome)}


def _go_on(context: AppContext, *, as_json: bool) -> None:
    """Keep the schedule until a signal, then let what runs come to its next step."""
    from backend.jobs.clock import Clock
    from backend.jobs.runner import JobRunner
    from backend.jobs.works import JOBS

    def tell(kind: JobKind, result: JobResult) -> None:
        at = context.now().astimezone()
        data = {"at": at, "job": kind.name, "outcome": result.outcome, "sentence": result.sentence}
        answer(data, f"{at:%Y-%m-%d %H:%M} {kind.title}: {result.sentence}", as_json=as_json)

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    runner = JobRunner(context.home, JOBS, now=context.now, today=context.today, heard=tell)
    clock = Clock(runner, first_look_seconds=0, now=context.now)
    clock.start()
    while not stop.wait(_WAKE_SECONDS):
        continue
    clock.close()
    runner.close()
