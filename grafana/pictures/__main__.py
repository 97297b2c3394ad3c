"""Draws every dashboard into docs/images: `make pictures`, or `python -m grafana.pictures --help`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

from grafana.pictures.answers import page
from grafana.pictures.browser import build, draw
from grafana.pictures.history import Span, write, write_still
from grafana.pictures.prometheus import prometheus
from grafana.pictures.records import record

_HOUR = timedelta(hours=1)
ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the dashboards; return 1 if a program is missing or a dashboard could not be drawn."""
    options = _parser().parse_args(arguments)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        build()
        with _prometheus(options) as (url, end, scrape):
            for path in options.dashboards or sorted((ROOT / "grafana" / "dashboards").glob("*.json")):
                board = json.loads(path.read_text())
                picture = options.out / f"{board['uid']}.png"
                draw(page(url, board, end=end, scrape=scrape, chosen=dict(options.var)), picture)
                sys.stdout.write(f"{picture}: {picture.stat().st_size // 1024} KiB\n")
    except (RuntimeError, OSError, ValueError, SubprocessError) as error:
        sys.stderr.write(f"pictures: {error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m grafana.pictures", description=__doc__)
    parser.add_argument("dashboards", nargs="*", type=Path, help="files (default: all of grafana/dashboards)")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images", help="where the pictures go")
    parser.add_argument(
        "--var",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        type=_pair,
        help="what is chosen for a variable (default: All, else its first value)",
    )
    parser.add_argument("--prometheus", metavar="URL", help="a Prometheus that is there, instead of a demo's history")
    parser.add_argument(
        "--time", type=datetime.fromisoformat, help="with --prometheus or --exposition: the moment shown (now)"
    )
    parser.add_argument("--scrape", type=float, default=30, help="with --prometheus: its scrape interval in s (30)")
    parser.add_argument(
        "--exposition",
        type=Path,
        metavar="FILE",
        help="what `orion-exporter once` prints for another shop, shown as if it had not changed, instead of a demo",
    )
    parser.add_argument("--days", type=float, default=9, help="length of the demo's history (9)")
    parser.add_argument(
        "--blocks", type=Path, metavar="DIR", help="keep the demo's history here, and take it from here if it is there"
    )
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text}: must be NAME=VALUE")
    return name, value


@contextmanager
def _prometheus(options: argparse.Namespace) -> Iterator[tuple[str, float, float]]:
    """Yield the URL of a Prometheus, the time to show in seconds since 1970, and its scrape interval."""
    if options.prometheus:
        yield options.prometheus.rstrip("/"), _end(options).timestamp(), options.scrape
        return
    with TemporaryDirectory(prefix="orion-pictures-") as scratch:
        blocks: Path = options.blocks or Path(scratch) / "blocks"
        length = timedelta(days=options.days)
        if options.exposition:
            span = _still(options.exposition, Span(_end(options), length, _HOUR), blocks, Path(scratch))
        else:
            span = _history(blocks, length, Path(scratch))
        with prometheus(blocks, log=Path(scratch) / "log", step=span.step) as url:
            yield url, span.end.timestamp(), span.step.total_seconds()


def _end(options: argparse.Namespace) -> datetime:
    moment: datetime = options.time or datetime.now(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _still(exposition: Path, span: Span, blocks: Path, scratch: Path) -> Span:
    """Write the history of a shop that does not change; return its time span."""
    blocks.mkdir(parents=True, exist_ok=True)
    write_still(blocks, span, exposition.read_bytes(), scratch=scratch)
    record(blocks, span, scratch=scratch)
    return span


def _history(blocks: Path, length: timedelta, scratch: Path) -> Span:
    """Return the time span of the history in the folder `blocks`, which is created if it does not exist."""
    mark = blocks / "end"
    if mark.exists():
        return Span(datetime.fromisoformat(mark.read_text()), length)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    span = Span(now - timedelta(minutes=now.minute % 5), length)
    blocks.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"A shop lives for {length.total_seconds() / 86400:g} days; nine take 20 minutes or more.\n")
    sys.stdout.flush()
    write(blocks, span, scratch=scratch)
    record(blocks, span, scratch=scratch)
    mark.write_text(span.end.isoformat())
    return span


if __name__ == "__main__":
    sys.exit(main())
