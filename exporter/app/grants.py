"""`orion-exporter grants`: the GRANT statements that a role needs for the relations of the configuration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.engine import Dialect
from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import Scope, traverse_scope

from exporter.app.application import Application
from exporter.collection.installation import DIRECTORY_TABLES
from exporter.config.connection import MAIN
from exporter.database.quoting import quoted
from exporter.relations.probing import relations_in
from exporter.relations.relations import BY_PLATFORM, Relation

_LANGUAGES = {"postgresql": "postgres", "mysql": "mysql", "mariadb": "mysql", "sqlite": "sqlite"}
_PLACE = "place_"


@dataclass(slots=True)
class Needed:
    """The columns that are read of a table, by the name of the table and its schema; None stands for all columns."""

    columns: dict[tuple[str, str], set[str] | None] = field(default_factory=dict)

    def add(self, table: tuple[str, str], columns: set[str] | None) -> None:
        """Add columns of a table."""
        known = self.columns.get(table, set())
        self.columns[table] = None if known is None or columns is None else known | columns


def grants(application: Application, role: str) -> Iterator[str]:
    """Yield the statements that let `role` read what the providers read, and comments on what is not known."""
    needed = Needed()
    relations, dialect = relations_in(application.database), application.database.engine.dialect
    for name, columns in sorted(_wanted(application).items()):
        relation = relations.of(name)
        if relation is None:
            continue
        if relation.database != MAIN:
            yield f"-- Relation {name} is read from database {relation.database}: grant SELECT there, too."
        elif not relation.sql:
            needed.add(("", name), columns)
        elif relation.is_given:
            yield from _of_select(needed, relation, dialect.name)
    if dialect.name == "sqlite":
        yield "-- SQLite has no roles: the exporter needs to read the file and to write in its folder (for its lock)."
        return
    if any(columns is None for columns in needed.columns.values()):
        yield "-- Tables without a list of columns: a SELECT has *, or does not show which of its tables has a column."
    yield from _statements(needed.columns, role, dialect)


def _wanted(application: Application) -> dict[str, set[str]]:
    wanted = dict[str, set[str]](DIRECTORY_TABLES)
    for provider in application.providers:
        for name, columns in {**provider.tables, **provider.source.optional_tables}.items():
            wanted.setdefault(name, set()).update(columns)
    return wanted


def _of_select(needed: Needed, relation: Relation, dialect: str) -> Iterator[str]:
    """Add the tables and columns of a SELECT; yield a comment if its text does not show them."""
    texts = [relation.sql, *([relation.for_each.sql] if relation.for_each else [])]
    for sql in texts:
        try:
            for table, columns in tables_of(sql, dialect).items():
                needed.add(table, columns)
        except SqlglotError:
            name = relation.name.removesuffix(BY_PLATFORM)
            yield f"-- Which tables relation {name} reads is not clear from {relation.where}: grant them, too."
    if relation.for_each:
        yield f"-- {_PLACE}{relation.for_each.name} stands for each place of relation {relation.name}."


def tables_of(sql: str, dialect: str) -> Mapping[tuple[str, str], set[str] | None]:
    """Return the tables that a SELECT reads, by schema and name, with the columns of each; None if it reads all.

    Raises sqlglot.errors.SqlglotError if the text is not understood.
    """
    found = Needed()
    # A placeholder is an identifier, or a part of one.
    text = sql.replace("{{", _PLACE).replace("}}", "")
    tree = parse_one(text, read=_LANGUAGES.get(dialect, dialect))
    for scope in traverse_scope(tree):
        _of_scope(found, scope)
    return found.columns


def _of_scope(found: Needed, scope: Scope) -> None:
    """Add the tables of one SELECT; without its columns where a name alone does not say whose it is.

    A column without a table is taken for one of the innermost SELECT around it.
    """
    tables = {alias: of for alias, of in scope.sources.items() if isinstance(of, exp.Table)}
    is_star = any(isinstance(each, exp.Star) or each.is_star for each in scope.expression.expressions)
    own = {*map(id, scope.find_all(exp.Column))}
    loose = {each.name for each in scope.columns if not each.table and id(each) in own}
    is_alone = len(scope.selected_sources) == 1  # sources also has the helpers of WITH that it could read
    is_loose = bool(loose) and not is_alone
    for alias, table in tables.items():
        named = {each.name for each in scope.columns if each.table == alias} | (loose if is_alone else set())
        if not table.name:
            raise SqlglotError("a table has no name")
        found.add((table.db, table.name), None if is_star or is_loose or not named else named)


def _statements(columns: Mapping[tuple[str, str], set[str] | None], role: str, dialect: Dialect) -> Iterator[str]:
    quote = partial(quoted, dialect)
    is_postgresql = dialect.name == "postgresql"
    grantee = quote(role) if is_postgresql else f"'{role.replace(chr(39), chr(39) * 2)}'@'%'"
    for schema in sorted({schema for schema, _ in columns if schema}):
        if is_postgresql:
            yield f"GRANT USAGE ON SCHEMA {quote(schema)} TO {grantee};"
    for (schema, name), read in sorted(columns.items()):
        table = f"{quote(schema)}.{quote(name)}" if schema else quote(name)
        which = "" if read is None else f" ({', '.join(map(quote, sorted(read)))})"
        yield f"GRANT SELECT{which} ON {table} TO {grantee};"
