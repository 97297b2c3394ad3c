"""The HTTP API inside another application, which serves it with its own server."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from exporter.app.application import VERSION
from exporter.app.live import Live
from exporter.config.configuration import configuration_of, load
from exporter.contracts.clock import Clock
from exporter.exposition.store import Store
from exporter.server.access.scopes import ACCESS as ACCESS  # noqa: PLC0414 - public here
from exporter.server.access.scopes import Access as Access  # noqa: PLC0414 - public here
from exporter.server.api.asking import Ask
from exporter.server.api.questions import Questions
from exporter.server.api.routes import api_app


@dataclass(frozen=True, slots=True)
class _Source:
    """What the API is made of."""

    store: Store
    clock: Clock
    version: str
    ask: Ask | None


class MountedApi:
    """The exporter without its server: it refreshes on schedule, and another application serves its HTTP API.

    `app` is the API as an ASGI application: mounted at `/orion`, it answers `/orion/api/v1/...`. It checks no
    credentials: every caller sees everything, unless the scope has an `Access` under the key `ACCESS`. Signals and
    logging of the process are left alone.
    """

    def __init__(
        self, configuration: Mapping[str, object] | str | PathLike[str], *, clock: Clock | None = None
    ) -> None:
        """Take the settings of the exporter's configuration file, or its path. Raises ValueError for invalid ones."""
        given = configuration
        found = configuration_of(given) if isinstance(given, Mapping) else load(Path(fspath(given)), os.environ)
        self._live = Live(found, lambda: found, clock or Clock())
        seconds, time = found.settings.web.period_timeout, self._live.application.clock
        questions = Questions(self._live.periods, seconds, time)
        self.app = api_app(_Source(self._live.store, time, VERSION, questions.ask))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Refresh on schedule until the block ends; for the lifespan of the application, once."""
        self._live.start()
        try:
            yield
        finally:
            self._live.stop()
            self._live.application.databases.close()
