"""The texts of all statements that the exporter sends about the tables of the application."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext
from exporter.demo.schema import METADATA, platforms, vendors
from tests.query.incremental.watching import CATEGORIES, Watching
from tests.statistics.comparing import implementations
from tests.support.databases import Database
from tests.support.random_shop import MODULES, NOW
from tests.support.shop import Exporter

_LIST = re.compile(r"(?:%\(\w+\)s(?:::\w+)?|\?|'[\w-]+'|-?\d+)(?:, (?:%\(\w+\)s(?:::\w+)?|\?|'[\w-]+'|-?\d+)){5,}")
"""A long list of parameters or literals, whose number says enough."""

_SHOWN = 80

_OF_TYPES = ("WHERE false", "WHERE 0 = 1", "pg_catalog", "pg_class", "pg_attribute", "pg_type")
"""In statements that ask for the types of columns, or what exists."""


def recorded(database: Database) -> list[str]:
    """Return the statements of refreshes, changes, statistics and periods, each once, in a shop that is changed."""
    return [*_refreshes(database), *_statistics(database)]


def _refreshes(database: Database) -> Iterator[str]:
    with closing(Exporter(database.url, NOW, alerts=True)) as exporter:
        for times in ("first", "second"):
            for category in (*MODULES, "alerts"):
                yield from _section(f"{times} refresh of {category}", exporter, partial(exporter.refresh, category))
    with closing(Watching(database.url, share=1.0, large=10)) as watching:
        watching.passes(100).refresh().passes(600).refresh()
        for category in CATEGORIES:
            _touch(database, watching.passes(60).stamp)
            yield from _section(f"changes of {category}", watching, partial(watching.refresh, category))


def _touch(database: Database, stamp: datetime) -> None:
    with database.engine.begin() as connection:
        for name in ("products", "inventory", "orders", "marketplace_products"):
            table = METADATA.tables[name]
            key = connection.execute(select(table.c.id).where(table.c.vendor_id.is_not(None)).limit(1)).scalar()
            connection.execute(update(table).where(table.c.id == key).values(updated_at=stamp))


def _statistics(database: Database) -> Iterator[str]:
    contexts = {"": MetricsContext(NOW), " in a period": MetricsContext(NOW, NOW - timedelta(days=20), NOW)}
    with closing(Exporter(database.url, NOW)) as exporter, Session(exporter.database.engine) as db:
        vendor: Any = db.scalar(select(vendors.c.id))
        platform: Any = db.scalar(select(platforms.c.id))
        for category, provider in implementations(exporter):
            for when, context in contexts.items():
                asked = {
                    "vendor": partial(provider.get_vendor_metrics, db, vendor, context),
                    "platform": partial(provider.get_platform_metrics, db, platform, context),
                }
                for whose, ask in asked.items():
                    yield from _section(f"{category} of one {whose}{when}", exporter, ask)


def _section(title: str, exporter: Exporter, run: Callable[[], Any]) -> Iterator[str]:
    with _sent(exporter.database.engine) as found:
        run()
    yield f"# {title}"
    yield from dict.fromkeys(_LIST.sub(_counted, " ".join(each.split())) for each in found)


def digest(line: str) -> str:
    """Return the beginning of a statement, and what identifies the whole text."""
    return line if line.startswith("#") else f"{sha256(line.encode()).hexdigest()[:16]} {line[:_SHOWN]}"


def _counted(match: re.Match[str]) -> str:
    return f"<{match[0].count(',') + 1}>"


@contextmanager
def _sent(engine: Engine) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: object) -> None:
        if "FROM" in statement and not any(each in statement for each in _OF_TYPES):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
