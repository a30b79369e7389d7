"""Money on the wire: JSON numbers of dollars, exact decimals inside."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PlainSerializer

# Sixteen digits at most, so that the JSON number is the same amount on both sides.
DollarsOut = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
DollarsIn = Annotated[
    Decimal, Field(max_digits=12, decimal_places=2, allow_inf_nan=False, ge=-(10**10), le=10**10)
]
