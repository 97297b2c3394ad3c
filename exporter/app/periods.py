"""Reads the answers to questions about a period from the database, with connections that no refresh uses."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, Lock

from exporter.app.application import Application, databases_of
from exporter.collection.installation import tables_read
from exporter.collection.shop import Module, modules_of
from exporter.contracts.failures import Failure
from exporter.contracts.metrics import MetricsContext
from exporter.database.databases import Databases
from exporter.database.failures import failure_of
from exporter.relations.probing import tables_of
from exporter.server.api.asking import Answer, Question, UnavailableError
from exporter.server.api.turns import MAX_RUNNING
from exporter.statistics.one_by_one import AskOne, joined, one_by_one
from exporter.statistics.results import Statistics


class Periods:
    """The reader of the running exporter; implements `Reader`. Its methods may be called in any thread.

    `seconds` is the maximum duration of a statement, unless that of the database is shorter.
    """

    def __init__(self, application: Application, seconds: float) -> None:
        self._seconds = seconds
        self._shop = _Shop(application, seconds)
        self._readings: dict[str, _Reading] = {}
        self._stopped = False

    @property
    def version(self) -> object:
        """A mark of the current configuration."""
        return self._shop.mark

    def use(self, application: Application) -> None:
        """Answer further questions with another application; those that are being read are answered as they are."""
        before, self._shop = self._shop, _Shop(application, self._seconds)
        before.retire()

    def read(self, question: Question, reading: str) -> Answer:
        """Return the answer. Raises UnavailableError if nothing can be read."""
        shop = self._shop
        mine = self._readings[reading] = _Reading(reading, shop)
        shop.enter()
        if self._stopped:
            mine.cancelled.set()
        try:
            return shop.answer(question, mine)
        except UnavailableError:
            raise
        except (Exception, SystemExit) as error:
            raise UnavailableError(failure_of(error)) from error
        finally:
            del self._readings[reading]
            shop.leave()

    def cancel(self, reading: str) -> None:
        """Cancel the statement of a read, and let it execute no further one."""
        if (found := self._readings.get(reading)) is not None:
            found.cancel()

    def abandon(self, reading: str) -> None:
        """Close the connections of a read."""
        if (found := self._readings.get(reading)) is not None:
            found.shop.databases.abandon(reading)

    def stop(self) -> None:
        """Cancel everything that is being read, and read nothing more."""
        self._stopped = True
        running = list(self._readings.values())
        for each in running:
            each.cancelled.set()
        for shop in {each.shop for each in running}:
            shop.cancel()
        self._shop.retire()


@dataclass(eq=False, slots=True)
class _Reading:
    """A question that is being read: its name, and the shop that it is about."""

    name: str
    shop: "_Shop"
    cancelled: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Cancel its statement, and let it execute no further one."""
        self.cancelled.set()
        self.shop.cancel(self.name)

    def check(self) -> None:
        """Raise UnavailableError if it was cancelled."""
        if self.cancelled.is_set():
            raise UnavailableError(Failure("timeout", "cancelled"))


class _Shop:
    """The modules of an application, and the connections by which they are asked; none are opened before."""

    def __init__(self, application: Application, seconds: float) -> None:
        self.mark = object()
        """Says which shop it is; kept answers have it, and must not keep the shop itself in memory."""
        self._application, self._seconds = application, seconds
        self._providers = {each.category: each for each in application.providers}
        self._modules = modules_of(application.providers)
        self._lock = Lock()
        self._databases: Databases | None = None
        self._reads = 0
        self._is_retired = False

    @property
    def databases(self) -> Databases:
        """The databases, with a connection for each read at the same time. Raises ConfigurationError."""
        with self._lock:
            if self._databases is None:
                of = self._application
                self._databases = databases_of(
                    of.configuration, of.clock, of.relations, MAX_RUNNING, most=self._seconds
                )
            return self._databases

    def answer(self, question: Question, reading: _Reading) -> Answer:
        """Return the answer, read in one transaction of each database.

        Raises UnavailableError if the connection is lost before a module has answered, and exceptions of the directory.
        """
        if not self._application.configuration.is_decided:
            raise UnavailableError(Failure("schema", "the variants of the preset are unknown before the first refresh"))
        reading.check()
        now = self._application.clock.now()
        modules = self._asked(question)
        parts: list[Statistics] = []
        with self.databases.read(reading.name, tables=self._tables(modules)) as db:
            reading.check()
            for part in one_by_one(db, modules, _asking(question, now)):
                reading.check()
                parts.append(part)
        return _answer(joined(parts), now)

    def cancel(self, reading: str | None = None) -> None:
        """Cancel the statement of a read, or of all."""
        if self._databases is not None:
            self._databases.cancel(reading)

    def enter(self) -> None:
        """Count a read that begins."""
        with self._lock:
            self._reads += 1

    def leave(self) -> None:
        """Count a read that has ended; after the last one of a retired shop, the connections are closed."""
        with self._lock:
            self._reads -= 1
        self._close_if_unused()

    def retire(self) -> None:
        """Close the connections, now or after the last read."""
        self._is_retired = True
        self._close_if_unused()

    def _close_if_unused(self) -> None:
        if self._is_retired and not self._reads and self._databases is not None:
            self._databases.close()

    def _asked(self, question: Question) -> list[Module]:
        """Return the modules of a question that are installed, as far as the refreshes know."""
        installed = {state.category: state.installed for state in self._application.store.states()}
        return [
            each
            for each in self._modules
            if (not question.categories or each.category in question.categories) and installed.get(each.category, True)
        ]

    def _tables(self, modules: list[Module]) -> Collection[str] | None:
        """Return the tables of the main database that the modules read; None if they are not all known."""
        read = [tables_read(self._providers[each.category]) for each in modules]
        names = None if None in read else frozenset().union(*filter(None, read))
        return tables_of(self.databases, names)


def _asking(question: Question, now: datetime) -> AskOne:
    """Return what asks the statistics of a question."""
    vendor, platform = question.vendor, question.platform
    context = MetricsContext(now, question.date_from, question.date_to)
    if vendor is not None:
        there = replace(context, platform_id=platform.id if platform else None)
        return lambda aggregator, db: aggregator.vendor_statistics(db, vendor.id, there)
    if platform is not None:
        if (id_ := platform.id) is None:
            raise ValueError("a platform without an id")  # its numbers must not become those of everybody
        return lambda aggregator, db: aggregator.platform_statistics(db, id_, context)
    return lambda aggregator, db: aggregator.installation_statistics(db, context)


def _answer(said: Statistics, now: datetime) -> Answer:
    """Return statistics as an answer. Raises UnavailableError if the connection was lost before there was any."""
    failures = list(said.failures.values())
    if failures and not said.values and all(each.reason == "connection" for each in failures):
        raise UnavailableError(failures[0])
    return Answer(said.values, said.failures, now.timestamp(), said.additive)
