"""The relations of the configuration, judged by the contracts of all providers."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.sql.visitors import iterate

from exporter.alerting.provider import thresholds
from exporter.collection.discovery import Found
from exporter.collection.judging import problems_of
from exporter.config.configuration import Configuration
from exporter.directory.tables import TABLES
from exporter.query import QueryMetricsProvider
from exporter.relations.building import relations_from
from exporter.relations.contract import RelationTable
from exporter.relations.relations import Relations


def contracts(found: Mapping[str, Found]) -> dict[str, RelationTable]:
    """Return the relations that the providers and the directory read, by name."""
    known = {each.name: each for each in (*TABLES, thresholds)}
    for one in found.values():
        for each in _read_by(one.loaded):
            known.setdefault(each.name, each)
    return known


def _read_by(loaded: Any) -> Iterator[RelationTable]:
    try:
        provider = loaded() if isinstance(loaded, type) else loaded
        queries = list(provider.queries()) if isinstance(provider, QueryMetricsProvider) else []
    except Exception:  # noqa: BLE001 - a provider that cannot be made is reported elsewhere
        return
    for query in queries:
        for element in iterate(query.select()):
            table = getattr(element, "table", None)
            if isinstance(table, RelationTable):
                yield table


def relations_of(configuration: Configuration, found: Mapping[str, Found]) -> Relations:
    """Return the relations of the configuration. Raises ConfigurationError for those that cannot be right."""
    preset = configuration.preset
    relations = relations_from(
        configuration.settings.relations,
        by_name=preset is not None and preset.settings.by_name,
        removed=configuration.resolved.removed,
    )
    problems = list(problems_of(configuration, contracts(found), relations))
    if problems:
        raise configuration.errors(problems)
    return relations
