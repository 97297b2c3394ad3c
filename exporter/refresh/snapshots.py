"""Creates the snapshots of providers: reads, folds, and applies the series limit. Exceptions are not caught."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from exporter.collection.installation import DIRECTORY_TABLES, tables_read
from exporter.collection.provider import Provider
from exporter.collection.reading import Reader, Reading
from exporter.collection.sources import Moment
from exporter.collection.totals import answers_of
from exporter.config.effective import EffectiveSettings
from exporter.contracts.clock import Clock
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricsContext
from exporter.database.columns.unjudged import FLAG, UnjudgedFlags
from exporter.database.databases import Databases
from exporter.database.limits import Limits
from exporter.database.sessions import opened, origins, statements_of
from exporter.directory.directory import Directory
from exporter.exposition.budget import Budget
from exporter.exposition.report import Report
from exporter.exposition.snapshot import Family, Snapshot
from exporter.fold.facts import FoldedFacts
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.layout import Layout
from exporter.fold.roster import Roster
from exporter.query.incremental.policy import IncrementalPolicy
from exporter.relations.notes import taken
from exporter.relations.probing import relations_in, tables_of

_SPARE_IDS = 1_000


class Shared:
    """What all providers share: the last directory, and which category owns which metric name."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._lock = Lock()
        self._roster: Roster | None = None
        self._owners = {name: provider.category for provider in providers for name in provider.names}

    @property
    def last_directory(self) -> Directory | None:
        """The directory of the last refresh of any provider; reused as long as its tables do not change."""
        return self._roster.directory if self._roster else None

    def roster(self, directory: Directory) -> Roster:
        """Remember the directory as the last one, and return its vendors and platforms.

        Of directories with the same rows, the first one is used: the first refreshes read it at the same time, and
        layouts would keep one each.
        """
        with self._lock:
            if self._roster is None or self._roster.directory.digest != directory.digest:
                self._roster = Roster(directory)
            return self._roster

    def owned(self, families: Iterable[Family], category: str, frame: Frame) -> list[Family]:
        """Return families with unique names that no other category owns, and unique series; reject the others."""
        kept: dict[str, Family] = {}
        for family in families:
            owner = self._owners.setdefault(family.name, category)
            if owner == category and family.name not in kept:
                kept[family.name] = once = family.each_once()
                if once is not family:
                    frame.reject("duplicate", f"{family.name} has a series twice; the first is kept")
            else:
                frame.reject("name", f"metric {family.name} is already exported by {owner}; rename it")
        return list(kept.values())


@dataclass(frozen=True, slots=True)
class Made:
    """A snapshot, the report of its refresh, and the names of the databases that it has read."""

    snapshot: Snapshot
    report: Report
    databases: Sequence[str]


