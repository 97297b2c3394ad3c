"""What all modules together cost a marketplace of 10,000 vendors: series, and the memory of the exporter."""

import re
import sys
from pathlib import Path

import pytest

from tests.bench import shop
from tests.bench.measure import peak_memory
from tests.e2e.conftest import COMMAND, get
from tests.support.databases import MakeDatabase
from tests.support.modules import MODULES
from tests.support.tools import free_port, process

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process in /proc")

PLAN = shop.Plan(vendors=10_000, orders=300_000, platforms=3, skew="even", everything=True)
MOST_SERIES = 1_300_000
MOST_MEMORY = 450 * 2**20
PATIENCE_SECONDS = 600.0

CONFIGURATION = """
database: {{url: "{url}"}}
web: {{listen_addresses: ["127.0.0.1:{port}"]}}
"""


def numbers(body: str, metric: str) -> dict[str, float]:
    """Return the values of a metric of the exporter itself by category."""
    lines = re.finditer(rf'^{metric}{{category="(\w+)"}} (\S+)$', body, re.MULTILINE)
    return {each[1]: float(each[2]) for each in lines}


@pytest.mark.soak
def test_all_modules_of_ten_thousand_vendors_keep_to_the_budget(make_database: MakeDatabase, tmp_path: Path) -> None:
    database, port, file = make_database("postgresql"), free_port(), tmp_path / "orion.yaml"
    shop.build(database.engine, PLAN)
    file.write_text(CONFIGURATION.format(url=database.url, port=port), encoding="utf-8")

    def body() -> str:
        return get(f"http://127.0.0.1:{port}/metrics", timeout=30)[1]

    def is_read() -> bool:
        up = numbers(body(), "orion_exporter_provider_up")
        return all(up.get(each) == 1 for each in MODULES)

    command = [*COMMAND, "serve", "--config.file", str(file)]
    with process(command, log=tmp_path / "log", up=is_read, timeout=PATIENCE_SECONDS) as exporter:
        found = numbers(body(), "orion_exporter_series")
        memory = peak_memory(exporter.pid)
    series = sum(found.values())
    sys.stdout.write(f"{found}\n{series:,.0f} series, {memory / 2**20:.0f} MiB\n")
    assert 500_000 < series < MOST_SERIES
    assert memory < MOST_MEMORY
