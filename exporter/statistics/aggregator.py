"""Collects the metric values of one vendor or platform; a failing provider affects only its own category."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from os import PathLike, fspath
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from exporter.collection.shop import Choice, Module, Shop, shop_of
from exporter.collection.totals import additive_of, answers_by_query, installation_values
from exporter.contracts.failures import ContractError, Failure
from exporter.contracts.metrics import Id, MetricsContext, MetricsProviderProtocol, MetricValue
from exporter.database.borrowed import is_aborted
from exporter.database.dialects import savepoint
from exporter.database.failures import failure_of
from exporter.database.sessions import go_on
from exporter.directory.attribution import Attribution
from exporter.directory.lookup import Vendor, find_platform, find_vendor
from exporter.statistics.results import Statistics

_Ask = Callable[[Session, Module], list[MetricValue] | None]
"""Asks a module; None if it has no answer."""


class StatsAggregator:
    """Collects the metric values of one vendor or platform from all providers, with the application's session.

    By default, it uses the built-in providers and those of installed packages, with default options, on the tables of
    the Orion application. For any other shop, or other options, use `from_configuration`.

    Create it once for each shop and keep it. It may be used by several threads, each with its own session.
    """

    def __init__(self, providers: Iterable[MetricsProviderProtocol] | None = None) -> None:
        self._choice = Choice.of({}) if providers is None else Choice(shop_of(providers))

    @classmethod
    def from_configuration(cls, configuration: Mapping[str, object] | str | PathLike[str]) -> "StatsAggregator":
        """Return an aggregator for the shop of a configuration: a mapping of settings, or the path of a YAML file.

        They are those of the exporter's configuration file: `preset`, `variant`, `parameters`, `relations` and
        `providers` matter here, and others may be there. Environment variables apply to a file only. Raises ValueError
        with a line for each problem.

        Variants of the preset that are not pinned are chosen when the database is first read.

        >>> shop = {"preset": "vendure", "providers": {"orders": {"options": {"open": ["pending"]}}}}
        >>> aggregator = StatsAggregator.from_configuration(shop)
        """
        given = configuration if isinstance(configuration, Mapping) else Path(fspath(configuration))
        made = cls([])
        made._choice = Choice.of(given)
        return made

    def vendor_statistics(
        self, db: Session | Connection, vendor_id: Id | None, context: MetricsContext | None = None
    ) -> Statistics:
        """Return the metric values of one vendor, and failures, by category.

        The vendor whose id is None is the shop's first party. With `context.platform_id`, values are limited to that
        platform, and modules that are disabled there are omitted. The ids may have another type than in the tables, as
        in `QueryMetricsProvider.get_vendor_metrics`.

        With a period, a value is that of the rows in the period, and its `previous` that of the period of equal length
        before; metrics of rows without a time are omitted.

        Nothing of `db` changes: its objects are neither flushed nor expired, and its transaction goes on, also after a
        provider has failed. What is pending in a session is not counted; flush it before if it should be. With a
        dialect that may have no savepoints, another connection of the same engine is used.

        Raises sqlalchemy.exc.SQLAlchemyError if `context.platform_id` is given and the tables of the directory
        (platforms, vendors, memberships, modules) cannot be read.
        """
        context = context or MetricsContext.current()
        shop = self._choice.made(db)
        with shop.reading(db) as session:
            found = _vendor(session, shop, vendor_id, context)

            def ask(db: Session, module: Module) -> list[MetricValue] | None:
                if module.statistics is None or not _is_on(module, found):
                    return None
                if vendor_id is None and not answers_by_query(module):
                    return []  # the first party has no id that such a provider could know
                return module.statistics.get_vendor_metrics(db, vendor_id, context)  # type: ignore[arg-type]  # None: the first party

            return self._asked(session, shop, ask)

    def platform_statistics(
        self, db: Session | Connection, platform_id: Id, context: MetricsContext | None = None
    ) -> Statistics:
        """Return the metric values of one platform, and failures, by category; omits modules that are disabled there.

        Periods, and what happens to `db`, are as in `vendor_statistics`. Raises sqlalchemy.exc.SQLAlchemyError if the
        tables of the directory cannot be read.
        """
        context = context or MetricsContext.current()
        shop = self._choice.made(db)
        with shop.reading(db) as session:
            found = find_platform(session, platform_id)

            def ask(db: Session, module: Module) -> list[MetricValue] | None:
                is_off = found is not None and not found.directory.enabled(found.platform, module.category)
                if module.statistics is None or is_off:
                    return None
                return module.statistics.get_platform_metrics(db, platform_id, context)

            return self._asked(session, shop, ask)

    def installation_statistics(self, db: Session | Connection, context: MetricsContext | None = None) -> Statistics:
        """Return the metric values of the whole installation, and failures, by category.

        They are the facts that belong to no vendor and no platform, and the totals of all others, in which each row
        counts once: rows of vendors as in the vendor scope, rows of platforms as in the platform scope. Rows whose
        every platform has the module disabled are excluded. Providers that are only asked vendor by vendor are omitted.

        Periods, and what happens to `db`, are as in `vendor_statistics`.
        """
        context = context or MetricsContext.current()
        shop = self._choice.made(db)
        with shop.reading(db) as session:
            return self._asked(session, shop, lambda db, module: installation_values(db, module, context))

    def _asked(self, session: Session, shop: Shop, ask: _Ask) -> Statistics:
        values: dict[str, list[MetricValue]] = {}
        failures: dict[str, Failure] = {}
        additive: set[str] = set()
        for module in shop.modules:
            if module.is_absent:
                continue
            try:
                answer = _again_if_aborted(session, module, ask)
                if answer is not None:
                    additive |= additive_of(module)
                    values[module.category] = answer
            except (Exception, SystemExit) as error:  # noqa: BLE001 - the failure boundary of statistics
                failure = failure_of(error)
                go_on(session)
                if failure.reason != "schema" or not module.is_not_installed(session):
                    failures[module.category] = failure
        if any(each.reason == "schema" for each in failures.values()):
            self._choice.failed()
        return Statistics(values, failures, frozenset(additive))


def aggregator_of(shop: Shop) -> StatsAggregator:
    """Return an aggregator for a shop that is made already."""
    made = StatsAggregator([])
    made._choice = Choice(shop)  # noqa: SLF001 - of this module
    return made


def _again_if_aborted(session: Session, module: Module, ask: _Ask) -> list[MetricValue] | None:
    """Ask a module, and ask it again if it could not answer because another one had caught an error of the database."""
    try:
        return ask(session, module)
    except Exception as error:
        if not is_aborted(error):
            raise
    go_on(session)
    return ask(session, module)


def _vendor(db: Session, shop: Shop, vendor_id: Id | None, context: MetricsContext) -> Vendor | None:
    """Return the vendor if it decides which modules are asked; None if all are."""
    if context.platform_id is not None:
        return find_vendor(db, vendor_id, context.platform_id)
    if all(map(answers_by_query, shop.modules)):
        return None
    with suppress(SQLAlchemyError, ContractError), savepoint(db):  # other providers may need no directory
        return find_vendor(db, vendor_id, None)
    return None


def _is_on(module: Module, vendor: Vendor | None) -> bool:
    """Whether a module is to be asked for a vendor: it is enabled on the platform, and on one of those of the vendor.

    Queries do not count rows of other platforms, and rows may be on a platform of which the vendor is no member.
    """
    if vendor is None:
        return True
    if vendor.platform is not None and not vendor.directory.enabled(vendor.platform, module.category):
        return False
    return answers_by_query(module) or Attribution(vendor.directory, module.category).home(vendor.vendor) is not None
