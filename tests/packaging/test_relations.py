"""HELP and runbooks speak of relations and the contract's columns, so they are true for any shop."""

import re
from collections.abc import Iterable, Iterator

import pytest
from sqlalchemy import ClauseElement, ColumnClause, TableClause
from sqlalchemy.sql.visitors import iterate

from exporter.app.catalogue import EXPORTER, entries
from exporter.contracts.alerts import Alert
from exporter.contracts.metrics import Labelled, MetricDefinition, definition_of
from exporter.directory.directory import statements
from exporter.fold.info import INFO
from exporter.query import Query
from grafana.modules import PROVIDERS
from tests.grafana.rules.documents import RUNBOOKS
from tests.packaging.relations import sources, sources_of_help, tables, tables_of_page
from tests.packaging.texts import texts_by_file
from tests.support.alerts import ALERTS
from tests.support.markdown import blocks

HELP = {entry.name: entry.help for entry in entries(PROVIDERS)}
QUERIES = [query for each in PROVIDERS if each.source.pivoted is not None for query in each.source.pivoted.queries]
MEASURED = [(query, definition) for query in QUERIES for definition in query.definitions]
SHOP_ALERTS = [alert for alert in ALERTS if not isinstance(alert.metric, str)]
IDS = {"id", "vendor_id", "platform_id"}
"""Columns that HELP need not name: they give a row its owner. Nor need it name the column of a label of that name."""

HELP_OF_ONE_APPLICATION = (
    "Number of orders, by status (orders).",
    "Number of open orders (orders.status; pending and processing by default).",
    "Number of units in stock (sum of inventory.quantity).",
    "Number of stock items, by level of available units, which is quantity minus reserved (inventory): out is zero.",
    "Number of default pages of platforms, by state (content_pages without vendor_id).",
    "Vendors (vendors) at their home platform: name and state; always 1.",
    "Active memberships (vendor_platforms); always 1.",
    "Whether the tables of the module exist (1) or not (0); the provider is idle without them.",
    "Unix time of the last order (relation orders.created_at).",
)
RUNBOOKS_OF_ONE_APPLICATION = (
    "In the database, the newest failed row of\n`marketplace_import_jobs` has the time.",
    "Look at rows of `products` whose `price_cents` is NULL.",
    "Make sure that `vendor_domains.ssl_expires_at` is updated.",
    "Those whose `vendor_id` is not in `vendors`.",
    "1. `future`: find the rows, for example `SELECT id, vendor_id FROM orders WHERE created_at > CURRENT_TIMESTAMP`.",
    "1. Run `select id from public.orders`.",
    '1. Run `SELECT id FROM "orders" o`.',
    "1. Run this:\n\n   ```sql\n   SELECT v.code\n   FROM vendors v\n   JOIN orders o ON o.vendor_id = v.id\n   ```",
    "1. SELECT id FROM orders gives them.",
    "The Orion application is one shop.\n\nRestore `content_pages`.",
    "`duplicate`: a table has the same row twice.",
)


@pytest.mark.parametrize("text", HELP_OF_ONE_APPLICATION)
def test_a_help_that_names_a_table_is_found(text: str) -> None:
    assert tables(text)
    assert sources_of_help(text) == []


@pytest.mark.parametrize("text", RUNBOOKS_OF_ONE_APPLICATION)
def test_a_runbook_that_names_a_table_is_found(text: str) -> None:
    assert tables_of_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "Are there fewer orders of these vendors, or has the inventory changed? Customers wait.",
        "The relations `orders` and `vendor_users`, and the relation\n`products`.",
        "`orion-exporter explain orders --vendor acme` shows it. Set `providers.orders.every: 5m`.",
        '`sum by (media_type) (orion_media_files{vendor="acme"})`',
        "In the tables of the Orion\napplication: `SELECT id FROM orders`.",
        "On the tables of the Orion application:\n\n```sql\nSELECT id FROM orders\n```",
    ],
)
def test_a_text_about_relations_names_no_table(text: str) -> None:
    assert tables_of_page(text) == []


@pytest.mark.parametrize("name", HELP)
def test_help_names_no_table(name: str) -> None:
    assert tables(HELP[name]) == []


@pytest.mark.parametrize(("query", "definition"), MEASURED, ids=[each.name for _, each in MEASURED])
def test_help_names_the_relations_and_columns_that_the_number_is_made_from(
    query: Query, definition: MetricDefinition
) -> None:
    named = set(sources_of_help(definition.help))
    columns = {(source.relation, column) for source in named for column in source.columns}
    shown = [column for label, column in query.by.items() if label in definition.labels]
    numbers = [number for measure, number in query.values.items() if definition_of(measure).name == definition.name]
    conditions = [each for each in (query.where, query.prefilter) if each is not None]
    assert named
    assert {each for each in read_by([*shown, *numbers]) if each[1] not in IDS | {*definition.labels}} <= columns
    assert columns <= set(read_by([*shown, *numbers, *conditions]))


@pytest.mark.parametrize("name", INFO)
def test_help_of_an_info_metric_names_columns_of_the_directory(name: str) -> None:
    columns = {(source.relation, column) for source in sources_of_help(INFO[name]) for column in source.columns}
    assert columns
    assert columns <= set(read_by(statements()))


def test_every_metric_of_a_shop_names_its_source() -> None:
    without = {each.name for each in entries(PROVIDERS) if each.category != EXPORTER and not sources_of_help(each.help)}
    assert without == {"orion_alert_threshold_default"}  # it comes from the configuration


@pytest.mark.parametrize("name", RUNBOOKS)
def test_a_runbook_names_no_table_but_of_the_orion_application(name: str) -> None:
    assert tables_of_page(RUNBOOKS[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("alert", SHOP_ALERTS, ids=lambda alert: alert.name)
def test_a_runbook_names_the_source_of_its_alert_and_shows_its_sql(alert: Alert) -> None:
    text = RUNBOOKS[alert.name].read_text(encoding="utf-8")
    assert isinstance(alert.metric, MetricDefinition | Labelled)
    assert set(sources(text)) == set(sources_of_help(definition_of(alert.metric).help))
    of_vendors = " --vendor acme" if alert.scope == "vendor" else ""
    assert f"`orion-exporter explain {alert.category}{of_vendors}`" in text


@pytest.mark.parametrize("alert", SHOP_ALERTS, ids=lambda alert: alert.name)
def test_the_first_query_of_a_runbook_needs_no_other_module(alert: Alert) -> None:
    (queries,) = blocks(RUNBOOKS[alert.name].read_text(encoding="utf-8"), "promql")
    first = set(re.findall(r"orion_\w+", queries.splitlines()[0]))
    own = {entry.name for entry in entries(PROVIDERS) if entry.labels.get("category") == [alert.category]}
    assert first
    assert first <= own


def test_alerts_and_dashboards_name_no_table() -> None:
    shown = [(path, text) for path, texts in texts_by_file() if path.startswith("grafana/") for text in texts]
    named = [(path, found) for path, text in shown for found in tables(text) if not re.fullmatch("tables?", found)]
    assert shown
    assert named == []


def read_by(elements: Iterable[ClauseElement]) -> Iterator[tuple[str, str]]:
    """Yield (relation, column) for each column in these parts of statements."""
    for each in elements:
        for found in iterate(each):
            if isinstance(found, ColumnClause) and isinstance(found.table, TableClause):
                yield found.table.name, found.name
