"""Words that were planted in every field are in no request, but where the owner was shown them."""

import json
import re
from decimal import Decimal

from backend.models import SavedView, SavingsGoal, Tag, TransactionTag
from backend.services import operations
from tests.builders import make_account, make_category, make_transaction
from tests.conftest import NOW
from tests.fakes.ai_http import Says
from tests.outbound.conftest import World

_CANARY = re.compile(r"canary[a-z]+", re.IGNORECASE)
# What must never leave, whatever was shown: the filter replaces it.
CARD, EMAIL, PHONE = "4417123456789113", "canarymail@canary.example", "+1 212 555 0187"
OWNER = "Wilhelmina Featherstone"


def _plant(world: World) -> None:
    """Put a canary into every field that the owner or a bank can write in."""
    home = world.context.home
    with home.budget.write() as session:
        operations.begin(session, "test", "Test", at=NOW)
        account = make_account(
            session, "canaryaccount", institution="canarybank", file_account_number="canarynumber"
        )
        category = make_category(session, "canarykey")
        category.display_name = "canarycategory"
        row = make_transaction(
            session,
            account=account,
            category=category,
            amount="417.23",
            description="CANARYDESCRIPTION",
            merchant_name="canarymerchant",
            notes="canarynote",
        )
        tag = Tag(name="canarytag")
        session.add(tag)
        session.flush()
        session.add(TransactionTag(transaction_id=row.id, tag_id=tag.id))
        session.add(SavedView(name="canaryview", query="canaryquery", created_at=NOW))
        session.add(
            SavingsGoal(
                name="canarygoal",
                target_amount=Decimal(100),
                starting_amount=Decimal(0),
                notes="canarygoalnote",
                created_at=NOW,
            )
        )
        settings = {"owner_names": OWNER, "insights_context": "canarycontext"}
        home.settings.save(session, settings, at=NOW)


def _captured_at_banks(world: World) -> str:
    plaid = [[call.path, call.body, call.headers] for call in world.plaid.calls]
    return json.dumps([plaid, world.bridge.asked, world.bridge.claims])


def test_banks_are_told_nothing_of_the_household(world: World) -> None:
    _plant(world)
    for login in (world.connect_plaid(), world.connect_simplefin()):
        assert world.banking.sync(login["id"])["status"] == "success"
    world.portfolio()

    captured = _captured_at_banks(world)
    assert _CANARY.findall(captured) == []
    for private in (OWNER, "417.23", "Wilhelmina"):
        assert private not in captured


def test_the_ai_is_told_what_was_shown_before_and_no_more(world: World) -> None:
    _plant(world)
    world.ask_about(
        f"CANARYSHOP {CARD}",
        f"ZELLE TO {OWNER.upper()} CANARYZELLE",
        f"CANARYORDER {EMAIL} {PHONE}",
    )

    _, shown = world.categorize()
    answer, shown_of_chat = world.chat("What did I spend at CANARYCHAT?")

    assert "You spent nothing." in answer
    asked, talked = (
        "".join(a.raw for a in world.claude.asked if bool(a.body.get("stream")) is is_talk)
        for is_talk in (False, True)
    )
    assert _CANARY.search(asked), "nothing was asked, so nothing was tried"
    assert "canarychat" in talked.lower()
    for sent, preview in ((asked, shown), (talked, shown_of_chat)):
        told = {word.lower() for word in _CANARY.findall(sent)}
        assert told <= {word.lower() for word in _CANARY.findall(preview)}
        for private in (CARD, CARD[-8:], EMAIL, PHONE, "Wilhelmina", "FEATHERSTONE"):
            assert private.lower() not in sent.lower()


def test_the_ledger_holds_no_secret_of_the_household(world: World) -> None:
    login = world.connect_plaid()
    world.connect_simplefin()
    world.banking.sync(login["id"])
    world.ask_about("ZORBLAX QUILLFEN")
    world.categorize()

    kept = world.client.get("/api/outbound/export").text
    settings = world.plaid.settings()
    [item] = world.plaid.bank.items
    for secret in (
        settings["plaid_client_id"],
        settings["plaid_secret"],
        item.access_token,
        world.bridge.password,
        world.bridge.user,
        world.claude.key,
    ):
        assert secret not in kept
    assert "ZORBLAX" in kept


def test_the_adviser_s_lookups_tell_merchants_and_categories_and_nothing_else(world: World) -> None:
    _plant(world)
    looks: tuple[tuple[str, dict[str, object]], ...] = (
        ("spending", {"period": "2025-06"}),
        ("spending", {"period": "this-year", "category": "canarykey"}),
        ("search", {"filter": "canary", "limit": 20}),
        ("search", {"filter": "note:canary account:canaryaccount tag:canarytag", "limit": 20}),
        ("search", {"filter": "account:canaryaccoun"}),
        ("search", {"filter": "tag:canarytak"}),
        ("compare", {"a": "2025-05", "b": "2025-06"}),
        ("recurring", {}),
        ("budgets", {"month": "2025-06"}),
    )
    asked = {word.lower() for word in _CANARY.findall(json.dumps(looks))}
    world.claude.queue = [Says("", tools=looks), Says("You spent $417.23 at canarymerchant.")]

    world.chat("What did I buy?")

    last = world.claude.asked[-1].body["messages"][-1]["content"]
    told = {word.lower() for word in _CANARY.findall(json.dumps(last))}
    assert told - asked <= {"canarymerchant", "canarycategory"}
    assert {"canarymerchant", "canarycategory"} <= told
    sent = {word.lower() for a in world.claude.asked for word in _CANARY.findall(a.raw)}
    assert sent <= asked | {"canarymerchant", "canarycategory", "canarycontext"}
