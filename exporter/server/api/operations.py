"""The table of operations. Routes, the validation of parameters, access, and OpenAPI all follow from it."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from exporter.server.access.scopes import EVERY_KIND, ONLY_ALL, Kind
from exporter.server.api import lists, statistics
from exporter.server.api.asked import Asked, Reply
from exporter.server.api.models import Model, Platforms, Statistics, Vendors
from exporter.server.api.queries import NoQuery, Query, StatisticsQuery, VendorsQuery

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API, GET and HEAD of one path.

    `query` and `answer` are the models of its parameters and of its answer, `errors` the statuses of its problems
    besides those that every operation can have. `access` are the kinds of credentials that may use it;
    without a statement, only those that may see everything. `answered` answers a request; None for the description of
    the API, which depends on no data.
    """

    id: str
    path: str
    summary: str
    description: str
    query: type[Query]
    answer: type[Model] | None
    answered: Callable[[Asked[Any]], Awaitable[Reply]] | None
    errors: tuple[int, ...] = (400,)
    access: Collection[Kind] = ONLY_ALL

    @property
    def whole_path(self) -> str:
        """The path from the root of the application."""
        return ROOT + self.path


OPERATIONS = (
    Operation(
        "platforms",
        "/platforms",
        "List the platforms.",
        "They are those that the caller may see: all, the one of the token, or those of the vendor of the token.",
        NoQuery,
        Platforms,
        lists.platforms,
        access=EVERY_KIND,
    ),
    Operation(
        "vendors",
        "/vendors",
        "List the vendors, in pages.",
        "They are those that the caller may see: all, the active members of the token's platform, or the token's "
        "vendor.",
        VendorsQuery,
        Vendors,
        lists.vendors,
        errors=(400, 404),
        access=EVERY_KIND,
    ),
    Operation(
        "statistics",
        "/statistics",
        "Return the numbers of a vendor, of a platform, of a vendor on a platform, or of the whole installation.",
        "Parameters that are omitted do not limit the numbers: without vendor and platform, they are those of the "
        "whole installation. With the token of a vendor or a platform, the default is that vendor or platform.\n\n"
        "Without a period, the numbers are those of the last refresh. With one, they are read from the database, each "
        "with that of the period of equal length before, and metrics of rows without a time are omitted.",
        StatisticsQuery,
        Statistics,
        statistics.statistics,
        errors=(400, 404, 501, 504),
        access=EVERY_KIND,
    ),
    Operation(
        "openapi",
        "/openapi.json",
        "Return this document.",
        "It depends on the version of the exporter only.",
        NoQuery,
        None,
        None,
        access=EVERY_KIND,
    ),
)
