"""The truths of WooCommerce with orders as posts are those of the same shop with its own tables for orders."""

import pytest
from sqlalchemy import text

from tests.presets.truths import FAMILIES, at, numbers, truths
from tests.support.databases import SharedDatabase
from tests.support.other_shops.woocommerce import NOW, PARAMETERS, alone
from tests.support.other_shops.woocommerce_posts import posts

POSTS, ALONE = truths("woocommerce", "posts"), truths("woocommerce")


def test_each_metric_has_a_truth_or_is_absent() -> None:
    assert POSTS.by_metric.keys() | set(POSTS.absent) == FAMILIES.keys()
    assert POSTS.by_metric.keys() == ALONE.by_metric.keys()
    assert all("wc_orders" not in str(each.sql) for each in POSTS.by_metric.values())


def test_the_same_shop_has_the_same_numbers(shared_database: SharedDatabase) -> None:
    parameters = at(NOW) | PARAMETERS
    with posts(shared_database).engine.connect() as moved, alone(shared_database).engine.connect() as kept:
        assert moved.execute(text("SELECT COUNT(*) FROM wp_wc_orders")).scalar_one() == 0
        for metric, each in POSTS.by_metric.items():
            expected = numbers(kept, ALONE.by_metric[metric], parameters)
            assert numbers(moved, each, parameters) == pytest.approx(expected), metric
