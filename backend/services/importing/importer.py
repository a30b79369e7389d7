"""The whole way of a file: preview it, store it, with nothing slow inside a transaction."""

import datetime as dt
import hashlib
from contextlib import closing
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from backend.core.errors import ConflictError
from backend.database import Database
from backend.database.database import connect
from backend.services.categorization.cascade import Rulebook, Rules
from backend.services.importing.preview import Preview, Progress, Request, no_progress
from backend.services.importing.previewing import make_preview, newest_operation, refresh
from backend.services.importing.staging import StagedFile, StagingArea, plain_name
from backend.services.importing.storing import Stored, Upload, check_targets, store
from backend.services.importing.wishes import Wishes
from backend.services.settings import SettingsStore

_WORTH_ANALYZING = 1_000


class AlreadyImportingError(ConflictError):
    """The file is being imported at this moment."""

    def __init__(self, staged: StagedFile) -> None:
        super().__init__(f"{staged.file_name} is being imported already.")


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports files into one household, whose rules it keeps compiled."""

    database: Database
    settings: SettingsStore
    staging: StagingArea
    rulebook: Rulebook = field(default_factory=Rulebook)

    def get_ready(self) -> None:
        """Compile the rules ahead: whoever looks at imports is about to bring a file."""
        with self.database.read() as session:
            rules = self._rules(session)
            rules.cascade(session)
            rules.rulebook.local.get_ready(session)

    def preview(self, request: Request, *, progress: Progress = no_progress) -> Preview:
        """Say what importing a file would do; see `make_preview`."""
        with self.database.read() as session:
            return make_preview(session, request, rules=self._rules(session), progress=progress)

    def store(
        self,
        preview: Preview,
        upload: Upload,
        *,
        at: dt.datetime,
        progress: Progress = no_progress,
    ) -> Stored:
        """Store what a preview would; see `storing.store`."""
        check_targets(preview)
        with self.database.read() as session:
            rules = self._rules(session)
            if newest_operation(session) != preview.newest_operation:
                refresh(session, preview, rules=rules, progress=progress)
        with self.database.write() as session:
            stored = store(session, preview, upload, rules=rules, at=at, progress=progress)
        if sum(item.imported for item in stored.imports) >= _WORTH_ANALYZING:
            self._analyze()
        return stored

    def import_now(
        self,
        data: bytes,
        file_name: str,
        *,
        account_id: int | None = None,
        dry_run: bool = False,
        at: dt.datetime,
        progress: Progress = no_progress,
    ) -> tuple[Preview, Stored | None]:
        """Preview a file and store it at once; nothing is stored in a dry run.

        Raises:
            UnreadableFileError: it is no statement, or its columns can't be told.
            AccountNotFoundError: the account is not there.
            NoTargetError: no account was given, and which one it is for is open.
        """
        preview = self.preview(Request(data, file_name, account_id), progress=progress)
        preview.require_readable()
        check_targets(preview)
        if dry_run:
            return preview, None
        upload = Upload(plain_name(file_name), hashlib.sha256(data).hexdigest())
        return preview, self.store(preview, upload, at=at, progress=progress)

    def preview_staged(self, staged: StagedFile, *, progress: Progress = no_progress) -> Preview:
        """Return the preview of a waiting file, as things stand now."""
        with self.staging.reading:
            return self._current(staged, progress=progress)

    def _current(self, staged: StagedFile, *, progress: Progress = no_progress) -> Preview:
        preview = self.staging.recall(staged.id)
        if preview is None or not staged.wishes.reads_like(preview.wishes):
            request = Request(
                self.staging.content(staged), staged.file_name, staged.account_id, staged.wishes
            )
            preview = self.preview(request, progress=progress)
            self.staging.remember(staged.id, preview)
            return preview
        with self.database.read() as session:
            outdated = newest_operation(session) != preview.newest_operation
            if outdated or preview.wishes.insisted != staged.wishes.insisted:
                preview.wishes = staged.wishes
                refresh(session, preview, rules=self._rules(session), progress=progress)
        preview.wishes = staged.wishes
        return preview

    def change_wishes(self, staged: StagedFile, **changes: object) -> StagedFile:
        """Keep what the owner said about a waiting file since."""
        wishes: Wishes = replace(staged.wishes, **changes)  # type: ignore[arg-type]
        return self.staging.wish(staged, wishes)

    def import_staged(
        self, staged: StagedFile, *, at: dt.datetime, progress: Progress = no_progress
    ) -> Stored:
        """Store a waiting file and let go of it.

        Raises:
            AlreadyImportingError: that is being done at this moment.
            NoTargetError: a statement has rows and no account.
        """
        if not self.staging.claim(staged.id):
            raise AlreadyImportingError(staged)
        try:
            with self.staging.reading:
                preview = self._current(staged, progress=progress)
                self.staging.forget(staged.id)  # from here on it is this import's alone
            preview.require_readable()
            upload = Upload(staged.file_name, staged.sha256)
            stored = self.store(preview, upload, at=at, progress=progress)
            self.staging.remove(staged.id)
        finally:
            self.staging.release(staged.id)
        return stored

    def _rules(self, session: Session) -> Rules:
        return Rules(self.rulebook, self.settings.auto_confirm_threshold(session))

    def _analyze(self) -> None:
        """Let the planner know how many rows there are now; outside of any transaction."""
        with closing(connect(self.database.path)) as connection:
            connection.execute("PRAGMA analysis_limit=1000")
            connection.execute("ANALYZE transactions")
