"""`orion-exporter explain`: the statements of a category as they are sent, and the series that it exports from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from sqlalchemy.orm import Session

from exporter.app.application import Application
from exporter.app.shown_values import Known, known, known_to
from exporter.collection.installation import DIRECTORY_TABLES, tables_read
from exporter.collection.provider import Provider
from exporter.collection.sources import Source
from exporter.config.configuration import ConfigurationError
from exporter.contracts.metrics import Id, MetricDefinition, MetricsContext, MetricsProviderProtocol, MetricValue
from exporter.contracts.printable import printable
from exporter.database.failures import failure_of
from exporter.database.purpose import DIRECTORY
from exporter.database.recording import Recorder, Sent
from exporter.directory.directory import Directory, Entry
from exporter.fold.families import family_names
from exporter.fold.info import info_families
from exporter.refresh.snapshots import limits_elsewhere, limits_of
from exporter.relations.probing import tables_of

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to explain: a category or the directory, and the codes of the vendor and platform of statistics."""

    category: str
    vendor: str | None = None
    platform: str | None = None

    @property
    def filtered(self) -> bool:
        """Whether statistics are to be explained."""
        return self.vendor is not None or self.platform is not None


@dataclass(slots=True)
class Explained:
    """The statements of a category, its number of series by name, and the failure of its refresh ("": none)."""

    origin: str
    sent: tuple[Sent, ...] = ()
    series: Mapping[str, int] = field(default_factory=dict)
    known: Known = frozenset()
    """The parameters that may be printed."""
    source: Source | None = None
    failure: str = ""
    installed: bool = True


def explain(application: Application, wanted: Wanted, *, analyze: bool = False) -> Explained:
    """Run the statements of a category as a refresh does, or those of statistics, and record them.

    With `analyze`, they run twice, and the plans have the times that the database measured. Raises ConfigurationError
    for an unknown category, vendor or platform, and sqlalchemy.exc.DBAPIError if the directory cannot be read.
    """
    recorder = Recorder(application.databases, application.clock.monotonic, analyze=analyze)
    if wanted.category == DIRECTORY:
        return _directory(application, wanted, recorder)
    providers = {each.category: each for each in application.providers}
    if wanted.category not in providers:
        names = [*providers, DIRECTORY]
        raise _unknown("category", wanted.category, names, f"known: {', '.join(names)}")
    provider = providers[wanted.category]
    explained = Explained(provider.origin, source=provider.source, known=known_to(provider))
    if wanted.filtered:
        _statistics(application, provider, wanted, explained)
    else:
        _refresh(application, provider, explained)
    explained.sent = recorder.sent
    return explained


def feeds(sent: Sent, explained: Explained) -> list[str]:
    """Return the names of what a statement feeds: families, or the keys of statistics."""
    if sent.purpose is None or isinstance(sent.purpose, str) or explained.source is None:
        return []
    keys = {each.key for each in sent.purpose}
    names = [name for each in explained.source.definitions if each.key in keys for name in (each.key, *_names(each))]
    return [name for name in names if name in explained.series]


def _names(definition: MetricDefinition) -> Iterator[str]:
    return (name for name, _ in family_names(definition, None))


def _refresh(application: Application, provider: Provider, explained: Explained) -> None:
    application.refresher.refresh(provider.category)
    state = application.store[provider.category]
    explained.series = {each.name: len(each) for each in state.snapshot.families} if state.snapshot else {}
    if state.failure:
        explained.failure = f"{state.failure.reason}: {state.failure.message}"
    explained.installed = state.installed


def _statistics(application: Application, provider: Provider, wanted: Wanted, explained: Explained) -> None:
    statistics = provider.source.statistics
    if statistics is None:
        raise ConfigurationError(f"explain: the provider of {wanted.category} has no statistics of one vendor")
    limits, tables = limits_of(provider.settings), tables_of(application.databases, tables_read(provider))
    elsewhere = limits_elsewhere(provider.settings)
    with application.databases.read(provider.category, limits, tables, elsewhere) as db:
        vendor, platform = _ids(Directory.read(db), wanted)
        explained.known |= known(vendor, platform)
        try:
            context = MetricsContext(application.clock.now(), platform_id=platform)
            values = _values(statistics, db, vendor, context, of_vendor=wanted.vendor is not None)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - packages of providers may raise anything
            failure = failure_of(error)
            explained.failure = f"{failure.reason}: {failure.message}"
            return
    keys = [each.key for each in values]
    explained.series = {key: keys.count(key) for key in dict.fromkeys(keys)}


def _values(
    statistics: MetricsProviderProtocol, db: Session, vendor: Any, context: MetricsContext, *, of_vendor: bool
) -> list[MetricValue]:
    if of_vendor:
        return statistics.get_vendor_metrics(db, vendor, context)
    assert context.platform_id is not None  # noqa: S101 - without a vendor the caller gives a platform
    return statistics.get_platform_metrics(db, context.platform_id, context)


def _directory(application: Application, wanted: Wanted, recorder: Recorder) -> Explained:
    with application.databases.read(tables=tables_of(application.databases, DIRECTORY_TABLES)) as db:
        directory = Directory.read(db)
        vendor, platform = _ids(directory, wanted)
        if vendor is not None:
            recorder.clear()
            directory = Directory.read(db, vendor)
    series = {each.name: len(each) for each in info_families(directory, "")}
    return Explained("exporter/directory/directory.py", recorder.sent, series, known(vendor, platform))


def _ids(directory: Directory, wanted: Wanted) -> tuple[Id | None, Id | None]:
    return (
        _id("vendor", directory.vendors, wanted.vendor),
        _id("platform", directory.platforms, wanted.platform),
    )


def _id(what: str, entries: Mapping[Id | None, Entry] | Mapping[Id, Entry], code: str | None) -> Id | None:
    if code is None:
        return None
    for id_, entry in entries.items():
        if entry.label == code:
            return id_
    raise _unknown(what, code, [entry.label for entry in entries.values()])


def _unknown(what: str, name: str, names: Sequence[str], known: str = "") -> ConfigurationError:
    nearest = get_close_matches(name, names, _NEAREST) or get_close_matches(name.lower(), names, _NEAREST)
    hint = f"; did you mean {' or '.join(map(_quoted, nearest))}?" if nearest else ""
    rest = f"{' ' if hint else '; '}{known}" if known else ""
    return ConfigurationError(printable(f"explain: unknown {what} {_quoted(name)}{hint}{rest}"))


def _quoted(name: str) -> str:
    return f'"{name}"'
