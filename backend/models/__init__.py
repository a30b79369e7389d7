"""Tables: one file per aggregate. Importing this package knows them all."""

from backend.models.accounts import Account, AccountType
from backend.models.balances import BalanceSource, StatedBalance
from backend.models.budgets import (
    Budget,
    BudgetRollover,
    GoalContribution,
    RolloverMode,
    SavingsGoal,
)
from backend.models.categories import Category
from backend.models.connections import (
    Connection,
    ConnectionAccount,
    ConnectionStatus,
    FeedDecision,
    FeedStanding,
    FeedTransaction,
    RunStatus,
    ScheduledJob,
    SyncRun,
    SyncTrigger,
)
from backend.models.imports import Import, ImportProfile
from backend.models.investments import (
    Holding,
    InvestmentAccount,
    InvestmentTransaction,
    QuarantinedInvestmentRow,
    Security,
)
from backend.models.keeping import LineKind, MonthlySum
from backend.models.learning import LearningEvent, LearningExclusion
from backend.models.operations import Operation, OperationChange
from backend.models.recurring import Cadence, DetectedSeries, RecurringSeries, SeriesDecision
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
from backend.models.views import SavedView

__all__ = [
    "Account",
    "AccountType",
    "AmountRule",
    "AppSetting",
    "BalanceSource",
    "Budget",
    "BudgetRollover",
    "Cadence",
    "CategorizationTier",
    "Category",
    "Connection",
    "ConnectionAccount",
    "ConnectionStatus",
    "DeletedTransaction",
    "DetectedSeries",
    "FeedDecision",
    "FeedStanding",
    "FeedTransaction",
    "ForgottenTransaction",
    "GoalContribution",
    "Holding",
    "Import",
    "ImportProfile",
    "InvestmentAccount",
    "InvestmentTransaction",
    "LearningEvent",
    "LearningExclusion",
    "LineKind",
    "MerchantMapping",
    "MonthlySum",
    "NotificationLog",
    "Operation",
    "OperationChange",
    "QuarantinedInvestmentRow",
    "QuarantinedRow",
    "RecurringSeries",
    "RolloverMode",
    "RuleOrigin",
    "RunStatus",
    "SavedView",
    "SavingsGoal",
    "ScheduledJob",
    "Security",
    "SeriesDecision",
    "StatedBalance",
    "SyncLog",
    "SyncRun",
    "SyncTrigger",
    "Tag",
    "Transaction",
    "TransactionSplit",
    "TransactionStatus",
    "TransactionTag",
    "Transfer",
    "TransferStatus",
]
