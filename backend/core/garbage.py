"""How often Python looks for circular garbage."""

import gc

# Objects more than before until the next look; then how many looks until an older generation is
# looked at as well.
_THRESHOLDS = (50_000, 20, 50)


def collect_rarely() -> None:
    """Look for circular garbage seldom: a look at everything holds up every request.

    With the defaults, reading a statement of 100,000 rows sets off hundreds of looks at the rows
    read so far, which costs a third of the time and stops the other threads meanwhile. Nearly all
    memory is freed without any, when the last reference to it goes.
    """
    gc.set_threshold(*_THRESHOLDS)
