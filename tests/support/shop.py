"""Runs the exporter's own way from a database to bytes, as `serve` does, for tests."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.alerting.runbooks import shelf_of
from exporter.collection.declared.declaring import with_declared
from exporter.collection.discovery import content_service, enabled, find, known_alerts
from exporter.collection.provider import Provider
from exporter.collection.relations import relations_of
from exporter.config.configuration import Configuration, load
from exporter.config.connection import ConnectionTarget
from exporter.database.databases import Databases
from exporter.database.engine import Database
from exporter.database.limits import Limits
from exporter.exposition.rendering import END, Format, plain
from exporter.exposition.store import ProviderState, Store
from exporter.refresh.refresher import Refresher
from exporter.relations.database import database_of
from exporter.testing.comparing import samples_of
from providers import PROVIDERS
from tests.support.clock import FakeClock

Series = tuple[str, frozenset[tuple[str, str]]]


class Exporter:
    """The providers over one database at one moment."""

    def __init__(
        self,
        url: str,
        now: datetime,
        environ: Mapping[str, str] | None = None,
        more: Iterable[Provider] = (),
        *,
        limits: Limits | None = None,
        alerts: bool = False,
        file: Path | None = None,
        others: Mapping[str, str] | None = None,
    ) -> None:
        """Take the modules' providers and `more`, with `alerts` the thresholds, and the settings of a file.

        `others` are the URLs of further databases.
        """
        self.configuration: Configuration = load(file, environ or {})
        self.clock = FakeClock(now)
        found = with_declared(self.configuration, find(PROVIDERS, tuple))
        self.shelf = shelf_of(known_alerts(found))
        self.relations = relations_of(self.configuration, found)
        content = content_service(found, self.configuration)
        providers = enabled(self.configuration, found, self.shelf, content, self.relations)
        self.providers = [*(each for each in providers if alerts or each.category != ALERTS_CATEGORY), *more]
        self.url = url
        target = ConnectionTarget(url.partition(":")[0], url=url)
        self.database = database_of(lambda: replace(target, url=self.url), self.relations, limits)
        self.databases = Databases(
            self.database, {name: self._other(name, of, limits) for name, of in (others or {}).items()}
        )
        self.store = Store(ProviderState(each.category, 60.0, 600.0) for each in self.providers)
        self.refresher = Refresher(self.providers, self.databases, self.store, self.clock)

    def refresh(self, *categories: str) -> "Exporter":
        """Refresh these categories, or all, and return self."""
        for category in categories or [each.category for each in self.providers]:
            self.refresher.refresh(category)
        return self

    def text(self, *categories: str) -> str:
        """Return the exposition of these categories, or of all that are fresh."""
        states = [each for each in self.store.states() if not categories or each.category in categories]
        fresh = [each for each in states if each.fresh(self.clock.monotonic())]
        segments = [part for each in fresh for part in each.rendered[Format.TEXT]]
        return b"".join(plain([*segments, END[Format.TEXT]])).decode()

    def failures(self) -> dict[str, str]:
        """Return what failed and why."""
        return {
            each.category: f"{each.failure.reason}: {each.failure.message}"
            for each in self.store.states()
            if each.failure
        }

    def _other(self, name: str, url: str, limits: Limits | None) -> Database:
        target = ConnectionTarget(url.partition(":")[0], url=url)
        return database_of(lambda: target, self.relations, limits, clock=self.clock, name=name)

    def close(self) -> None:
        """Close the connections."""
        self.databases.close()


def series_of(text: str) -> dict[Series, float]:
    """Return every sample of an exposition, as the official parser reads it; each series is there once."""
    return samples_of(text)
