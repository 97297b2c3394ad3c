"""A server over a random shop, with a user and a token of every scope."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from exporter.config.token_settings import TokenScope
from exporter.exposition.facts import Known, Owners
from exporter.exposition.telemetry import Telemetry
from exporter.server.access.protection import Protection
from exporter.server.access.scopes import ScopedRoute
from exporter.server.access.tokens import Tokens
from exporter.server.app import create_app, routes_of
from exporter.server.source import Source
from tests.server.secured import OF_GUIDE, ONE_USER, basic
from tests.server.serving import Address, Answer, running
from tests.server.tokens import bearer, given
from tests.support.databases import in_file
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter

METHODS = {"/-/reload": "POST"}


class Service(NamedTuple):
    """A server over a shop, the vendors and platforms there, and by kind of credentials the header with them."""

    address: Address
    owners: Owners
    headers: Mapping[str, Mapping[str, str]]
    routes: tuple[ScopedRoute, ...]

    def ask(self, path: str, whose: str, headers: Mapping[str, str] | None = None) -> Answer:
        route = path.partition("?")[0]
        return self.address.ask(path, METHODS.get(route, "GET"), {**self.headers[whose], **(headers or {})})

    @property
    def vendor(self) -> Known:
        return next(iter(self.owners.vendors.values()))

    @property
    def platform(self) -> Known:
        return next(iter(self.owners.platforms.values()))


def source_of(exporter: Exporter) -> Source:
    return Source(
        exporter.store,
        Telemetry(exporter.store, "1.2.3"),
        exporter.clock,
        lambda _: None,
        lambda: {"main": "sqlite://"},
        lambda: exporter.shelf,
        "1.2.3",
    )


@contextmanager
def tokened(folder: Path) -> Iterator[Service]:
    """Serve a random shop behind a user, and a token of every scope."""
    web = folder / "web.yml"
    web.write_text(ONE_USER)
    with (
        in_file(folder / "shop.sqlite") as database,
        closing(Exporter(database.url, NOW, alerts=True)) as exporter,
    ):
        fill(database.engine, 3, vendors=5, rows=120)
        exporter.refresh()
        snapshot = exporter.store["tenancy"].snapshot
        assert snapshot
        assert snapshot.owners
        owners = snapshot.owners
        scopes = {
            "all": TokenScope("all"),
            "vendor": TokenScope("vendor", next(iter(owners.vendors))),
            "vendor of nobody": TokenScope("vendor", "no such id"),
            "first party": TokenScope("vendor"),
            "platform": TokenScope("platform", next(iter(owners.platforms))),
            "platform of nobody": TokenScope("platform", "no such id"),
        }
        tokens = {name: f"token-{number}-" + "x" * 40 for number, name in enumerate(scopes)}
        headers = {
            "none": {},
            "wrong token": bearer("y" * 50),
            "wrong password": basic(OF_GUIDE[0], "wrong"),
            "user": basic(*OF_GUIDE),
            **{name: bearer(token) for name, token in tokens.items()},
        }
        settings = [given(tokens[name], name.replace(" ", "-"), scope) for name, scope in scopes.items()]
        protection = Protection(web, Tokens(settings))
        source = source_of(exporter)
        app = create_app(source, protection=protection, reload=tuple)
        routes = tuple(routes_of(source, "/metrics", tuple, lambda: False))
        with running(app, protection=protection) as (address,):
            yield Service(address, owners, headers, routes)
