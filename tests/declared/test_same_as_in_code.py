"""A declared provider sends the statements of one in code, and exports the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from exporter.collection.provider import Provider
from exporter.collection.sources import source_of
from exporter.config.effective import effective
from exporter.config.settings import Settings
from exporter.contracts.metrics import MetricsContext
from tests.declared.reviews import DECLARED, ReviewsInCode, build
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter

Statement = tuple[str, Any]


@pytest.fixture
def shop(dialect: Dialect, shared_database: SharedDatabase) -> Database:
    """A shop with reviews."""
    return shared_database(dialect, build)


@contextmanager
def exporter(folder: Path, database: Database, *, in_code: bool) -> Iterator[Exporter]:
    """Give an exporter with the declared provider, or with the one in code on the same relation."""
    path = folder / f"{in_code}.yaml"
    path.write_text(DECLARED.replace("  reviews:\n", f"  reviews:\n    enabled: {not in_code}\n", 1))
    opened = Exporter(database.url, NOW, file=path)
    try:
        if in_code:
            source = source_of(ReviewsInCode(), opened.relations)
            coded = Provider("reviews", source, "code.py", effective(Settings(), "reviews"))
            opened.close()
            opened = Exporter(database.url, NOW, more=[coded], file=path)
        yield opened
    finally:
        opened.close()


def read(exporter: Exporter) -> tuple[list[Statement], str]:
    """Return the statements on reviews of a full refresh, and what is exported."""
    sent: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        sent.append((statement, parameters))

    event.listen(exporter.database.engine, "before_cursor_execute", note)
    text = exporter.refresh("reviews").text("reviews")
    assert exporter.failures() == {}
    return [each for each in sent if "shop_reviews" in each[0]], text


def test_statements_and_bytes_are_those_of_a_provider_in_code(shop: Database, tmp_path: Path) -> None:
    with exporter(tmp_path, shop, in_code=False) as declared, exporter(tmp_path, shop, in_code=True) as coded:
        statements, text = read(declared)
        assert len(statements) >= 3
        assert (statements, text) == read(coded)
    assert 'orion_reviews{category="reviews",platform="main",state="published",vendor="acme"} 1.0\n' in text


def test_statistics_are_those_of_a_provider_in_code(shop: Database, tmp_path: Path) -> None:
    context = MetricsContext(NOW, date_from=NOW.replace(hour=0))
    with exporter(tmp_path, shop, in_code=False) as declared, exporter(tmp_path, shop, in_code=True) as coded:
        found = []
        for each in (declared, coded):
            statistics = next(one for one in each.providers if one.category == "reviews").source.statistics
            assert statistics is not None
            with each.database.read() as db:
                found.append(
                    (statistics.get_vendor_metrics(db, 1, context), statistics.get_platform_metrics(db, 2, context))
                )
    assert found[0] == found[1]
    assert {each.key: each.value for each in found[0][0]}["reviews.reviews_pending"] == 1


def test_definitions_are_those_of_a_provider_in_code(shop: Database, tmp_path: Path) -> None:
    def as_tuples(each: Exporter) -> list[tuple[Any, ...]]:
        (provider,) = (one for one in each.providers if one.category == "reviews")
        names = ("key", "name", "label", "help", "labels", "fold", "money", "divisor", "unit", "icon", "minor_unit")
        return [tuple(getattr(metric, name) for name in names) for metric in provider.definitions]

    with exporter(tmp_path, shop, in_code=False) as declared, exporter(tmp_path, shop, in_code=True) as coded:
        assert as_tuples(declared) == as_tuples(coded)
