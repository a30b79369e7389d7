"""The providers of bank feeds. A further one is a module with a `PROVIDER`, named here."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import cast

from backend.integrations.bank_feed import Provider

_MODULES = ("backend.integrations.plaid", "backend.integrations.simplefin")


@cache
def providers() -> Mapping[str, Provider]:
    """Return every provider by its key, in the order in which the owner is offered them."""
    found = (cast("Provider", import_module(name).PROVIDER) for name in _MODULES)
    return {provider.key: provider for provider in found}
