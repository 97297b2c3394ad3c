"""Makes the providers that the configuration declares (docs/decisions/0030-declared-providers.md)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement

from exporter.alerting.catalogue import EXPORTER, OWN
from exporter.collection.declared import alerts, metrics
from exporter.collection.declared.columns import Columns, Use
from exporter.collection.declared.provider import DeclaredProvider
from exporter.collection.declared.reading import Readings
from exporter.collection.found import Found
from exporter.collection.relations import contracts
from exporter.config.configuration import Configuration
from exporter.config.declared_settings import DeclarationSettings
from exporter.config.origin import Loc, Problem
from exporter.contracts.metrics import Measure, MetricDefinition
from exporter.directory.attribution import OwnedBy
from exporter.directory.directory import TENANCY
from exporter.fold.families import family_names
from exporter.fold.info import INFO
from exporter.query import Query

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def with_declared(configuration: Configuration, found: Mapping[str, Found]) -> dict[str, Found]:
    """Return the providers that were found, and those that the configuration declares.

    Raises ConfigurationError with a line for each thing that is wrong with a declaration.
    """
    declared = {name: of for name, of in configuration.settings.providers.items() if of.is_declared}
    if not declared:
        return dict(found)
    declaring = _Declaring(configuration, found)
    for name, given in declared.items():
        declaring.add(name, given)
    if declaring.problems:
        raise configuration.errors(list(dict.fromkeys(declaring.problems)))
    return declaring.found


class _Declaring:
    """Adds declared providers to those that were found, one after the other."""

    def __init__(self, configuration: Configuration, found: Mapping[str, Found]) -> None:
        self.found = dict(found)
        self.problems: list[Problem] = []
        self._readings = Readings(configuration, contracts(found))
        self._families = {name: category for category, one in found.items() for name in one.families}
        self._families |= dict.fromkeys(INFO, TENANCY)
        self._alerts = {each.name: EXPORTER for each in OWN}
        self._alerts |= {each.name: category for category, one in found.items() for each in one.alerts}

    def add(self, name: str, given: DeclarationSettings) -> None:
        """Judge a declaration, and add its provider if nothing is wrong with it."""
        loc = ("providers", name)
        problems = list(self._judged(loc, name, given))
        if not problems:
            columns = self._readings.columns(name, given)
            problems = list(self._details(loc, name, given, columns))
            if not problems:
                self.found[name] = self._made(name, given, columns)
        self.problems += problems

    def _judged(self, loc: Loc, name: str, given: DeclarationSettings) -> Iterator[Problem]:
        if name in self.found or name in {TENANCY, EXPORTER}:
            origin = self.found[name].origin if name in self.found else "the exporter"
            message = f"cannot be declared, as {origin} is the provider of this name; choose another"
            yield Problem((*loc, _first(given)), message)
        elif not _NAME.fullmatch(name):
            yield Problem(loc, "must be a name of small letters, digits and underscores, such as reviews")
        elif not given.metrics:
            yield Problem(loc, "needs metrics; see docs/how-to/declare-a-provider.md")
        else:
            yield from self._readings.problems(loc, name, given)

    def _details(self, loc: Loc, name: str, given: DeclarationSettings, columns: Columns) -> Iterator[Problem]:
        for metric, of in given.metrics.items():
            yield from metrics.problems((*loc, "metrics", metric), metric, of, columns)
        yield from _of_columns(loc, given, columns)
        for alert, its in given.alerts.items():
            yield from alerts.problems((*loc, "alerts", alert), its, given, columns, self._alerts)
        yield from self._collisions(loc, name, given, _owned_by(columns))

    def _collisions(self, loc: Loc, name: str, given: DeclarationSettings, owned_by: OwnedBy) -> Iterator[Problem]:
        """Yield the metrics that others export, too, and note the names of all."""
        for metric in given.metrics:
            families = [family for family, _ in family_names(MetricDefinition("", metric, "", ""), owned_by)]
            taken = next((each for each in families if each in self._families), None)
            if taken is not None:
                message = f"{taken} is already exported by {self._families[taken]}; rename it"
                yield Problem((*loc, "metrics", metric), message)
            self._families |= dict.fromkeys(families, name)

    def _made(self, name: str, given: DeclarationSettings, columns: Columns) -> Found:
        definitions = {
            metric: metrics.definition(name, metric, of, columns.name) for metric, of in given.metrics.items()
        }
        provider = DeclaredProvider(
            metrics_category=name,
            asked=_queries(given, definitions, columns),
            alerts=tuple(
                alerts.alert(alert, of, given, definitions, _owned_by(columns)) for alert, of in given.alerts.items()
            ),
            team=given.team,
            declaration={field: getattr(given, field) for field in DeclarationSettings.model_fields},
        )
        self._alerts |= dict.fromkeys(given.alerts, name)
        return Found(name, provider, f"providers.{name}", self._readings.relation(name, given))


def _first(given: DeclarationSettings) -> str:
    return next(name for name in ("metrics", "sql", "relation", "alerts") if getattr(given, name))


def _owned_by(columns: Columns) -> OwnedBy:
    return OwnedBy("vendor_id" in columns.names, "platform_id" in columns.names)


def _of_columns(loc: Loc, given: DeclarationSettings, columns: Columns) -> Iterator[Problem]:
    """Yield what is wrong with the settings that name columns."""
    for setting, use in (("time", Use.MOMENT), ("updated_at", Use.MOMENT), ("id", Use.ID)):
        column = getattr(given, setting)
        if column is not None and (fault := columns.use(column, use)):
            yield Problem((*loc, setting), fault)
    if given.incremental and not (given.id and given.updated_at):
        yield Problem((*loc, "incremental"), "needs id and updated_at, the names of columns")
    if given.trust and not given.incremental:
        yield Problem((*loc, "trust"), "has no effect without incremental: true; remove it")
    labels = {column for of in given.metrics.values() for _, column in metrics.by_of(of)}
    labels |= {column for of in given.metrics.values() for column in of.where}
    for column in given.map:
        if column not in labels:
            yield Problem((*loc, "map", column), "is not the column of any label or condition", tuple(sorted(labels)))


def _queries(
    given: DeclarationSettings, definitions: Mapping[str, MetricDefinition], columns: Columns
) -> tuple[Query, ...]:
    """Return a query for each set of labels, in the order of the metrics."""
    table = columns.table()
    groups: dict[metrics.By, dict[Measure, ColumnElement[Any]]] = {}
    for name, of in given.metrics.items():
        groups.setdefault(metrics.by_of(of), {})[definitions[name]] = metrics.expression(of, table)
    column = table.c.get
    return tuple(
        Query(
            values,
            vendor=column("vendor_id"),
            platform=column("platform_id"),
            by={label: table.c[name] for label, name in by},
            table=table,
            time_column=column(given.time or ""),
            updated_at=column(given.updated_at or ""),
            primary_key=column(given.id or ""),
        )
        for by, values in groups.items()
    )
