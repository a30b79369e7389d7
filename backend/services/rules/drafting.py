"""Rules as their owner writes them: checked, and put into the form in which they are stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from backend.core.errors import InvalidInputError, NotFoundError
from backend.core.money import to_cents
from backend.models import ActionKind, Category, Tag
from backend.services.categories import get_category
from backend.services.filtering.catalog import read_catalog
from backend.services.rules.asking import read_condition
from backend.services.rules.ruling import WHOLE_SHARE, Actions, OwnRule, SplitPart
from backend.services.transactions.tags import known_or_new

_FILING = (ActionKind.CATEGORY, ActionKind.TRANSFER, ActionKind.SPLIT)
_SEVERAL = (ActionKind.TAG, ActionKind.SPLIT)
_LEAST_PARTS, _MOST_PARTS = 2, 20
_USUAL_TRANSFER = "transfer"
_UNKNOWN_TAG = 0  # of a draft: no row has it yet


class InvalidRuleError(InvalidInputError):
    """A rule can't be kept as it is; the message says why, `errors` at which field."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message, errors=[{"field": field, "message": message}])


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """One thing that a rule is to do.

    Attributes:
        kind: what is done.
        category: the key of a category: to file under, of a part, or of moves between accounts.
        value: a merchant's name, a tag or a note.
        share: a part's share in per cent.
        amount: a part's amount, whichever way the money goes.
    """

    kind: ActionKind
    category: str | None = None
    value: str | None = None
    share: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as its owner writes it."""

    query: str
    actions: tuple[ActionDraft, ...]
    name: str | None = None
    files_by_itself: bool = True
    is_enabled: bool = True


def understood(session: Session, draft: RuleDraft, *, rule_id: int = 0) -> OwnRule:
    """Return what a draft means, as it would be decided by; nothing is written.

    Raises:
        FilterError: its condition can't be understood, or asks what a rule can't know.
        InvalidRuleError: one of its actions can't be done.
    """
    condition = read_condition(draft.query, read_catalog(session))
    actions = resolved(session, draft, makes_tags=False)
    named = [one.value or "" for one in draft.actions if one.kind is ActionKind.TAG]
    rows = session.execute(select(Tag.name, Tag.id))
    known = {name.lower(): tag_id for name, tag_id in rows}
    tags = tuple(known.get(name.lower(), _UNKNOWN_TAG - at) for at, name in enumerate(named))
    return OwnRule(
        rule_id,
        draft.name,
        draft.query,
        condition,
        replace(actions, tag_ids=tags),
        draft.files_by_itself,
    )


def resolved(session: Session, draft: RuleDraft, *, makes_tags: bool = True) -> Actions:
    """Return the actions with ids for names; tags are made where there are none, or left out.

    Raises:
        InvalidRuleError: one of them can't be done.
    """
    _check_kinds(draft)
    found = Actions()
    parts: list[SplitPart] = []
    for at, action in enumerate(draft.actions):
        field = f"actions.{at}"
        match action.kind:
            case ActionKind.CATEGORY:
                found = replace(found, category_id=_category(session, action, field))
            case ActionKind.TRANSFER:
                moves = _transfer_category(session, action, field)
                found = replace(found, category_id=moves, is_transfer=True)
            case ActionKind.SPLIT:
                parts.append(_part(session, action, field))
            case ActionKind.MERCHANT:
                found = replace(found, merchant=_value(action, field, "a merchant's name"))
            case ActionKind.NOTE:
                found = replace(found, note=_value(action, field, "a note"))
            case ActionKind.TAG:
                name = _value(action, field, "a tag")
                ids = known_or_new(session, [name]) if makes_tags else []
                found = replace(found, tag_ids=(*found.tag_ids, *ids))
            case ActionKind.LEAVE_OUT:
                found = replace(found, leaves_out=True)
    if parts:
        _check_parts(parts, files_by_itself=draft.files_by_itself)
    return replace(found, split=tuple(parts))


def _check_kinds(draft: RuleDraft) -> None:
    kinds = Counter(action.kind for action in draft.actions)
    if not kinds:
        raise InvalidRuleError("actions", "Say what the rule does.")
    twice = [kind for kind, times in kinds.items() if times > 1 and kind not in _SEVERAL]
    if twice:
        raise InvalidRuleError("actions", "A rule can do each thing once; this does one twice.")
    if sum(1 for kind in _FILING if kind in kinds) > 1:
        raise InvalidRuleError(
            "actions", "A rule files under a category, or as a transfer, or splits: only one."
        )


def _category(session: Session, action: ActionDraft, field: str) -> int:
    if not action.category:
        raise InvalidRuleError(f"{field}.category", "Say which category.")
    try:
        return get_category(session, action.category).id
    except NotFoundError as error:
        raise InvalidRuleError(f"{field}.category", str(error)) from None


def _transfer_category(session: Session, action: ActionDraft, field: str) -> int:
    """Return the category of moves between accounts that is meant, the first one unless told."""
    parent = aliased(Category)
    moves = (
        select(Category.id)
        .outerjoin(parent, parent.id == Category.parent_id)
        .where(Category.is_transfer | parent.is_transfer)
        .order_by(Category.short_desc != _USUAL_TRANSFER, Category.id)
    )
    ids = list(session.scalars(moves))
    wanted = _category(session, action, field) if action.category else None
    if not ids or (wanted is not None and wanted not in ids):
        message = "A transfer is filed under a category of moves between your accounts."
        raise InvalidRuleError(f"{field}.category", message)
    return wanted or ids[0]


def _value(action: ActionDraft, field: str, what: str) -> str:
    value = (action.value or "").strip()
    if not value:
        raise InvalidRuleError(f"{field}.value", f"Write {what}.")
    return value


def _part(session: Session, action: ActionDraft, field: str) -> SplitPart:
    category_id = _category(session, action, field)
    if action.share is not None and action.amount is not None:
        raise InvalidRuleError(f"{field}.share", "A part has a share or an amount, not both.")
    share = None if action.share is None else int(action.share * 100)
    cents = None if action.amount is None else to_cents(action.amount)
    if (share is not None and not 0 < share < WHOLE_SHARE) or (cents is not None and cents <= 0):
        given = "share" if cents is None else "amount"
        raise InvalidRuleError(f"{field}.{given}", "A part is more than nothing, and not all.")
    return SplitPart(category_id, share, cents)


def _check_parts(parts: Sequence[SplitPart], *, files_by_itself: bool) -> None:
    if not _LEAST_PARTS <= len(parts) <= _MOST_PARTS:
        message = f"A split has between {_LEAST_PARTS} and {_MOST_PARTS} parts."
        raise InvalidRuleError("actions", message)
    rests = sum(1 for part in parts if part.share is None and part.cents is None)
    shares = sum(part.share or 0 for part in parts)
    has_amounts = any(part.cents is not None for part in parts)
    if rests > 1:
        raise InvalidRuleError("actions", "Only one part can take what remains.")
    if shares > WHOLE_SHARE or (shares == WHOLE_SHARE and (rests or has_amounts)):
        raise InvalidRuleError("actions", "The parts are more than the whole.")
    if not rests and (has_amounts or shares < WHOLE_SHARE):
        message = "The parts are less than the whole: let one of them take what remains."
        raise InvalidRuleError("actions", message)
    if not files_by_itself:
        message = "A rule that splits files by itself: what waits has no parts yet."
        raise InvalidRuleError("files_by_itself", message)
