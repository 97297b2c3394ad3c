"""A Prometheus that only answers queries: it scrapes nothing and never deletes blocks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from grafana.servers import LOOPBACK, free_port, program, running


@contextmanager
def prometheus(blocks: Path, *, log: Path, step: timedelta = timedelta(minutes=5)) -> Iterator[str]:
    """Serve the folder `blocks` on a free port of loopback until the end of the block; yield the URL.

    `step` is the longest time between two samples of a series. Raises MissingError without prometheus.
    """
    binary = program("prometheus", package="prometheus")
    configuration = log.with_name("prometheus.yml")
    configuration.write_text("global: {}\n")
    url = f"http://{LOOPBACK}:{free_port()}"
    command: list[str | Path] = [
        binary,
        f"--config.file={configuration}",
        f"--storage.tsdb.path={blocks}",
        "--storage.tsdb.retention.time=10y",
        f"--web.listen-address={url.removeprefix('http://')}",
        f"--query.lookback-delta={step.total_seconds():.0f}s",
        "--log.level=warn",
    ]
    with running(command, log=log, ready=f"{url}/-/ready"):
        yield url
