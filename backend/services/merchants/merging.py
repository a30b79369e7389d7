"""Several spellings become one merchant, and part again."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.database.among import among
from backend.models import MerchantAlias, MerchantName, Transaction
from backend.services import operations
from backend.services.categorization import predicting
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.normalization import Cleaner
from backend.services.merchants.keys import (
    AliasNotFoundError,
    SameMerchantError,
    keep_name,
    resolve,
)
from backend.services.merchants.lessons import Joining, join_lessons, joinings, part_lessons
from backend.services.merchants.moving import move_merchants, move_rows, name_rows

MOST_AT_ONCE = 50

_COUNTS = text("""
SELECT count(*),
       coalesce(sum(instr(',' || coalesce(owner_edits, '') || ',', ',merchant_name,') > 0), 0)
FROM transactions WHERE merchant_key IN (SELECT value FROM json_each(:keys))
""")
_SERIES = text("""
SELECT count(*) FROM recurring_series
WHERE merchant_key IN (SELECT value FROM json_each(:keys))
""")


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge changes.

    Attributes:
        key: the merchant that stays.
        others: the merchants that become spellings of it.
        name: what it is called afterwards.
        rows: how many transactions change their merchant.
        own_names: how many of them keep the name that the owner gave them one by one.
        series: how many of the owner's words on recurring charges come along.
        joinings: what becomes of what was learned about `others`.
    """

    key: str
    others: list[str]
    name: str
    rows: int
    own_names: int
    series: int
    joinings: list[Joining]


def plan_merge(
    session: Session, keys: Sequence[str], into: str, *, name: str | None = None
) -> MergePlan:
    """Return what merging the merchants `keys` into `into` would change.

    Raises:
        MerchantNotFoundError: there is no transaction of one of them.
        SameMerchantError: one of them is `into` itself.
    """
    main = resolve(session, into)
    said = merchant_words(session)
    others = list(dict.fromkeys(resolve(session, key) for key in keys))
    if main in others:
        raise SameMerchantError(said.name_of(main))
    if not 0 < len(others) <= MOST_AT_ONCE:
        raise InvalidInputError(f"Between 1 and {MOST_AT_ONCE} merchants can be merged at once.")
    bound = {"keys": json.dumps(others)}
    rows, own_names = session.execute(_COUNTS, bound).one()
    return MergePlan(
        key=main,
        others=others,
        name=name or said.name_of(main),
        rows=rows,
        own_names=own_names,
        series=session.scalar(_SERIES, bound) or 0,
        joinings=joinings(session, others, main),
    )


def merge(
    session: Session,
    keys: Sequence[str],
    into: str,
    *,
    name: str | None = None,
    threshold: int,
    at: dt.datetime,
) -> MergePlan:
    """Make the merchants `keys` and `into` one, for what is stored and for what is to come.

    Raises:
        MerchantNotFoundError: there is no transaction of one of them.
        SameMerchantError: one of them is `into` itself.
    """
    plan = plan_merge(session, keys, into, name=name)
    said = merchant_words(session)
    what = ", ".join(said.name_of(other) for other in plan.others[:3])
    more = f" and {len(plan.others) - 3} more" if len(plan.others) > 3 else ""  # noqa: PLR2004
    operations.begin(session, "merchant_merge", f"Merged {what}{more} into {plan.name}", at=at)
    _store_aliases(session, plan.others, plan.key, at)
    keep_name(session, plan.key, plan.name, at=at)
    join_lessons(session, plan.others, plan.key, at=at)
    move_merchants(session, plan.others, plan.key)
    name_rows(session, plan.key, plan.name)
    predicting.refresh(session, threshold=threshold, merchants=[plan.key])
    return plan


def unmerge(session: Session, alias: str, *, threshold: int, at: dt.datetime) -> int:
    """Let a spelling be a merchant of its own again; return how many rows it has.

    Its rows are known by their descriptions, those that came since the merge too. What they
    taught goes with them.

    Raises:
        AliasNotFoundError: there is no such spelling.
    """
    stored = session.scalar(select(MerchantAlias).where(MerchantAlias.alias == alias))
    if stored is None:
        raise AliasNotFoundError(alias)
    main = stored.merchant_key
    said = merchant_words(session)
    summary = f"Parted {said.name_of(alias)} from {said.name_of(main)}"
    operations.begin(session, "merchant_unmerge", summary, at=at)
    session.delete(stored)
    session.flush()
    rows = _rows_by_description(session, main, alias)
    move_rows(session, rows, source=main, key=alias)
    name_rows(session, alias, merchant_words(session).name_of(alias))
    part_lessons(session, rows, at=at)
    predicting.refresh(session, threshold=threshold, merchants=[main, alias])
    return len(rows)


def _store_aliases(session: Session, others: list[str], key: str, at: dt.datetime) -> None:
    """Note that `others`, and what was merged into them before, are spellings of `key`."""
    session.execute(
        update(MerchantAlias)
        .where(MerchantAlias.merchant_key.in_(among(others)))
        .values(merchant_key=key)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        delete(MerchantName)
        .where(MerchantName.merchant_key.in_(among(others)))
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    session.add_all(MerchantAlias(alias=other, merchant_key=key, created_at=at) for other in others)
    session.flush()


def _rows_by_description(session: Session, main: str, alias: str) -> dict[int, str]:
    """Return the descriptions, by id, of the rows of `main` whose own words say `alias`."""
    cleaner = Cleaner()
    rows = session.execute(
        select(Transaction.id, Transaction.description).where(Transaction.merchant_key == main)
    )
    return {row: words for row, words in rows if cleaner.clean(words).merchant == alias}
