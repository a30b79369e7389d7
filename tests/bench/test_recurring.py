"""How well series are found: the promise, kept on histories that nothing was tuned on."""

import pytest

from bench.recurring import Score, main, sample_world, score, total
from bench.recurring_worlds import make_world

FRESH = range(9_000, 9_008)


@pytest.fixture(scope="module")
def harder() -> Score:
    return total(score(make_world(seed)) for seed in FRESH)


def test_hard_histories_are_told_apart(harder: Score) -> None:
    assert harder.planted > 250
    assert harder.precision >= 0.95
    assert harder.recall >= 0.90


def test_cadence_and_next_day_follow(harder: Score) -> None:
    assert harder.cadence_right / harder.right >= 0.97
    assert harder.next_exact / harder.running >= 0.85
    assert harder.next_near / harder.running >= 0.95


@pytest.mark.parametrize("seed", [9_101, 9_102])
def test_the_sample_household_is_found(seed: int) -> None:
    result = score(sample_world(seed))
    assert result.precision >= 0.95
    assert result.recall >= 0.95
    assert result.next_exact / result.running >= 0.9


def test_the_command_prints_a_line_for_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--seeds", "4", "--show"])
    printed = capsys.readouterr().out
    assert "sample household, 1 seeds" in printed
    assert "harder histories, 4 seeds" in printed
