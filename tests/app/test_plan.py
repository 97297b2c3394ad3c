"""`orion-exporter plan` says beforehand what a scrape is going to hold."""

from sqlalchemy import create_engine, text

from tests.app.conftest import Run
from tests.support.modules import MODULES
from tests.support.shop import series_of

LIMIT = "PROVIDERS_ORDERS_MAX_SERIES"
APART = ("orion_exporter_", "orion_alert_")
"""What has the categories of others in its labels."""


def rows(stdout: str) -> dict[str, list[str]]:
    """Return the columns of each line by its first."""
    return {cells[0]: cells[1:] for cells in (line.split() for line in stdout.splitlines())}


def test_it_says_what_a_scrape_has(run: Run, shop: str) -> None:
    told, scraped = run("plan", DATABASE_URL=shop), series_of(run("once", DATABASE_URL=shop).stdout)
    assert (told.returncode, told.stderr) == (0, "")
    for category in MODULES:
        own = [name for name, labels in scraped if ("category", category) in labels and not name.startswith(APART)]
        series, of_platforms, *_ = rows(told.stdout)[category]
        assert int(series) == len(own)
        with_vendors = category not in {"carts", "payments", "jobs"}
        assert 0 < int(of_platforms) <= len(own) - with_vendors
    every = [name for name, _ in scraped if name.startswith("orion_") and not name.startswith("orion_exporter_")]
    assert int(rows(told.stdout)["all"][0]) == len(every)


def test_it_says_where_vendors_will_be_left_out(run: Run, shop: str) -> None:
    whole = rows(run("plan", DATABASE_URL=shop).stdout)["orders"][:2]
    told = run("plan", DATABASE_URL=shop, **{LIMIT: "3"})
    assert told.returncode == 0
    assert rows(told.stdout)["orders"][:2] == whole
    assert "exceeds max_series (3); only platform totals will be exported" in told.stdout
    assert told.stdout.count("exceeds") == 1
    left = series_of(run("once", DATABASE_URL=shop, **{LIMIT: "3"}).stdout)
    own = [name for name, labels in left if ("category", "orders") in labels and not name.startswith(APART)]
    assert len(own) == int(whole[1])


def test_it_goes_on_after_a_failure_and_knows_what_is_not_installed(run: Run, shop: str) -> None:
    engine = create_engine(shop)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders DROP COLUMN total_cents"))
        connection.execute(text("DROP TABLE inventory"))
    engine.dispose()
    told = run("plan", DATABASE_URL=shop)
    assert told.returncode == 1
    (failed,) = [line for line in told.stdout.splitlines() if line.startswith("orders")]
    assert "failed: schema: " in failed
    assert "total_cents" in failed
    assert rows(told.stdout)["inventory"][0] == "0"
    assert int(rows(told.stdout)["catalog"][0]) > 0
