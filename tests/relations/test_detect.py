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
    "vendure": ("postgresql", ["preset: vendure"]),
    "woocommerce": ("mariadb", ["preset: woocommerce", "parameters: {prefix: wp_}"]),
}


@pytest.mark.parametrize("shop", KNOWN)
def test_a_preset_that_fits_is_found(
    shop: str, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dialect, lines = KNOWN[shop]
    monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", make_database(dialect, load_shop, shop).url)
    assert main(["detect"]) == 0
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if not line.startswith("#")] == lines
    assert f"# All relations of the preset {shop} can be read here. It feeds: " in said
    assert "orders" in said


def test_an_empty_database_is_said_to_be_one(make_database: MakeDatabase) -> None:
    url = make_database("sqlite").url
    with closing(assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": url})).database) as database:
        assert "# No table looks like orders" in detect(database)


def test_a_file_is_not_overwritten(
    make_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "detect" in COMMANDS
    monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", make_database("sqlite", odd_shop).url)
    path = tmp_path / "new.yml"
    assert main(["detect", "--output", str(path)]) == 0
    before = path.read_text(encoding="utf-8")
    assert main(["detect", "--output", str(path)]) == 1
    assert path.read_text(encoding="utf-8") == before
    assert f"{path}: File exists; name a file that does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("wc-completed", "delivered"), ("Being processed", None), ("PAID", "processing"), ("", None), (None, None)],
)
def test_a_status_is_guessed_by_its_letters(theirs: str | None, ours: str | None) -> None:
    assert status_for(theirs) == ours
