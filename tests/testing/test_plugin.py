"""The plugin of pytest, in test runs of other projects."""

from pathlib import Path

from exporter.testing.suite import CHECKS
from tests.support import handmade
from tests.testing.runs import passed, pytest_in, python_in, write

SHOP = """
    from exporter.contracts import MetricDefinition
    from exporter.query import AnyId, Query, QueryMetricsProvider, count
    from sqlalchemy import column, table

    cards = table("loyalty_cards", column("vendor_id", AnyId))
    CARDS = MetricDefinition("loyalty.cards", "loyalty_cards", "Cards", "Cards (loyalty_cards).")


    class Loyalty(QueryMetricsProvider):
        metrics_category = "loyalty"

        def queries(self):
            yield Query(vendor=cards.c.vendor_id, values={CARDS: count()})


    class Misnamed(Loyalty):
        metrics_category = "Loyalty"


    customers = table("customers", column("vendor_id", AnyId))
    BUYERS = MetricDefinition("loyalty.customers", "loyalty_customers", "Customers", "Customers (customers).")


    class Customers(Loyalty):
        def queries(self):
            yield Query(vendor=customers.c.vendor_id, values={BUYERS: count()})
"""
PREPARED = """
    def pytest_orion_prepare_shop(engine, now):
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE loyalty_cards (vendor_id INTEGER)")
            connection.exec_driver_sql("INSERT INTO loyalty_cards VALUES (1), (1), (2), (99), (NULL)")
"""
USING = """
    from acme import Loyalty


    def test_golden(orion_shop, orion_golden):
        orion_golden("loyalty.prom", orion_shop.exposition(Loyalty))


    def test_each_shop_is_new(orion_shop):
        with orion_shop.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM loyalty_cards")


    def test_clock(orion_clock, orion_shop):
        assert orion_clock.now() == orion_shop.now
        orion_clock.advance(60)
        assert (orion_clock.now() - orion_shop.now).total_seconds() == 60
"""
PROVIDER = "--orion-provider=acme:Loyalty"


def test_it_loads_nothing_of_the_exporter_where_it_is_not_used(tmp_path: Path) -> None:
    test = """
        import sys


        def test_loaded():
            loaded = {name for name in sys.modules if name.partition(".")[0] in {"exporter", "providers", "sqlalchemy"}}
            assert loaded == {"exporter", "exporter.pytest_plugin"}
    """
    assert passed(pytest_in(write(tmp_path, test_loaded=test))) == "1 passed"


def test_the_suite_is_collected_and_passes(tmp_path: Path) -> None:
    run = pytest_in(write(tmp_path, acme=SHOP, conftest=PREPARED), PROVIDER, "-vv")
    assert passed(run).strip("= ") == f"{len(CHECKS)} passed"
    assert "acme:Loyalty::only_reads PASSED" in run.stdout
    assert f"collected {len(CHECKS)} items" in run.stdout


def test_the_option_is_repeatable_and_k_selects(tmp_path: Path) -> None:
    providers = [PROVIDER, "--orion-provider=acme:Customers", PROVIDER]
    run = pytest_in(write(tmp_path, acme=SHOP, conftest=PREPARED), *providers, "-k", "texts_are or is_a_provider")
    assert passed(run) == f"4 passed, {2 * len(CHECKS) - 4} deselected"


def test_processes_share_the_work(tmp_path: Path) -> None:
    run = pytest_in(write(tmp_path, acme=SHOP, conftest=PREPARED), PROVIDER, "-n", "2", "-k", "names or texts")
    assert passed(run) == "4 passed"


def test_a_failure_is_its_messages_and_no_traceback(tmp_path: Path) -> None:
    run = pytest_in(write(tmp_path, acme=SHOP, conftest=PREPARED), "--orion-provider=acme:Misnamed", "-k", "category")
    assert run.returncode == 1
    assert 'metrics_category "Loyalty" is not an identifier in lower case; use letters' in run.stdout
    assert "exporter/testing" not in run.stdout
    assert "FAILED acme:Misnamed::category_is_free" in run.stdout


def test_without_its_tables_one_check_says_what_to_do(tmp_path: Path) -> None:
    run = pytest_in(write(tmp_path, acme=SHOP), PROVIDER)
    assert run.returncode == 1
    assert "create it by the hook pytest_orion_prepare_shop in conftest.py" in run.stdout


WRONG = {
    "--orion-provider=acme": "acme: not the name of a provider; use package.module:Class",
    "--orion-provider=nowhere:X": "No module named 'nowhere'; install the package",
    "--orion-provider=acme:Missing": "has no attribute 'Missing'",
    "--orion-provider=broken:X": "broken:X: cannot be imported",
    "--orion-provider=lacking:X": "lacking:X: cannot be imported: ModuleNotFoundError: No module named 'nowhere'",
    "--orion-provider=missing.yaml": "missing.yaml: cannot be read: No such file",
    "--orion-provider=nothing.yaml": "nothing.yaml: declares no provider; add providers.<name> with metrics",
    "--orion-provider=wrong.yaml": "wrong.yaml:1:13: providers.cards: needs metrics",
    f"{PROVIDER} --orion-database=nonsense": "--orion-database: ",
}
EACH = """
    import sys

    import pytest

    for arguments in sys.argv[1:]:
        assert pytest.main(["-q", "-p", "no:cacheprovider", *arguments.split()]) == 4
        print("--", file=sys.stderr)
"""


def test_a_wrong_argument_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "nothing.yaml").write_text("refresh: {every: 60s}\n")
    (tmp_path / "wrong.yaml").write_text("providers: {cards: {sql: SELECT vendor_id FROM cards}}\n")
    folder = write(tmp_path, acme=SHOP, broken="import sys\nsys.exit(3)\n", lacking="import nowhere\n", each=EACH)
    run = python_in(folder, "each.py", *WRONG)
    assert run.returncode == 0, run.stderr
    every = run.stderr.split("--\n")
    assert every.pop() == ""
    for message, shown in zip(WRONG.values(), every, strict=True):
        assert message in shown
        assert len(shown.strip().splitlines()) == 1


def test_it_reads_the_database_that_is_given(tmp_path: Path) -> None:
    url = handmade.in_file(tmp_path / "shop.sqlite")
    run = pytest_in(write(tmp_path, acme=SHOP), "--orion-provider=acme:Customers", f"--orion-database={url}", "-rs")
    assert passed(run).startswith(f"{len(CHECKS) - 1} passed, 1 skipped")
    assert "only on the demo shop" in run.stdout


def test_fixtures_give_a_shop_a_clock_and_golden_files(tmp_path: Path) -> None:
    folder = write(tmp_path, acme=SHOP, conftest=PREPARED, test_using=USING)
    golden = folder / "golden" / "loyalty.prom"
    first = pytest_in(folder)
    assert "loyalty.prom does not exist; run pytest --orion-update-golden to write it" in first.stdout
    assert passed(pytest_in(folder, "--orion-update-golden")) == "3 passed"
    assert 'vendor="brew-lab"} 2.0\n' in golden.read_text()
    assert passed(pytest_in(folder)) == "3 passed"
    golden.write_text(golden.read_text().replace('vendor="brew-lab"} 2.0', 'vendor="brew-lab"} 3.0'))
    changed = pytest_in(folder)
    assert changed.returncode == 1
    assert '-orion_loyalty_cards{category="loyalty",platform="bazaar",vendor="brew-lab"} 3.0' in changed.stdout
    assert '+orion_loyalty_cards{category="loyalty",platform="bazaar",vendor="brew-lab"} 2.0' in changed.stdout
