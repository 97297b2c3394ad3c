"""Variants of a preset follow the database: at the first connection, after a reload, and after something is missing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from exporter.app.live import Live
from exporter.config.configuration import load
from exporter.exposition.rendering import Format, plain
from tests.app.conftest import Run
from tests.support.clock import FakeClock
from tests.support.handmade import NOW

PRESET = """\
about: A shop with customers.
variants:
  plugin:
    when: {tables: plugin}
    relations:
      customers: {sql: SELECT 1 AS is_active FROM plugin, omit: [vendor_id, platform_id, created_at, last_order_at]}
relations:
  customers: {sql: SELECT 1 AS is_active FROM people, omit: [vendor_id, platform_id, created_at, last_order_at]}
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> Path:
    """The preset and the configuration in the folder of the test."""
    (tmp_path / "preset.yaml").write_text(PRESET)
    shop = f"database: {{url: 'sqlite:///{tmp_path}/shop.sqlite'}}\n"
    (tmp_path / "config.yaml").write_text(f"{shop}preset: preset.yaml\nrefresh: {{every: 1h, jitter: 0s}}\n")
    return tmp_path


@pytest.fixture
def live(files: Path) -> Iterator[Live]:
    """An exporter that is not started; it is when its variants are found."""
    made = Live(load(files / "config.yaml", {}), lambda: load(files / "config.yaml", {}), FakeClock(NOW))
    yield made
    made.stop()
    made.application.database.close()


