"""What a bank's row looked like when it arrived, as one number."""

import datetime as dt
from hashlib import blake2b


def fingerprint(date: dt.date, cents: int, description: str) -> int:
    """Return a number that is equal for rows of the same day, cents and words.

    Case and the width of gaps don't matter, as banks change both between two downloads of the
    same row. The number is signed and has 64 bits, which is what SQLite stores.
    """
    return arrival_fingerprint(date.isoformat(), cents, description)


def arrival_fingerprint(day: str, cents: int, description: str) -> int:
    """Do what `fingerprint` does, for callers that have the day as `YYYY-MM-DD` already."""
    words = " ".join(description.split()).casefold()
    digest = blake2b(f"{day}|{cents}|{words}".encode(errors="surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), signed=True)
