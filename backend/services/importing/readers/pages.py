"""Several pages or days of one account in one file, put together."""

import datetime as dt

from backend.services.importing.statement import Statement


def merge_pages(pages: list[Statement]) -> list[Statement]:
    """Return one statement for each account of which a file holds several pages or days.

    The pages of an account are put in the order of their opening balances. Each page's closing
    balance stays as the balance after its last row, so that a proof can tell on which page rows
    and balances part; a page that does not begin where the one before ended shows as a gap.
    """
    accounts: dict[tuple[str | None, str | None], list[Statement]] = {}
    for page in pages:
        accounts.setdefault((page.account_number, page.currency), []).append(page)
    return [_merge(own) for own in accounts.values()]


def _merge(pages: list[Statement]) -> Statement:
    if all(page.opening is not None and page.opening.date is not None for page in pages):
        pages.sort(key=_opened)
    merged = pages[0]
    for page in pages[1:]:
        _keep_closing_at_last_row(merged)
        merged.rows.extend(page.rows)
        merged.closing = page.closing
        merged.account_name = merged.account_name or page.account_name
    return merged


def _opened(page: Statement) -> dt.date:
    if page.opening is None or page.opening.date is None:
        raise ValueError("a page without an opening day can't be ordered")
    return page.opening.date


def _keep_closing_at_last_row(statement: Statement) -> None:
    if statement.closing is not None and statement.rows:
        last = statement.rows[-1]
        statement.rows[-1] = last._replace(balance_cents=statement.closing.cents)
