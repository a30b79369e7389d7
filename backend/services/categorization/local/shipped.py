"""The file that ships: knowledge base, weights of the linear model, calibration.

One xz file: a header in JSON, a line break, then the weights, a byte each. Weights too small to
matter are zero, so that it compresses well.
"""

import json
import lzma
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.services.categorization.local.calibration import Calibration
from backend.services.categorization.local.features import SLOTS
from backend.services.categorization.local.knowledge import KnowledgeBase, Known
from backend.services.categorization.local.model import Pretrained

FILE = Path(__file__).with_name("local_model.xz")
_TOP = 127
_SMALLEST = 0.04


@lru_cache(maxsize=1)
def load() -> Pretrained:
    """Return what ships, read once."""
    return unpack(FILE.read_bytes())


def unpack(packed: bytes) -> Pretrained:
    """Return what `pack` packed, its weights rounded."""
    head, _, body = lzma.decompress(packed).partition(b"\n")
    header: dict[str, Any] = json.loads(head)
    categories = tuple(header["categories"])
    levels = np.frombuffer(body, np.int8).reshape(SLOTS, len(categories))
    return Pretrained(
        categories,
        KnowledgeBase(_known(entry, categories) for entry in header["knowledge"]),
        levels.astype(np.float32) * np.float32(header["step"]),
        np.array(header["bias"], np.float32),
        Calibration(tuple(header["calibration"])),
    )


def pack(
    categories: tuple[str, ...],
    knowledge: list[Known],
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    calibration: Calibration,
) -> bytes:
    """Return the file's content; the same input gives the same bytes."""
    step = float(np.abs(weights).max()) / _TOP or 1.0
    kept = np.where(np.abs(weights) < _SMALLEST, 0, weights)
    header = {
        "categories": categories,
        "knowledge": [_entry(known, categories) for known in knowledge],
        "step": step,
        "bias": [round(float(value), 4) for value in bias],
        "calibration": calibration.weights,
    }
    levels = np.rint(kept / step).astype(np.int8)
    head = json.dumps(header, separators=(",", ":")).encode()
    return lzma.compress(head + b"\n" + levels.tobytes(), preset=9 | lzma.PRESET_EXTREME)


def _entry(known: Known, categories: tuple[str, ...]) -> list[Any]:
    return [
        known.pattern,
        [categories.index(name) for name in (known.category, *known.alternatives)],
        known.confidence,
        known.kind,
        known.is_exact + 2 * known.is_inflow,
    ]


def _known(entry: list[Any], categories: tuple[str, ...]) -> Known:
    pattern, filed, confidence, kind, flags = entry
    category, *alternatives = (categories[column] for column in filed)
    return Known(
        pattern, category, tuple(alternatives), confidence, kind, bool(flags & 1), bool(flags & 2)
    )
