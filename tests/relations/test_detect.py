"""`detect` writes a configuration that works as it is, and calls its guesses guesses."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.app.commands import COMMANDS
from exporter.app.detect import detect
from exporter.cli import main
from exporter.config.configuration import load
from exporter.relations.guessing import status_for
from tests.relations.mini import file_in
from tests.support.databases import DIALECTS, Dialect, MakeDatabase
from tests.support.other_shops import load as load_shop
from tests.support.shop import Exporter

NOW = datetime(2026, 2, 7, tzinfo=UTC)


def odd_shop(engine: Engine) -> None:
    """Make a shop whose tables look like those of many shops."""
    moment = "TIMESTAMP" if engine.dialect.name == "postgresql" else "DATETIME"
    more = f"grand_total DECIMAL(9,2), currency_code CHAR(3), date_placed {moment} NULL"
    statements = (
        "CREATE TABLE sellers (id INTEGER, slug VARCHAR(20), title VARCHAR(20))",
        f"CREATE TABLE shop_orders (id INTEGER, seller_id INTEGER, state VARCHAR(20), {more})",
        "CREATE TABLE catalog_product (id INTEGER, seller_id INTEGER, enabled BOOLEAN, price DECIMAL(9,2))",
        "CREATE TABLE unrelated (note VARCHAR(20))",
        "INSERT INTO sellers VALUES (1, 'acme', 'Acme')",
        "INSERT INTO shop_orders VALUES (1, 1, 'complete', 5, 'EUR', '2026-02-01 00:00:00')",
        "INSERT INTO shop_orders VALUES (2, 1, 'Canceled', 6, 'EUR', '2026-02-01 00:00:00')",
        "INSERT INTO shop_orders VALUES (3, 1, 'curious', 7, 'EUR', '2026-02-01 00:00:00')",
        "INSERT INTO shop_orders VALUES (4, 1, NULL, 8, 'EUR', '2026-02-01 00:00:00')",
        "INSERT INTO catalog_product VALUES (1, 1, NULL, 3)",
    )
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_it_writes_works(dialect: Dialect, make_database: MakeDatabase, tmp_path: Path) -> None:
    url = make_database(dialect, odd_shop).url
    with closing(assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": url})).database) as database:
        written = detect(database)
    assert "# A guess by the names of 4 tables." in written
    assert '        "complete": delivered\n' in written
    assert '        # "curious": ?  (exported as it is)\n' in written
    with closing(Exporter(url, NOW, file=file_in(tmp_path, written))) as exporter:
        said = exporter.refresh().text()
        assert exporter.failures() == {}
    for status in ("delivered", "cancelled", "curious", "unknown"):
        assert f'orion_orders{{category="orders",platform="shop",status="{status}",vendor="acme"}} 1.0' in said
    assert 'orion_order_value{category="orders",currency="EUR",platform="shop",vendor="acme"} 26.0' in said


def test_a_shop_of_others(make_database: MakeDatabase, tmp_path: Path) -> None:
    url = make_database("postgresql", load_shop, "evershop").url
    environ = {"ORION_EXPORTER_DATABASE_URL": url}
    with closing(assemble(load(None, environ)).database) as database:
        written = detect(database)
    states = "# What is paid (is_paid), shipped or delivered may be in payment_status, shipment_status."
    for expected in ("grand_total AS total", 'FROM "order"', "qty AS quantity", "# There are no orders yet", states):
        assert expected in written
    application = assemble(load(file_in(tmp_path, written), environ))
    with closing(application.database):
        assert [each for each in check(application) if each.level == "problem"] == []


KNOWN: dict[str, tuple[Dialect, list[str]]] = {
    "medusa": ("postgresql", ["preset: medusa"]),
    "saleor": ("postgresql", ["preset: saleor"]),
    "vendure": ("postgresql", ["preset: vendure"]),
    "woocommerce": ("mariadb", ["preset: woocommerce", "parameters: {prefix: wp_}"]),
    "opencart": ("mariadb", ["preset: opencart", "parameters: {prefix: oc_, time_zone: UTC}"]),
    "prestashop": ("mariadb", ["preset: prestashop", "parameters: {prefix: ps_, time_zone: Europe/Paris}"]),
}
WITHOUT = {"saleor": b"pgcrypto"}
"""Lines of a dump that the server cannot execute, by what they contain."""


@pytest.mark.parametrize("shop", KNOWN)
def test_a_preset_that_fits_is_found(
    shop: str, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dialect, lines = KNOWN[shop]
    database = make_database(dialect, load_shop, shop, without=WITHOUT.get(shop))
    monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", database.url)
    assert main(["detect"]) == 0
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if not line.startswith("#")] == lines
    assert f"# All relations of the preset {shop} can be read here. It feeds: " in said
    assert "orders" in said


def lonely(engine: Engine) -> None:
    """Make a shop of which nothing can be guessed."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE unrelated (note VARCHAR(20))"))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_without_a_guess_nothing_is_written(
    dialect: Dialect, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, other = make_database(dialect), make_database(dialect, lonely)
    for shop, message in ((empty, "there is no table in "), (other, "the only table does not look like orders")):
        monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", shop.url)
        assert main(["detect"]) == 1
        output = capsys.readouterr()
        assert output.out == ""
        assert output.err.startswith(f"orion-exporter: {message}")


def hostile(engine: Engine) -> None:
    """Make orders whose columns have all kinds of names, and a view that cannot be read where there can be one."""
    quote = engine.dialect.identifier_preparer.quote_identifier
    name = "up%%dated.at" if engine.dialect.name == "sqlite" else "up%dated.at"  # as the preparer doubles it
    columns = {"order status": "VARCHAR(20)", 'to"tal': "DECIMAL(9,2)", "Currency": "CHAR(3)", "created at": "DATE"}
    columns |= {"no\tid": "INTEGER", name.replace("%%", "%"): "DATE"}
    with engine.begin() as connection:
        listed = ", ".join(f"{quote(column)} {type_}" for column, type_ in columns.items())
        connection.exec_driver_sql(f"CREATE TABLE {quote('Orders')} ({listed})")
        connection.exec_driver_sql(f"INSERT INTO {quote('Orders')} VALUES ('x: \"y\" # z', 5, 'EUR', NULL, 1, NULL)")
        if engine.dialect.name != "postgresql":
            connection.exec_driver_sql("CREATE TABLE gone (id INTEGER)")
            connection.exec_driver_sql("CREATE VIEW products AS SELECT id FROM gone")
            connection.exec_driver_sql("DROP TABLE gone")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_of_any_kind_are_quoted(dialect: Dialect, make_database: MakeDatabase, tmp_path: Path) -> None:
    hostile((shop := make_database(dialect)).engine)  # a database with a view is no template on MariaDB
    environ = {"ORION_EXPORTER_DATABASE_URL": shop.url}
    with closing(assemble(load(None, environ)).database) as database:
        written = detect(database)
    assert "AS updated_at" in written
    application = assemble(load(file_in(tmp_path, written), environ))
    with closing(application.database):
        assert [each.message for each in check(application) if each.level == "problem"] == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_check_names_detect_where_the_tables_of_the_application_are_not(
    dialect: Dialect, make_database: MakeDatabase
) -> None:
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": make_database(dialect, odd_shop).url}))
    with closing(application.database):
        _, found = check(application)
    assert (found.level, found.subject) == ("problem", "directory")
    assert found.message.endswith("; for any other shop, orion-exporter detect writes a configuration")


def test_a_file_is_not_overwritten(
    make_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "detect" in COMMANDS
    monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", make_database("sqlite", odd_shop).url)
    path = tmp_path / "new.yml"
    assert main(["detect", "--output", str(path)]) == 0
    assert f"orion-exporter check --config.file={path}" in capsys.readouterr().err
    before = path.read_text(encoding="utf-8")
    assert main(["detect", "--output", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == before
    assert f"--output {path}: exists, and is not overwritten" in capsys.readouterr().err
    assert main(["detect", "--output", str(path / "new.yml")]) == 2
    assert "is in a folder that does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("wc-completed", "delivered"), ("Being processed", None), ("PAID", "processing"), ("", None), (None, None)],
)
def test_a_status_is_guessed_by_its_letters(theirs: str | None, ours: str | None) -> None:
    assert status_for(theirs) == ours
