import datetime as dt
from pathlib import Path

from sqlalchemy import select

from backend.migrations.runner import upgrade
from backend.models import Operation, OperationChange, Transaction
from backend.services.categorization.normalization import clean
from backend.services.keeping import budget_database
from backend.services.transactions.merchant_keys import fill_merchant_keys
from tests.data.legacy.build import add_rows, build

AT = dt.datetime(2025, 6, 15, 12, tzinfo=dt.UTC)


def test_rows_of_an_earlier_version_get_their_keys_once_and_unrecorded(tmp_path: Path) -> None:
    path = build(tmp_path / "budget.db")
    texts = ["SQ *BLUE BOTTLE #1234 OAKLAND CA", "   ", "TST* BLUE BOTTLE"]
    add_rows(
        path,
        {
            "transactions": [
                {"id": 50 + place, "amount": 1.0, "description": text}
                for place, text in enumerate(texts)
            ]
        },
    )
    upgrade(path, "budget", at=AT)
    database = budget_database(path)

    with database.write() as session:
        assert fill_merchant_keys(session) == 9
    with database.write() as session:
        assert fill_merchant_keys(session) == 0

    with database.read() as session:
        keys = dict(session.execute(select(Transaction.id, Transaction.merchant_key)).all())
        assert [keys[50], keys[51], keys[52]] == [clean(text).merchant for text in texts]
        assert keys[50] == keys[52] == keys[6] == "BLUE BOTTLE"
        assert session.scalars(select(OperationChange)).all() == []
        assert session.scalars(select(Operation)).all() == []
    database.close()
