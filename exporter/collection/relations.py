"""The relations of the configuration, judged by the contracts of all providers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy.sql.visitors import iterate

from exporter.alerting.provider import thresholds
from exporter.collection.found import Found
from exporter.collection.judging import problems_of
from exporter.config.configuration import Configuration
from exporter.config.connection import MAIN
from exporter.config.origin import Problem
from exporter.directory.tables import TABLES
from exporter.query import Query
from exporter.query.shaping import shaped
from exporter.relations.building import relations_from
from exporter.relations.contract import Column, RelationTable
from exporter.relations.of_session import several
from exporter.relations.relations import BY_PLATFORM, Relation, Relations


def contracts(found: Mapping[str, Found]) -> dict[str, RelationTable]:
    """Return the relations that the providers and the directory read, by name."""
    known = {each.name: each for each in (*TABLES, thresholds)}
    for query in (query for one in found.values() for query in one.queries):
        for table, _ in _columns(query):
            known.setdefault(table.name, table)
    return known


def labels_of(found: Mapping[str, Found]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the columns that queries read, by relation and name, with the known values of the labels made of each."""
    made: dict[tuple[str, str], frozenset[str]] = {}
    for query in (query for one in found.values() for query in one.queries):
        known = {
            column: {value for each in query.definitions for value in each.labels.get(label, ())}
            for label, column in query.by.items()
        }
        for table, column in _columns(query):
            key = table.name, column.name
            made[key] = made.get(key, frozenset()) | known.get(column, set())
    return made


def _columns(query: Query) -> Iterator[tuple[RelationTable, Column]]:
    """Yield the columns that a query reads, each with its relation."""
    for element in iterate(query.select()):
        if isinstance(element, Column) and isinstance(table := element.table, RelationTable):
            yield table, element


def relations_of(configuration: Configuration, found: Mapping[str, Found]) -> Relations:
    """Return the relations of the configuration. Raises ConfigurationError for those that cannot be right."""
    relations = base_of(configuration)
    declared = {one.relation.name: one.relation for one in found.values() if one.relation is not None}
    if declared:
        relations = replace(relations, given={**relations.given, **declared})
    problems = [
        *problems_of(configuration, contracts(found), labels_of(found), relations),
        *_nowhere(configuration, found),
    ]
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
            yield from _joined(category, one, relations)


def _joined(category: str, one: Found, relations: Relations) -> Iterator[Problem]:
    """Yield the relations of several databases that a query of a provider reads together, each once."""
    for names in dict.fromkeys(frozenset(query.tables()) for query in shaped(one.queries, relations)):
        elsewhere = sorted(name for name in names if relations.database(name) != MAIN)
        if len(relations.databases(names)) > 1:
            name = elsewhere[0].removesuffix(BY_PLATFORM)
            message = f"cannot be another one than that of relations read with it: {several(relations, names)}"
            yield Problem(("relations", name, "database"), f"{message} (provider {category})")
            return
