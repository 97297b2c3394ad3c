"""A shop that was refreshed once, and clients that ask the API about it in this process."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import httpx
from sqlalchemy.orm import Session
from starlette.types import ASGIApp, Receive, Scope, Send

from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.exposition.facts import Known
from exporter.exposition.report import Report
from exporter.exposition.snapshot import Snapshot
from exporter.exposition.store import ProviderState
from exporter.server.access.scopes import ACCESS, EVERYTHING, Access
from exporter.server.api.asking import Answer, Ask, Gone, Question
from exporter.server.api.routes import api_app
from exporter.server.source import Source
from exporter.statistics import Statistics, StatsAggregator
from tests.server.serving import STARTED, Scene, waiting
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.shop import Exporter

ROOT = "/api/v1"

HOSTILE = [
    "</script><script>document.title = 'taken'</script>",
    "<!--<script>",
    "]]>&lt;",
    "\u2028\u2029",
    'quo"te\\',
    "{{7*7}}${7*7}%s%n",
    "=HYPERLINK(1)",
    "\N{RIGHT-TO-LEFT OVERRIDE}turned",
    "\x00\x1b[2J\x7f\x9b",
    "\N{SHOPPING TROLLEY}" * 3,
    "\ud800",
]
"""Texts that want to be more than texts."""


def scene_of(database: Database, seconds: float = 0.0) -> Scene:
    """Return a scene of the states after a refresh of all categories, so many seconds after NOW."""
    exporter = Exporter(database.url, NOW)
    exporter.clock.advance(seconds)
    exporter.refresh().close()
    assert exporter.failures() == {}
    return Scene(exporter.store.states(), exporter.clock)


def asking(scene: Scene, ask: Ask) -> Source:
    """Return the source of a scene, with what answers questions about a period."""
    return replace(scene.source, ask=ask)


def ask_of(database: Database) -> Ask:
    """Return what answers questions about a period: the library, on the database."""
    aggregator = StatsAggregator()

    async def ask(question: Question, _caller: str, _gone: Gone) -> Answer:
        with Session(database.engine) as db:
            said = statistics(aggregator, db, question)
        chosen = question.categories or said.values.keys() | said.failures.keys()
        values = {category: each for category, each in said.values.items() if category in chosen}
        failures = {category: each for category, each in said.failures.items() if category in chosen}
        return Answer(values, failures, NOW.timestamp(), said.additive)

    return ask


def statistics(aggregator: StatsAggregator, db: Session, question: Question) -> Statistics:
    """Return what the library says to a question."""
    platform_id = question.platform.id if question.platform else None
    if question.vendor is None and platform_id is not None:
        context = MetricsContext(NOW, question.date_from, question.date_to)
        return aggregator.platform_statistics(db, platform_id, context)
    context = MetricsContext(NOW, question.date_from, question.date_to, platform_id)
    if question.vendor is not None:
        return aggregator.vendor_statistics(db, question.vendor.id, context)
    return aggregator.installation_statistics(db, context)


class Limited:
    """An application for callers with the access that credentials would give."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, ACCESS: self._access}, receive, send)


class Client:
    """Asks the API over ASGI, with the access that credentials would give."""

    def __init__(self, source: Source, access: Access = EVERYTHING, app: ASGIApp | None = None) -> None:
        self._app = Limited(app or api_app(source), access)

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        root: str = ROOT,
        **parameters: Any,
    ) -> httpx.Response:
        """Send a request to a path below the root of the API; a parameter `from_` is sent as `from`."""
        sent = {name.removesuffix("_"): value for name, value in parameters.items()}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", trust_env=False) as client:
                return await client.request(method, root + path, params=sent or None, headers=headers)

        return asyncio.run(send())

    def json(self, path: str, **parameters: Any) -> Any:
        """Return the answer to a request that succeeds."""
        answer = self.ask(path, **parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def problem(self, status: int, path: str, **parameters: Any) -> Any:
        """Return the problem of a request that fails with a status."""
        answer = self.ask(path, **parameters)
        problem = answer.json()
        assert (answer.status_code, problem["status"]) == (status, status), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["cache-control"] == "no-store"
        assert problem["type"] == "about:blank"
        return problem


class Vendors:
    """Facts without numbers: only the vendors of a directory."""

    additive: frozenset[str] = frozenset()

    def __init__(self, vendors: Sequence[Known]) -> None:
        self.platforms: Mapping[str, Known] = {}
        self.vendors: Mapping[str, Known] = {each.text: each for each in vendors}

    def platforms_of(self, _vendor: Known) -> tuple[Known, ...]:
        return ()

    def of_vendor(self, _vendor: Known, _platform: Known | None = None) -> Sequence[MetricValue] | None:
        return ()

    def of_platform(self, _platform: Known) -> Sequence[MetricValue] | None:
        return ()

    def of_installation(self) -> Sequence[MetricValue] | None:
        return ()


def known(code: str, name: str = "", id_: str = "") -> Known:
    """Return a vendor; its id and its name are its code unless given."""
    return Known(id_ or code, id_ or code, code, name or code, "active")


def listing(vendors: Sequence[Known]) -> ProviderState:
    """Return the state of a category whose snapshot knows these vendors."""
    taken = Snapshot("tenancy", (), NOW.timestamp(), STARTED, Vendors(vendors))
    return waiting("tenancy").succeeded(taken, Report(), {}, 0.1)


def client_of(vendors: Sequence[Known]) -> Client:
    """Return a client that asks about these vendors."""
    return Client(Scene([listing(vendors)]).source)
