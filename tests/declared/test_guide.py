"""The guide to declared providers, word for word: its shop, its file, its output and its rules."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.app.commands import COMMANDS
from exporter.cli import _parser
from tests.docs.markdown import DOCS, snippets
from tests.grafana.rules.promtool import promtool
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.samples import samples
from tests.support.shop import Exporter
from tests.support.shops import two_platforms

PAGE = DOCS / "how-to" / "declare-a-provider.md"
REVIEWS, ORDERS = (each.text for each in snippets("yaml") if each.page == PAGE)
(SQL,) = (each.text for each in snippets("sql") if each.page == PAGE)
(OUTPUT,) = (each.text for each in snippets("text") if each.page == PAGE)


@pytest.fixture
def shop(dialect: Dialect, make_database: MakeDatabase) -> Database:
    """The shop of the guide."""
    made = make_database(dialect, two_platforms)
    with made.engine.begin() as connection:
        for statement in filter(str.strip, SQL.split(";")):
            connection.execute(text(statement))
    return made


def test_the_file_of_the_guide_exports_what_the_guide_shows(shop: Database, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(REVIEWS)
    with closing(Exporter(shop.url, NOW, alerts=True, file=tmp_path / "config.yaml")) as exporter:
        exporter.refresh("reviews", ALERTS_CATEGORY)
        assert exporter.failures() == {}
        lines = samples(exporter, "reviews").splitlines(keepends=True)
        thresholds = samples(exporter, ALERTS_CATEGORY)
    shown = ("orion_reviews", "orion_platform_reviews")
    assert "".join(line for line in lines if line.partition("{")[0] in shown) == OUTPUT
    assert 'orion_review_stars{category="reviews",platform="main",vendor="acme"} 8.0\n' in lines
    assert 'alert="AcmeReviewsWaiting",category="reviews",platform="main",vendor="acme"} 100.0\n' in thresholds


def test_the_second_file_of_the_guide_reads_a_built_in_relation(tmp_path: Path, small: Database) -> None:
    (tmp_path / "config.yaml").write_text(ORDERS)
    with closing(Exporter(small.url, NOW, file=tmp_path / "config.yaml")) as exporter:
        exporter.refresh("order_currencies")
        assert exporter.failures() == {}
        assert "orion_orders_by_currency" in exporter.text("order_currencies")


def test_the_rules_of_the_guide_are_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.yaml").write_text(REVIEWS)
    assert COMMANDS["rules"](_parser().parse_args(["rules", f"--config.file={tmp_path / 'config.yaml'}"])) == 0
    (tmp_path / "reviews.yml").write_text(capsys.readouterr().out)
    assert "2 rules found" in promtool("check", "rules", tmp_path / "reviews.yml")
