"""docs/reference/relations.md: the contract of each relation that the built-in providers read."""

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, Float, Integer, Numeric, String
from sqlalchemy.types import TypeEngine

from exporter.alerting.provider import thresholds
from exporter.collection.discovery import find
from exporter.database.ids import AnyId
from exporter.directory.tables import TABLES
from exporter.fold.families import family_names
from exporter.query import Query, QueryMetricsProvider
from exporter.query.shaping import shaped
from exporter.relations.contract import Column, RelationTable
from exporter.relations.relations import Relation, Relations
from providers import PROVIDERS

_HEAD = """# Relations

<!-- Generated; UPDATE_GOLDEN=1 pytest tests/docs/test_generated.py writes it. -->

A relation is what a provider reads: rows with the columns below. In the Orion application it is the table of that
name, and `deploy/sql` grants exactly these columns ([Connect a database](../DATABASE.md)). For any other shop it is
a SELECT under `relations` in the [configuration](../CONFIGURATION.md#relations).

- Ids have any type: numbers, text, UUIDs or bytes ([Ids](../DATABASE.md#ids)). Flags are booleans, bits, 0 and 1, or
  texts such as Y and N. Amounts of money are whole numbers in the currency's minor unit, or decimals in major units.
  Times without a time zone are in UTC, unless the relation has a `time_zone`.
- An *optional* column may be left out. Any other one has to be selected, or listed under `omit` if the shop has no
  source for it; then the metrics in the last column are not exported, instead of a false 0.
- A relation without `vendor_id` has only the platform scope (`orion_platform_...`); one without `platform_id` counts
  on all platforms of its vendor; one without both belongs to the whole installation.
- Changed-only refreshes find what has changed by vendor. So rows without a vendor, such as carts, payments and jobs,
  are all read at each refresh; where that takes long, refresh them less often (`providers.payments.every`).
- A row with a time in the future counts like any other. Only where that time would be the latest one, or the begin of
  an age, is it left out, and counted in `orion_exporter_samples_rejected` with the reason `future`.

With the Orion application's tables, a module none of whose tables exists is not installed, and its provider is idle.
With SELECTs, so is a provider none of whose relations is given. A missing column, grant or single table is a failure
with the reason `schema`.
"""
_DIRECTORY = """Every provider needs these, to give each row its vendor and platform. Of a shop that gives SELECTs,
they may be missing: without `platforms` there is one platform, `shop`; without `vendors` everything belongs to one
vendor, `shop`; without `vendor_platforms` every vendor is on every platform; and without `platform_modules` all
modules are on. Where a column of them has no source, the name is the code, and vendors, platforms and memberships
are active.
"""
_TYPES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Boolean, "flag"),
    (DateTime, "time"),
    (BigInteger, "whole number"),
    (Integer, "whole number"),
    (Float, "number"),
    (Numeric, "number"),
    (String, "text"),
    (AnyId, "id"),
)


def page() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *_sections()])


def relations_of(category: str) -> list[RelationTable]:
    """Return the relations that the module of a built-in provider defines."""
    (path,) = (each for each in PROVIDERS if each.partition(":")[0].endswith(f".{category}"))
    module = importlib.import_module(path.partition(":")[0])
    return [each for each in vars(module).values() if isinstance(each, RelationTable) and each not in TABLES]


def _sections() -> Iterator[str]:
    yield f"## Platforms and vendors\n\n{_DIRECTORY}"
    yield from _relations(TABLES, ())
    for category, one in find(PROVIDERS, tuple).items():
        if category == "alerts":
            continue
        provider = one.loaded()
        assert isinstance(provider, QueryMetricsProvider)
        yield f"## {category}\n"
        yield from _relations(relations_of(category), tuple(provider.queries()))
    yield "## alerts\n"
    yield from _relations([thresholds], ())


def _relations(tables: Iterable[RelationTable], queries: tuple[Query, ...]) -> Iterator[str]:
    for table in tables:
        yield f"### `{table.name}`\n\nOne row is {table.row}.\n"
        if table.platform_row:
            yield f"With `platform_sql`, one row of that is {table.platform_row}.\n"
        yield "| column | type | meaning | without it |\n|---|---|---|---|"
        for column in table.c:
            if isinstance(column, Column):
                yield f"| `{column.name}` | {_type(column)} | {_meaning(column)} | {_without(table, column, queries)} |"
        lines = "\n      ".join(_wrapped(table.example))
        yield f"\n```yaml\nrelations:\n  {table.name}:\n    sql: |\n      {lines}\n```\n"


def _wrapped(sql: str) -> list[str]:
    return sql.replace(" FROM ", "\nFROM ").replace(" JOIN ", "\nJOIN ").replace(", ", ",\n  ").split("\n")


def _type(column: Column) -> str:
    kind = next(text for known, text in _TYPES if isinstance(column.type, known))
    return f"{kind}, optional" if column.optional else kind


def _meaning(column: Column) -> str:
    return f"{column.meaning}; instead of `{column.instead_of}`" if column.instead_of else column.meaning


def _without(table: RelationTable, column: Column, queries: tuple[Query, ...]) -> str:
    """Return what is lost in a shop that gives all other columns of the relation."""
    if column.absent:
        return column.absent
    if not queries or column.instead_of:
        return ""
    columns = frozenset(each.name for each in table.c if isinstance(each, Column) and not each.instead_of)
    every, less = (_names(queries, table, columns - without) for without in (set[str](), {column.name}))
    return ", ".join(f"`{name}`" for name in sorted(every - less))


def _names(queries: tuple[Query, ...], table: RelationTable, columns: frozenset[str]) -> set[str]:
    relations = Relations({table.name: Relation(table.name, "SELECT", columns)})
    return {
        name
        for query in shaped(queries, relations)
        for definition in query.definitions
        for name, _ in family_names(definition, query.owned_by)
    }
