"""What could not be kept of an earlier file is shown, not lost."""

from fastapi.testclient import TestClient

from backend.context import AppContext
from backend.models import QuarantinedInvestmentRow, QuarantinedRow
from tests.conftest import NOW


def test_both_files_are_listed(client: TestClient, context: AppContext) -> None:
    assert client.get("/api/quarantine").json() == []
    values = {"original_id": 7, "data": '{"amount": "inf"}', "reason": "no number"}
    with context.home.budget.write() as session:
        session.add(QuarantinedRow(table_name="transactions", created_at=NOW, **values))
    with context.home.investments.write() as session:
        session.add(QuarantinedInvestmentRow(table_name="holdings", created_at=NOW, **values))
    rows = client.get("/api/quarantine").json()
    assert [(row["table"], row["data"]) for row in rows] == [
        ("transactions", {"amount": "inf"}),
        ("holdings", {"amount": "inf"}),
    ]
    assert client.get("/api/status").json()["quarantined"] == 1
