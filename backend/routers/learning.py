"""The owner's answer to something learned."""

from fastapi import APIRouter

from backend.routers.deps import ActiveProfile, Now, RowId, WriteSession
from backend.routers.problems import problems
from backend.schemas.review import DoneOut, LearningAnswer
from backend.services.categorization.answering import answer_learned

router = APIRouter(prefix="/api/learning", tags=["review"])


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
