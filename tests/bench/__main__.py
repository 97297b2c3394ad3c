"""`make bench`: builds shops in a separate PostgreSQL, measures, and writes `docs/BENCHMARKS.md`.

`python -m tests.bench platforms` measures the presets on other platforms' databases, and writes that part of it.
"""

import argparse
import logging
import shlex
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from types import FrameType

import psycopg

from tests.bench import boards, database, machine, micro, rules, runs
from tests.bench.parts import parts, with_part
from tests.bench.peers import NotInstalledError
from tests.bench.platforms.command import main as platforms
from tests.bench.platforms.document import TITLE
from tests.bench.report import Run, document
from tests.bench.runs import PARTS, Effort
from tests.bench.shop import Plan, Skew
from tests.support.databases import Server

logger = logging.getLogger("bench")
SKEWS: dict[str, tuple[Skew, ...]] = {"even": ("even",), "zipf": ("zipf",), "both": ("even", "zipf")}
WHOLE, PARTIAL = Path("docs/BENCHMARKS.md"), Path("build/bench/BENCHMARKS.md")
ASIDE = ("rules", "boards")
"""The parts that need a Prometheus and no shop in a database."""
LESS = ("statements", "stages", "exporter", "changed", "periods")
"""The parts that are run on the Zipf-sized shop: the peers' work does not depend on who has which order."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    options = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    options.add_argument("--vendors", type=int, default=10_000, help="the shop that the goals are about (10000)")
    options.add_argument(
        "--sizes",
        type=_numbers,
        default=(1_000, 10_000, 50_000),
        metavar="N,N,...",
        help="evenly sized shops of so many vendors (1000,10000,50000)",
    )
    options.add_argument("--orders", type=int, default=3_000_000, help="orders of each shop (3000000)")
    options.add_argument("--platforms", type=int, default=3, help="platforms of each shop (3)")
    options.add_argument("--skew", choices=SKEWS, default="both", help="how vendors are sized (both)")
    options.add_argument(
        "--only",
        nargs="+",
        choices=("micro", *ASIDE, *PARTS),
        metavar="NAME",
        help=f"run only these parts: micro, {', '.join((*ASIDE, *PARTS))}",
    )
    options.add_argument("--quick", action="store_true", help="small shops and few repetitions, to try it out")
    options.add_argument(
        "--output", type=Path, help=f"the document that is written ({WHOLE}; with --only or --quick {PARTIAL})"
    )
    return options


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def plans(options: argparse.Namespace) -> list[Plan]:
    """Return the shops to build: the smallest first: the even ones, and the Zipf-sized one."""
    sizes = {"even": options.sizes, "zipf": (options.vendors,)}
    found = [
        Plan(size, options.orders, options.platforms, skew) for skew in SKEWS[options.skew] for size in sizes[skew]
    ]
    return sorted(found, key=attrgetter("vendors"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code. Whatever was started is stopped, also on SIGTERM and Ctrl-C."""
    arguments = sys.argv[1:] if arguments is None else arguments
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    signal.signal(signal.SIGTERM, _interrupt)
    if arguments[:1] == ["platforms"]:
        return platforms(arguments[1:])
    options = parser().parse_args(arguments)
    options.output = options.output or (PARTIAL if options.only or options.quick else WHOLE)
    if options.quick:
        options.sizes, options.vendors, options.orders = (200, 1_000), 1_000, 100_000
    command = shlex.join(["python", "-m", "tests.bench", *arguments])
    run = Run(command, f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", machine.describe(), main=options.vendors)
    try:
        _measure(run, options)
    except KeyboardInterrupt:
        if not run.found:
            return 130
        run.machine["Interrupted"] = "before the shops that are missing here"
        _write(run, options.output)
        return 130
    logger.info("written: %s", options.output)
    return 0


def _measure(run: Run, options: argparse.Namespace) -> None:
    parts = set(options.only or ("micro", *ASIDE, *PARTS))
    effort = Effort(times=2, seconds=1.0, requests=3, patience=2.0) if options.quick else Effort()
    if "micro" in parts:
        logger.info("micro-benchmark")
        run.micro = micro.measure((30_000,), 1) if options.quick else micro.measure()
        _write(run, options.output)
    if "rules" in parts:
        logger.info("the rules in Prometheus")
        run.rules = _rules(options.vendors, evaluations=1 if options.quick else 3)
        _write(run, options.output)
    if "boards" in parts:
        logger.info("the dashboards in Prometheus")
        run.boards = _boards(options.vendors, repeat=1 if options.quick else 3)
        _write(run, options.output)
    if not parts - {"micro", *ASIDE}:
        return
    with database.server() as server, tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        run.server = _version(server)
        for plan in plans(options):
            wanted = parts if plan.skew == "even" else parts & set(LESS)
            run.found.append(runs.measure(server, Path(folder), plan, wanted, effort))
            _write(run, options.output)


def _boards(vendors: int, repeat: int) -> boards.BoardCosts | str:
    with tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        try:
            return boards.measure(Path(folder), vendors, repeat)
        except NotInstalledError as error:
            return f"not installed: {error}"


def _rules(vendors: int, evaluations: int) -> rules.RuleCost | str:
    with tempfile.TemporaryDirectory(prefix="orion-bench-") as folder:
        try:
            return rules.measure(Path(folder), vendors, evaluations)
        except NotInstalledError as error:
            return f"not installed: {error}"


def _version(server: Server) -> str:
    with psycopg.connect(server.url.set(drivername="postgresql").render_as_string(hide_password=False)) as connection:
        return f"PostgreSQL {connection.info.server_version // 10_000}.{connection.info.server_version % 10_000}"


def _write(run: Run, output: Path) -> None:
    run.machine["Load when it ended"] = machine.load()
    output.parent.mkdir(parents=True, exist_ok=True)
    # Other platforms are measured in separate runs.
    kept = parts(output.read_text(encoding="utf-8")).get(TITLE, "") if output.is_file() else ""
    output.write_text(with_part(document(run), kept), encoding="utf-8")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
