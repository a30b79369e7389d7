"""How Plaid judges a request, by the official client's own description of it."""

import importlib
import inspect
import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from plaid import Configuration
from plaid.model_utils import ModelNormal

from tests.fakes.plaid.faults import PlaidError

REQUESTS = {
    "/accounts/balance/get": "AccountsBalanceGetRequest",
    "/accounts/get": "AccountsGetRequest",
    "/institutions/get": "InstitutionsGetRequest",
    "/institutions/get_by_id": "InstitutionsGetByIdRequest",
    "/investments/holdings/get": "InvestmentsHoldingsGetRequest",
    "/investments/transactions/get": "InvestmentsTransactionsGetRequest",
    "/item/access_token/invalidate": "ItemAccessTokenInvalidateRequest",
    "/item/get": "ItemGetRequest",
    "/item/public_token/exchange": "ItemPublicTokenExchangeRequest",
    "/item/remove": "ItemRemoveRequest",
    "/link/token/create": "LinkTokenCreateRequest",
    "/sandbox/item/reset_login": "SandboxItemResetLoginRequest",
    "/sandbox/public_token/create": "SandboxPublicTokenCreateRequest",
    "/transactions/sync": "TransactionsSyncRequest",
}
_LONGEST_CLIENT_NAME = 30
_PRODUCTS = {"assets", "auth", "identity", "investments", "liabilities", "transactions"}


def check_request(path: str, body: dict[str, Any]) -> None:
    """Refuse what Plaid would refuse."""
    model = _model(REQUESTS[path])
    _check_fields(model, body)
    try:
        model._from_openapi_data(
            **deepcopy(body),
            _check_type=True,
            _spec_property_naming=True,
            _configuration=Configuration(),
        )
    except (TypeError, ValueError) as error:
        raise PlaidError("INVALID_FIELD", message=str(error)) from None
    if path == "/link/token/create":
        _check_link(body)


@cache
def _model(name: str) -> type[ModelNormal]:
    module = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    return getattr(importlib.import_module(f"plaid.model.{module}"), name)


def _check_fields(model: type[ModelNormal], body: Mapping[str, Any]) -> None:
    unknown = sorted(set(body) - set(model.attribute_map.values()))
    if unknown:
        listed = ", ".join(unknown)
        message = f"the following fields are not recognized by this endpoint: {listed}"
        raise PlaidError("UNKNOWN_FIELDS", message=message)
    needed = set(inspect.signature(model.__init__).parameters) - {"self", "args", "kwargs"}
    if missing := sorted(needed - set(body)):
        message = f"the following required fields are missing: {', '.join(missing)}"
        raise PlaidError("MISSING_FIELDS", message=message)
    for key, kinds in model.openapi_types.items():
        for kind in kinds:
            inner = body.get(key)
            if isinstance(kind, type) and issubclass(kind, ModelNormal) and isinstance(inner, dict):
                _check_fields(kind, inner)
    _check_bounds(model, body)


def _check_bounds(model: type[ModelNormal], body: Mapping[str, Any]) -> None:
    for (key,), bounds in model.validations.items():
        value = body.get(key)
        if isinstance(value, int) and not (
            bounds.get("inclusive_minimum", value)
            <= value
            <= bounds.get("inclusive_maximum", value)
        ):
            raise PlaidError("INVALID_FIELD", message=f"{key} is out of range")


def _check_link(body: Mapping[str, Any]) -> None:
    if len(body["client_name"]) > _LONGEST_CLIENT_NAME:
        raise PlaidError("INVALID_FIELD", message="client_name must be 30 characters or less")
    if "@" in body.get("user", {}).get("client_user_id", ""):
        raise PlaidError("INVALID_FIELD", message="client_user_id must not hold personal data")
    if "access_token" in body and body.get("products"):
        message = "products must not be given together with access_token"
        raise PlaidError("INVALID_FIELD", message=message)
    if "access_token" not in body and not body.get("products"):
        raise PlaidError("MISSING_FIELDS", message="products is required")
    for product in body.get("products") or []:
        if product == "balance":
            raise PlaidError("INVALID_PRODUCT", kind="INVALID_INPUT")
        if product not in _PRODUCTS:
            raise PlaidError("INVALID_FIELD", message=f"{product} is no product")
