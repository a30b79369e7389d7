"""How well what is unusual gets noticed: the promise, kept on households nothing was tuned on."""

import pytest

from backend.services.insights.noticed.insight import InsightKind
from bench.insight_worlds import make_world
from bench.insights import JUDGED, Result, judge


@pytest.fixture(scope="module")
def result() -> Result:
    return judge([make_world(11_501), make_world(11_502)])


def test_what_was_planted_is_noticed(result: Result) -> None:
    planted = sum(result.scores[kind].planted for kind in JUDGED)
    noticed = sum(result.scores[kind].noticed for kind in JUDGED)
    assert planted >= 2 * (len(JUDGED) - 1)
    assert noticed >= planted - 1


def test_what_is_told_is_so(result: Result) -> None:
    shown = sum(result.scores[kind].shown for kind in JUDGED)
    right = sum(result.scores[kind].right for kind in JUDGED)
    assert right >= 0.9 * shown
    for kind in (InsightKind.UNUSUAL_CHARGE, InsightKind.PRICE_RISE, InsightKind.CHARGED_TWICE):
        assert result.scores[kind].wrong == []


def test_it_stays_quiet_otherwise(result: Result) -> None:
    assert max(result.others) <= 16
