"""The exposition matches the tables: every series of a hostile shop, against an oracle that reads row by row."""

from contextlib import closing

import pytest

from tests.kinds import unruly
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import MODULES, NOW, fill
from tests.support.samples_apart import differences
from tests.support.sampling import on_databases
from tests.support.shop import Exporter, series_of
from tests.support.truth import excluded, expected, unattributed

SEEDS = on_databases((0, 2, 7, 11), later=(1, 3))
UNRULY_SEEDS = on_databases((16, 17, 18), later=(19,))


@pytest.mark.parametrize(("dialect", "seed"), SEEDS)
def test_every_series_is_what_the_tables_say(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    compare(shared_database(dialect, fill, seed))


@pytest.mark.parametrize(("dialect", "seed"), UNRULY_SEEDS)
def test_every_series_is_true_whatever_types_and_values_the_columns_have(
    dialect: Dialect, shared_database: SharedDatabase, seed: int
) -> None:
    compare(shared_database(dialect, unruly.fill, seed))


def compare(database: Database) -> None:
    """Compare the first refresh, and the second, which asks for the label values that the first has found."""
    with database.engine.connect() as connection:
        wanted = expected(connection, NOW)
        counts = {each: (unattributed(connection, each), excluded(connection, each)) for each in MODULES}
    with closing(Exporter(database.url, NOW)) as exporter:
        for _ in range(2):
            exporter.refresh()
            assert exporter.failures() == {}
            assert differences(series_of(exporter.text()), wanted) == []
            reports = {state.category: state.report for state in exporter.store.states()}
            assert {each: (report.unattributed, report.excluded) for each, report in reports.items()} == counts
