"""Paths and values of options are for those with credentials: other readers of the status page do not see them."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from exporter.app.live import Live
from exporter.config.configuration import load
from exporter.contracts.failures import Failure
from exporter.database.address import confidential_in
from exporter.exposition.report import Report
from exporter.server.access.protection import Protection
from exporter.server.pages.discretion import discreet
from tests.server.certificates import Certificates
from tests.server.secured import OF_GUIDE, ONE_USER, basic, secured
from tests.server.serving import NOW, Scene, good, serving
from tests.support.clock import FakeClock

FILE, OPTION = "/srv/shops/shop.sqlite", "s3cret-root.crt"
FAILURE = f"unable to open database file {FILE}; check that it exists and is readable"
SHOWN = "unable to open database file ***; check that it exists and is readable"
WARNING = f"sslrootcert: cannot read {OPTION}, nor /etc/ssl/private/other.key"


def scene() -> Scene:
    failed = good("orders", report=Report(warnings=(WARNING,))).failed(Failure("connection", FAILURE), 0.1)
    others = {"warehouse": "duckdb:///warehouse.duckdb", "crm": "postgresql://orion@db.example:5432/crm"}
    return Scene(
        [failed], database=f"sqlite:///{FILE}", databases=others, confidential={FILE, OPTION, "warehouse.duckdb"}
    )


def test_without_credentials_the_page_omits_them() -> None:
    with serving(scene()) as address:
        text = address.ask("/").text
    assert not [word for word in (FILE, "shop.sqlite", OPTION, "other.key", "warehouse.duckdb") if word in text]
    assert "<code>sqlite:///***</code>" in text
    assert "<code>duckdb:///***</code>" in text
    assert "<code>postgresql://orion@db.example:5432/crm</code>" in text
    assert SHOWN in text
    assert "sslrootcert: cannot read ***, nor ***" in text


def test_with_credentials_the_page_shows_them(tmp_path: Path) -> None:
    protection = Protection(Certificates(tmp_path).write(ONE_USER))
    with secured(protection, scene()) as address:
        refused = address.get(path="/")
        text = address.get(headers=basic(*OF_GUIDE), path="/").text
    assert (refused.status, refused.text) == (401, "user and password required; send those of basic_auth_users\n")
    assert f"<code>sqlite:///{FILE}</code>" in text
    assert FAILURE in text
    assert WARNING in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no table orders", "no table orders"),
        ('connection to server at "db" (10.0.0.3), port 5432 failed', None),
        ("postgresql://orion@db.example:5432/shop", None),
        ("postgresql:///shop", None),
        ("see docs/DATABASE.md and /runbooks", None),
        ("1/2 or and/or, </p><script>", None),
        ("Rows excluded: 3,400 (module disabled on all their platforms)", None),
        ("cannot read /run/secrets/password: permission denied", "cannot read ***: permission denied"),
        ('socket "/var/run/postgresql/.s.PGSQL.5432" failed', 'socket "***" failed'),
        ("/srv/a b.sqlite is locked, and (/srv/a/c)", "*** is locked, and (***)"),
        ("requires requirement require", "requires requirement ***"),
    ],
)
def test_what_is_omitted_is_a_word_or_a_path(text: str, shown: str | None) -> None:
    assert discreet(text, {"/srv/a b.sqlite", "require"}) == (text if shown is None else shown)


@pytest.mark.parametrize(
    ("url", "confidential"),
    [
        ("sqlite:////srv/shop.sqlite", {"/srv/shop.sqlite"}),
        ("sqlite:///file:/srv/shop.sqlite?mode=ro&uri=true", {"/srv/shop.sqlite", "true"}),
        ("sqlite://", set()),
        ("sqlite:///:memory:", set()),
        ("duckdb:////srv/a.duckdb?token=hunter2", {"/srv/a.duckdb", "hunter2"}),
        ("postgresql://orion@db/shop", set()),
        ("postgresql://db/shop?sslmode=require&connect_timeout=10&a=1", {"require"}),
        ("postgresql:///shop?host=/run/one&host=/run/two", {"/run/one", "/run/two"}),
    ],
)
def test_what_a_url_has_that_is_confidential(url: str, confidential: set[str]) -> None:
    assert confidential_in(make_url(url)) == confidential


def test_the_files_of_the_configuration_are_confidential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yml").write_text(
        "about: My own.\nrelations:\n  platforms:\n    sql: SELECT id, code, name, is_active FROM nowhere\n"
    )
    Path("secret").write_text("me")
    database = "{driver: postgresql, host: db, name: shop, password_file: secret}"
    Path("shop.yml").write_text(f"preset: ./own.yml\ndatabase: {database}\n")
    live = Live(load(Path("shop.yml"), {}), lambda: pytest.fail("reread"), FakeClock(NOW))
    assert {"shop.yml", "own.yml", "secret"} <= live.confidential
    assert discreet("correct relations.orders.sql (shop.yml:7:12)", live.confidential) == (
        "correct relations.orders.sql (***:7:12)"
    )


def test_a_relative_path_is_confidential_as_drivers_write_it() -> None:
    assert confidential_in(make_url("sqlite:///shop.sqlite")) == {"shop.sqlite", str(Path("shop.sqlite").absolute())}
