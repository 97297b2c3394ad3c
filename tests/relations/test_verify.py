"""`verify` distinguishes right numbers from wrong ones."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.app.application import Application, assemble
from exporter.app.truth_numbers import Truth
from exporter.app.verify import verify
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricsContext, Rows
from exporter.query.pivot import PivotedQueries
from tests.relations.mini import file_in, mini
from tests.support.databases import DIALECTS, Dialect, MakeDatabase
from tests.support.random_shop import fill


@pytest.fixture
def application(request: pytest.FixtureRequest, make_database: MakeDatabase, tmp_path: Path) -> Iterator[Application]:
    database = make_database(request.param, mini)
    made = assemble(load(file_in(tmp_path), {"ORION_EXPORTER_DATABASE_URL": database.url}))
    with closing(made.database):
        yield made


EVERYWHERE = pytest.mark.parametrize("application", DIALECTS, indirect=True)
PRODUCTS = "SELECT 'shop' AS platform, CASE WHEN on_sale THEN 'active' ELSE 'inactive' END AS state, count(*) AS value "


@EVERYWHERE
def test_the_sums_are_the_totals(application: Application) -> None:
    found = [(each.level, each.subject, each.message) for each in verify(application)]
    assert ("ok", "orders", "10 sums equal the totals of the relations") in found
    assert ("ok", "catalog", "2 sums equal the totals of the relations") in found
    assert {level for level, *_ in found} == {"ok"}


@EVERYWHERE
def test_a_metric_is_compared_with_its_truth(application: Application) -> None:
    right = Truth("orion_platform_products", "Goods by state.", f"{PRODUCTS} FROM goods GROUP BY 1, 2")
    wrong = replace(right, sql=f"{PRODUCTS} FROM goods WHERE no > 1 GROUP BY 1, 2")
    *_, first, second = verify(application, [right, wrong])
    assert (first.level, first.message) == ("ok", "2 series equal the truth: Goods by state.")
    assert second.level == "problem"
    assert "'state': 'active'} is 6 instead of 5" in second.message


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_a_truth_that_cannot_be_read_is_a_problem(application: Application) -> None:
    *_, found = verify(application, [Truth("orion_products", "Goods.", "SELECT count(*) AS value FROM lost")])
    assert (found.level, found.message) == ("problem", "its truth cannot be read: no such table: lost")


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_a_truth_must_distinguish_series(application: Application) -> None:
    truths = [
        Truth(name, "Goods.", "SELECT count(*) AS value FROM goods") for name in ("orion_products", "orion_orders_open")
    ]
    *_, products, open_ = verify(application, [truths[0], replace(truths[1], sql="SELECT 3 AS value")])
    assert (
        products.message
        == "several series have the same labels in its truth; add some of these: platform, state, vendor"
    )
    assert (open_.level, open_.message) == ("ok", "1 series equals the truth: Goods."), "all labels are left open"


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT count(*) AS number FROM goods", "each row needs the column value, with a number"),
        ("SELECT 'many' AS value", "each row needs the column value, with a number"),
        ("SELECT 1 AS value FROM goods", "two rows are the series {}; group by its labels"),
        ("-- nothing", "ResourceClosedError: could not compile or process the statement"),
    ],
)
@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_a_truth_whose_rows_are_no_series_is_a_problem(application: Application, sql: str, message: str) -> None:
    *_, found = verify(application, [Truth("orion_products", "Goods.", sql)])
    assert (found.level, found.message) == ("problem", f"its truth cannot be read: {message}")


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_a_sum_that_differs_is_a_problem(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = PivotedQueries.answers

    def doubled(self: PivotedQueries, db: object, context: MetricsContext) -> Iterator[Rows]:
        for rows in answers(self, db, context):  # type: ignore[arg-type]  # as it was called
            yield replace(rows, rows=[each for row in rows.rows for each in (row, row)])

    monkeypatch.setattr(PivotedQueries, "answers", doubled)
    found = {each.subject: each for each in verify(application)}
    assert found["orders"].level == "problem"
    assert "orders.total {'status': 'odd'} is 2 instead of 1" in found["orders"].message


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_shop_of_the_application(make_database: MakeDatabase, dialect: Dialect) -> None:
    database = make_database(dialect, fill, 1)
    application = assemble(load(None, {"ORION_EXPORTER_DATABASE_URL": database.url}))
    with closing(application.database):
        assert {each.level for each in verify(application)} <= {"ok", "hint"}
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM orders")).scalar_one() > 0
