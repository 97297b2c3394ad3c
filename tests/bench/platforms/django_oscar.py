"""django-oscar on PostgreSQL: the partners of its tests, which sell much more."""

import tempfile
from pathlib import Path

from sqlalchemy import Engine

from tests.bench.platforms.platform import Platform
from tests.support.other_shops import oscar


def load(engine: Engine) -> None:
    """Make the shop in an empty database."""
    with tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        oscar.load(engine, Path(folder))


PLATFORM = Platform(
    "django-oscar",
    "postgresql",
    load,
    orders=50_000,
    sizes=("SELECT count(*) FROM order_order", "SELECT count(*) FROM order_line"),
    now=oscar.NOW,
)
