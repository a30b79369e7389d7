"""Two open households, walked from their first line with a model that never saw them.

A change that costs two points fails here. All ten: `python -m bench.categorization`.
"""

import pytest

from backend.services.categorization.local.model import Pretrained
from backend.services.categorization.local.shipped import load
from bench.cascade_run import walk_through_app
from bench.categorization import Figure, figures, whole_figures
from bench.categorization_run import Predicted, pretrained_without, walk
from scripts.local_model.households import read

HOUSEHOLDS = ("O03", "O08")
_MONTHS = 500  # lines, of four or five months


@pytest.fixture(scope="module")
def calibrated() -> Pretrained:
    return pretrained_without(HOUSEHOLDS, read())._replace(calibration=load().calibration)


@pytest.fixture(scope="module")
def predicted(calibrated: Pretrained) -> list[Predicted]:
    households = read()
    return [one for name in HOUSEHOLDS for one in walk(households[name], calibrated)]


def test_figures_are_above_their_floors(predicted: list[Predicted]) -> None:
    too_low = [figure for figure in figures(predicted) if not figure.is_accepted]

    assert too_low == []


def test_what_the_app_files_by_itself_is_above_its_floors(calibrated: Pretrained) -> None:
    households = read()
    filed = [
        one
        for name in HOUSEHOLDS
        for one in walk_through_app(households[name][:_MONTHS], calibrated)
    ]

    by_itself = [one for one in whole_figures(filed) if one.name.startswith("filed by itself")]
    assert len(by_itself) == 4
    assert [figure for figure in by_itself if not figure.is_accepted] == []


def test_every_figure_is_measured(predicted: list[Predicted]) -> None:
    found = figures(predicted)

    assert len({figure.name for figure in found}) == len(found) == 13
    assert all(0 < figure.value < 1 for figure in found)


@pytest.mark.parametrize(
    ("value", "verdict"), [(0.95, "aim"), (0.9, "floor"), (0.7, "BELOW THE FLOOR")]
)
def test_a_figure_says_how_far_it_got(value: float, verdict: str) -> None:
    assert Figure("all lines", value, 0.88, 0.91).verdict == verdict
    assert Figure("error", -value, -0.88, -0.91, is_least=False).verdict == verdict
