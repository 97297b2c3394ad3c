"""For every additive metric, `sum(metric)` is what SQL says over the rows that are not excluded; on every database."""

from datetime import datetime
from math import fsum, isclose

import pytest
from sqlalchemy import delete, text

from exporter.demo.schema import platform_modules
from tests.fold.sums import PARTS, SUMS
from tests.support.databases import Database, Dialect, MakeDatabase, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.sampling import on_databases
from tests.support.shop import Exporter, Series, series_of
from tests.support.shops import two_days


def exported(database: Database, now: datetime = NOW) -> dict[Series, float]:
    exporter = Exporter(database.url, now).refresh()
    try:
        assert exporter.failures() == {}
        return series_of(exporter.text())
    finally:
        exporter.close()


def total(series: dict[Series, float], name: str, *labels: tuple[str, str]) -> float:
    return fsum(value for each, value in series.items() if each[0] == name and each[1].issuperset(labels))


def asked(database: Database, statement: str) -> float:
    with database.engine.connect() as connection:
        return float(connection.scalar(text(statement)) or 0)


def untrue(database: Database, series: dict[Series, float], wanted: dict[str, str]) -> list[str]:
    """Return the metrics whose sum is not what the statement says."""
    pairs = [(name, total(series, name), asked(database, sql)) for name, sql in wanted.items()]
    return [f"{name}: sum {found}, SQL {true}" for name, found, true in pairs if not isclose(found, true, rel_tol=1e-9)]


@pytest.mark.parametrize(("dialect", "seed"), on_databases(range(20, 24), later=(24, 25)))
def test_sums_are_those_of_sql(dialect: Dialect, shared_database: SharedDatabase, seed: int) -> None:
    database = shared_database(dialect, fill, seed)
    wanted = {name: each.statement() for name, each in SUMS.items()}
    assert untrue(database, exported(database), wanted) == []


@pytest.mark.parametrize("seed", [3, 30])
def test_sums_are_over_everything_where_no_module_is_off(
    dialect: Dialect, make_database: MakeDatabase, seed: int
) -> None:
    database = make_database(dialect, fill, seed)
    with database.engine.begin() as connection:
        connection.execute(delete(platform_modules))
    series = exported(database)
    assert untrue(database, series, {name: each.everything() for name, each in SUMS.items()}) == []
    for (name, label, value), statement in PARTS.items():
        assert total(series, name, (label, value)) == pytest.approx(asked(database, statement)), (name, label, value)


def test_sums_of_the_demo_are_those_of_sql(dialect: Dialect, shared_database: SharedDatabase) -> None:
    database = shared_database(dialect, two_days)
    series = exported(database)
    assert untrue(database, series, {name: each.statement() for name, each in SUMS.items()}) == []
    assert total(series, "orion_orders") > 0
