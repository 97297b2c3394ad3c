"""The relations of the configuration, judged by the contracts of all providers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.sql.visitors import iterate

from exporter.alerting.provider import thresholds
from exporter.collection.found import Found
from exporter.collection.judging import problems_of
from exporter.config.configuration import Configuration
from exporter.config.connection import MAIN
from exporter.config.origin import Problem
from exporter.directory.tables import TABLES
from exporter.query import Query, QueryMetricsProvider
from exporter.query.shaping import shaped
from exporter.relations.building import relations_from
from exporter.relations.contract import RelationTable
from exporter.relations.of_session import several
from exporter.relations.relations import BY_PLATFORM, Relation, Relations


def contracts(found: Mapping[str, Found]) -> dict[str, RelationTable]:
    """Return the relations that the providers and the directory read, by name."""
    known = {each.name: each for each in (*TABLES, thresholds)}
    for one in found.values():
        for each in _read_by(one.loaded):
            known.setdefault(each.name, each)
    return known


def _queries(loaded: Any) -> list[Query]:
    try:
        provider = loaded() if isinstance(loaded, type) else loaded
        return list(provider.queries()) if isinstance(provider, QueryMetricsProvider) else []
    except Exception:  # noqa: BLE001 - a provider that cannot be made is reported elsewhere
        return []


def _read_by(loaded: Any) -> Iterator[RelationTable]:
    for query in _queries(loaded):
        for element in iterate(query.select()):
            table = getattr(element, "table", None)
            if isinstance(table, RelationTable):
                yield table


def relations_of(configuration: Configuration, found: Mapping[str, Found]) -> Relations:
    """Return the relations of the configuration. Raises ConfigurationError for those that cannot be right."""
    relations = base_of(configuration)
    declared = {one.relation.name: one.relation for one in found.values() if one.relation is not None}
    if declared:
        relations = replace(relations, given={**relations.given, **declared})
    problems = [*problems_of(configuration, contracts(found), relations), *_nowhere(configuration, found)]
    problems += () if problems else _apart(configuration, found, relations)
    if problems:
        raise configuration.errors(problems)
    given = {name: replace(of, where=_place(configuration, of)) for name, of in relations.given.items()}
    return replace(relations, given=given) if given else relations


def base_of(configuration: Configuration) -> Relations:
    """Return the relations under `relations`, without those of declared providers."""
    preset = configuration.preset
    return relations_from(
        configuration.settings.relations,
        by_name=preset is not None and preset.settings.by_name,
        removed=configuration.resolved.removed,
    )


def _place(configuration: Configuration, relation: Relation) -> str:
    """Return where a relation is configured: the setting, the name of the file, and line and column."""
    origin = configuration.origins.get(tuple(relation.where.split(".")))
    if origin is None:
        return relation.where
    return f"{relation.where} ({replace(origin, source=Path(origin.source).name)})"


def _nowhere(configuration: Configuration, found: Mapping[str, Found]) -> Iterator[Problem]:
    """Yield the databases of declared providers that are not configured."""
    known = tuple(configuration.settings.every_database)
    for category, one in found.items():
        if one.relation is not None and one.relation.database not in known:
            loc = ("providers", category, "database", one.relation.database)
            yield Problem(loc, "there is no database of this name", known)


def _apart(configuration: Configuration, found: Mapping[str, Found], relations: Relations) -> Iterator[Problem]:
    """Yield which relations must be in the same database, and are not."""
    if not any(each.database != MAIN for each in relations.given.values()):
        return
    members = relations.given.get("vendor_platforms")
    implied = members is not None and not members.is_given and relations.has_vendors and relations.has_platforms
    if implied and len(relations.databases(["vendors", "platforms"])) > 1:
        message = "must be given, because vendors and platforms are read from different databases"
        yield Problem(("relations", "vendor_platforms"), message)
        return
    settings = configuration.settings.providers
    for category, one in found.items():
        if category not in settings or settings[category].enabled:
            yield from _joined(category, one.loaded, relations)


def _joined(category: str, loaded: Any, relations: Relations) -> Iterator[Problem]:
    """Yield the relations of several databases that a query of a provider reads together, each once."""
    for names in dict.fromkeys(frozenset(query.tables()) for query in shaped(_queries(loaded), relations)):
        elsewhere = sorted(name for name in names if relations.database(name) != MAIN)
        if len(relations.databases(names)) > 1:
            name = elsewhere[0].removesuffix(BY_PLATFORM)
            message = f"cannot be another one than that of relations read with it: {several(relations, names)}"
            yield Problem(("relations", name, "database"), f"{message} (provider {category})")
            return
