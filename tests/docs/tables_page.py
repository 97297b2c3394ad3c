"""docs/reference/tables.md: the tables and columns that the built-in providers read."""

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, Integer, String, TableClause
from sqlalchemy.types import TypeEngine

from exporter.database.ids import AnyId
from exporter.directory.tables import TABLES
from providers import PROVIDERS
from tests.database.roles import read_by_providers

_HEAD = """# Tables and columns

<!-- Generated; UPDATE_GOLDEN=1 pytest tests/docs/test_generated.py writes it. -->

The built-in providers read only these tables and columns. `deploy/sql` grants exactly them
([Connect a database](../DATABASE.md)). Times are UTC. Ids have any type:
numbers, text, UUIDs or bytes ([Ids](../DATABASE.md#ids)). A view with these columns works like a table.

A module none of whose tables exists is not installed, and its provider is idle. A missing column, grant or single
table is a failure with the reason `schema`.
"""
_DIRECTORY = "Every provider needs these, to give each row its vendor and platform:"
_TYPES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Boolean, "boolean"),
    (DateTime, "timestamp"),
    (BigInteger, "bigint"),
    (Integer, "integer"),
    (String, "text"),
    (AnyId, "id"),
)


def page() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    yield f"## Platforms and vendors\n\n{_DIRECTORY}\n"
    yield from _table(TABLES)
    read = read_by_providers()
    for path in PROVIDERS:
        module = importlib.import_module(path.partition(":")[0])
        category = path.partition(":")[0].rpartition(".")[2]
        own = [each for each in vars(module).values() if isinstance(each, TableClause) and each not in TABLES]
        yield f"## {category}\n"
        yield from _table(own, read[category])


def _table(tables: Iterable[TableClause], read: dict[str, set[str]] | None = None) -> Iterator[str]:
    yield "| table | columns |\n|---|---|"
    for table in tables:
        columns = [each for each in table.columns if read is None or each.name in read[table.name]]
        yield f"| `{table.name}` | {', '.join(f'`{each.name}` {_type(each.type)}' for each in columns)} |"
    yield ""


def _type(kind: TypeEngine[Any]) -> str:
    return next(text for known, text in _TYPES if isinstance(kind, known))
