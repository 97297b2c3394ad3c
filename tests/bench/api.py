"""What questions to the HTTP API and scrapes with a vendor's token cost, also the whole scrape beside them.

All modules are read, and each question is about another vendor.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import shop
from tests.bench.client import Load, scrape, scraping
from tests.bench.exporter import series, settle
from tests.bench.markdown import digits, seconds, table
from tests.bench.measure import Scrapes
from tests.e2e.conftest import get
from tests.support.databases import Server, on_server
from tests.support.modules import MODULES
from tests.support.tools import free_port, process

WHOLE = "bench-token-of-everything"
TOKENS = 600
"""Number of vendors that have a token; more than the exporter keeps the parts of, so that each scrape cuts its own."""

START_SECONDS = 1_800.0
STATISTICS, SCRAPE = "statistics of a vendor", "scrape of a vendor"


@dataclass(slots=True)
class ApiCost:
    """What was measured: by question and number of clients, and the whole scrape alone and beside 20 clients."""

    plan: shop.Plan
    series: int = 0
    found: dict[tuple[str, int], Scrapes] = field(default_factory=dict)
    per_second: dict[tuple[str, int], float] = field(default_factory=dict)
    alone: Scrapes | None = None
    beside: Scrapes | None = None
    meanwhile: float = 0.0
    """Statistics per second that were answered beside the whole scrape."""


def measure(server: Server, folder: Path, plan: shop.Plan, length: float) -> ApiCost:
    """Build a shop with all modules, serve it, and ask each kind of question for `length` seconds."""
    cost = ApiCost(plan)
    with on_server(server) as database:
        shop.build(database.engine, plan)
        with _exporter(folder, database.url, plan) as port:
            cost.series = series(
                get(f"http://127.0.0.1:{port}/metrics", Authorization=f"Bearer {WHOLE}")[1].encode(), b"orion_"
            )
            for name, asked in _questions(plan).items():
                file = folder / "asked.json"
                file.write_text(json.dumps(asked), encoding="utf-8")
                for clients in (1, 20):
                    load = scrape(Load(port, asked=str(file), clients=clients, seconds=length))
                    cost.found[name, clients] = Scrapes.of(load.spans, load.size)
                    cost.per_second[name, clients] = len(load.spans) / length
                    settle()
            _beside(cost, folder, port, plan, length)
    return cost


def _beside(cost: ApiCost, folder: Path, port: int, plan: shop.Plan, length: float) -> None:
    """Scrape everything alone, and while 20 clients ask for 300 statistics a second."""
    file, every = folder / "whole.json", folder / "asked.json"
    file.write_text(json.dumps([["/metrics", f"Bearer {WHOLE}"]]), encoding="utf-8")
    every.write_text(json.dumps(_questions(plan)[STATISTICS]), encoding="utf-8")
    whole = Load(port, asked=str(file), seconds=length, pause=0.2)
    cost.alone = Scrapes.of(scrape(whole).spans, whole.size)
    others = Load(port, asked=str(every), clients=20, seconds=length * 2, every=20 / 300)
    with scraping(others):
        settle()
        cost.beside = Scrapes.of(scrape(whole).spans, whole.size)
    (first, _), (_, last) = others.spans[0], others.spans[-1]
    cost.meanwhile = len(others.spans) / ((last - first) / 1e9)


def _questions(plan: shop.Plan) -> dict[str, Sequence[tuple[str, str]]]:
    """Return the path and the credentials of each question, by name."""
    everybody = [1 + number * 7919 % plan.vendors for number in range(plan.vendors)]
    return {
        STATISTICS: [(f"/api/v1/statistics?vendor={each}", f"Bearer {WHOLE}") for each in everybody],
        SCRAPE: [("/metrics", f"Bearer {token_of(each)}") for each in range(1, 1 + min(TOKENS, plan.vendors))],
        "statistics of a platform": [("/api/v1/statistics?platform=1", f"Bearer {WHOLE}")],
        "statistics of everything": [("/api/v1/statistics", f"Bearer {WHOLE}")],
        "page of vendors": [("/api/v1/vendors", f"Bearer {WHOLE}")],
    }


def report(cost: ApiCost) -> str:
    """Return what was measured, as Markdown."""
    rows = [
        (name, str(clients), f"{each.number:,}", seconds(each.p50), seconds(each.p99), digits(rate))
        for (name, clients), each in cost.found.items()
        for rate in [cost.per_second[name, clients]]
    ]
    header = ("question", "clients", "answers", "p50", "p99", "answers per second")
    about = (
        f"{cost.plan.vendors:,} vendors, {cost.plan.orders:,} orders, all modules, {cost.series:,} series. Each "
        f"question is about another vendor; {TOKENS} vendors have a token.\n"
    )
    parts = [about, table(header, rows)]
    if cost.alone and cost.beside:
        whole = [
            (moment, f"{each.number:,}", seconds(each.p50), seconds(each.p99))
            for moment, each in (
                ("alone", cost.alone),
                (f"beside {cost.meanwhile:.0f} statistics a second", cost.beside),
            )
        ]
        parts.append(table(("whole scrape with gzip", "scrapes", "p50", "p99"), whole))
    return "\n".join(parts)


def token_of(vendor: int) -> str:
    """Return the token of a vendor."""
    return f"bench-token-of-vendor-{vendor}"


@contextmanager
def _exporter(folder: Path, url: str, plan: shop.Plan) -> Iterator[int]:
    """Run the exporter until all modules are read and after; yield its port."""
    port, config = free_port(), folder / "api.yaml"
    tokens: list[dict[str, object]] = [{"name": "whole", "scope": "all", "sha256": _digest(WHOLE)}]
    tokens += [
        {"name": f"vendor-{each}", "scope": {"vendor": each}, "sha256": _digest(token_of(each))}
        for each in range(1, 1 + min(TOKENS, plan.vendors))
    ]
    settings = {
        "database": {"url": url, "statement_timeout": "10m"},
        "refresh": {"every": "24h", "jitter": 0, "timeout": "20m"},
        "providers": {name: {"max_series": 0} for name in MODULES},
        "log": {"level": "warning"},
        "web": {"listen_addresses": [f"127.0.0.1:{port}"], "tokens": tokens},
    }
    config.touch(mode=0o600)
    config.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML

    def is_read() -> bool:
        body = get(f"http://127.0.0.1:{port}/metrics", timeout=60, Authorization=f"Bearer {WHOLE}")[1]
        return all(f'orion_exporter_provider_up{{category="{each}"}} 1.0' in body for each in MODULES)

    command: list[str | Path] = [sys.executable, "-m", "exporter", "serve", f"--config.file={config}"]
    with process(command, log=folder / "api.log", up=is_read, timeout=START_SECONDS):
        yield port


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
