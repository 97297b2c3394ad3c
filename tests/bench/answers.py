"""How long answers of the HTTP API from the snapshot take, and what a scrape takes meanwhile."""

from dataclasses import dataclass

from tests.bench.client import Load, scrape, scraping
from tests.bench.measure import Scrapes

STATISTICS = "/api/v1/statistics"
A_VENDOR = "a vendor"

QUESTIONS = {
    A_VENDOR: f"{STATISTICS}?vendor=77",
    "a vendor's orders": f"{STATISTICS}?vendor=77&category=orders",
    "a platform": f"{STATISTICS}?platform=1",
    "the installation": STATISTICS,
    "a page of vendors": "/api/v1/vendors",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What one kind of question takes: its answers to one client and to twenty, and how many those get in a second."""

    name: str
    alone: Scrapes
    crowd: Scrapes
    rate: float


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of each kind, and scrapes with gzip while nobody asks and while twenty clients ask for a vendor."""

    answered: list[Answered]
    quiet: Scrapes
    meanwhile: Scrapes


def measure(port: int, seconds: float) -> Answers:
    """Ask each kind of question for this many seconds with one client, then with twenty."""
    answered = [_answered(port, name, path, seconds) for name, path in QUESTIONS.items()]
    quiet = _scraped(port, seconds)
    with scraping(Load(port, QUESTIONS[A_VENDOR], clients=20)):
        meanwhile = _scraped(port, seconds)
    return Answers(answered, quiet, meanwhile)


def _answered(port: int, name: str, path: str, seconds: float) -> Answered:
    alone, crowd = (scrape(Load(port, path, clients=clients, seconds=seconds)) for clients in (1, 20))
    first, last = min(start for start, _ in crowd.spans), max(end for _, end in crowd.spans)
    rate = len(crowd.spans) / ((last - first) / 1e9)
    return Answered(name, Scrapes.of(alone.spans, alone.size), Scrapes.of(crowd.spans, crowd.size), rate)


def _scraped(port: int, seconds: float) -> Scrapes:
    load = scrape(Load(port, seconds=seconds))
    return Scrapes.of(load.spans, load.size)