def execute(files: Path, *statements: str) -> None:
    with closing(sqlite3.connect(files / "shop.sqlite")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def shop(files: Path, *, plugin: bool) -> None:
    """Create a shop with two customers, or one of them in the plugin."""
    execute(files, "CREATE TABLE people (id)", "INSERT INTO people VALUES (1), (2)")
    if plugin:
        execute(files, "CREATE TABLE plugin (id)", "INSERT INTO plugin VALUES (1)")


def refreshed(live: Live) -> str:
    """Refresh the customers, again if others took over, and return the variants in use."""
    for _ in range(2):
        live.application.refresher.refresh("customers")
    return live.store.preset.variants


def customers(live: Live) -> int:
    (line,) = [
        line
        for part in plain(live.store["customers"].rendered[Format.TEXT])
        for line in part.decode().splitlines()
        if line.startswith("orion_customers{") and 'state="active"' in line
    ]
    return int(float(line.rpartition(" ")[2]))


def test_a_start_without_a_database_waits(live: Live, files: Path) -> None:
    assert refreshed(live) == "unknown"
    failure = live.store["customers"].failure
    assert failure is not None
    assert failure.reason == "connection"
    shop(files, plugin=True)
    assert refreshed(live) == "plugin"
    assert customers(live) == 1


def test_no_variant_is_known_too(live: Live, files: Path) -> None:
    shop(files, plugin=False)
    assert refreshed(live) == ""
    assert live.application.configuration.is_decided
    assert customers(live) == 2


def test_what_is_missing_lets_it_look_again(live: Live, files: Path, caplog: pytest.LogCaptureFixture) -> None:
    shop(files, plugin=True)
    assert refreshed(live) == "plugin"
    execute(files, "DROP TABLE plugin")
    # The scheduler may be the one that refreshes, and fails, first.
    live.application.refresher.refresh("customers")
    assert refreshed(live) == ""
    assert customers(live) == 2
    logged = [vars(each) for each in caplog.records if vars(each).get("reason") == "schema"]
    assert {each["category"] for each in logged} == {"customers"}
    assert "correct relations.customers.sql (preset.yaml:6:19), or grant SELECT on the tables" in str(logged[0])


def test_a_reload_keeps_the_variants_and_looks_again(live: Live, files: Path) -> None:
    shop(files, plugin=True)
    assert refreshed(live) == "plugin"
    assert live.reload() == ()
    assert live.store.preset.variants == "plugin"
    assert live.store["customers"].snapshot is not None
    execute(files, "ALTER TABLE plugin RENAME TO gone")
    assert live.reload() == ()
    assert refreshed(live) == ""
    assert customers(live) == 2


def test_another_select_of_the_configuration_is_not_the_same_shop(live: Live, files: Path) -> None:
    shop(files, plugin=False)
    refreshed(live)
    text = (files / "preset.yaml").read_text().replace("FROM people", "FROM people WHERE id = 1")
    (files / "preset.yaml").write_text(text)
    assert live.reload() == ()
    assert refreshed(live) == ""
    assert customers(live) == 1


def test_variants_that_make_no_valid_configuration_are_a_failure(live: Live, files: Path) -> None:
    text = (files / "preset.yaml").read_text().replace("AS is_active FROM plugin", "AS is_activ FROM plugin")
    (files / "preset.yaml").write_text(text)
    assert live.reload() == ()
    shop(files, plugin=True)
    refreshed(live)
    failure = live.store["customers"].failure
    assert failure is not None
    assert failure.reason == "contract"
    assert "preset.yaml:6:" in failure.message
    assert "has no column is_active; is_activ is no column of the relation" in failure.message


@pytest.mark.parametrize(("plugin", "count", "variants"), [(True, 1, "plugin"), (False, 2, "")])
def test_a_command_finds_the_variants_first(run: Run, files: Path, plugin: bool, count: int, variants: str) -> None:
    shop(files, plugin=plugin)
    once = run("once", "--config.file=config.yaml")
    assert once.returncode == 0
    assert f'orion_platform_customers{{category="customers",platform="shop",state="active"}} {count}.0\n' in once.stdout
    assert f'variant="{variants}"}} 1.0' in once.stdout
    check = run("check", "--config.file=config.yaml")
    assert f"; {'variants: plugin' if plugin else 'no variants'}\n" in check.stdout
    why = "variant plugin does not apply: there is no table plugin that can be read"
    assert (why in check.stdout) is not plugin


def test_a_pinned_variant_is_not_looked_for(run: Run, files: Path) -> None:
    shop(files, plugin=True)
    check = run("check", "--config.file=config.yaml", VARIANT_PLUGIN="false")
    assert "; no variants\n" in check.stdout
    once = run("once", "--config.file=config.yaml", VARIANT_PLUGIN="false")
    assert 'orion_platform_customers{category="customers",platform="shop",state="active"} 2.0\n' in once.stdout


def test_a_condition_that_is_no_sql_ends_a_command(run: Run, files: Path) -> None:
    shop(files, plugin=True)
    (files / "preset.yaml").write_text(PRESET.replace("{tables: plugin}", "SELECT FROM"))
    for command in ("once", "check", "plan"):
        ended = run(command, "--config.file=config.yaml")
        assert (ended.returncode, ended.stdout) == (2, "")
        (line,) = ended.stderr.splitlines()
        assert line.startswith("orion-exporter: preset.yaml:4:5: variants.plugin.when: ")


def test_without_a_database_a_command_fails(run: Run) -> None:
    once = run("once", "--config.file=config.yaml")
    assert once.returncode == 1
    assert 'variant="unknown"} 1.0' in once.stdout
    assert "reason=connection" in once.stderr
    assert run("check", "--config.file=config.yaml").returncode == 1


def elsewhere(files: Path) -> None:
    """Read the customers, and with them the variant, from another database; the shop itself has no tables of them."""
    (files / "shop.sqlite").rename(files / "other.sqlite")
    execute(files, "CREATE TABLE carts (id)")
    with (files / "config.yaml").open("a") as file:
        file.write(f"databases: {{other: {{url: 'sqlite:///{files}/other.sqlite'}}}}\n")
        file.write("relations: {customers: {database: other}}\n")


@pytest.mark.parametrize("plugin", [True, False])
def test_a_condition_reads_the_database_of_the_relations(live: Live, run: Run, files: Path, plugin: bool) -> None:
    shop(files, plugin=plugin)
    elsewhere(files)
    assert live.reload() == ()
    assert refreshed(live) == ("plugin" if plugin else "")
    assert customers(live) == (1 if plugin else 2)
    check = run("check", "--config.file=config.yaml")
    assert f"; {'variants: plugin' if plugin else 'no variants'}\n" in check.stdout


def test_a_condition_without_relations_reads_the_database_of_the_preset(files: Path) -> None:
    text = PRESET.replace("variants:", "variants:\n  slow: {when: SELECT 1, refresh: {every: 1h}}")
    text += "  orders: {sql: SELECT 1 AS status}\n"
    (files / "preset.yaml").write_text(text)
    elsewhere_too = ("database: {url: sqlite:///a}", "databases: {other: {url: sqlite:///b}}", "preset: preset.yaml")
    for relations, slow, plugin in (
        ("", "main", "main"),
        ("relations: {customers: {database: other}}", "main", "other"),
        ("relations: {customers: {database: other}, orders: {database: other}}", "other", "other"),
    ):
        (files / "config.yaml").write_text("\n".join((*elsewhere_too, relations)))
        configuration = load(files / "config.yaml", {})
        assert configuration.database_of_variant("slow") == slow
        assert configuration.database_of_variant("plugin") == plugin
