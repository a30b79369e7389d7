"""The endpoints: each turns a request's body into an answer from the bank."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.fakes.plaid import shapes
from tests.fakes.plaid.bank import INSTITUTIONS, Bank, Item, LinkToken
from tests.fakes.plaid.faults import PlaidError

Json = dict[str, Any]


class Endpoints:
    """Answers by path; `redirect_uris` are those listed in the made-up dashboard."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.redirect_uris: set[str] = set()
        self.largest_page = 500  # smaller, and few rows make many pages
        self.by_path: dict[str, Callable[[Json], Json]] = {
            "/accounts/balance/get": self.accounts,
            "/accounts/get": self.accounts,
            "/institutions/get": self.institutions,
            "/institutions/get_by_id": self.institution,
            "/investments/holdings/get": self.holdings,
            "/investments/transactions/get": self.investment_rows,
            "/item/access_token/invalidate": self.rotate,
            "/item/get": self.item,
            "/item/public_token/exchange": self.exchange,
            "/item/remove": self.remove,
            "/link/token/create": self.link_token,
            "/sandbox/item/reset_login": self.reset_login,
            "/sandbox/public_token/create": self.sandbox_public_token,
            "/transactions/sync": self.sync,
        }

    def link_token(self, body: Json) -> Json:
        address = body.get("redirect_uri")
        if address is not None and address not in self.redirect_uris:
            message = "OAuth redirect URI must be configured in the developer dashboard."
            raise PlaidError("INVALID_FIELD", message=message)
        secret = body.get("access_token")
        item = self.bank.opened_by(secret) if secret else None
        products = [*(body.get("products") or []), *(body.get("optional_products") or [])]
        link = LinkToken(self.bank.token("link"), products, item)
        self.bank.link_tokens[link.token] = link
        lives = dt.timedelta(minutes=30) if item else dt.timedelta(hours=4)
        expires = dt.datetime.now(tz=dt.UTC) + lives
        return {"link_token": link.token, "expiration": expires.strftime("%Y-%m-%dT%H:%M:%SZ")}

    def sandbox_public_token(self, body: Json) -> Json:
        if self.bank.environment != "sandbox":
            raise PlaidError("SANDBOX_ONLY", kind="SANDBOX_ERROR")
        products = body["initial_products"]
        return {"public_token": self.bank.public_token(body["institution_id"], products)}

    def exchange(self, body: Json) -> Json:
        item = self.bank.public_tokens.pop(body["public_token"], None)
        if item is None:
            raise PlaidError("INVALID_PUBLIC_TOKEN", kind="INVALID_INPUT")
        return {"access_token": item.access_token, "item_id": item.item_id}

    def rotate(self, body: Json) -> Json:
        item = self.bank.opened_by(body["access_token"])
        item.access_token = self.bank.token("access")
        return {"new_access_token": item.access_token}

    def item(self, body: Json) -> Json:
        item = self.bank.opened_by(body["access_token"])
        shown = {**_item(item), "created_at": "2025-01-01T00:00:00Z"}
        return {"item": shown, "status": None}

    def remove(self, body: Json) -> Json:
        self.bank.items.remove(self.bank.opened_by(body["access_token"]))
        return {}

    def reset_login(self, body: Json) -> Json:
        self.bank.opened_by(body["access_token"]).require_login()
        return {"reset_login": True}

    def accounts(self, body: Json) -> Json:
        item = self._healthy(body)
        return {"accounts": item.accounts, "item": _item(item)}

    def sync(self, body: Json) -> Json:
        item = self._healthy(body)
        if item.not_ready_calls > 0:
            item.not_ready_calls -= 1
            page = {"added": [], "modified": [], "removed": [], "has_more": False}
            return {
                **page, "accounts": [], "next_cursor": "", "transactions_update_status": "NOT_READY",
            }  # fmt: skip
        page = item.page(body.get("cursor"), min(body.get("count", 100), self.largest_page))
        if not body.get("options", {}).get("include_original_description"):
            for kind in ("added", "modified"):
                page[kind] = [{**row, "original_description": None} for row in page[kind]]
        named = {row["account_id"] for row in (*page["added"], *page["modified"])}
        accounts = [account for account in item.accounts if account["account_id"] in named]
        return {**page, "accounts": accounts, "transactions_update_status": item.status}

    def holdings(self, body: Json) -> Json:
        item = self._invested(body)
        shown = {"holdings": item.holdings, "securities": item.securities}
        return {**shown, "accounts": _investment_accounts(item), "item": _item(item)}

    def investment_rows(self, body: Json) -> Json:
        item = self._invested(body)
        options = body.get("options", {})
        newest_first = sorted(item.investment_rows, key=lambda row: row["date"], reverse=True)
        rows = [
            row for row in newest_first if body["start_date"] <= row["date"] <= body["end_date"]
        ]
        offset = options.get("offset", 0)
        shown = rows[offset : offset + min(options.get("count", 100), self.largest_page)]
        named = {row["security_id"] for row in shown}
        return {
            "accounts": _investment_accounts(item),
            "investment_transactions": shown,
            "item": _item(item),
            "securities": [row for row in item.securities if row["security_id"] in named],
            "total_investment_transactions": len(rows),
        }

    def institutions(self, body: Json) -> Json:
        found = [shapes.institution(key, name) for key, name in INSTITUTIONS.items()]
        shown = found[body["offset"] : body["offset"] + body["count"]]
        return {"institutions": shown, "total": len(found)}

    def institution(self, body: Json) -> Json:
        key = body["institution_id"]
        if key not in INSTITUTIONS:
            raise PlaidError("INVALID_INSTITUTION", kind="INVALID_INPUT")
        return {"institution": shapes.institution(key, INSTITUTIONS[key])}

    def _healthy(self, body: Json) -> Item:
        item = self.bank.opened_by(body["access_token"])
        if item.error is not None:
            raise PlaidError(
                item.error["error_code"],
                kind=item.error["error_type"],
                reason=item.error["error_code_reason"],
            )
        return item

    def _invested(self, body: Json) -> Item:
        item = self._healthy(body)
        if "investments" not in item.products:
            raise PlaidError("ADDITIONAL_CONSENT_REQUIRED", kind="INVALID_INPUT")
        return item


def _investment_accounts(item: Item) -> list[Json]:
    return [
        {**account, "balances": {**account["balances"], "margin_loan_amount": None}}
        for account in item.accounts
        if account["type"] == "investment"
    ]


def _item(item: Item) -> Json:
    shown = {
        "item_id": item.item_id,
        "institution_id": item.institution_id,
        "webhook": None,
        "error": item.error,
        "available_products": ["balance"],
        "billed_products": item.products,
        "products": item.products,
        "consent_expiration_time": item.consent_expiration,
        "update_type": "background",
    }
    if item.is_name_known:
        shown["institution_name"] = INSTITUTIONS[item.institution_id]
    return shown
