"""`python -m tests.bench platforms`: makes the shops, measures, and writes the rows of each."""

import argparse
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from tests.bench import database, machine
from tests.bench.parts import with_part
from tests.bench.platforms.document import Measured, part
from tests.bench.platforms.filling import fill
from tests.bench.platforms.measuring import measure
from tests.bench.platforms.platform import Platform, names, platform
from tests.support import mariadb
from tests.support.databases import on_server

logger = logging.getLogger("bench")
DOCUMENT = Path("docs/BENCHMARKS.md")
_MARIADB = ("--innodb-buffer-pool-size=2G", "--innodb-log-file-size=512M", "--tmp-table-size=64M",
            "--max-heap-table-size=64M")  # fmt: skip
"""What differs from the server that the tests start: the memory of a small production server."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    options = argparse.ArgumentParser("python -m tests.bench platforms", description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"all, or some of: {', '.join(names())}")
    options.add_argument("--orders", type=int, help="orders of each shop (as many as the platform must bear)")
    options.add_argument("--modules", nargs="+", default=(), metavar="NAME", help="measure only these modules")
    options.add_argument("--repeat", type=int, default=2, help="full refreshes of each module; the quickest counts (2)")
    options.add_argument("--output", type=Path, default=DOCUMENT, help=f"the document that is changed ({DOCUMENT})")
    return options


def main(arguments: Sequence[str]) -> int:
    """Measure platforms; return the exit code."""
    options = parser().parse_args(arguments)
    unknown = sorted(set(options.names) - set(names()))
    if unknown:
        parser().error(f"no such platform: {', '.join(unknown)}; there are {', '.join(names())}")
    for name in options.names or names():
        found = platform(name)
        with running(found) as engine:
            logger.info("%s: making the shop", name)
            fill(engine, name, found, options.orders or found.orders)
            logger.info("%s: refreshing", name)
            measured = take(engine, name, found, options.modules, options.repeat)
        old = options.output.read_text(encoding="utf-8") if options.output.is_file() else ""
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(with_part(old, part(measured, old)), encoding="utf-8")
        logger.info("%s: written to %s", name, options.output)
    return 0


@contextmanager
def running(platform: Platform) -> Iterator[Engine]:
    """Run a server of the platform's kind on the disk, with an empty database."""
    kind = database.server() if platform.dialect == "postgresql" else mariadb.running("/tmp", _MARIADB)
    with kind as server, on_server(server) as made:
        yield made.engine


def take(engine: Engine, name: str, platform: Platform, modules: Sequence[str] = (), repeat: int = 2) -> Measured:
    """Measure a shop that was made."""
    date, load = f"{datetime.now(UTC):%Y-%m-%d %H:%M}", machine.load().split()[0]
    with engine.connect() as connection:
        orders, lines = (int(connection.exec_driver_sql(each).scalar_one()) for each in platform.sizes)
        version = ".".join(map(str, connection.dialect.server_version_info or ()))
    found = measure(engine, platform, modules, repeat)
    server = f"{'PostgreSQL' if platform.dialect == 'postgresql' else 'MariaDB'} {version}"
    return Measured(name, server, orders, lines, found, platform.notes, date, machine.commit(), load, not modules)
