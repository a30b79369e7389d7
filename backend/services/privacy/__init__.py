"""The privacy filter: what is told to others, and what never leaves this computer."""

from backend.services.privacy.redactor import PLACEHOLDER, AmountPrecision, Redactor

__all__ = ["PLACEHOLDER", "AmountPrecision", "Redactor"]
