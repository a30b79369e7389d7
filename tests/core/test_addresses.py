"""Keys are sent to encrypted addresses, or to this computer."""

import pytest

from backend.core.addresses import is_safe_address


@pytest.mark.parametrize(
    "address",
    [
        "https://sandbox.plaid.com",
        "HTTPS://bridge.simplefin.org/simplefin/create?a=b",
        "https://bank.example:8443/path",
        "https://[2001:db8::1]/",
        "http://localhost:8090",
        "http://127.0.0.1:1/x",
        "http://[::1]:80",
    ],
)
def test_an_encrypted_address_or_one_of_this_computer_is_safe(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https:bank.example",
        "https://",
        "https://:443",
        "https://*",
        "https://bank.example:99999",
        "https://bank.example:http",
        "https://bank.example;script-src *",
        "https://bank.example\tx",
        "https://bank.example\\@else.example",
        "https://bank..example",
        "https://[::1",
        "https://bänk.example",
        "http://bank.example",
        "http://127.0.0.1.bank.example",
        "http://localhost@bank.example",
        "https://user:password@bank.example",
        "ftp://localhost",
        "file:///etc/passwd",
        "javascript:alert(1)//https://bank.example",
    ],
)
def test_anything_else_is_not(address: str) -> None:
    assert not is_safe_address(address)


def test_a_login_stands_only_where_it_may() -> None:
    assert is_safe_address("https://user:password@bank.example/simplefin", with_login=True)
    assert not is_safe_address("http://user:password@bank.example/simplefin", with_login=True)
