"""Jobs as JSON."""

from typing import Any, Literal, Self

from pydantic import BaseModel

from backend.core.background import Task


class JobOut(BaseModel):
    """A piece of work as it stands; `done` of `total` counts steps of `phase`."""

    id: str
    kind: str
    state: Literal["running", "done", "failed", "cancelled"]
    done: int
    total: int
    phase: str
    result: dict[str, Any] | None
    problem: str | None

    @classmethod
    def of(cls, task: Task) -> Self:
        """Return a task as JSON."""
        return cls(
            id=task.id,
            kind=task.kind,
            state=task.state.value,
            done=task.done,
            total=task.total,
            phase=task.phase,
            result=task.result,
            problem=task.problem,
        )
