"""For every additive metric, `sum(metric)` is what SQL says over the rows that are not excluded; on every database."""

from datetime import datetime, timedelta
from math import fsum, isclose

import pytest
from sqlalchemy import delete, text

from exporter.demo.schema import platform_modules
from exporter.demo.shop import Shop
from tests.fold.sums import PARTS, SUMS
from tests.support.databases import Database
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter, Series, series_of


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


@pytest.mark.parametrize("seed", range(20, 26))
def test_sums_are_those_of_sql(database: Database, seed: int) -> None:
    fill(database.engine, seed)
    wanted = {name: each.statement() for name, each in SUMS.items()}
    assert untrue(database, exported(database), wanted) == []


@pytest.mark.parametrize("seed", [3, 30])
def test_sums_are_over_everything_where_no_module_is_off(database: Database, seed: int) -> None:
    fill(database.engine, seed)
    with database.engine.begin() as connection:
        connection.execute(delete(platform_modules))
    series = exported(database)
    assert untrue(database, series, {name: each.everything() for name, each in SUMS.items()}) == []
    for (name, label, value), statement in PARTS.items():
        assert total(series, name, (label, value)) == pytest.approx(asked(database, statement)), (name, label, value)


def test_sums_of_the_demo_are_those_of_sql(database: Database) -> None:
    Shop.create(database.engine, seed=5, now=NOW, speed=100, history=timedelta(days=2))
    series = exported(database)
    assert untrue(database, series, {name: each.statement() for name, each in SUMS.items()}) == []
    assert total(series, "orion_orders") > 0
