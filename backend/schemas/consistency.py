"""The consistency of the books as JSON."""

import datetime as dt
from typing import Literal, Self

from pydantic import BaseModel

from backend.services.consistency import Check, CheckResult, Finding, Level
from backend.services.consistency.watching import Standing

State = Literal["unknown", "sound", "differs", "broken"]


class FindingOut(BaseModel):
    """One thing that breaks a rule; `link` is the screen that shows it."""

    what: str
    detail: str
    link: str | None

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Return the finding as JSON."""
        return cls(what=finding.what, detail=finding.detail, link=finding.link)


class CheckOut(BaseModel):
    """A rule and what breaks it: the first of `count`.

    `repair` is what the button says that mends it, as far as that is safe; it can be undone
    unless `repair_is_final`, where only what follows from the rows is reckoned anew.
    """

    key: str
    name: str
    about: str
    level: Literal["broken", "differs"]
    count: int
    findings: list[FindingOut]
    repair: str | None
    repair_is_final: bool
    milliseconds: float

    @classmethod
    def of(cls, result: CheckResult) -> Self:
        """Return what a check found as JSON."""
        check: Check = result.check
        return cls(
            key=check.key,
            name=check.name,
            about=check.about,
            level=check.level.value,
            count=result.count,
            findings=[FindingOut.of(finding) for finding in result.findings],
            repair=check.repair.label if check.repair else None,
            repair_is_final=check.repair is not None and check.repair.summary is None,
            milliseconds=round(result.milliseconds, 1),
        )


class ConsistencyOut(BaseModel):
    """How the books stand, as of `checked_at`.

    `is_current` says whether the file is still the one that was checked; `done` of `total` checks
    of the one under way are through.
    """

    state: State
    broken: int
    differing: int
    is_current: bool
    is_checking: bool
    done: int
    total: int
    checked_at: dt.datetime | None
    thorough: bool
    milliseconds: float
    checks: list[CheckOut]

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """Return the standing as JSON."""
        report, task = standing.report, standing.task
        broken = report.count(Level.BROKEN) if report else 0
        differing = report.count(Level.DIFFERS) if report else 0
        known: State = "broken" if broken else "differs" if differing else "sound"
        return cls(
            state=known if report else "unknown",
            broken=broken,
            differing=differing,
            is_current=standing.is_current,
            is_checking=task is not None,
            done=task.done if task else 0,
            total=task.total if task else 0,
            checked_at=report.ended_at if report else None,
            thorough=report.thorough if report else False,
            milliseconds=round(report.milliseconds, 1) if report else 0,
            checks=[CheckOut.of(result) for result in report.results] if report else [],
        )


class RepairIn(BaseModel):
    """Which check's findings to mend."""

    check: str


class RepairOut(BaseModel):
    """How many rows a repair changed, and what its check finds afterwards."""

    repaired: int
    check: CheckOut
