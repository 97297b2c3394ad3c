"""The truths of a network of WordPress are those of its sites."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from tests.presets.network import TRUTHS, network_numbers
from tests.presets.truths import Numbers, by, wrong_labels
from tests.support.databases import SharedDatabase
from tests.support.other_shops.woocommerce import NOW
from tests.support.other_shops.woocommerce_network import SITES, network

FIRST, SECOND = "site-1", "site-2"


@pytest.fixture
def shop(shared_database: SharedDatabase) -> Iterator[Connection]:
    """The tables of the network."""
    with network(shared_database).engine.connect() as connection:
        yield connection


def truth(shop: Connection, metric: str) -> Numbers:
    return network_numbers(shop, metric, SITES, NOW)


def test_each_truth_can_be_executed_for_each_site(shop: Connection) -> None:
    for metric in TRUTHS.by_metric:
        found = truth(shop, metric)
        assert found, metric
        assert wrong_labels(metric, found) <= {"labels ['platform', 'vendor']"}, metric
        if any("platform" in dict(labels) for labels in found):
            places = {FIRST} if metric == "orion_vendor_info" else {FIRST, SECOND}
            assert {dict(labels)["platform"] for labels in found} == places, metric


def test_a_site_is_a_platform_with_its_own_orders(shop: Connection) -> None:
    names = by(truth(shop, "orion_platform_info"), "platform", "name")
    assert {platform for platform, _ in names} == {FIRST, SECOND}
    assert (SECOND, "Second") in names
    assert by(truth(shop, "orion_orders"), "platform") == {(FIRST,): 8, (SECOND,): 8}
    revenue = by(truth(shop, "orion_order_revenue"), "platform", "currency")
    assert revenue == pytest.approx({(FIRST, "USD"): 174.82, (SECOND, "EUR"): 2 * 174.82})
    assert by(truth(shop, "orion_products"), "platform") == {(FIRST,): 10, (SECOND,): 9}


def test_accounts_are_those_of_the_network_with_a_role_on_each_site(shop: Connection) -> None:
    assert by(truth(shop, "orion_users"), "role") == {("administrator",): 1, ("customer",): 1}
    assert by(truth(shop, "orion_platform_customers"), "platform") == {(FIRST,): 1, (SECOND,): 1}


def test_jobs_are_those_of_all_sites(shop: Connection) -> None:
    jobs = by(truth(shop, "orion_jobs"), "queue", "status")
    assert (jobs["wc_import", "pending"], jobs["mail", "failed"]) == (2 * 4, 1)
    oldest = by(truth(shop, "orion_job_oldest_due_timestamp_seconds"), "queue")
    assert oldest["wc_import",] == NOW.timestamp() - 5 * 3600
