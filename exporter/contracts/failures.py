"""Why something failed: an exception, and the reasons that counters have as labels."""

from dataclasses import dataclass

REASONS = ("timeout", "connection", "query", "schema", "contract", "internal")
"""Reasons for which a refresh fails; each has a counter from the first scrape."""

REJECTIONS = ("value", "label", "duplicate", "category", "name", "unknown")
"""Reasons for which a sample is rejected; the other samples of its category are kept."""


class ContractError(Exception):
    """Raised where an answer breaks the contract, so that none of it can be used.

    A provider may raise it itself. Its category then fails with the reason `contract`, and the text of the exception is
    shown on the status page and in the log.
    """


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a provider failed: the `reason`, and a `message` for people.

    The reason is `timeout`, `connection`, `query`, `schema` (a table or column is missing), `contract` (see
    `ContractError`) or `internal` (any other exception). The message of a database's error is the driver's first line,
    without the statement and its parameters.
    """

    reason: str
    message: str
