"""Shops so small that a person can count them, and the exposition of them according to the oracle."""

from datetime import UTC, datetime
from textwrap import dedent
from typing import Any

from sqlalchemy import Connection, insert

from exporter.demo.schema import METADATA
from tests.support.truth import expected

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MARCH = 1772366400
"""`NOW` in seconds."""


def row(**columns: Any) -> dict[str, Any]:
    """Return a row, or a part of one."""
    return columns


def add(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows; what is not said is NULL, but for `updated_at`. Moments are aware."""
    for one in rows:
        filled = {"updated_at": NOW} | one if "updated_at" in METADATA.tables[table].columns else one
        naive = {k: v.replace(tzinfo=None) if isinstance(v, datetime) else v for k, v in filled.items()}
        connection.execute(insert(METADATA.tables[table]).values(naive))


def said(connection: Connection, *names: str) -> str:
    """Return the samples of these metrics, category left out, in order."""
    lines = []
    for (name, pairs), value in expected(connection, NOW).items():
        if name in names:
            inside = ",".join(f'{key}="{text}"' for key, text in sorted(pairs) if key != "category")
            lines.append(f"{name}{{{inside}}} {value:.12g}\n")
    return "".join(sorted(lines))


def text(block: str) -> str:
    """Return a block of samples without its indentation."""
    return dedent(block).lstrip("\n")
