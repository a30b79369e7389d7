"""The first key seals, every key opens, and no key is ever written over."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from backend.core.keychain import SystemKeychain
from backend.core.keys import KeyPlace, KeyRing
from backend.core.secrets import LostKeyError, SecretBox, is_sealed
from tests.fakes.keychain import FakeKeychain


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".encryption_key"


def new_key() -> str:
    return Fernet.generate_key().decode()


@given(st.text())
def test_what_was_sealed_opens_again(plain: str) -> None:
    box = SecretBox(Path("/nonexistent/key"), given=("A" * 43 + "=",))
    sealed = box.seal(plain)
    assert is_sealed(sealed)
    assert len(plain) < 4 or plain not in sealed
    assert box.open(sealed) == plain


def test_a_key_is_made_once_for_its_owner_alone(file: Path) -> None:
    box = SecretBox(file)
    sealed = box.seal("secret")
    made = file.read_bytes()

    assert file.stat().st_mode & 0o777 == 0o600
    assert box.open(sealed) == "secret"
    assert SecretBox(file).open(sealed) == "secret"
    box.seal("another")
    assert file.read_bytes() == made
    assert list(file.parent.iterdir()) == [file]


def test_the_key_file_of_an_earlier_version_stays_valid(file: Path) -> None:
    key = new_key()
    file.write_text(key)  # without a line break, as it was written then
    sealed = "enc:v1:" + Fernet(key).encrypt(b"old").decode()
    assert SecretBox(file, FakeKeychain()).open(sealed) == "old"
    assert SecretBox(file, FakeKeychain()).ring.keys()[0].place is KeyPlace.FILE


@pytest.mark.parametrize("content", ["", "\n", "no key", "ü", "A" * 44])
def test_a_damaged_key_file_is_never_written_over(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(LostKeyError, match="holds no key"):
        SecretBox(file).seal("secret")
    assert file.read_text() == content


def test_another_key_does_not_open_and_says_so(file: Path, tmp_path: Path) -> None:
    sealed = SecretBox(file).seal("secret")
    for box in (SecretBox(tmp_path / "none"), SecretBox(tmp_path / "x", given=(new_key(),))):
        with pytest.raises(LostKeyError, match="Put the former key back"):
            box.open(sealed)
    assert not (tmp_path / "none").exists()  # opening makes no key


def test_text_that_was_never_sealed_comes_back_but_not_what_another_key_encrypted(
    file: Path,
) -> None:
    assert SecretBox(file).open("access-sandbox-1") == "access-sandbox-1"
    with pytest.raises(LostKeyError):
        SecretBox(file).open(Fernet(new_key()).encrypt(b"access-sandbox-1").decode())


def test_many_that_make_the_first_key_at_once_agree_on_one(file: Path) -> None:
    sealed: list[str] = []
    start = threading.Barrier(8)

    def seal() -> None:
        start.wait()
        sealed.append(SecretBox(file).seal("x"))

    threads = [threading.Thread(target=seal) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [SecretBox(file).open(text) for text in sealed] == ["x"] * 8
    assert list(file.parent.iterdir()) == [file]


def test_the_keychain_keeps_the_key_and_the_file_only_its_name(file: Path) -> None:
    keychain = FakeKeychain()
    box = SecretBox(file, keychain)
    sealed = box.seal("secret")
    [(name, key)] = keychain.texts.items()

    assert file.read_text() == f"keychain:{name}\n"
    assert key not in file.read_text()
    moved = file.rename(file.parent / "moved")
    assert SecretBox(moved, keychain).open(sealed) == "secret"


def test_a_locked_keychain_is_no_reason_for_a_new_key(file: Path) -> None:
    keychain = FakeKeychain()
    box = SecretBox(file, keychain)
    sealed = box.seal("secret")
    before = file.read_text()
    keychain.is_locked = True

    with pytest.raises(LostKeyError):
        box.open(sealed)
    with pytest.raises(LostKeyError, match="Unlock it"):
        box.seal("another")
    assert file.read_text() == before
    keychain.is_locked = False
    assert box.open(sealed) == "secret"


def test_without_a_keychain_that_works_the_file_holds_the_key(file: Path) -> None:
    box = SecretBox(file, FakeKeychain(is_locked=True))
    assert box.open(box.seal("secret")) == "secret"
    assert box.ring.keys()[0].place is KeyPlace.FILE


def test_a_key_of_the_environment_seals_and_the_files_goes_on_opening(file: Path) -> None:
    old = SecretBox(file).seal("old")
    first, second = new_key(), new_key()
    from_second = SecretBox(file, given=(second,)).seal("second")
    box = SecretBox(file, given=(first, second))
    new = box.seal("new")

    assert [box.open(text) for text in (old, from_second, new)] == ["old", "second", "new"]
    with pytest.raises(LostKeyError):
        SecretBox(file).open(new)
    with pytest.raises(LostKeyError, match="BUDGET_APP_ENCRYPTION_KEY"):
        SecretBox(file, given=("nonsense", second)).seal("x")
    only = SecretBox(file.parent / "none", given=(first,))
    only.seal("x")
    assert not only.key_file.exists()


@pytest.mark.parametrize("keychain", [None, FakeKeychain()])
def test_a_new_key_comes_first_and_the_old_ones_open_until_they_are_let_go(
    file: Path, keychain: FakeKeychain | None
) -> None:
    box = SecretBox(file, keychain)
    old = box.seal("old")
    with box.ring.locked():
        box.ring.add_newest()
    new = box.reseal(old)

    assert [box.open(old), box.open(new)] == ["old", "old"]
    assert len(box.ring.keys()) == 2
    assert box.ring.forget_older() == 1
    assert box.open(new) == "old"
    with pytest.raises(LostKeyError):
        box.open(old)
    assert box.ring.forget_older() == 0
    assert keychain is None or len(keychain.texts) == 1
    assert file.stat().st_mode & 0o777 == 0o600


def test_no_key_and_no_secret_is_in_a_repr(file: Path) -> None:
    key = new_key()
    box = SecretBox(file, FakeKeychain(), (key,))
    box.seal("secret")
    with box.ring.locked():
        box.ring.add_newest()
    shown = repr((box, box.ring, box.ring.keys()))
    assert not [k for k in box.ring.opening() if k in shown]


class _Keyring(KeyringBackend):
    priority = 9
    texts: dict[tuple[str, str], str]

    def __init__(self) -> None:
        self.texts = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.texts.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.texts[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.texts[service, username]


class _Stuck(_Keyring):
    def get_password(self, service: str, username: str) -> str | None:
        threading.Event().wait(2)
        return super().get_password(service, username)


Use = Callable[..., _Keyring]


@pytest.fixture
def backend() -> Iterator[Use]:
    before = keyring.get_keyring()

    def use(backend: _Keyring, *, module: str) -> _Keyring:
        type(backend).__module__ = module
        keyring.set_keyring(backend)
        return backend

    yield use
    keyring.set_keyring(before)


def test_the_systems_keychain_is_used_only_if_it_is_a_real_one(backend: Use, file: Path) -> None:
    pretends = backend(_Keyring(), module="someones.plaintext")
    keychain = SystemKeychain()
    assert not keychain.write("a", "text")
    assert pretends.texts == {}

    real = backend(_Keyring(), module="keyring.backends.macOS")
    box = SecretBox(file, SystemKeychain())
    sealed = box.seal("secret")
    assert len(real.texts) == 1
    assert SecretBox(file, SystemKeychain()).open(sealed) == "secret"
    keychain.forget("never there")
    keychain.write("a", "text")
    assert keychain.read("a") == "text"
    keychain.forget("a")
    assert keychain.read("a") is None


def test_a_keychain_that_does_not_answer_is_not_waited_for(backend: Use) -> None:
    backend(_Stuck(), module="keyring.backends.SecretService")
    assert SystemKeychain(patience_seconds=0.05).read("a") is None


def test_a_ring_without_anything_is_empty(file: Path) -> None:
    assert KeyRing(file).keys() == []
    assert KeyRing(file).opening() == []
