"""Whether the books are consistent: the badge, the checks, the repairs."""

from fastapi import APIRouter

from backend.routers.deps import ActiveProfile, Context, Now, WriteSession
from backend.routers.problems import problems
from backend.schemas.consistency import CheckOut, ConsistencyOut, RepairIn, RepairOut
from backend.services.consistency import repair

router = APIRouter(prefix="/api/consistency", tags=["consistency"])


@router.get("")
def get_consistency(profile: ActiveProfile, context: Context) -> ConsistencyOut:
    """Say whether the books are consistent; where the file has changed, it is checked anew."""
    return ConsistencyOut.of(profile.consistency.look(context.tasks, context.now))


@router.post("/check")
def check_now(profile: ActiveProfile, context: Context) -> ConsistencyOut:
    """Begin to check everything thoroughly, its indexes too; ask again for what it finds."""
    return ConsistencyOut.of(profile.consistency.check(context.tasks, context.now))


@router.post("/repair", responses=problems(404, 409, 422))
def repair_check(
    session: WriteSession, profile: ActiveProfile, wanted: RepairIn, now: Now
) -> RepairOut:
    """Mend what a check finds, as far as that is safe."""
    mended, left = repair(session, wanted.check, at=now)
    profile.consistency.want_soon()
    return RepairOut(repaired=mended, check=CheckOut.of(left))
