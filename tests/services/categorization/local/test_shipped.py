import numpy as np
import pytest

from backend.services.categorization.local import shipped
from backend.services.categorization.local.calibration import fit
from backend.services.categorization.local.features import SLOTS
from scripts.local_model import sources
from tests.services.categorization.local.worlds import CATEGORIES, TRUSTING, known


def test_what_is_packed_is_unpacked() -> None:
    weights = np.zeros((SLOTS, len(CATEGORIES)), np.float32)
    weights[7] = [1.0, -2.0, 0.5, 0.0]
    entries = [known("OAK", "bar", "coffee"), known("ELM", "coffee", is_exact=True, is_inflow=True)]

    packed = shipped.pack(CATEGORIES, entries, weights, np.zeros(4, np.float32), TRUSTING)
    pretrained = shipped.unpack(packed)

    assert pretrained.categories == CATEGORIES
    assert pretrained.calibration == TRUSTING
    assert pretrained.weights[7] == pytest.approx([1.0, -2.0, 0.5, 0.0], abs=0.02)
    assert pretrained.knowledge.find(("OAK",), is_outflow=True) == entries[0]
    assert pretrained.knowledge.find(("ELM",), is_outflow=False) == entries[1]


def test_the_file_is_small() -> None:
    assert shipped.FILE.stat().st_size <= 1_000_000


def test_the_file_holds_what_the_sources_say() -> None:
    pretrained = shipped.load()
    entries = sources.knowledge()

    assert len(pretrained.knowledge) == len({(e.pattern, e.is_inflow) for e in entries})
    for entry in entries[::50]:
        words = tuple(entry.pattern.split())
        assert pretrained.knowledge.find(words, is_outflow=not entry.is_inflow) is not None


def test_hand_written_entries_name_categories_that_exist() -> None:
    named = {
        category
        for entry in (*sources.services(), *sources.telling_words())
        for category in entry.categories
    }

    assert named <= set(shipped.load().categories)
    assert sum(1 for _ in sources.services()) > 1_500


def test_calibration_finds_how_often_it_is_right() -> None:
    from tests.services.categorization.local.test_confirming import prediction

    signs = prediction(0.9).signs
    curve = fit([(signs, True)] * 700 + [(signs, False)] * 300)

    assert curve.confidence(signs) == pytest.approx(0.7, abs=0.01)