class SnapshotMaker:
    """Creates the snapshots of one provider, and caches what the next one can reuse."""

    def __init__(
        self, provider: Provider, databases: Databases, shared: Shared, clock: Clock, policy: IncrementalPolicy
    ) -> None:
        settings = provider.settings
        self._provider, self._databases, self._shared, self._clock = provider, databases, shared, clock
        self._limits = limits_of(settings)
        self._limits_elsewhere = limits_elsewhere(settings)
        self._tables = tables_of(databases, tables_read(provider))
        of_directory = relations_in(databases).databases(DIRECTORY_TABLES)
        self._databases_read = of_directory | (provider.source.databases or frozenset())
        self._reader = Reader(provider, clock, policy)
        self._budget = Budget(provider.category, settings.max_series, vendors=settings.per_vendor)
        self._layout: Layout | None = None
        self._origin: object = None
        self._flags: Mapping[str, int] = {}

    def make(self, began: float) -> Made:
        """Return a new snapshot, read in one transaction of each database.

        `began` is the monotonic time, in seconds, before it.
        Raises ContractError if all samples are rejected, and exceptions of the provider or the database unchanged.
        """
        now = self._clock.now()
        index = self._layout.index if self._layout else None
        category, limits = self._provider.category, self._limits
        with self._databases.read(category, limits, self._tables, self._limits_elsewhere) as db:
            self._follow(origins(db, self._databases_read))
            roster = self._shared.roster(Directory.read(db, last=self._shared.last_directory))
            directory = roster.directory
            flags = UnjudgedFlags(db, of_directory=bool(self._provider.source.info))
            reading = self._reader.read(Moment(db, directory, MetricsContext(now)), index, began)
            directory.learn(db, reading.frame.index)
            if not reading.changed_only:
                self._flags = flags.counted()
            statements, databases, notes = statements_of(db), tuple(opened(db)), taken(db)
        scopes = Scopes(reading.frame, self._laid_out(reading.frame, directory))
        families = self._budget.allowed(self._families(scopes, directory, reading), full=not reading.changed_only)
        facts = self._facts(scopes, reading, roster)
        report = self._report(scopes, directory, reading, statements, notes)  # after all folds, which may reject
        scopes.layout.kept.forget_unused()
        snapshot = Snapshot(category, tuple(families), now.timestamp(), began, facts, roster)
        if reading.frame.rejected or self._layout is None:
            self._reader.discard()  # the next one is full: it counts rejected samples again, or starts a new index
        if reading.frame.rejected and not snapshot.series:
            raise ContractError("; ".join(report.warnings))
        return Made(snapshot, report, databases)

    def discard(self, reason: str) -> None:
        """Discard the cache after a failed refresh; `reason` is the reason of the failure."""
        self._reader.discard(reason)

    def _follow(self, origin: object) -> None:
        """Forget what was read if a database is another one: it has other rows and indexes, without any write."""
        if origin != self._origin:
            self._reader.forget()
        self._origin = origin

    def _families(self, scopes: Scopes, directory: Directory, reading: Reading) -> Sequence[Family]:
        refreshed = refreshed_text(self._provider)
        families = [*self._provider.source.info_families(directory, refreshed)]
        families += scopes.families(reading.definitions, refreshed)
        return self._shared.owned(families, self._provider.category, reading.frame)

    def _facts(self, scopes: Scopes, reading: Reading, roster: Roster) -> FoldedFacts | None:
        answers = answers_of(self._provider.source)
        if not answers.parts and not answers.whole:
            return None
        return FoldedFacts.of(scopes, self._provider.category, reading.definitions, roster, answers)

    def _report(
        self, scopes: Scopes, directory: Directory, reading: Reading, statements: int, notes: Sequence[str]
    ) -> Report:
        frame = reading.frame
        rejected = frame.rejected + frame.corrected + Counter({FLAG: sum(self._flags.values())})
        unattributed, excluded = scopes.counts()
        return Report(
            unattributed=unattributed,
            excluded=excluded,
            null_sums=scopes.null_sums(),
            codes_replaced=directory.codes_replaced,
            labels_cleaned=directory.cleaned + len(frame.cleaned),
            statements=statements,
            rejected=dict(rejected),
            warnings=(*frame.warnings.values(), *scopes.layout.warnings, *self._flags, *notes),
            changed_only=reading.changed_only,
            full_at=reading.full_at,
            detail_dropped=self._budget.dropped,
        )

    def _laid_out(self, frame: Frame, directory: Directory) -> Layout:
        """Return the layout of the last refresh if it fits, else a new one."""
        layout = self._layout
        if layout is None or not layout.fits(frame.index, directory):
            layout = Layout(frame.index, directory, self._provider.category)
        if layout.contradiction:
            raise ContractError(layout.contradiction)
        used = len(set().union(*frame.row_counts.values()))
        # Most owners in the index no longer have rows, so the next refresh starts a new one.
        self._layout = None if len(frame.index) > 2 * used + _SPARE_IDS else layout
        return layout


def limits_of(settings: EffectiveSettings) -> Limits:
    """Return the limits of the statements of a provider with these settings."""
    return Limits(settings.statement_timeout, settings.lock_timeout, idle=settings.timeout)


def limits_elsewhere(settings: EffectiveSettings) -> Mapping[str, Limits]:
    """Return those of other databases than the main one, by name."""
    given = settings.timeouts_elsewhere
    return {name: Limits(statement, lock, idle=settings.timeout) for name, (statement, lock) in given.items()}


def refreshed_text(provider: Provider) -> str:
    """Return the last sentence of each HELP, with the refresh schedule, such as "Refreshed every 60 s."."""
    return f"Refreshed {provider.settings.schedule}."
