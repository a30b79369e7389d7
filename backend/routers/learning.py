"""The owner's answer to something learned, and how what files by itself has done."""

from fastapi import APIRouter

from backend.routers.deps import ActiveProfile, Now, ReadSession, RowId, WriteSession
from backend.routers.problems import problems
from backend.schemas.review import DoneOut, ErrorBudgetOut, LearningAnswer
from backend.services.categorization.answering import answer_learned
from backend.services.categorization.trust import read_standing, read_whole_record

router = APIRouter(prefix="/api/learning", tags=["review"])


@router.get("/error-budget")
def get_error_budget(session: ReadSession) -> ErrorBudgetOut:
    """Return the error budget, and how what was filed by itself stands against it."""
    standing, whole = read_standing(session), read_whole_record(session)
    parts = [
        {**record._asdict(), "part": part, "has_to_ask": standing.has_to_ask(part)}
        for part, record in standing.records.items()
    ]
    return ErrorBudgetOut.model_validate(
        {"one_in": standing.one_in, **whole._asdict(), "parts": parts}
    )


@router.post("/{mapping_id:int}", responses=problems(404, 422))
def answer(
    session: WriteSession,
    profile: ActiveProfile,
    mapping_id: RowId,
    wish: LearningAnswer,
    now: Now,
) -> DoneOut:
    """Keep what was learned, take it back, or never learn about this merchant again."""
    answer_learned(
        session,
        mapping_id,
        choice=wish.choice,
        transaction_ids=wish.transaction_ids,
        threshold=profile.settings.auto_confirm_threshold(session),
        at=now,
    )
    return DoneOut()
