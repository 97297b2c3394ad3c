"""A provider under test, on a shop: what the checks of the contract suite look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from exporter.collection.provider import Provider
from exporter.collection.sources import Moment, Source
from exporter.contracts.failures import ContractError, Failure
from exporter.contracts.metrics import (
    PREFIX,
    BulkMetricsProviderProtocol,
    Id,
    MetricDefinition,
    MetricsContext,
    MetricsProviderProtocol,
)
from exporter.database.failures import failure_of
from exporter.directory.attribution import Attribution, OwnedBy
from exporter.directory.directory import Directory
from exporter.fold.families import family_names
from exporter.fold.frame import Frame
from exporter.query import Query, QueryMetricsProvider
from exporter.query.shaping import shaped
from exporter.refresh.snapshots import Made
from exporter.relations.relations import ORION
from exporter.testing.comparing import Samples, samples_of
from exporter.testing.demo_shop import DemoShops
from exporter.testing.reading import database_of, exposition, instance_of, provider_of, read

MOST_VENDORS, MOST_PLATFORMS = 25, 5
"""How many are asked for one by one."""

Call = Callable[[Session, MetricsContext], object]


class NotApplicableError(Exception):
    """A check that cannot judge this provider; the message says why."""


class Subject:
    """A provider, a class or an instance, on the shop at `url`, where it is `now`.

    `demo` makes copies of that shop that a check may change; None if it is a real one.
    """

    def __init__(self, loaded: Any, url: str, now: datetime, demo: DemoShops | None = None) -> None:
        self.loaded, self.url, self.now, self.demo = loaded, url, now, demo
        self.context = MetricsContext(now)
        self.relations = loaded.source.relations if isinstance(loaded, Provider) else ORION
        self.database = database_of(url, self.relations)

    def close(self) -> None:
        """Close the connections."""
        self.database.close()

    @cached_property
    def _instance(self) -> Any:
        """The instance, or the reason why there is none."""
        if isinstance(self.loaded, Provider):
            return self.loaded.source.statistics
        try:
            return instance_of(self.loaded)
        except Exception as error:  # noqa: BLE001 - the constructor of a class can raise anything
            return ContractError(str(error) if isinstance(error, ContractError) else repr(error))

    @property
    def problem(self) -> str:
        """Why it is not a provider, or ""."""
        return str(self._instance) if isinstance(self._instance, ContractError) else ""

    @property
    def implementation(self) -> Any:
        """The instance itself. Raises NotApplicableError if it is not a provider."""
        if self.problem:
            raise NotApplicableError("it is not a provider: see is_a_provider")
        return self._instance

    @cached_property
    def provider(self) -> Provider:
        """The provider as the exporter finds it."""
        return self.loaded if isinstance(self.loaded, Provider) else provider_of(self.implementation)

    @property
    def source(self) -> Source:
        """Its adapter."""
        return self.provider.source

    @property
    def category(self) -> str:
        """Its category."""
        return self.provider.category

    @property
    def package(self) -> str:
        """The top-level package of its class."""
        return type(self.implementation).__module__.partition(".")[0]

    @property
    def queries(self) -> Sequence[Query]:
        """Its queries. Raises NotApplicableError if it is not made of queries."""
        if not isinstance(self.implementation, QueryMetricsProvider):
            raise NotApplicableError("only for providers made of queries")
        return tuple(shaped(self.implementation.queries(), self.relations))

    @property
    def statistics(self) -> MetricsProviderProtocol:
        """What returns the values of one vendor. Raises NotApplicableError if it only answers in bulk."""
        if self.source.statistics is None:
            raise NotApplicableError("it has no get_vendor_metrics and get_platform_metrics")
        return self.source.statistics

    @property
    def is_bulk(self) -> bool:
        """Whether one call returns the rows of all vendors."""
        return isinstance(self.implementation, BulkMetricsProviderProtocol)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session in a read-only transaction, as a refresh does."""
        with self.database.read(self.category) as db:
            yield db

    @cached_property
    def refreshed(self) -> Made | Failure:
        """The snapshot after one refresh, or why it failed."""
        try:
            return read(self.provider, self.database, self.now)
        except NotApplicableError:
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - as the failure boundary of refreshes
            return failure_of(error)

    @property
    def made(self) -> Made:
        """The snapshot. Raises NotApplicableError if the refresh failed."""
        if isinstance(self.refreshed, Failure):
            raise NotApplicableError("a refresh fails: see statements_run")
        return self.refreshed

    @cached_property
    def text(self) -> str:
        """The exposition."""
        return exposition(self.made)

    @cached_property
    def samples(self) -> Samples:
        """The samples of the exposition."""
        try:
            return samples_of(self.text)
        except ValueError:
            raise NotApplicableError("the exposition is invalid: see exposition_is_clean") from None

    @cached_property
    def directory(self) -> Directory:
        """The vendors and platforms of the shop."""
        with self.reading() as db:
            return Directory.read(db)

    @cached_property
    def _owners(self) -> Mapping[MetricDefinition, OwnedBy]:
        _ = self.made
        with self.reading() as db:
            frame = Frame()
            definitions = self.source.fill(frame, Moment(db, Directory.read(db), self.context))
        return {each: frame.owned_by[each] for each in definitions if each in frame.owned_by}

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """Its metrics; those of a provider with three members are derived from the values that it returns."""
        return self.source.definitions or tuple(self._owners)

    def names(self, *, of_platform: bool) -> dict[str, MetricDefinition]:
        """Return the definitions by the names of their families in one of the two scopes."""
        return {
            family.name: each
            for each, owned_by in self._owners.items()
            for family in family_names(each, owned_by)
            if family.of_platform == of_platform
        }

    def names_of_shop(self) -> dict[str, MetricDefinition]:
        """Return the definitions by the names that they would have as facts of the whole shop."""
        return {PREFIX + each.name: each for each in self._owners}

    def names_of_vendors(self) -> dict[str, MetricDefinition]:
        """Return the definitions that fold by the names of their families in the vendor scope."""
        owned = ((each, owned_by) for each, owned_by in self._owners.items() if owned_by.vendor and each.fold)
        return {PREFIX + each.name: each for each, _ in owned}

    @property
    def vendors(self) -> list[Id]:
        """The ids of some vendors whose module is enabled."""
        home = Attribution(self.directory, self.category).home
        return [each for each in self.directory.vendors if each is not None and home(each) is not None][:MOST_VENDORS]

    @property
    def platforms(self) -> list[Id]:
        """The ids of some platforms on which the module is enabled."""
        enabled = self.directory.enabled
        return [each for each in self.directory.platforms if enabled(each, self.category)][:MOST_PLATFORMS]

    def calls(self) -> Iterator[tuple[str, Call]]:
        """Yield the ways in which the exporter asks it, each with its name, for one vendor and one platform."""
        asked = self.implementation
        if self.is_bulk:
            yield "collect", lambda db, context: [list(rows.rows) for rows in asked.collect(db, context)]
        if self.source.statistics is not None:
            vendor, platform = self.vendors[:1], self.platforms[:1]
            yield (
                "get_vendor_metrics",
                lambda db, context: [asked.get_vendor_metrics(db, each, context) for each in vendor],
            )
            yield (
                "get_platform_metrics",
                lambda db, context: [asked.get_platform_metrics(db, each, context) for each in platform],
            )
