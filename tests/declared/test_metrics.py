"""What declared providers export: scopes, zeros, types, maps, and relations that several of them read."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from exporter.collection.discovery import providers_of
from tests.declared.files import declaration
from tests.declared.reviews import DECLARED, build
from tests.support.databases import Database, Dialect, SharedDatabase
from tests.support.random_shop import NOW
from tests.support.samples import block, samples
from tests.support.shop import Exporter

Export = Callable[..., str]
FROM = "FROM shop_reviews"


@pytest.fixture
def shop(dialect: Dialect, shared_database: SharedDatabase) -> Database:
    """A shop with reviews, on each kind of database."""
    return shared_database(dialect, build)


@pytest.fixture
def lite(shared_database: SharedDatabase) -> Database:
    """A shop with reviews, on SQLite."""
    return shared_database("sqlite", build)


@pytest.fixture
def export(tmp_path: Path) -> Iterator[Export]:
    """Return a function that refreshes a category of a configuration and returns its samples, without `category`."""
    with ExitStack() as opened:

        def make(database: Database, text: str, category: str = "reviews") -> str:
            path = tmp_path / "config.yaml"
            path.write_text(text)
            exporter = Exporter(database.url, NOW, file=path)
            opened.callback(exporter.close)
            exporter.refresh(category)
            assert exporter.failures() == {}
            found = samples(exporter, category)
            return found.replace(f'category="{category}",', "").replace(f'category="{category}"', "")

        yield make


def of(text: str, *names: str) -> str:
    """Return the samples of some metrics."""
    return "".join(line for line in text.splitlines(keepends=True) if line.partition("{")[0] in names)


def test_both_scopes_have_zeros_for_known_values_and_others_as_they_are(shop: Database, export: Export) -> None:
    text = export(shop, DECLARED)
    assert of(text, "orion_reviews", "orion_platform_reviews") == block(
        """
        orion_reviews{platform="main",state="published",vendor="acme"} 1.0
        orion_reviews{platform="side",state="published",vendor="acme"} 1.0
        orion_reviews{platform="side",state="published",vendor="bolt"} 0.0
        orion_reviews{platform="side",state="published",vendor="unknown"} 1.0
        orion_reviews{platform="main",state="pending",vendor="acme"} 1.0
        orion_reviews{platform="side",state="pending",vendor="acme"} 0.0
        orion_reviews{platform="side",state="pending",vendor="bolt"} 1.0
        orion_reviews{platform="side",state="hidden",vendor="bolt"} 1.0
        orion_reviews{platform="main",state="unknown",vendor="acme"} 1.0
        orion_platform_reviews{platform="main",state="published"} 1.0
        orion_platform_reviews{platform="side",state="published"} 2.0
        orion_platform_reviews{platform="main",state="pending"} 1.0
        orion_platform_reviews{platform="side",state="pending"} 1.0
        orion_platform_reviews{platform="side",state="hidden"} 1.0
        orion_platform_reviews{platform="main",state="unknown"} 1.0
        """
    )
    assert of(text, "orion_platform_review_fees") == block(
        """
        orion_platform_review_fees{currency="EUR",platform="main"} 2.0
        orion_platform_review_fees{currency="EUR",platform="side"} 0.2
        orion_platform_review_fees{currency="JPY",platform="side"} 700.0
        orion_platform_review_fees{currency="unknown",platform="side"} 0.1
        """
    )
    assert 'orion_reviews_pending{platform="main",vendor="acme"} 1.0\n' in text
    assert 'orion_review_best_stars{platform="main",vendor="acme"} 5.0\n' in text
    assert "orion_review_best_stars{" in text
    assert 'orion_review_best_stars{platform="side",vendor="bolt"}' not in text  # no published one


def test_the_columns_that_are_there_decide_the_scope(lite: Database, export: Export) -> None:
    metric = "many: {help: Many., count: rows}"
    of_vendors = export(lite, declaration(metric, source=f"sql: SELECT seller_id AS vendor_id {FROM}"))
    assert of_vendors == block(
        """
        orion_many{platform="main",vendor="acme"} 4.0
        orion_many{platform="side",vendor="bolt"} 2.0
        orion_many{platform="unassigned",vendor="unknown"} 1.0
        orion_platform_many{platform="main"} 4.0
        orion_platform_many{platform="side"} 6.0
        """
    )
    of_platforms = export(lite, declaration(metric, source=f"sql: SELECT channel_id AS platform_id {FROM}"))
    assert {line.partition("{")[0] for line in of_platforms.splitlines()} == {"orion_platform_many"}


def test_rows_are_counted_even_if_no_column_is_needed(shop: Database, export: Export) -> None:
    metric = "many: {help: Many., count: rows}"
    assert export(shop, declaration(metric, source=f"sql: SELECT status {FROM}")) == "orion_many{} 7.0\n"


def test_rows_are_counted_even_if_a_relation_has_no_column_that_is_needed(lite: Database, export: Export) -> None:
    orders = f"SELECT id, status, fee AS total_cents, currency, written AS created_at {FROM}"
    text = f"relations:\n  orders: {{sql: '{orders}'}}\n"
    text += declaration("many: {help: Many., count: rows}", source="relation: orders")
    assert of(export(lite, text), "orion_many") == 'orion_many{platform="shop",vendor="shop"} 7.0\n'


def test_columns_of_any_type_are_labels_and_conditions(shop: Database, export: Export) -> None:
    text = export(
        shop,
        declaration(
            "rated: {help: By stars., count: rows, by: {stars: open}}",
            "good: {help: Good., count: rows, where: {stars: [4, 5]}}",
            "unrated: {help: Unrated., count: rows, where: {stars: [null]}}",
            "bad: {help: Bad., count: rows, where: {stars: [1, null], state: [ok, null]}}",
            source=f"sql: SELECT status AS state, stars {FROM}",
        ),
    )
    assert text == block(
        """
        orion_rated{stars="1"} 1.0
        orion_rated{stars="2"} 1.0
        orion_rated{stars="3"} 1.0
        orion_rated{stars="4"} 2.0
        orion_rated{stars="5"} 1.0
        orion_rated{stars="unknown"} 1.0
        orion_good{} 3.0
        orion_unrated{} 1.0
        orion_bad{} 2.0
        """
    )


def test_numbers_of_any_type_have_a_divisor(shop: Database, export: Export) -> None:
    text = export(
        shop,
        declaration(
            "wait_seconds: {help: Longest., max: wait, unit: s, divisor: 1000}",
            "wait_least_seconds: {help: Shortest., min: wait, divisor: 1000}",
            "waited_seconds: {help: All., sum: wait, divisor: 1000}",
            source=f"sql: SELECT CAST(fee AS DECIMAL(12, 2)) * 2.5 AS wait {FROM}",
        ),
    )
    assert text == "orion_wait_seconds{} 1.75\norion_wait_least_seconds{} 0.025\norion_waited_seconds{} 2.325\n"


def test_local_times_are_converted(lite: Database, export: Export) -> None:
    source = "sql: SELECT '2026-07-01 12:00:00' AS at UNION ALL SELECT '2026-01-01 12:00:00'"
    metrics = (
        "first_timestamp_seconds: {help: First., earliest: at}",
        "all_timestamp_seconds: {help: First again., earliest: at}",
    )
    text = export(lite, declaration(*metrics, source=source, settings="time_zone: Europe/Paris"))
    eleven = 1_767_265_200  # 2026-01-01T11:00:00Z
    assert {float(line.split()[1]) for line in text.splitlines()} == {eleven}


def test_a_relation_of_the_configuration_is_read_by_several_providers(lite: Database, export: Export) -> None:
    relations = (
        "relations:\n"
        "  vendors: {sql: 'SELECT id, code FROM vendors'}\n"
        f"  opinions: {{sql: 'SELECT seller_id AS vendor_id, stars, status {FROM}', map: {{status: {{ok: good}}}}}}\n"
    )
    first = declaration("stars: {help: Stars., sum: stars}", source="relation: opinions", name="stars")
    second = declaration(
        "rated: {help: Rated., count: rows, by: {status: [good]}}", source="relation: opinions", name="rated"
    )
    text = relations + first + second.removeprefix("providers:\n")
    assert 'orion_stars{platform="shop",vendor="acme"} 9.0\n' in export(lite, text, "stars")
    assert 'orion_rated{platform="shop",status="good",vendor="acme"} 2.0\n' in export(lite, text, "rated")


def test_a_relation_of_a_contract_is_read_in_its_two_grains(lite: Database, export: Export) -> None:
    relations = (
        "relations:\n"
        "  vendors: {sql: 'SELECT id, code FROM vendors'}\n"
        "  orders:\n"
        "    sql: SELECT id, seller_id AS vendor_id, status, fee AS total_cents, currency, written AS created_at,\n"
        f"      stars {FROM}\n"
        "    platform_sql: SELECT 1 AS id, 'shop' AS platform_id, 'new' AS status, 1 AS total_cents,\n"
        "      'EUR' AS currency, '2026-01-01' AS created_at, 3 AS stars\n"
    )
    metrics = "parts: {help: Parts., count: rows, by: {status: open}}", "order_stars: {help: Stars., sum: stars}"
    text = export(lite, relations + declaration(*metrics, source="relation: orders"))
    assert of(text, "orion_platform_parts") == 'orion_platform_parts{platform="shop",status="new"} 1.0\n'
    assert 'orion_parts{platform="shop",status="ok",vendor="acme"} 2.0\n' in text
    assert 'orion_order_stars{platform="shop",vendor="bolt"} 6.0\n' in text
    assert 'orion_platform_order_stars{platform="shop"} 3.0\n' in text


def test_beside_tables_by_name_those_are_still_read(lite: Database, export: Export) -> None:
    assert "orion_platform_info{" in export(lite, DECLARED, "tenancy")


def test_the_budget_and_the_level_of_detail_apply(lite: Database, export: Export) -> None:
    text = export(lite, DECLARED.replace("  reviews:\n", "  reviews:\n    detail: platform\n", 1))
    assert "orion_platform_reviews{" in text
    assert "orion_reviews{" not in text


def test_nothing_of_the_environment_is_put_into_sql(lite: Database, export: Export) -> None:
    text = export(
        lite,
        declaration("a_home: {help: Home., count: rows, by: {home: open}}", source="sql: SELECT '${HOME}' AS home"),
    )
    assert text == 'orion_a_home{home="${HOME}"} 1.0\n'


@pytest.mark.parametrize(
    ("select", "message"),
    [
        ("SELECT seller_id AS vendor_id, sterne AS stars FROM shop_reviews", "sterne"),
        ("SELECT seller_id AS vendor_id, stars FROM shop_review", "shop_review"),
    ],
)
def test_a_misspelt_source_is_a_failure_and_never_not_installed(
    shop: Database, tmp_path: Path, select: str, message: str
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(declaration("stars: {help: Stars., sum: stars}", source=f"sql: {select}"))
    exporter = Exporter(shop.url, NOW, file=path)
    try:
        exporter.refresh("reviews")
        (failure,) = exporter.failures().values()
    finally:
        exporter.close()
    assert failure.startswith("schema: relation reviews ")
    assert message in failure
    assert "correct providers.reviews.sql" in failure


def test_the_providers_of_a_file_are_those_that_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(DECLARED)
    (provider,) = providers_of(path, {})
    assert provider.category == "reviews"
    assert provider.origin == "providers.reviews"
    read = {"vendor_id", "platform_id", "state", "stars", "fee", "currency", "created_at"}
    assert provider.tables == {"reviews": read}
    assert provider.names[:2] == ("orion_reviews", "orion_platform_reviews")


@pytest.mark.parametrize("incremental", [True, False])
def test_changes_are_looked_for_only_where_the_file_allows_it(tmp_path: Path, *, incremental: bool) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(DECLARED.replace("incremental: true", f"incremental: {incremental}"))
    (provider,) = providers_of(path, {})
    assert {query.updated_at is not None for query in provider.source.queries} == {incremental}
