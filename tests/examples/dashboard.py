"""The example application on the handmade shop, served on loopback."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx
from acme_dashboard.app import create
from acme_dashboard.settings import Settings
from sqlalchemy import create_engine, text

from tests.server.serving import running
from tests.support import handmade

ADMIN, TEAM, INVITED = "admin@shop.example", "team@shop.example", "invited@shop.example"
"""Users of the shop: an admin, one in the team of acme (vendor 1), and one who is only invited to that of bolt (2)."""

SELECTABLE = ("cms", "marketplace", "orders")
"""Three modules that some tests remove."""

TABLES = ("content_pages", "media_files", "marketplace_import_jobs", "marketplace_products", "orders")
"""The tables of those."""

_CARD = re.compile(r'<section class="card" aria-labelledby="card-(\w+)">.*?</section>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Site:
    """A running application."""

    client: httpx.Client

    def page(self, path: str, status: int = 200) -> str:
        """Return a page, with no redirect followed."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def cards(self, path: str) -> dict[str, str]:
        """Return the HTML of each card of a page by its category."""
        return {found[1]: found[0] for found in _CARD.finditer(self.page(path))}


@contextmanager
def site(database_url: str, user: str | None = ADMIN, **settings: object) -> Iterator[Site]:
    """Serve the application at the time of the handmade shop."""
    app = create(Settings(database_url, development_user=user, **settings), lambda: handmade.NOW)  # type: ignore[arg-type]  # of Settings
    try:
        with running(app) as (address,), closing(httpx.Client(base_url=f"http://127.0.0.1:{address.port}")) as client:
            yield Site(client)
    finally:
        app.state.engine.dispose()
        app.state.close()


def shop(path: Path, *statements: str) -> str:
    """Write the shop and its users into an SQLite file, execute some statements, and return its URL."""
    url = handmade.in_file(path)
    users = [
        f"UPDATE users SET email = '{ADMIN}' WHERE id = 1",
        f"UPDATE users SET email = '{TEAM}' WHERE id = 2",
        f"UPDATE users SET email = '{INVITED}', is_active = 1 WHERE id = 3",
    ]
    execute(url, [*users, *statements])
    return url


def execute(url: str, statements: Sequence[str], **values: str) -> None:
    """Execute some statements in a database, with the same values for their parameters."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)
    engine.dispose()


def without(folder: Path, *categories: str) -> Path:
    """Write a configuration in which some modules are disabled."""
    lines = [f"  {category}: {{enabled: false}}" for category in categories]
    path = folder / "orion-exporter.yaml"
    path.write_text("\n".join(["providers:", *lines, ""]), encoding="utf-8")
    return path


def words(html: str) -> str:
    """Return what a reader reads of some HTML, with ordinary spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
