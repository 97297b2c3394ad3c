"""Relations in several databases: the main one is PostgreSQL, and stock is in another one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select, text

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.collection.discovery import find
from exporter.collection.relations import relations_of
from exporter.config.configuration import ConfigurationError, load
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricsContext
from exporter.database.sessions import session_of
from exporter.demo.schema import METADATA
from exporter.directory.tables import vendors
from exporter.query import execute
from exporter.query.future import TOLERANCE
from providers import PROVIDERS
from providers.inventory import inventory
from providers.orders import orders
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import insert_rows, two_platforms

STOCK = """
relations:
  inventory:
    database: warehouse
    sql: |
      SELECT no AS id, seller AS vendor_id, held AS quantity, kept AS reserved_quantity, low AS reorder_point,
        {platform} AS platform_id, counted AS updated_at FROM shelf
"""
ROWS = [(1, 1, 7, 2, 1), (2, 2, 40, 0, 50), (3, 1, 0, 0, 5), (4, 9, 3, 0, 1)]
NOWHERE = "CASE WHEN no > 99 THEN 1 END"
SPOILT = "2099-01-01 00:00:00"

TENANCY = ("users", "vendor_domains", "vendor_users")

Export = Callable[..., Exporter]


def shelf(engine: Engine) -> None:
    """Create the stock: vendor 1 has two items, vendor 2 one, and one is of a vendor that does not exist."""
    moment = "DATETIME" if engine.dialect.name in {"mysql", "mariadb", "sqlite"} else "TIMESTAMP"
    columns = f"no INTEGER, seller INTEGER, held INTEGER, kept INTEGER, low INTEGER, counted {moment}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE shelf ({columns})"))
        for row in ROWS:
            numbers = ", ".join(map(str, row))
            connection.execute(text(f"INSERT INTO shelf VALUES ({numbers}, '2026-01-01 10:00:00')"))


def shop_with_orders(engine: Engine) -> None:
    """Create the main database, whose own table of stock must not be read."""
    two_platforms(engine)
    tables = METADATA.tables
    order = {"vendor_id": 1, "platform_id": 1, "status": "pending", "total": 5, "currency": "EUR"}
    insert_rows(engine, tables["orders"], [{"id": 1, "created_at": NOW.replace(tzinfo=None), **order}])
    stock = {"vendor_id": 1, "quantity": 999, "reserved_quantity": 0, "reorder_point": 1}
    insert_rows(engine, tables["inventory"], [{"id": 1, **stock}])


@pytest.fixture
def shop(make_database: MakeDatabase) -> Database:
    return make_database("postgresql", shop_with_orders)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb", "duckdb"])
def warehouse(request: pytest.FixtureRequest, make_database: MakeDatabase, tmp_path: Path) -> str:
    """The URL of the stock, in each kind of database."""
    if request.param != "duckdb":
        dialect: Dialect = request.param
        return make_database(dialect, shelf).url
    url = f"duckdb:///{tmp_path / 'stock.duckdb'}"
    engine = create_engine(url)
    shelf(engine)
    engine.dispose()
    return url


@pytest.fixture
def export(shop: Database, tmp_path: Path) -> Iterator[Export]:
    """Return a function: an exporter of the shop with stock at this URL."""
    with ExitStack() as exporters:

        def make(url: str, configuration: str = STOCK, platform: str = NOWHERE) -> Exporter:
            file = configured(tmp_path, url, configuration.replace("{platform}", platform))
            exporter = Exporter(shop.url, NOW, file=file, others={"warehouse": url})
            return exporters.enter_context(closing(exporter))

        yield make


def configured(folder: Path, url: str, relations: str, main: str = "sqlite:///none") -> Path:
    """Return a configuration file with two databases, and the tables by name."""
    path = folder / "shop.yml"
    path.write_text(
        f"preset: orion\ndatabase: {{url: '{main}'}}\ndatabases: {{warehouse: {{url: '{url}'}}}}\n{relations}"
    )
    return path


def units(exporter: Exporter, name: str = "orion_stock_units") -> dict[tuple[str | None, str | None], float]:
    found = series_of(exporter.text("inventory")).items()
    labels = ((family, dict(of), value) for (family, of), value in found)
    return {(of.get("vendor"), of.get("platform")): value for family, of, value in labels if family == name}


def test_each_relation_is_read_from_its_database(export: Export, warehouse: str) -> None:
    exporter = export(warehouse).refresh()
    assert exporter.failures() == {}
    assert units(exporter) == {
        ("acme", "main"): 7,
        ("acme", "side"): 0,
        ("bolt", "side"): 40,
        ("unknown", "unassigned"): 3,
    }
    assert 'orion_orders{category="orders",platform="main",status="pending",vendor="acme"} 1.0' in exporter.text()
    assert exporter.store.databases_up == {"main": True, "warehouse": True}
    exporter.refresh("inventory")
    assert units(exporter)["acme", "main"] == 7, "the second refresh has columns for the known values"


def test_one_that_stops_costs_only_its_own_provider(export: Export, tmp_path: Path) -> None:
    exporter = export(f"sqlite:///{tmp_path / 'none'}").refresh()
    (failed,) = exporter.failures().items()
    assert failed[0] == "inventory"
    assert failed[1].startswith("connection: providers/inventory.py: database warehouse: ")
    assert exporter.store.databases_up == {"main": True, "warehouse": False}


def test_statistics_read_the_other_database(export: Export, warehouse: str) -> None:
    exporter = export(warehouse)
    assert statistics(exporter, vendor=1) == {"units": 7, "out": 1}
    assert statistics(exporter, vendor=2) == {"units": 40, "out": 0}
    # Rows without a platform are those of the members of it, which only the main database knows.
    assert statistics(exporter, platform=1) == {"units": 7, "out": 1}
    assert statistics(exporter, platform=2) == {"units": 47, "out": 1}


def test_rows_on_a_platform_and_those_of_its_members(export: Export, warehouse: str) -> None:
    exporter = export(warehouse, platform="CASE WHEN no = 2 THEN 1 END")
    assert statistics(exporter, platform=1) == {"units": 47, "out": 1}
    assert statistics(exporter, platform=2) == {"units": 7, "out": 1}


def statistics(exporter: Exporter, *, vendor: int | None = None, platform: int | None = None) -> dict[str, float]:
    (provider,) = (each for each in exporter.providers if each.category == "inventory")
    source: Any = provider.source.statistics
    with exporter.databases.read() as db:
        context = MetricsContext(NOW)
        values = (
            source.get_platform_metrics(db, platform, context)
            if vendor is None
            else source.get_vendor_metrics(db, vendor, context)
        )
    units = sum(each.value for each in values if each.key == "inventory.units")
    out = (each.value for each in values if each.key == "inventory.items" and each.labels == {"level": "out"})
    return {"units": units, "out": sum(out)}


def test_times_in_the_future_are_corrected_there(make_database: MakeDatabase, export: Export) -> None:
    database = make_database("mariadb", shelf)
    with database.engine.begin() as connection:
        connection.execute(text(f"UPDATE shelf SET counted = '{SPOILT}' WHERE no = 3"))
    exporter = export(database.url).refresh("inventory")
    assert exporter.failures() == {}
    latest = units(exporter, "orion_stock_last_updated_timestamp_seconds")
    assert 0 < latest["acme", "main"] < NOW.timestamp() + TOLERANCE.total_seconds()


def test_the_directory_is_where_its_relations_are(make_database: MakeDatabase, tmp_path: Path) -> None:
    main = make_database("postgresql", shelf)
    other = make_database("sqlite", two_platforms)
    given = "".join(
        f"  {name}: {{database: warehouse}}\n"
        for name in ("vendors", "platforms", "vendor_platforms", "platform_modules", *TENANCY)
    )
    stock = STOCK.replace("    database: warehouse\n", "").replace("{platform}", NOWHERE)
    file = configured(tmp_path, other.url, stock + given)
    with closing(Exporter(main.url, NOW, file=file, others={"warehouse": other.url})) as exporter:
        exporter.refresh("tenancy", "inventory")
        assert exporter.failures() == {}
        assert units(exporter)["acme", "main"] == 7
        assert statistics(exporter, platform=1) == {"units": 7, "out": 1}
        assert statistics(exporter, vendor=2) == {"units": 40, "out": 0}
        assert 'orion_vendor_info{category="tenancy",name="unknown",platform="side"' in exporter.text("tenancy")


def test_statements_of_services_and_mixed_ones(export: Export, warehouse: str) -> None:
    exporter = export(warehouse)
    with exporter.databases.read() as db:
        assert sorted(execute(db, select(inventory.c.quantity)).scalars()) == [0, 3, 7, 40]
        assert execute(db, select(orders.c.status)).scalars().all() == ["pending"]
        both = select(inventory.c.quantity).where(inventory.c.vendor_id.in_(select(vendors.c.id)))
        with pytest.raises(ContractError, match="inventory of database warehouse, vendors of database main"):
            execute(db, both)
        with pytest.raises(ContractError, match="relation inventory is read from database warehouse, not from main"):
            db.execute(select(inventory.c.quantity))
        assert sorted(session_of(db, "warehouse").scalars(select(inventory.c.quantity))) == [0, 3, 7, 40]


def test_sources_name_what_they_read(tmp_path: Path) -> None:
    stock = STOCK.replace("{platform}", NOWHERE)
    application = assemble(load(configured(tmp_path, "sqlite:///none", stock), {}))
    with closing(application.databases):
        read = {each.category: each.source.databases for each in application.providers}
    assert read["inventory"] == frozenset({"warehouse"})
    assert read["orders"] == frozenset({"main"})


def test_check_checks_each_relation_where_it_is(shop: Database, warehouse: str, tmp_path: Path) -> None:
    findings = checked(shop, warehouse, tmp_path)
    assert [each for each in findings if each.startswith("problem")] == []
    assert "ok inventory: 4 rows" in "\n".join(findings)


def test_check_goes_on_without_a_database(shop: Database, tmp_path: Path) -> None:
    findings = checked(shop, f"sqlite:///{tmp_path / 'none'}", tmp_path)
    problems = [each for each in findings if each.startswith("problem")]
    assert [each.partition(":")[0] for each in problems] == ["problem database warehouse", "problem inventory"]
    assert any(each.startswith("ok orders: ") for each in findings)


def checked(shop: Database, warehouse: str, folder: Path) -> list[str]:
    file = configured(folder, warehouse, STOCK.replace("{platform}", NOWHERE), shop.url)
    application = assemble(load(file, {}))
    with closing(application.databases):
        return [f"{each.level} {each.subject}: {each.message}" for each in check(application)]


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        (
            "{orders: {database: warehose}}",
            "relations.orders.database: there is no database of this name; did you mean",
        ),
        (
            "{vendors: {database: warehouse}}",
            "relations.vendors.database: cannot be another one than that of relations read with it: a statement reads",
        ),
        (
            "{vendors: {database: warehouse}, vendor_platforms: null}",
            "relations.vendor_platforms: must be given, because vendors and platforms are read from different",
        ),
    ],
)
def test_what_no_statement_can_read_is_refused(tmp_path: Path, relations: str, said: str) -> None:
    configuration = load(configured(tmp_path, "sqlite:///none", f"relations: {relations}\n"), {})
    with pytest.raises(ConfigurationError) as raised:
        relations_of(configuration, find(PROVIDERS, tuple))
    (line,) = raised.value.lines
    assert said in line


DECLARED = """
providers:
  shelves:
    sql: SELECT no AS id, seller AS vendor_id, held FROM shelf
    database: {database}
    metrics:
      units: {{help: Units., sum: held}}
"""


def test_a_declared_provider_reads_another_database(export: Export, warehouse: str) -> None:
    exporter = export(warehouse, DECLARED.format(database="warehouse")).refresh("shelves")
    assert exporter.failures() == {}
    assert {value for (name, _), value in series_of(exporter.text("shelves")).items() if "platform" not in name} == {
        7.0,
        40.0,
        3.0,
    }


def test_a_declared_provider_names_a_database_that_there_is(tmp_path: Path) -> None:
    file = configured(tmp_path, "sqlite:///none", DECLARED.format(database="warehose"))
    with pytest.raises(ConfigurationError, match=r'shelves\.database: there is no .* did you mean "warehouse"'):
        assemble(load(file, {}))
