"""`python -m scripts.build_local_model`: make the file of the local model that ships.

From scripts/local_model (brands, services, telling words) and bench/data (open households), it
trains on every household; how good it is on others is told by `python -m bench.categorization`.
The calibration comes from lines that were predicted by models that never saw their household.
"""

import time

from backend.services.categorization.local.calibration import fit
from backend.services.categorization.local.shipped import FILE, pack
from bench.categorization_run import categories_of, cross_validated, observed
from scripts.local_model import sources, training
from scripts.local_model.households import read


def main() -> None:
    """Train, calibrate, write the file and say how large it is."""
    started = time.monotonic()
    households, known = read(), sources.knowledge()
    categories = categories_of(households, known)
    calibration = fit(observed(cross_validated()))
    linear = training.train(
        categories, known, list(sources.telling_words()), list(households.values())
    )
    packed = pack(categories, known, linear.weights, linear.bias, calibration)
    FILE.write_bytes(packed)
    print(f"{FILE.name}: {len(packed):,} bytes, {len(known):,} names, {len(categories)} categories")
    print(f"calibration {calibration.weights}; {time.monotonic() - started:.0f} seconds")


if __name__ == "__main__":
    main()
