"""A real exporter that requires no credentials and logs everything: it reveals neither the shop nor the machine."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request

import pytest
from sqlalchemy import String, Text, create_engine

from exporter.demo.schema import METADATA
from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import eventually
from tests.support import handmade
from tests.support.tools import free_port, process

MARKER = "qzmarker"
RUNBOOK = "OrionStockUnitsLow"
_KEPT = {("alert_thresholds", "alert")}  # a warning names an alert that does not exist


@dataclass(frozen=True)
class Served:
    """A running exporter: its address, its database file and its log."""

    address: str
    shop: Path
    log: Path

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        return get(Request(f"http://{self.address}{path}", headers={"Host": host}))


def mark(shop: Path) -> int:
    """Write a marker into each text of a shop, and a runbook; return the number of columns."""
    columns = [
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, String | Text) and (table.name, column.name) not in _KEPT
    ]
    engine = create_engine(f"sqlite:///{shop}")
    with engine.begin() as connection:
        for table, column in columns:
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = '{MARKER}-{table}-{column}-' || rowid")
        connection.exec_driver_sql(
            f"UPDATE content_pages SET slug = 'runbook-{RUNBOOK}', is_published = 1, vendor_id = NULL WHERE id = 1"
        )
    engine.dispose()
    return len(columns)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("discreet")
    made = Served(f"127.0.0.1:{free_port()}", folder / "hidden-shop.sqlite", folder / "log")
    handmade.in_file(made.shop)
    assert mark(made.shop) > 30
    settings = {
        "DATABASE_URL": f"sqlite:///{made.shop}?timeout=7&check_same_thread=false",
        "DATABASES_OTHER_URL": f"sqlite:///{folder}/missing-shop.sqlite",
        "REFRESH_EVERY": "1s",
        "REFRESH_JITTER": "0s",
        "WEB_ALLOWED_HOSTS": "shop.example",
        "LOG_LEVEL": "debug",
    }
    command = [*COMMAND, "serve", f"--web.listen-address={made.address}"]
    environment = {**os.environ, **{f"ORION_EXPORTER_{name}": value for name, value in settings.items()}}
    with process(command, log=made.log, up=lambda: made.get("/readyz")[0] == 200, env=environment):
        yield made


def test_the_log_has_statements_and_no_text_of_the_shop(served: Served) -> None:
    eventually(lambda: 'orion_exporter_refreshes_total{category="orders"} 3' in served.get("/metrics")[1])
    assert MARKER in served.get("/metrics")[1]
    assert f"{MARKER}-content_pages-body-1" in served.get(f"/runbooks/{RUNBOOK}")[1]
    assert served.get("/")[0] == served.get("/runbooks")[0] == 200
    log = served.log.read_text()
    assert "SELECT" in log
    assert "level=info" in log
    assert [line for line in log.splitlines() if MARKER in line] == []


def test_its_setting_names_the_hosts_that_are_answered(served: Served) -> None:
    assert served.get("/metrics", "shop.example")[0] == 200
    assert served.get("/metrics", "evil.example") == (
        421,
        "host 'evil.example' is not allowed without credentials; add it to web.allowed_hosts, or set web.config_file\n",
    )


def test_its_pages_do_not_name_the_file_of_the_database(served: Served) -> None:
    status, page = served.get("/")
    assert status == 200
    assert "<code>sqlite:///***</code>" in page
    assert "hidden-shop" not in page
    assert str(served.shop.parent) not in page
    assert f"sqlite:///{served.shop}" in served.log.read_text()
