"""Tables: one file per aggregate. Importing this package knows them all."""

from backend.models.accounts import Account, AccountType
from backend.models.assistant import (
    AiAnswer,
    AiUsage,
    DismissedInsight,
    InsightChat,
    InsightMessage,
)
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
from backend.models.decisions import LoggedPrediction, StoredDecision
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
from backend.models.merchants import MerchantAlias, MerchantName
from backend.models.operations import Operation, OperationChange
from backend.models.outbound import OutboundOutcome, OutboundRequest
from backend.models.recurring import Cadence, DetectedSeries, RecurringSeries, SeriesDecision
from backend.models.rules import (
    ActionKind,
    AmountRule,
    MerchantMapping,
    Rule,
    RuleAction,
    RuleOrigin,
)
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
    "ActionKind",
    "AiAnswer",
    "AiUsage",
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
    "DismissedInsight",
    "FeedDecision",
    "FeedStanding",
    "FeedTransaction",
    "ForgottenTransaction",
    "GoalContribution",
    "Holding",
    "Import",
    "ImportProfile",
    "InsightChat",
    "InsightMessage",
    "InvestmentAccount",
    "InvestmentTransaction",
    "LearningEvent",
    "LearningExclusion",
    "LineKind",
    "LoggedPrediction",
    "MerchantAlias",
    "MerchantMapping",
    "MerchantName",
    "MonthlySum",
    "NotificationLog",
    "Operation",
    "OperationChange",
    "OutboundOutcome",
    "OutboundRequest",
    "QuarantinedInvestmentRow",
    "QuarantinedRow",
    "RecurringSeries",
    "RolloverMode",
    "Rule",
    "RuleAction",
    "RuleOrigin",
    "RunStatus",
    "SavedView",
    "SavingsGoal",
    "ScheduledJob",
    "Security",
    "SeriesDecision",
    "StatedBalance",
    "StoredDecision",
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
