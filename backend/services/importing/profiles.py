"""Mapping profiles: how the files of an account are read, remembered by their header."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError, NotFoundError
from backend.models import Account, ImportProfile
from backend.services import operations
from backend.services.importing.statement import TableLayout
from backend.services.importing.wishes import layout_from, layout_to_json

_LONGEST_NAME = 80
_HAS_ANY = "SELECT EXISTS (SELECT 1 FROM import_profiles)"
_SHORTEST_HEADER = 2
_NUMBER = re.compile(r"[\d.,'’\s()+\-$€£]*\d[\d.,'’\s()+\-$€£]*")
_DAY = re.compile(r"\s*\d{1,4}[-/. :]\d{1,2}[-/. :']\s?\d{1,4}.*")


class ProfileNotFoundError(NotFoundError):
    """There is no such mapping profile."""

    def __init__(self, profile_id: int) -> None:
        super().__init__(f"There is no mapping profile {profile_id}.")


class InvalidProfileNameError(InvalidInputError):
    """A profile's name is empty or too long."""

    def __init__(self) -> None:
        super().__init__(f"A profile's name has 1 to {_LONGEST_NAME} characters.")


@dataclass(frozen=True, slots=True)
class KnownLayout:
    """A remembered layout, as it applies to one file."""

    account_id: int
    layout: TableLayout


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A mapping profile with the name of its account."""

    profile: ImportProfile
    account_name: str
    layout: TableLayout


def signature_of(cells: Sequence[str], *, is_header: bool) -> str:
    """Return what files of the same making share: their header's words, or their columns' shape."""
    if is_header:
        text = "|".join(" ".join(cell.split()).casefold() for cell in cells)
    else:
        text = f"shape {','.join(_shape(cell) for cell in cells)}"
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]


def signature_under(layout: TableLayout, sample: Sequence[Sequence[str]]) -> str | None:
    """Return the signature of a table whose first lines are `sample`; None if they are too few."""
    line = layout.first_row if layout.header_row is None else layout.header_row
    if line >= len(sample):
        return None
    return signature_of(sample[line], is_header=layout.header_row is not None)


def known_layouts(session: Session, sample: Sequence[Sequence[str]]) -> list[KnownLayout]:
    """Return the remembered layouts that fit a table with these first lines, newest first.

    The header may stand in another line than when the layout was remembered.
    """
    if not session.connection().exec_driver_sql(_HAS_ANY).scalar():
        return []  # most households never choose columns
    lines: dict[str, tuple[int, bool]] = {}
    for index, cells in reversed(list(enumerate(sample))):
        if len(cells) >= _SHORTEST_HEADER:
            lines[signature_of(cells, is_header=True)] = (index, True)
            lines[signature_of(cells, is_header=False)] = (index, False)
    profiles = session.scalars(
        select(ImportProfile)
        .where(ImportProfile.signature.in_(lines))
        .order_by(ImportProfile.updated_at.desc(), ImportProfile.id.desc())
    )
    return [_as_known(profile, *lines[profile.signature]) for profile in profiles]


def _as_known(profile: ImportProfile, line: int, is_header: bool) -> KnownLayout:
    layout = layout_from(json.loads(profile.layout))
    if is_header and layout.header_row is not None:
        gap = layout.first_row - layout.header_row
        layout = replace(layout, header_row=line, first_row=line + max(gap, 1))
    return KnownLayout(profile.account_id, layout)


def remember(
    session: Session,
    account_id: int,
    *,
    layout: TableLayout,
    signature: str,
    name: str,
    at: dt.datetime,
) -> None:
    """Keep how files of this making are read for an account, in place of what was kept before."""
    profile = session.scalar(
        select(ImportProfile).where(
            ImportProfile.account_id == account_id, ImportProfile.signature == signature
        )
    )
    if profile is None:
        profile = ImportProfile(
            account_id=account_id,
            name=name[:_LONGEST_NAME] or "Mapping",
            signature=signature,
            layout=layout_to_json(layout),
            created_at=at,
            updated_at=at,
        )
        session.add(profile)
    elif profile.layout != layout_to_json(layout):
        profile.layout, profile.updated_at = layout_to_json(layout), at
    session.flush()


def list_profiles(session: Session) -> list[ProfileView]:
    """Return all profiles, by account and name."""
    rows = session.execute(
        select(ImportProfile, Account.name)
        .join(Account, Account.id == ImportProfile.account_id)
        .order_by(Account.name, ImportProfile.name, ImportProfile.id)
    )
    return [_view(profile, account_name) for profile, account_name in rows]


def edit_profile(
    session: Session,
    profile_id: int,
    *,
    name: str | None = None,
    layout: TableLayout | None = None,
    at: dt.datetime,
) -> ProfileView:
    """Rename a profile or change how it reads.

    Raises:
        ProfileNotFoundError: there is none with that id.
        InvalidProfileNameError: the name is empty or too long.
    """
    profile = _get(session, profile_id)
    operations.begin(session, "profile_edit", f"Edited the mapping {profile.name}", at=at)
    if name is not None:
        profile.name = _checked(name)
    if layout is not None:
        profile.layout = layout_to_json(layout)
    profile.updated_at = at
    session.flush()
    return _view(profile, session.get_one(Account, profile.account_id).name)


def delete_profile(session: Session, profile_id: int, *, at: dt.datetime) -> None:
    """Forget a profile; files are read by what is in them again.

    Raises:
        ProfileNotFoundError: there is none with that id.
    """
    profile = _get(session, profile_id)
    operations.begin(session, "profile_delete", f"Deleted the mapping {profile.name}", at=at)
    session.delete(profile)
    session.flush()


def _get(session: Session, profile_id: int) -> ImportProfile:
    profile = session.get(ImportProfile, profile_id)
    if profile is None:
        raise ProfileNotFoundError(profile_id)
    return profile


def _view(profile: ImportProfile, account_name: str) -> ProfileView:
    return ProfileView(profile, account_name, layout_from(json.loads(profile.layout)))


def _checked(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > _LONGEST_NAME:
        raise InvalidProfileNameError
    return cleaned


def _shape(cell: str) -> str:
    if _DAY.fullmatch(cell):
        return "day"
    if _NUMBER.fullmatch(cell):
        return "number"
    return "text"
