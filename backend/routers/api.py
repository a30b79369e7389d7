"""The routers of all features, loaded together when a request first asks for one of them.

A new router is added here. Those around files (`imports`, `staging`) stand apart in `main`, as
what they need is loaded when there is a file to read.
"""

from fastapi import APIRouter

from backend.routers import (
    account_sync,
    accounts,
    balances,
    budgets,
    cash_flow,
    categories,
    connections,
    consistency,
    deleted,
    demo,
    export,
    filters,
    goals,
    jobs,
    learning,
    net_worth,
    operations,
    quarantine,
    recurring,
    reports,
    review,
    rules,
    scheduler,
    settings,
    storage,
    sync,
    transactions,
    transfers,
    views,
)

ROUTERS: tuple[APIRouter, ...] = (
    account_sync.router,  # before the routes that take an id there
    accounts.router,
    balances.router,
    budgets.router,
    cash_flow.router,
    categories.router,
    connections.router,
    consistency.router,
    deleted.router,
    demo.router,
    export.router,
    goals.router,
    filters.router,
    jobs.router,
    learning.router,
    net_worth.router,
    operations.router,
    quarantine.router,
    recurring.router,
    recurring.monitor_router,
    reports.router,
    review.router,
    rules.router,
    scheduler.router,
    settings.router,
    storage.router,
    sync.router,
    transactions.router,
    transactions.stats_router,
    transfers.router,
    views.router,
)
