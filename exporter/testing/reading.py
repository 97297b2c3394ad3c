"""Reads a provider as the exporter does: discovered, refreshed and rendered."""

from datetime import datetime
from inspect import isabstract
from typing import Any

from exporter.collection.checks import check_members
from exporter.collection.provider import Provider
from exporter.collection.sources import source_of
from exporter.config.configuration import load
from exporter.config.effective import effective
from exporter.config.options import build
from exporter.config.settings import Settings
from exporter.contracts.failures import ContractError
from exporter.database.databases import Databases
from exporter.database.engine import Database
from exporter.exposition.rendering import END, Format, plain, render
from exporter.query.incremental.policy import IncrementalPolicy
from exporter.refresh.snapshots import Made, Shared, SnapshotMaker
from exporter.relations.database import database_of as database_with
from exporter.relations.relations import ORION, Relations
from exporter.testing.clock import FakeClock


def instance_of(loaded: Any) -> Any:
    """Return an instance of a provider class, with its default options; an instance is returned unchanged.

    Raises ContractError if it is not a provider, or needs arguments.
    """
    try:
        implementation = build(loaded, {})
    except TypeError as error:
        todo = "implement it" if isabstract(loaded) else "give each field a default, as options have"
        raise ContractError(f"{error}; {todo}") from None
    check_members(getattr(implementation, "metrics_category", None), implementation)
    return implementation


def provider_of(loaded: Any, relations: Relations = ORION) -> Provider:
    """Return a provider, a class or an instance, as discovery returns it for these relations. Raises ContractError."""
    if isinstance(loaded, Provider):
        return loaded
    implementation = instance_of(loaded)
    category, kind = implementation.metrics_category, type(implementation)
    origin = f"{kind.__module__.replace('.', '/')}.py"
    return Provider(category, source_of(implementation, relations), origin, effective(Settings(), category))


def database_of(url: str, relations: Relations = ORION) -> Database:
    """Return the database with this URL and relations. Raises ConfigurationError if the URL is invalid."""
    configuration = load(None, {"ORION_EXPORTER_DATABASE_URL": url})
    return database_with(configuration.settings.database.target, relations)


def read(provider: Provider, database: Database, now: datetime) -> Made:
    """Refresh a provider once, as if it were `now`. Exceptions are not caught."""
    maker = SnapshotMaker(provider, Databases(database), Shared([provider]), FakeClock(now), IncrementalPolicy())
    return maker.make(0.0)


def exposition(made: Made) -> str:
    """Return a snapshot in the text format."""
    segments = [*render(made.snapshot)[Format.TEXT], END[Format.TEXT]]
    return b"".join(plain(segments)).decode()
