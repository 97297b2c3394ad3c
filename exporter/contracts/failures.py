"""The reasons of failed refreshes and rejected samples, and the exception for breaches of a contract."""

from dataclasses import dataclass

REASONS = ("timeout", "connection", "query", "schema", "contract", "internal")
"""Reasons of failed refreshes; each has a counter from the first scrape."""

REJECTIONS = ("value", "label", "duplicate", "category", "name", "unknown", "flag", "future")
"""Reasons of rejected samples; other samples of the category are kept. `flag` and `future` count rows instead."""


class ContractError(Exception):
    """The result of a provider violates the contract, so all of it is discarded.

    Providers can raise it, too. The category then fails with the reason `contract`, and the message of the exception is
    shown on the status page and in the log.
    """

    reason = "contract"


class SchemaError(ContractError):
    """A relation cannot be read: the shop has none of this name, or its SELECT yields nothing to read."""

    reason = "schema"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a provider failed: the `reason`, and a human-readable `message`.

    The reason is `timeout`, `connection`, `query`, `schema` (a table or column is missing, or cannot be read in full),
    `contract` (see `ContractError`) or `internal` (any other exception). For a database error, the message is the first
    line of the driver's message, without the statement and its parameters.
    """

    reason: str
    message: str
