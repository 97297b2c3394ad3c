"""The tiny shop that the oracle is tested on."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from exporter.demo.schema import METADATA
from tests.support.tiny_shop import add, row


@pytest.fixture
def db() -> Iterator[Connection]:
    """Platforms 1 (main) and 2 (side); acme is on both, at home on side, bolt on main, crow on none."""
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.connect() as connection:
        add(connection, "platforms", [row(id=1, code="main"), row(id=2, code="side", name="Side", is_active=True)])
        vendor = row(is_active=True, is_verified=True)
        for number, code in enumerate(("acme", "bolt", "crow"), start=1):
            add(connection, "vendors", [row(id=number, code=code, name=code.title(), **vendor)])
        for vendor_id, platform_id, primary in ((1, 1, False), (1, 2, True), (2, 1, None)):
            member = row(vendor_id=vendor_id, platform_id=platform_id, is_active=True, is_primary=primary)
            add(connection, "vendor_platforms", [member])
        yield connection
    engine.dispose()
