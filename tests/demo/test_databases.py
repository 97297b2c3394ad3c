from datetime import timedelta

from exporter.demo.shop import Shop
from tests.demo.conftest import NewShop
from tests.demo.rows import NOW, rows
from tests.support.databases import Database


def test_the_shop_is_the_same_on_every_database(database: Database, new_shop: NewShop) -> None:
    shop = Shop.create(database.engine, seed=1, now=NOW, speed=1000, history=timedelta(days=2))
    shop.advance(NOW + timedelta(minutes=1))
    reference, twin = new_shop(seed=1, speed=1000)
    twin.advance(NOW + timedelta(minutes=1))
    assert rows(database.engine) == rows(reference)
