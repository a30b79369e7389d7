"""Are the books consistent? What must always hold, what breaks it, and what mends it."""

from backend.services.consistency.examining import CHECKS, examine
from backend.services.consistency.findings import Check, CheckResult, Finding, Level
from backend.services.consistency.repairing import (
    NothingToRepairError,
    UnknownCheckError,
    find_check,
    repair,
)

__all__ = [
    "CHECKS",
    "Check",
    "CheckResult",
    "Finding",
    "Level",
    "NothingToRepairError",
    "UnknownCheckError",
    "examine",
    "find_check",
    "repair",
]
