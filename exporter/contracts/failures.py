"""Why something failed, in the words that everybody shares: an exception, and the reasons that counters have."""

from dataclasses import dataclass

REASONS = ("timeout", "connection", "query", "schema", "contract", "internal")
"""Why a refresh can fail; each has a counter from the first scrape on."""

REJECTIONS = ("value", "label", "duplicate", "category", "name", "unknown")
"""Why a sample can be rejected; the rest of its category is kept."""


class ContractError(Exception):
    """A provider broke the contract in a way that makes its whole answer unusable."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a refresh failed: one of REASONS, and a message that says what to do about it."""

    reason: str
    message: str
