"""The secrets of a household's files: sealed wherever they stand, with keys that lie elsewhere."""

from backend.services.secrets.boxes import secret_box
from backend.services.secrets.files import seal_files
from backend.services.secrets.places import sealed_columns
from backend.services.secrets.rotation import Rotation, rotate
from backend.services.secrets.sealing import count_sealed, seal_plain

__all__ = [
    "Rotation",
    "count_sealed",
    "rotate",
    "seal_files",
    "seal_plain",
    "sealed_columns",
    "secret_box",
]
