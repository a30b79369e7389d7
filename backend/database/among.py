"""Conditions over long lists of values, which SQLite takes as one bound text."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select


def among(values: Iterable[int | str]) -> Select[Any]:
    """Return a subselect of `values` for `column.in_(…)`, however many there are."""
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return select(listed.c.value)
