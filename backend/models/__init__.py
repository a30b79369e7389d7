"""Tables: one file per aggregate. Importing this package knows them all."""

from backend.models.accounts import Account, AccountType
from backend.models.budgets import Budget
from backend.models.categories import Category
from backend.models.imports import Import, ImportProfile
from backend.models.investments import (
    Holding,
    InvestmentAccount,
    InvestmentTransaction,
    QuarantinedInvestmentRow,
    Security,
)
from backend.models.learning import LearningEvent, LearningExclusion
from backend.models.operations import Operation, OperationChange
from backend.models.rules import AmountRule, MerchantMapping, RuleOrigin
from backend.models.settings import AppSetting, NotificationLog, QuarantinedRow, SyncLog
from backend.models.transactions import (
    CategorizationTier,
    DeletedTransaction,
    ForgottenTransaction,
    Tag,
    Transaction,
    TransactionSplit,
    TransactionStatus,
    TransactionTag,
)
from backend.models.transfers import Transfer, TransferStatus

__all__ = [
    "Account",
    "AccountType",
    "AmountRule",
    "AppSetting",
    "Budget",
    "CategorizationTier",
    "Category",
    "DeletedTransaction",
    "ForgottenTransaction",
    "Holding",
    "Import",
    "ImportProfile",
    "InvestmentAccount",
    "InvestmentTransaction",
    "LearningEvent",
    "LearningExclusion",
    "MerchantMapping",
    "NotificationLog",
    "Operation",
    "OperationChange",
    "QuarantinedInvestmentRow",
    "QuarantinedRow",
    "RuleOrigin",
    "Security",
    "SyncLog",
    "Tag",
    "Transaction",
    "TransactionSplit",
    "TransactionStatus",
    "TransactionTag",
    "Transfer",
    "TransferStatus",
]
