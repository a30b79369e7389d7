"""The data folder: what lies there, and a backup on request."""

from fastapi import APIRouter

from backend.routers.deps import ActiveProfile, Now
from backend.schemas.storage import StorageOut
from backend.services.backups import back_up
from backend.services.storage import storage

router = APIRouter(prefix="/api/storage", tags=["storage"])


@router.get("")
def get_storage(profile: ActiveProfile) -> StorageOut:
    """Say where the data lie, how large they are, and which backups there are."""
    return StorageOut.of(storage(profile.config, profile.settings.box))


@router.post("/backups", status_code=201)
def make_backup(profile: ActiveProfile, now: Now) -> StorageOut:
    """Copy both database files, verified, into the backups folder."""
    config = profile.config
    back_up([config.budget_file, config.investments_file], config.backups, at=now)
    return StorageOut.of(storage(config, profile.settings.box))
