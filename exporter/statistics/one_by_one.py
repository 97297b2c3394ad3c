"""Statistics with a session of the exporter itself: one module after the other, so that it can stop between them."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy.orm import Session

from exporter.collection.shop import ExportersShop, Module
from exporter.contracts.failures import Failure
from exporter.statistics.aggregator import StatsAggregator, aggregator_of
from exporter.statistics.results import Statistics

AskOne = Callable[[StatsAggregator, Session], Statistics]
"""Asks an aggregator that has one module."""


def one_by_one(db: Session, modules: Iterable[Module], ask: AskOne) -> Iterator[Statistics]:
    """Yield the statistics of each module; each is asked when it is the next one.

    If the connection to the main database is lost, that failure is the one of all modules that follow. Raises what
    `ask` raises if the directory cannot be read.
    """
    connection, last = db.connection(), Statistics()
    for module in modules:
        if connection.invalidated:
            lost = next(iter(last.failures.values()), Failure("connection", "the connection to the database was lost"))
            last = Statistics(failures={module.category: lost})
        else:
            last = ask(aggregator_of(ExportersShop([module])), db)
        yield last


def joined(parts: Iterable[Statistics]) -> Statistics:
    """Return the statistics of several modules as those of one shop."""
    parts = list(parts)
    values = {category: of for part in parts for category, of in part.values.items()}
    failures = {category: of for part in parts for category, of in part.failures.items()}
    return Statistics(values, failures, frozenset().union(*(part.additive for part in parts)))
