"""Judges the relations of the configuration by the contracts of all providers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.sql.visitors import iterate

from exporter.alerting.provider import thresholds
from exporter.collection.found import Found
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.relation_settings import RelationSettings
from exporter.directory.tables import TABLES
from exporter.query import QueryMetricsProvider
from exporter.relations.building import relations_from
from exporter.relations.contract import Column, RelationTable
from exporter.relations.relations import BY_PLATFORM, Relation, Relations
from exporter.relations.sql_text import SqlError, check

OWNERS = ("vendor_id", "platform_id")
"""Columns that a relation may be without: it then belongs to platforms, to vendors, or to the installation."""


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
    settings = configuration.settings.relations
    known = contracts(found)
    relations = relations_from(settings)
    declared = {one.relation.name: one.relation for one in found.values() if one.relation is not None}
    if declared:
        relations = replace(relations, given={**relations.given, **declared})
    errors = [
        error
        for name, of in settings.items()
        for error in _problems(configuration, name, of, known.get(name), relations)
    ]
    if errors:
        raise ConfigurationError(*(line for error in errors for line in error.lines))
    return relations


def _problems(
    configuration: Configuration, name: str, of: RelationSettings, table: RelationTable | None, relations: Relations
) -> Iterator[ConfigurationError]:
    loc = ("relations", name)
    if table is None:
        yield configuration.error(loc, "unknown relation")
        return
    yield from _names(configuration, loc, of, table)
    yield from (configuration.error((*loc, *key), message) for key, message in faults_of_sql(of))
    for part, suffix in (("sql", ""), ("platform_sql", BY_PLATFORM)):
        relation = relations.given.get(name + suffix)
        if relation is not None and getattr(of, part):
            yield from _columns(configuration, (*loc, part), relation, table)


def _names(
    configuration: Configuration, loc: tuple[str, ...], of: RelationSettings, table: RelationTable
) -> Iterator[ConfigurationError]:
    columns, name = [each.name for each in table.c], table.name
    for column in of.omit:
        if column not in columns:
            yield configuration.error((*loc, "omit"), f"{name} has no column {column}; it has {', '.join(columns)}")
    for column in of.map:
        if column not in columns:
            yield configuration.error((*loc, "map", column), f"is no column of {name}", columns)


def faults_of_sql(settings: RelationSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the location within a relation, and what is wrong with the SELECT there."""
    for key, sql in _texts(settings):
        try:
            check(sql)
        except SqlError as error:
            yield key, f"{error.message} ({_place(sql, error.at)})"


def _texts(settings: RelationSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, sql in (("sql", settings.sql), ("platform_sql", settings.platform_sql)):
        if sql is not None:
            yield (key,), sql
    for name, sql in settings.with_.items():
        yield ("with", name), sql
    if settings.for_each is not None:
        yield ("for_each", "sql"), settings.for_each.sql


def _place(sql: str, at: int) -> str:
    before = sql[:at]
    return f"line {before.count(chr(10)) + 1}, column {at - before.rfind(chr(10))} of the SELECT"


def _columns(
    configuration: Configuration, loc: tuple[str, ...], relation: Relation, table: RelationTable
) -> Iterator[ConfigurationError]:
    """Yield what is wrong with the columns of a SELECT, as far as its text says."""
    if relation.columns is None:
        return
    contract: Sequence[Column] = [each for each in table.c if isinstance(each, Column)]
    names = [each.name for each in contract]
    replaced = {each.instead_of for each in contract if each.instead_of and relation.has(each.name)}
    missing = [
        each.name
        for each in contract
        if not (relation.has(each.name) or each.name in relation.omit or each.name in replaced)
        and not each.optional
        and not (each.name in OWNERS and not _resembled(each.name, relation.columns, names))
    ]
    strange = sorted(relation.columns - {*names})
    for name in missing:
        like = f"; {strange[0]} is no column of the relation" if strange else ""
        yield configuration.error(loc, f"has no column {name}{like}; select it, or list it under omit", strange)


def _resembled(name: str, columns: frozenset[str], names: Sequence[str]) -> bool:
    """Whether a column that the contract does not have may be a misspelt one."""
    letters = name.replace("_", "")
    return any(letters in each.replace("_", "") for each in columns - {*names})
