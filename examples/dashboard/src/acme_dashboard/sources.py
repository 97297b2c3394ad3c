"""Where the numbers come from: one protocol, and the source that computes them in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from acme_dashboard.periods import Period
from exporter.contracts import MetricsContext
from exporter.statistics import Statistics, StatsAggregator


class UnavailableError(Exception):
    """There are no numbers at the moment; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a source returns: statistics, and the time at which they were true."""

    statistics: Statistics
    as_of: datetime


class StatisticsSource(Protocol):
    """Answers the questions of one request. Each method raises UnavailableError if it has no numbers."""

    def vendor(self, vendor_id: int, period: Period) -> Numbers:
        """Return the numbers of a vendor in a period."""

    def platform(self, platform_id: int, period: Period) -> Numbers:
        """Return the numbers of a platform in a period."""

    def installation(self, period: Period) -> Numbers:
        """Return the numbers of the whole shop in a period."""


@dataclass(frozen=True, slots=True)
class InProcess:
    """Computes the numbers with the session of the request. The aggregator is made once for the application."""

    aggregator: StatsAggregator
    db: Session
    now: datetime

    def vendor(self, vendor_id: int, period: Period) -> Numbers:
        """Return the numbers of a vendor in a period."""
        return self._numbers(partial(self.aggregator.vendor_statistics, self.db, vendor_id), period)

    def platform(self, platform_id: int, period: Period) -> Numbers:
        """Return the numbers of a platform in a period."""
        return self._numbers(partial(self.aggregator.platform_statistics, self.db, platform_id), period)

    def installation(self, period: Period) -> Numbers:
        """Return the numbers of the whole shop in a period."""
        return self._numbers(partial(self.aggregator.installation_statistics, self.db), period)

    def _numbers(self, ask: Callable[[MetricsContext], Statistics], period: Period) -> Numbers:
        begin = period.begin(self.now)
        try:
            return Numbers(ask(MetricsContext(self.now, begin, self.now if begin else None)), self.now)
        except SQLAlchemyError as error:  # platforms and vendors cannot be read; a module only costs its category
            raise UnavailableError(str(error)) from error
