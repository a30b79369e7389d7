from backend.services.categorization.local.calibration import Signs
from backend.services.categorization.local.confirming import Budget, Confirming
from backend.services.categorization.local.knowledge import Known
from backend.services.categorization.local.model import Prediction
from tests.services.categorization.local.worlds import known


def prediction(
    confidence: float = 0.999,
    *,
    lines: float = 3.0,
    others: float = 0.0,
    entry: Known | None = None,
) -> Prediction:
    return Prediction(
        "coffee",
        confidence,
        "bar",
        0.0,
        "OAK",
        (),
        entry,
        others > 0,
        Signs(confidence, confidence, lines, others, entry is not None, is_outflow=True),
    )


def observe(confirming: Confirming, times: int, *, is_right: bool) -> None:
    for _ in range(times):
        confirming.observe(was_filed=True, is_right=is_right)


def test_what_is_sure_is_filed() -> None:
    assert Confirming().decide(prediction())
    assert not Confirming().decide(prediction(0.9))


def test_a_merchant_of_several_categories_always_asks() -> None:
    assert not Confirming().decide(prediction(others=0.3))


def test_without_own_lines_only_what_every_household_files_alike() -> None:
    assert not Confirming().decide(prediction(lines=0))
    assert Confirming().decide(prediction(lines=0, entry=known("OAK", "coffee")))
    assert not Confirming().decide(prediction(lines=0, entry=known("OAK", "coffee", "bar")))
    assert not Confirming().decide(prediction(lines=0, entry=known("OAK", "bar")))


def test_a_smaller_budget_asks_more() -> None:
    assert Confirming(Budget(200)).threshold > Confirming(Budget(50)).threshold


def test_the_first_lines_ask_more() -> None:
    confirming = Confirming()
    early = confirming.threshold
    observe(confirming, 200, is_right=True)

    assert confirming.threshold < early


def test_corrections_raise_the_threshold_until_they_are_past() -> None:
    confirming = Confirming()
    observe(confirming, 300, is_right=True)
    calm = confirming.threshold
    observe(confirming, 8, is_right=False)
    assert confirming.threshold > calm + 0.02

    observe(confirming, 100, is_right=True)
    assert confirming.threshold == calm


def test_lines_that_were_asked_about_are_no_mistakes() -> None:
    confirming = Confirming()
    observe(confirming, 300, is_right=True)
    calm = confirming.threshold
    for _ in range(50):
        confirming.observe(was_filed=False, is_right=False)

    assert confirming.threshold == calm
