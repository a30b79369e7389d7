"""Settings."""

from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Body
from pydantic import BaseModel, RootModel

from backend.routers.deps import ActiveProfile, Context, Now, ReadSession, WriteSession
from backend.routers.problems import problems
from backend.services.ai.trying import try_ai
from backend.services.checking import check_service
from backend.services.secrets.earlier import EARLIER_KEY, open_earlier_tokens
from backend.services.settings import InvalidSettingError, Setting

router = APIRouter(prefix="/api/settings", tags=["settings"])

# Keys of banks and AI services have a hundred characters or so.
_LONGEST_VALUE = 500


class SettingOut(BaseModel):
    """A setting as it counts now; a secret's value is masked."""

    value: str | None
    is_set: bool
    source: str
    is_secret: bool


class TimeZones(BaseModel):
    """Every time zone by name."""

    items: list[str]


class SettingsIn(RootModel[dict[str, str | int | None]]):
    """Values by key; null clears one."""


class CheckedOut(BaseModel):
    """Whether a service works, and a sentence about it for the owner."""

    ok: bool
    sentence: str


@router.get("")
def get_settings(session: ReadSession, profile: ActiveProfile) -> dict[str, SettingOut]:
    """List every setting."""
    return _out(profile.settings.all(session))


@router.get("/time-zones")
def list_time_zones() -> TimeZones:
    """List the names that `time_zone` takes, in alphabetical order."""
    return TimeZones(items=sorted(available_timezones()))


@router.post("", responses=problems(422))
def save_settings(
    session: WriteSession, profile: ActiveProfile, context: Context, wish: SettingsIn, now: Now
) -> dict[str, SettingOut]:
    """Save settings; they hold from the next request on."""
    store = profile.settings
    values = _values(wish)
    store.save(session, values, at=now)
    if EARLIER_KEY.key in values:
        open_earlier_tokens(session, store.box)
    context.in_force.forget()
    return _out(store.all(session))


@router.post("/test/{service}", responses=problems(404, 422))
def try_service(
    service: str,
    profile: ActiveProfile,
    context: Context,
    wish: Annotated[SettingsIn | None, Body()] = None,
) -> CheckedOut:
    """Ask a service whether it works with the settings; values in the body count as if saved."""
    values = _values(wish) if wish else {}
    if service == "ai":
        tried = try_ai(context.ai(profile), values)
        return CheckedOut(ok=tried.ok, sentence=tried.sentence)
    checked = check_service(
        profile.budget, profile.settings, service, values, feeds=profile.syncer.feeds
    )
    return CheckedOut(ok=checked.ok, sentence=checked.sentence)


def _values(wish: SettingsIn) -> dict[str, str | None]:
    values = {key: None if value is None else str(value) for key, value in wish.root.items()}
    for key, value in values.items():
        if value is not None and len(value) > _LONGEST_VALUE:
            raise InvalidSettingError(f"{key[:64]} has at most {_LONGEST_VALUE} characters.")
    return values


def _out(settings: list[Setting]) -> dict[str, SettingOut]:
    return {
        s.key: SettingOut(value=s.value, is_set=s.is_set, source=s.source, is_secret=s.is_secret)
        for s in settings
    }
