"""Time is an argument: the product reads a clock in one module, and where a library insists on its own."""

import ast
import re

from tests.packaging import ROOT, sources

CLOCKS = re.compile(
    r"(.*\.)?(time\.(time|monotonic|perf_counter|process_time|thread_time)(_ns)?|time\.(localtime|gmtime|ctime|asctime)"
    r"|datetime\.(now|utcnow|today)|date\.today|_?loop\.time)"
)

READERS = {
    "exporter/contracts/clock.py": {"time.time", "time.monotonic"},
    # What a check of a password takes on this machine is measured.
    "exporter/server/access/costs.py": {"time.thread_time"},
    # APScheduler compares due times with the machine's clock.
    "exporter/refresh/scheduler.py": {"datetime.now"},
    # asyncio measures timeouts by the clock of its loop.
    "exporter/server/api/gate.py": {"loop.time"},
    "exporter/server/run.py": {"loop.time"},
    "exporter/server/transport/accept.py": {"self._loop.time"},
    "exporter/server/transport/protocol.py": {"self.loop.time"},
}


def clocks_in(source: str) -> set[str]:
    """Return what a module reads the time with."""
    nodes = list(ast.walk(ast.parse(source)))
    named = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
    imported = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "time"]
    return {name for name in named if CLOCKS.fullmatch(name)} | {
        alias.name for node in imported for alias in node.names
    }


def test_the_machine_s_clock_is_read_in_known_places() -> None:
    found = {path.as_posix(): clocks_in((ROOT / path).read_text("utf-8")) for path in sources("exporter", "providers")}
    assert {path: clocks for path, clocks in found.items() if clocks} == READERS


def test_every_way_to_read_a_clock_is_found() -> None:
    source = (
        "from time import monotonic\nimport time, datetime\ntime.time_ns()\ndatetime.datetime.now()\ndate.today()\n"
    )
    assert clocks_in(source) == {"monotonic", "time.time_ns", "datetime.datetime.now", "date.today"}
    assert clocks_in("clock.now(); self._clock.monotonic(); datetime.time(); cached.time") == set()
