"""A prometheus_client collector over the modules of an application, for the application's own registry."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exporter.collection.shop import Module
from exporter.collection.snapshots import Taken, taken
from exporter.contracts.clock import Clock
from exporter.contracts.failures import ContractError, Failure
from exporter.contracts.metrics import MetricsContext
from exporter.database.failures import failure_of
from exporter.database.sessions import go_on
from exporter.directory.lookup import find_everyone
from exporter.exposition.collector import Gauge, SnapshotCollector
from exporter.exposition.own_metrics import OWN_METRICS
from exporter.exposition.snapshot import Family, Snapshot
from exporter.statistics.aggregator import StatsAggregator


class ModuleMetricsCollector(SnapshotCollector):
    """Shows the series of all modules in an application's own registry, as they were at the last `refresh`.

    The application refreshes it when it wants to, with its own session. A scrape touches no database and never fails:
    it shows the last snapshot of each category until that is older than `max_age`. A category that cannot be refreshed
    keeps its last snapshot until then. The series are those of `/metrics`, but of the exporter's own only
    `orion_exporter_provider_up` and `orion_exporter_last_success_timestamp_seconds`.
    """

    def __init__(
        self,
        aggregator: StatsAggregator | None = None,
        *,
        max_age: timedelta = timedelta(minutes=10),
        clock: Clock | None = None,
    ) -> None:
        """Show the modules of an aggregator, by default of `StatsAggregator()`; nothing before the first refresh."""
        self._choice = (StatsAggregator() if aggregator is None else aggregator)._choice  # noqa: SLF001 - of this room
        self._max_age, self._clock = max_age.total_seconds(), clock or Clock()
        self._last: Mapping[str, Snapshot] = {}
        self._failed: Mapping[str, Failure] = {}
        names = tuple(dict.fromkeys(_names_of(self._choice.shop.modules)))
        super().__init__(self._fresh, lambda: names, self._of_modules)

    def refresh(self, db: Session | Connection) -> Mapping[str, Failure]:
        """Read all modules, and return the failures by category.

        `db` is left as it was, as by `StatsAggregator.vendor_statistics`. Raises sqlalchemy.exc.SQLAlchemyError if the
        tables of the directory cannot be read.
        """
        began, context = self._clock.monotonic(), MetricsContext(self._clock.now())
        shop = self._choice.made(db)
        snapshots, failures, owners = dict[str, Snapshot](), dict[str, Failure](), dict[str, str]()
        with shop.reading(db) as session:
            directory = find_everyone(session)
            for module in shop.modules:
                if module.is_absent:
                    continue
                try:
                    read = taken(session, module, directory, context)
                    snapshots[module.category] = _snapshot(read, module, owners, (context.now.timestamp(), began))
                except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary, as of refreshes
                    failures[module.category] = failure_of(error)
                    go_on(session)
        kept = {category: of for category, of in self._last.items() if category in failures}
        self._last, self._failed = {**kept, **snapshots}, failures
        if any(each.reason == "schema" for each in failures.values()):
            self._choice.failed()
        return failures

    def _fresh(self) -> Iterable[Snapshot]:
        oldest = self._clock.monotonic() - self._max_age
        return [each for each in self._last.values() if each.taken_at_monotonic >= oldest]

    def _of_modules(self) -> Iterator[Gauge]:
        """Yield the exporter's own metrics about the refreshes of each module."""
        last, failed = self._last, self._failed
        help_of = {each.short_name: each.help for each in OWN_METRICS}
        for name, values in (
            ("provider_up", {each: float(each not in failed) for each in {**last, **failed}}),
            ("last_success_timestamp_seconds", {each: of.taken_at for each, of in last.items()}),
        ):
            yield Gauge(f"orion_exporter_{name}", help_of[name], values)


def _names_of(modules: Iterable[Module]) -> Iterator[str]:
    """Yield the names of all families that are known before they are read; a module that is broken has none."""
    for module in modules:
        try:
            names = module.source.names
        except (Exception, SystemExit):  # noqa: BLE001 - reported by each refresh
            names = ()
        yield from names


def _snapshot(read: Taken, module: Module, owners: dict[str, str], times: tuple[float, float]) -> Snapshot:
    """Return the snapshot of a module, in which each family and series is there once, and no other module's family."""
    families: list[Family] = []
    for family in read.families:
        if owners.setdefault(family.name, module.category) != module.category:
            raise ContractError(f"metric {family.name} is already exported by {owners[family.name]}; rename it")
        if all(each.name != family.name for each in families):
            families.append(family.each_once())
    snapshot = Snapshot(module.category, tuple(families), *times)
    if read.warnings and not snapshot.series:
        raise ContractError("; ".join(read.warnings))
    return snapshot
