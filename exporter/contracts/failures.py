"""Failures: the exception that providers and the exporter share, and the reasons by which failures are counted."""

from dataclasses import dataclass

REASONS = ("timeout", "connection", "query", "schema", "contract", "internal")
"""Reasons for which a refresh fails; each has a counter from the first scrape."""

REJECTIONS = ("value", "label", "duplicate", "category", "name", "unknown")
"""Reasons for which a sample is rejected; the other samples of its category are kept."""


class ContractError(Exception):
    """A provider violated the contract, and its entire result is unusable."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a refresh failed: one of REASONS, and a message that includes the remedy."""

    reason: str
    message: str
