"""`orion-exporter explain` shows what is sent, what the database makes of it, and no value of the shop."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import Connection, String, create_engine, text

from exporter.app.application import Application, assemble
from exporter.app.explain import Explained, Wanted, explain, feeds
from exporter.app.explained import as_lines
from exporter.config.configuration import ConfigurationError, load
from exporter.contracts.metrics import MetricsContext
from exporter.demo.schema import METADATA
from exporter.refresh.refresher import Refresher
from tests.app.conftest import Run
from tests.app.indexes import execute
from tests.ids.kinds import KINDS
from tests.ids.shop import build as build_with_ids
from tests.support import handmade
from tests.support.command_line import run_command
from tests.support.databases import DIALECTS, Database, Dialect, MakeDatabase, SharedDatabase
from tests.support.modules import MODULES
from tests.support.random_shop import fill
from tests.support.sampling import spread
from tests.support.seed import Loyalty, MetricValue, Silent, provider
from tests.support.shop import series_of
from tests.support.shops import two_platforms

PLAN = {
    "sqlite": ("SCAN orders", "SCAN orders"),
    "postgresql": ("cost=", "actual time="),
    "mariadb": ("key_len", "r_rows"),
}

Environment = Mapping[str, str]
NONE: Environment = MappingProxyType({})


@contextmanager
def application(database: Database, more: Any = None, **environment: str) -> Iterator[Application]:
    """Give the components of an exporter of a database, with one more provider."""
    variables = {f"ORION_EXPORTER_{name}": value for name, value in environment.items()}
    made = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": database.url, **variables}))
    if more is not None:
        providers = (*made.providers, provider(more))
        made = replace(made, providers=providers)
        state = replace(made.states[0], category=more.metrics_category)
        made.store.adopt([*made.states, state], made.refresher.writer)
        refresher = Refresher(providers, made.databases, made.store, made.clock)
        made.store.adopt([*made.states, state], refresher.writer)
        made = replace(made, refresher=refresher)
    try:
        yield made
    finally:
        made.database.close()


def explained(database: Database, *wanted: str | None, analyze: bool = False, given: Environment = NONE) -> Explained:
    with application(database, **given) as made:
        return explain(made, Wanted(*wanted), analyze=analyze)  # type: ignore[arg-type]  # the category comes first


def report(found: Explained) -> str:
    return "\n".join(as_lines(found))


@pytest.fixture
def shop(dialect: Dialect, shared_database: SharedDatabase) -> Database:
    return shared_database(dialect, handmade.build)


@pytest.mark.parametrize(("dialect", "category"), spread([*MODULES, "alerts"]))
def test_what_is_shown_can_be_run_as_it_is_and_has_these_rows(shop: Database, category: str) -> None:
    found = explained(shop, category)
    assert found.failure == ""
    statements = [each for each in found.sent if each.kind == "statement"]
    with shop.engine.connect() as connection:
        for each in statements:
            cursor: Any = connection.connection.cursor()
            cursor.execute(each.text, each.parameters)
            assert (len(cursor.fetchall()), each.times) == (each.rows, 1)
            cursor.close()
            assert each.seconds > 0


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """The names of all series that the command exports of the shop, each with its category."""
    folder = tmp_path_factory.mktemp("exported")
    given = {**os.environ, "ORION_EXPORTER_DATABASE_URL": handmade.in_file(folder / "shop.sqlite")}
    found = series_of(run_command(["once"], folder, given).stdout)
    return [(name, category) for name, of in found for label, category in of if label == "category"]


@pytest.mark.parametrize(("dialect", "category"), spread(MODULES, always=["sqlite"]))
def test_every_series_is_fed_by_a_statement_and_counted_as_it_is_exported(
    exported: list[tuple[str, str]], dialect: Dialect, shop: Database, category: str
) -> None:
    found = explained(shop, category)
    fed = {name for sent in found.sent for name in feeds(sent, found)}
    assert set(found.series) - fed == ({each for each in found.series if "_info" in each})
    if dialect == "sqlite":
        mine = [name for name, of in exported if of == category]
        own = [each for each in mine if not each.startswith(("orion_exporter_", "orion_alert_"))]
        assert {name: of for name, of in found.series.items() if of} == {each: own.count(each) for each in own}


def test_each_query_says_which_metrics_it_feeds(shop: Database) -> None:
    found = explained(shop, "orders")
    named = [each for sent in found.sent if (each := {name.replace("platform_", "") for name in feeds(sent, found)})]
    counted = [{"orion_orders", "orion_orders_open", "orion_order_last_created_timestamp_seconds"}, {"orion_orders"}]
    others = [{"orion_order_value", "orion_order_revenue"}, {"orion_order_oldest_open_timestamp_seconds"}]
    assert all(each in [*counted, *others] for each in named)
    assert all(each in named for each in [counted[0], *others])


@pytest.mark.parametrize("analyze", [False, True])
def test_every_statement_has_its_plan(dialect: Dialect, shop: Database, *, analyze: bool) -> None:
    found = explained(shop, "orders", analyze=analyze)
    plans = [each.plan for each in found.sent if each.kind == "statement"]
    wanted = PLAN[dialect][analyze]
    assert any(wanted in line for plan in plans for line in plan)
    assert not any("no plan" in line for plan in plans for line in plan)
    if dialect != "sqlite" and not analyze:
        assert not any(PLAN[dialect][1] in line for plan in plans for line in plan)


def test_statements_run_in_the_transaction_of_a_refresh_with_its_limits(dialect: Dialect, shop: Database) -> None:
    given = {"PROVIDERS_ORDERS_STATEMENT_TIMEOUT": "7s", "PROVIDERS_ORDERS_LOCK_TIMEOUT": "3s"}
    for wanted in (("orders",), ("orders", "acme")):
        lines = [
            line
            for line in report(explained(shop, *wanted, given=given)).splitlines()
            if line.startswith("transaction")
        ]
        begin = " ".join(lines)
        if dialect == "postgresql":
            assert "READ ONLY" in begin
            assert "statement_timeout = 7000; SET LOCAL lock_timeout = 3000" in begin
        elif dialect == "mariadb":
            assert "READ ONLY" in begin
            assert "max_statement_time = 7.0" in begin
            assert "lock_wait_timeout = 3" in begin
        else:
            assert lines == ["transaction: BEGIN"]


def test_a_statement_that_is_too_slow_is_cancelled(make_database: MakeDatabase) -> None:
    database = make_database("postgresql", two_platforms)
    execute(
        database,
        "ALTER TABLE orders RENAME TO all_orders",
        "CREATE VIEW orders AS SELECT o.* FROM all_orders o, pg_sleep(30)",
        "INSERT INTO all_orders (id, vendor_id, updated_at) VALUES (1, 1, now())",
    )
    found = explained(database, "orders", analyze=True, given={"PROVIDERS_ORDERS_STATEMENT_TIMEOUT": "100ms"})
    assert found.failure.startswith("timeout: ")
    assert report(found).count("the database rejected it") == 1
    assert "no plan: " in report(found)


def test_statistics_of_a_vendor_and_a_platform_are_filtered(dialect: Dialect, shop: Database) -> None:
    vendor, both = explained(shop, "orders", "acme"), explained(shop, "orders", "acme", "fr")
    platform = explained(shop, "orders", None, "fr")
    for found, columns in ((vendor, {"vendor_id"}), (both, {"vendor_id", "platform_id"}), (platform, {"platform_id"})):
        own = [each for each in found.sent if each.kind == "statement" and isinstance(each.purpose, tuple)]
        assert len(own) == 3
        assert all(f"orders.{column} =" in each.text.partition("WHERE")[2] for each in own for column in columns)
    with application(shop) as made, made.database.read() as db:
        (orders_,) = (each for each in made.providers if each.category == "orders")
        assert orders_.source.statistics is not None
        values = orders_.source.statistics.get_vendor_metrics(db, 1, MetricsContext(made.clock.now()))
    assert sum(vendor.series.values()) == len(values)
    lines = report(vendor).splitlines()
    assert [line for line in lines if line.endswith(" = 1") and (dialect == "sqlite" or "vendor_id" in line)]


@pytest.mark.parametrize(
    ("dialect", "kind"),
    [
        (d, k)
        for d in DIALECTS
        for k in ("CHAR(36)", "bytes", "text")
        if d in next(e for e in KINDS if e.name == k).types
    ],
)
def test_ids_that_the_exporter_found_are_not_shown(make_database: MakeDatabase, dialect: Dialect, kind: str) -> None:
    database = make_database(dialect, build_with_ids, dialect, kind)
    of = next(each for each in KINDS if each.name == kind)
    execute(
        database,
        "INSERT INTO orders (id, vendor_id, status, created_at, updated_at) VALUES "
        f"(1000000, {of.literal(2)}, 'pending', '2200-01-01 00:00:00', '2026-01-01 00:00:00')",
    )
    found = explained(database, "orders")
    again = [each for each in found.sent if each.kind == "statement" and "2200" not in each.text and each.parameters]
    assert again
    shown = report(found)
    assert ("(not shown: a value of the shop)" if dialect == "postgresql" else "(... 1 value of the shop ...)") in shown
    hidden = of.literal(2).strip("X'")
    assert hidden not in shown
    assert hidden.replace("-", "") not in shown


def test_the_vendor_that_was_asked_for_is_shown_and_no_other(make_database: MakeDatabase, dialect: Dialect) -> None:
    database = make_database(dialect, build_with_ids, dialect, "CHAR(36)")
    of = next(each for each in KINDS if each.name == "CHAR(36)")
    shown = report(explained(database, "orders", "acme"))
    assert of.literal(1) in shown
    assert of.literal(2) not in shown


@pytest.mark.parametrize("seed", [3, pytest.param(8, marks=pytest.mark.soak)])
def test_no_text_of_a_shop_is_printed(dialect: Dialect, make_database: MakeDatabase, seed: int) -> None:
    database = make_database(dialect, fill, seed)
    shown, words = reports(database), reports(make_database(dialect, METADATA.create_all))
    with database.engine.connect() as connection:
        values = {each for each in texts(connection) if len(each) > 4 and each not in words}
    assert len(values) > 20
    assert sorted(each for each in values if each in shown) == []


def reports(database: Database) -> str:
    """Return the reports of all categories."""
    with application(database) as made:
        every = [explain(made, Wanted(each.category), analyze=True) for each in made.providers]
        return "\n".join(map(report, [*every, explain(made, Wanted("directory"))]))


def texts(connection: Connection) -> Iterator[str]:
    """Yield the texts in every table."""
    for table in METADATA.tables.values():
        columns = [each for each in table.columns if isinstance(each.type, String)]
        for row in connection.execute(table.select().with_only_columns(*columns)) if columns else ():
            yield from (each for each in row if isinstance(each, str))


def test_the_directory_and_one_vendor_of_it(shop: Database) -> None:
    whole, one = explained(shop, "directory"), explained(shop, "directory", "acme")
    assert [each.rows for each in whole.sent if each.purpose == "directory"] == [2, 3, 4, 1]
    assert [each.rows for each in one.sent if each.purpose == "directory"] == [2, 1, 2, 1]
    assert whole.series == {"orion_platform_info": 2, "orion_vendor_info": 3, "orion_vendor_platform_info": 3}
    assert "1. metrics: the labels vendor and platform of all metrics\n" in report(whole)


def test_thresholds_and_runbooks(shop: Database) -> None:
    found = explained(shop, "alerts")
    shown = report(found)
    assert "1. metrics: orion_alert_threshold_default (" in shown
    assert "FROM alert_thresholds" in shown
    assert "'runbook-OrionNoOrders'" in shown
    assert "FROM content_pages" in shown


KNOWN = f"known: {', '.join((*MODULES, 'alerts', 'directory'))}"


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (("order",), f'unknown category "order"; did you mean "orders"? {KNOWN}'),
        (("ORDERS",), f'unknown category "ORDERS"; did you mean "orders"? {KNOWN}'),
        (("x",), f'unknown category "x"; {KNOWN}'),
        (("orders", "acne"), 'unknown vendor "acne"; did you mean "acme"?'),
        (("orders", "zzz"), 'unknown vendor "zzz"'),
        (("orders", "\x1b[2J"), r'unknown vendor "\x1b[2J"'),
        (("orders", "acme", "f"), 'unknown platform "f"; did you mean "fr"?'),
        (("directory", "bol"), 'unknown vendor "bol"; did you mean "bolt"?'),
        (("alerts", "acme"), "the provider of alerts has no statistics of one vendor"),
    ],
)
def test_what_does_not_exist_is_one_line(
    shared_database: SharedDatabase, wanted: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        explained(shared_database("sqlite", handmade.build), *wanted)
    assert raised.value.lines == (f"explain: {message}",)


class Cards(Loyalty):
    """A provider that executes its own statements, for each vendor."""

    def get_vendor_metrics(self, db: Any, vendor_id: Any, _context: MetricsContext | None = None) -> Any:
        found = db.execute(
            text("SELECT count(*) FROM customers WHERE vendor_id = :id"), {"id": vendor_id + 700}
        ).scalar()
        return [MetricValue("cards", found)]


def test_statements_of_a_provider_s_own_code_are_shown_once(shop: Database) -> None:
    with application(shop, Cards([])) as made:
        found = explain(made, Wanted("loyalty"))
    shown = report(found)
    assert found.failure == ""
    assert shown.count("FROM customers") == 1
    assert "metrics: unknown: the code of a provider or service executes it" in shown
    assert "result: 3 rows in " in shown
    assert ", sent 3 times" in shown
    assert "other series: " in shown
    assert "701" not in shown
    assert "(not shown: a value of the shop)" in shown


def test_a_provider_without_statistics_says_so(shared_database: SharedDatabase) -> None:
    with application(shared_database("sqlite", handmade.build), Silent()) as made:
        with pytest.raises(ConfigurationError, match="no statistics of one vendor"):
            explain(made, Wanted("loyalty", "acme"))
        assert report(explain(made, Wanted("loyalty"))).startswith("elsewhere/loyalty.py: 0 statements, 0 series\n")


def test_a_failure_and_a_module_that_is_not_installed(run: Run, shop_url: str) -> None:
    engine = create_engine(shop_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders DROP COLUMN total_cents"))
        connection.execute(text("DROP TABLE inventory"))
    engine.dispose()
    failed, idle = run("explain", "orders", DATABASE_URL=shop_url), run("explain", "inventory", DATABASE_URL=shop_url)
    assert failed.returncode == 1
    assert "result: the database rejected it\n" in failed.stdout
    assert '\nfailed: schema: table "orders" has no readable column total_cents' in failed.stdout
    assert (idle.returncode, idle.stderr) == (0, "")
    assert idle.stdout.endswith("\nnot installed: the provider is idle\n")
    statistics = run("explain", "orders", "--vendor=acme", DATABASE_URL=shop_url)
    assert statistics.returncode == 1
    assert "\nfailed: schema: no such column: orders.total_cents\n" in statistics.stdout


@pytest.fixture
def shop_url(make_database: MakeDatabase) -> str:
    return make_database("sqlite", handmade.build).url


def test_the_command_prints_the_report(run: Run, shop_url: str) -> None:
    result = run("explain", "customers", "--vendor", "acme", "--analyze", DATABASE_URL=shop_url)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("providers/customers.py: ")
    assert "   plan:\n     SEARCH customers USING INDEX " in result.stdout
    unknown = run("explain", "custom", DATABASE_URL=shop_url)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    message = f'orion-exporter: explain: unknown category "custom"; did you mean "customers"? {KNOWN}\n'
    assert unknown.stderr == message


def test_a_database_that_is_not_there_is_a_failure(run: Run, tmp_path: Any) -> None:
    for more in ((), ("--vendor=acme",)):
        result = run("explain", "orders", *more, DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite")
        assert result.returncode == 1
        assert "unable to open database file" in result.stdout + result.stderr
        assert "Traceback" not in result.stderr
