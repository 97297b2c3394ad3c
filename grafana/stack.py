"""Runs the demo with Prometheus and Alertmanager, without Docker: `make stack`.

All servers listen only on loopback, use the shipped configuration, keep their data in a temporary folder, and end
together on Ctrl-C.
"""

import argparse
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from grafana.servers import LOOPBACK, EndedError, MissingError, program, running

HERE = Path(__file__).parent
SHIPPED = HERE / "prometheus" / "prometheus.yml"


@dataclass(frozen=True, slots=True)
class Stack:
    """The ports of the three servers on 127.0.0.1, and the scrape interval in seconds (None: as shipped)."""

    exporter: int = 9797
    prometheus: int = 9090
    alertmanager: int = 9093
    interval: int | None = None

    def configuration(self) -> str:
        """Return the shipped configuration of Prometheus, for these ports and any working directory."""
        text = SHIPPED.read_text(encoding="utf-8").replace("- rules/", f"- {SHIPPED.parent}/rules/")
        text = text.replace("localhost:9797", f"localhost:{self.exporter}")
        text = text.replace("localhost:9093", f"localhost:{self.alertmanager}")
        if self.interval is not None:
            text = text.replace(": 30s", f": {self.interval}s").replace(": 10s", f": {min(self.interval, 10)}s")
        return text

    @contextmanager
    def running(self, folder: Path, demo: Sequence[str]) -> Iterator["list[subprocess.Popen[bytes]]"]:
        """Run the three servers until the end of the block, with their data and logs in `folder`.

        `demo` are the options of the demo. Raises MissingError for a program that is not in PATH or a port in use, and
        EndedError if a server fails to start.
        """
        commands: dict[str, list[str | Path]] = {
            "exporter": [
                sys.executable,
                "-m",
                "exporter",
                "demo",
                f"--web.listen-address={LOOPBACK}:{self.exporter}",
                *demo,
            ],
            "alertmanager": [
                program("alertmanager", "prometheus-alertmanager", package="prometheus-alertmanager"),
                f"--config.file={HERE / 'alertmanager' / 'alertmanager.yml'}",
                f"--storage.path={folder}/alertmanager",
                f"--web.listen-address={LOOPBACK}:{self.alertmanager}",
                "--cluster.listen-address=",
            ],
            "prometheus": [
                program("prometheus", package="prometheus"),
                f"--config.file={folder}/prometheus.yml",
                f"--storage.tsdb.path={folder}/prometheus",
                f"--web.listen-address={LOOPBACK}:{self.prometheus}",
            ],
        }
        for name in commands:
            _check_free(name, getattr(self, name))
        (folder / "prometheus.yml").write_text(self.configuration(), encoding="utf-8")
        with ExitStack() as servers:
            yield [
                servers.enter_context(
                    running(command, log=folder / f"{name}.log", ready=self._ready(name), env={"TMPDIR": str(folder)})
                )
                for name, command in commands.items()
            ]

    def _ready(self, name: str) -> str:
        return f"http://{LOOPBACK}:{getattr(self, name)}/{'readyz' if name == 'exporter' else '-/ready'}"


def _check_free(name: str, port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex((LOOPBACK, port)) == 0:
            raise MissingError(f"port {port} is taken: end what listens there, or choose another with --{name}=PORT")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the stack until Ctrl-C or SIGTERM; return 1 if a program is missing or a server ends on its own."""
    options, demo = _parser().parse_known_args(arguments)
    stack = Stack(options.exporter, options.prometheus, options.alertmanager, options.interval)
    # SIGINT too, because shells start background processes with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        with TemporaryDirectory(prefix="orion-stack-") as folder, stack.running(Path(folder), demo) as servers:
            sys.stdout.write(
                f"exporter      http://localhost:{stack.exporter}\n"
                f"Prometheus    http://localhost:{stack.prometheus}  (alerts: /alerts, targets: /targets)\n"
                f"Alertmanager  http://localhost:{stack.alertmanager}\n"
                f"Data and logs are in {folder} until Ctrl-C.\n"
            )
            sys.stdout.flush()
            _watch(servers)
    except KeyboardInterrupt:
        return 0
    except (MissingError, EndedError) as error:
        sys.stderr.write(f"stack: {error}\n")
        return 1


def _watch(servers: Sequence["subprocess.Popen[bytes]"]) -> NoReturn:
    """Wait until one of the servers ends on its own, then raise EndedError."""
    while all(server.poll() is None for server in servers):
        time.sleep(0.5)
    ended = next(server for server in servers if server.poll() is not None)
    raise EndedError(f"{ended.args!r} ended with {ended.returncode}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m grafana.stack",
        description=__doc__,
        epilog="Other options go to `orion-exporter demo`.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    usual = Stack()
    for name in ("exporter", "prometheus", "alertmanager"):
        port = getattr(usual, name)
        parser.add_argument(f"--{name}", metavar="PORT", type=int, default=port, help=f"its port ({port})")
    parser.add_argument("--interval", metavar="SECONDS", type=int, help="how often Prometheus scrapes (as shipped)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
