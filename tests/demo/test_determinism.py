import os
import subprocess
import sys
from datetime import timedelta

from exporter.demo.shop import Shop
from tests.demo.conftest import NewShop
from tests.demo.rows import NOW, rows


def advance(shop: Shop, seconds: int, *, tick: int) -> None:
    for passed in range(tick, seconds + 1, tick):
        shop.advance(NOW + timedelta(seconds=passed))


def test_the_same_seed_makes_the_same_rows(new_shop: NewShop) -> None:
    assert rows(new_shop(seed=3)[0]) == rows(new_shop(seed=3)[0])


def test_another_seed_makes_others(new_shop: NewShop) -> None:
    one, other = rows(new_shop(seed=3)[0]), rows(new_shop(seed=4)[0])
    assert one["vendors"] != other["vendors"]
    assert one["orders"] != other["orders"]


def test_the_same_life_makes_the_same_rows_however_often_it_is_looked_at(new_shop: NewShop) -> None:
    (calm, rare), (hasty, often), (_, twin) = (new_shop(seed=5, speed=1000) for _ in range(3))
    advance(rare, 120, tick=60)
    advance(often, 120, tick=5)
    advance(twin, 120, tick=60)
    assert rows(calm) == rows(twin._engine)
    assert rows(calm) == rows(hasty)
    assert max(row[-1] for row in rows(calm)["orders"]) > NOW.replace(tzinfo=None)


def test_a_time_that_is_not_later_changes_nothing(new_shop: NewShop) -> None:
    engine, shop = new_shop(speed=1000)
    before = rows(engine)
    shop.advance(NOW)
    shop.advance(NOW - timedelta(hours=1))
    assert rows(engine) == before


def digest(hash_seed: str) -> str:
    code = "from tests.demo.rows import digest; print(digest(9))"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_no_order_of_a_set_gets_in() -> None:
    found = digest("1")
    assert len(found) == 64
    assert digest("2") == found
