"""Net worth: what all accounts hold less what they owe, over time, and what changed it."""

from backend.services.net_worth.report import NetWorthReport, net_worth_report
from backend.services.net_worth.summary import NetWorthSummary, net_worth_summary

__all__ = ["NetWorthReport", "NetWorthSummary", "net_worth_report", "net_worth_summary"]
