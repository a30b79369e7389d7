from hypothesis import given, settings
from hypothesis import strategies as st

from backend.services.categorization.local.memory import Evidence, Level
from backend.services.categorization.local.model import LocalModel, Prediction
from backend.services.categorization.local.reading import Purchase
from backend.services.categorization.local.shipped import load
from tests.services.categorization.local.worlds import knowing_nothing, purchase

NAMES = ("BLUE DOOR CAFE", "BLUE DOOR BAR", "BEVMO 12", "ZELLE TO ANN LEE", "OAK")
LINES = st.lists(
    st.tuples(
        st.builds(purchase, st.sampled_from(NAMES), st.sampled_from([-900, 450, 900])),
        st.sampled_from(["coffee", "bar", "groceries", "beekeeping"]),
    ),
    max_size=25,
)
ASKED = [purchase(name, cents) for name in NAMES for cents in (450, -900)]


def answers(model: LocalModel) -> list[Prediction]:
    return [model.predict(one) for one in ASKED]


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_made_again_from_confirmed_lines_it_is_the_same(lines: list[tuple[Purchase, str]]) -> None:
    step_by_step = LocalModel(knowing_nothing())
    for line, category in lines:
        step_by_step.predict(line)
        step_by_step.learn(line, category)
        answers(step_by_step)

    at_once = LocalModel(knowing_nothing())
    at_once.learn_all(lines)

    assert answers(at_once) == answers(step_by_step)


def test_learning_leaves_what_ships_as_it_is() -> None:
    before = answers(LocalModel(load()))
    LocalModel(load()).learn(purchase("OAK"), "donation")

    assert answers(LocalModel(load())) == before


def test_it_says_why() -> None:
    model = LocalModel(knowing_nothing())
    for cents in (400, 425):
        model.learn(purchase("BLUE DOOR CAFE", cents), "coffee")

    prediction = model.predict(purchase("BLUE DOOR CAFE", 450))

    assert (prediction.category, prediction.name) == ("coffee", "BLUE DOOR CAFE")
    assert Evidence(Level.NAME, 2, 2) in prediction.evidence
    assert prediction.runner_up != "coffee"
    assert prediction.confidence > 0.8


def test_a_new_merchant_is_explained_by_what_is_known_of_it() -> None:
    prediction = LocalModel(knowing_nothing()).predict(purchase("BLUE BOTTLE COFFEE #7"))

    assert prediction.evidence == ()
    assert prediction.known is not None
    assert prediction.known.category == "coffee"


def test_a_category_of_ones_own_can_be_learned() -> None:
    model = LocalModel(load())
    model.learn(purchase("MANN LAKE BEE SUPPLY"), "beekeeping")

    assert model.predict(purchase("MANN LAKE BEE SUPPLY", 900)).category == "beekeeping"
    assert model.predict(purchase("STARBUCKS STORE 12")).category == "coffee"


def test_a_merged_category_moves_and_a_deleted_one_is_never_suggested() -> None:
    coffee = purchase("STARBUCKS STORE 12")

    merged = LocalModel(load(), moved={"coffee": "snacks"})
    deleted = LocalModel(load(), moved={"coffee": None})

    assert merged.predict(coffee).category == "snacks"
    assert deleted.predict(coffee).category != "coffee"


def test_a_merchant_of_several_categories_is_ambiguous_until_it_settles() -> None:
    model = LocalModel(knowing_nothing())
    model.learn(purchase("BLUE DOOR CAFE"), "bar")
    model.learn(purchase("BLUE DOOR CAFE"), "coffee")
    assert model.predict(purchase("BLUE DOOR CAFE")).is_ambiguous

    for _ in range(10):
        model.learn(purchase("BLUE DOOR CAFE"), "coffee")
    assert not model.predict(purchase("BLUE DOOR CAFE")).is_ambiguous
