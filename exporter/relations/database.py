"""A database whose statements read the relations of a shop."""

from collections.abc import Callable

from exporter.config.connection import MAIN, ConnectionTarget
from exporter.contracts.clock import Clock
from exporter.database.engine import Database
from exporter.database.limits import Limits
from exporter.relations.of_session import RELATIONS
from exporter.relations.relations import Relations
from exporter.relations.substitution import install


def database_of(
    target: Callable[[], ConnectionTarget],
    relations: Relations,
    limits: Limits | None = None,
    connections: int = 2,
    clock: Clock | None = None,
    *,
    name: str = MAIN,
) -> Database:
    """Return a database as `Database` describes it, with these relations. Raises SettingError."""
    database = Database(target, limits, connections, clock, name=name, info={RELATIONS: relations})
    if not relations.are_tables:
        install(database.engine, relations)
    return database
