"""The order in which a statement's rows lead from balance to balance; pure.

Files list the newest row first or last, or the newest day first with its rows in any order. A
row with a balance is an edge from the balance before it to the one after it, so rows chain in
some order if these edges form one path: within a day that path is searched, days never mix.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from backend.services.importing.balance_chain import Chain, Entry


def find_chain(chain: Chain, *, may_be_owed: bool = False) -> Chain:
    """Return the reading of a file under which the fewest balances contradict its rows.

    Args:
        chain: the rows in the order of the file.
        may_be_owed: whether balances may be what is owed (cards, loans).
    """
    best = chain
    fewest = len(chain.entries) + 2
    readings = [chain, chain.turned()] if may_be_owed else [chain]
    for reading in readings:
        for ordered in _orders(reading):
            breaks = ordered.count_breaks(fewest)
            if breaks < fewest:
                best, fewest = ordered, breaks
            if fewest == 0:
                return best
    return best


def _orders(chain: Chain) -> Iterator[Chain]:
    """Yield the rows in each order that files are known to have, the likeliest first."""
    entries = list(chain.entries)
    if all(entry.balance is None for entry in entries):
        yield replace(chain, entries=entries)
        return
    backward = entries[::-1]
    straight = [rows for rows in (entries, backward) if _is_by_day(rows)]
    for rows in straight:
        yield replace(chain, entries=rows)
    by_day = sorted(entries, key=_day)
    backward_by_day = sorted(backward, key=_day)
    yield replace(chain, entries=by_day)
    yield replace(chain, entries=backward_by_day)
    if all(entry.balance is not None for entry in entries):
        base = backward_by_day if entries[0].day > entries[-1].day else by_day
        yield replace(chain, entries=_chained_within_days(base, chain.opening))
        if _states_days(by_day):
            yield replace(chain, entries=list(_last_of_day_states(by_day)))
    # Some lists follow another date than the one that they show.
    for rows in (entries, backward):
        yield replace(chain, entries=rows)


def _is_by_day(entries: Sequence[Entry]) -> bool:
    return all(one.day <= two.day for one, two in pairwise(entries))


def _day(entry: Entry) -> dt.date:
    return entry.day


def _chained_within_days(by_day: Sequence[Entry], opening: int | None) -> list[Entry]:
    """Return the rows with each day's in the order in which they chain; else as they were."""
    ordered: list[Entry] = []
    balance = opening
    for _, group in groupby(by_day, key=_day):
        day = list(group)
        path = _path(day, balance) or _path(day, _own_start(day)) or day
        ordered += path
        balance = path[-1].balance
    return ordered


def _own_start(day: Sequence[Entry]) -> int:
    """Return the balance that a day's rows start from, judged by themselves."""
    surplus = Counter(_before(entry) for entry in day)
    surplus.subtract(entry.balance for entry in day if entry.balance is not None)
    starts = [balance for balance, count in surplus.items() if count > 0]
    return starts[0] if len(starts) == 1 else _before(day[0])


def _before(entry: Entry) -> int:
    return (entry.balance or 0) + entry.cents


def _path(day: Sequence[Entry], start: int | None) -> list[Entry] | None:
    """Return the rows as one path from `start` (Hierholzer), None where there is none."""
    if start is None:
        return None
    leaving: dict[int, list[Entry]] = defaultdict(list)
    for entry in reversed(day):
        leaving[_before(entry)].append(entry)
    stack: list[tuple[int, Entry | None]] = [(start, None)]
    path: list[Entry] = []
    while stack:
        balance, arrived_by = stack[-1]
        if leaving.get(balance):
            entry = leaving[balance].pop()
            stack.append((balance - entry.cents, entry))
        else:
            stack.pop()
            if arrived_by is not None:
                path.append(arrived_by)
    path.reverse()
    whole = len(path) == len(day) and Chain(path, opening=start).count_breaks(1) == 0
    return path if whole else None


def _states_days(by_day: Sequence[Entry]) -> bool:
    """Whether every row of a day repeats one balance, that of the day's end."""
    days = [list(group) for _, group in groupby(by_day, key=_day)]
    return all(len({entry.balance for entry in day}) == 1 for day in days)


def _last_of_day_states(by_day: Iterable[Entry]) -> Iterator[Entry]:
    for _, group in groupby(by_day, key=_day):
        day = list(group)
        yield from (entry._replace(balance=None) for entry in day[:-1])
        yield day[-1]
