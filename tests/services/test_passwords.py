"""What is kept of a password is dear to guess; tests of the lock itself use a cheaper hash."""

from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from backend.services.lock.passwords import hash_of, is_right


def test_a_password_is_kept_by_the_parameters_of_rfc_9106() -> None:
    kept = hash_of("four plain words")

    assert extract_parameters(kept) == RFC_9106_LOW_MEMORY
    assert is_right("four plain words", kept)
    assert not is_right("four plain word", kept)
