"""`orion-exporter check`: verifies web configuration, connection, tables, columns, rows, statements and indexes."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy.exc import DBAPIError

from exporter.app.application import Application
from exporter.app.findings import Finding
from exporter.app.index_hints import index_hints
from exporter.app.meaning import meaning
from exporter.app.omitted import omitted
from exporter.app.shop_parameters import contradicted
from exporter.app.unsupported import cautions_of, why_idle
from exporter.app.web_findings import of_nobody, web
from exporter.collection.dry_run import dry_run, dry_run_directory
from exporter.collection.installation import DIRECTORY_TABLES, gaps_of, own_tables, tables_read
from exporter.collection.owner_kinds import owner_kinds
from exporter.collection.provider import Provider
from exporter.collection.variants import verdicts as verdicts_of
from exporter.config.configuration import Configuration
from exporter.config.connection import MAIN, SettingError
from exporter.contracts.failures import ContractError
from exporter.database.columns.adapting import columns_of
from exporter.database.columns.verdicts import verdicts
from exporter.database.engine import Database
from exporter.database.failures import failure_of
from exporter.database.probe import Missing, remedy
from exporter.database.sessions import session_of
from exporter.directory.directory import Directory
from exporter.directory.tables import TABLES
from exporter.relations.probing import relations_in, tables_of, unreadable

_OTHER_SHOP = (
    f"the tables of the Orion application ({', '.join(sorted(DIRECTORY_TABLES))}) do not exist, or cannot be read: "
    "grant SELECT on them (docs/DATABASE.md); for any other shop, orion-exporter detect writes a configuration"
)
BETA = "is beta, not run by us: compare its numbers with the shop's own pages before you rely on them"
_REMEDY = "change the type of the column that it names, or read the table through a view that casts it"


def check(application: Application) -> Iterator[Finding]:
    """Yield findings, from the web configuration to the indexes.

    Of tables it reads no rows, except those of the directory and of flags that are texts; relations with a SELECT are
    counted.
    """
    yield from web(application.configuration)
    findings = {name: list(_reachable(each)) for name, each in application.databases.every.items()}
    for found in findings.values():
        yield from found
    if _problem(findings[MAIN]):
        return
    stopped = {name for name, found in findings.items() if _problem(found)}
    yield from _preset(application, stopped)
    yield from contradicted(application)
    gaps = unreadable(application.databases, DIRECTORY_TABLES)
    if _is_other_shop(application, gaps):
        yield Finding("problem", "directory", _OTHER_SHOP)
        return
    yield from _directory(application, gaps)
    for provider in application.providers:
        if unread := stopped & {*(provider.source.databases or ())}:
            yield Finding("problem", provider.category, f"reads database {', '.join(sorted(unread))}")
            continue
        try:
            yield from _provider(application, provider, gaps)
        except DBAPIError as error:
            failure = failure_of(error)
            if failure.reason == "connection":
                raise
            message = f"cannot be checked: {failure.message}; check what the database reports for its tables"
            yield Finding("problem", provider.category, message)


def _preset(application: Application, stopped: Collection[str]) -> Iterator[Finding]:
    configuration = application.configuration
    preset = configuration.preset
    if preset is None or configuration.settings.preset is None:
        return
    yield Finding("ok", "preset", f"{preset.label}, revision {preset.revision}; {_variants(configuration)}")
    if preset.settings.beta:
        yield Finding("hint", "preset", BETA)
    for name, caution in cautions_of(configuration):
        yield Finding("hint", "preset", f"variant {name}: {caution}")
    for verdict in () if stopped else verdicts_of(application.databases, configuration):
        if not verdict.applies:
            yield Finding("ok", "preset", f"variant {verdict.name} does not apply: {verdict.why}")


def _is_other_shop(application: Application, gaps: Iterable[Missing]) -> bool:
    """Whether no table of the directory can be read, although the configuration names no other shop."""
    settings = application.configuration.settings
    if settings.preset is not None or settings.relations:
        return False
    missing = {gap.table for gap in gaps if not gap.exists}
    return missing >= DIRECTORY_TABLES.keys()


def _variants(configuration: Configuration) -> str:
    pins = configuration.layers.pins
    names = [f"{name} (pinned)" if name in pins else name for name in configuration.resolved.active]
    return f"variants: {', '.join(names)}" if names else "no variants"


def _reachable(database: Database) -> Iterator[Finding]:
    subject = "database" if database.name == MAIN else f"database {database.name}"
    try:
        with database.read():
            pass
    except (DBAPIError, SettingError) as error:
        failure = failure_of(error)
        advice = "check that the server is running, and the address, user and password"
        yield Finding("problem", subject, f"{database.address}: {failure.message}; {advice}")
        return
    if database.read_only:
        yield Finding("ok", subject, f"{database.address} is reachable, read-only")
        return
    yield Finding("ok", subject, f"{database.address} is reachable")
    message = f"{database.dialect} does not keep transactions read-only; use a role that is only allowed to read"
    yield Finding("hint", subject, message)


def _directory(application: Application, gaps: Collection[Missing]) -> Iterator[Finding]:
    yield from _missing("directory", gaps)
    if gaps:
        return
    columns = [each for table in TABLES for each in table.c]
    types = list(_types(application, "directory", columns, DIRECTORY_TABLES))
    yield from types
    if _problem(types):
        return
    failures = list(dry_run_directory(application.databases))
    for message in failures:
        yield Finding("problem", "directory", f"a statement fails: {message}; {_REMEDY}")
    if not failures:
        yield from _read_directory(application)


def _read_directory(application: Application) -> Iterator[Finding]:
    """Yield a problem for ids of different kinds and platforms of the first party that do not exist, and hints."""
    database = application.databases
    party = relations_in(database).first_party
    try:
        with database.read() as db:
            directory = Directory.read(db)
    except ContractError as error:
        yield Finding("problem", "directory", str(error))
        return
    except DBAPIError as error:
        failure = failure_of(error)
        if failure.reason == "connection":
            raise
        yield Finding("problem", "directory", f"its rows cannot be read: {failure.message}; {_REMEDY}")
        return
    yield from of_nobody(application.configuration, directory)
    known = {each.label for each in directory.platforms.values()}
    if party is None or party.platforms is None:
        return
    if unknown := sorted({*party.platforms} - known):
        message = f"there is no platform {', '.join(unknown)}; write codes of platforms, or all"
        yield Finding("problem", "directory", f"relations.vendors.first_party.platforms: {message}")


def _types(
    application: Application, subject: str, expressions: Iterable[Any], tables: Collection[str] | None
) -> Iterator[Finding]:
    """Yield a problem for each column that cannot be read as it is declared, or a hint for its values."""
    known, read = relations_in(application.databases), dict[str, list[Any]]()
    for each in (each for of in expressions for each in columns_of(of)):
        if not known.is_null(each.table.name, each.name):
            read.setdefault(known.database(each.table.name), []).append(each)
    with application.databases.read(tables=tables_of(application.databases, tables)) as session:
        for name, columns in read.items():
            for verdict in verdicts(session_of(session, name).connection(), columns):
                yield Finding("problem" if verdict.unusable else "hint", subject, verdict.message)


def _problem(findings: Iterable[Finding]) -> bool:
    return any(finding.level == "problem" for finding in findings)


def _missing(subject: str, gaps: Iterable[Missing], category: str = "") -> Iterator[Finding]:
    """Yield one problem for each remedy."""
    for _, of in groupby(gaps, key=lambda gap: gap.remedy):
        same = list(of)
        yield Finding("problem", subject, f"{'; '.join(map(str, same))}: {remedy(same, category)}")


def _provider(application: Application, provider: Provider, directory: Iterable[Missing]) -> Iterator[Finding]:
    if provider.source.problem:
        yield Finding("problem", provider.category, provider.source.problem)
        return
    own, gaps = own_tables(provider), gaps_of(application.databases, provider, directory)
    if gaps.not_installed:
        yield Finding("ok", provider.category, why_idle(application.configuration, provider, own))
        return
    if gaps.own:
        yield from _missing(provider.category, gaps.own, provider.category)
        return
    if provider.source.optional_tables:
        yield _optional(application, provider)
    else:
        yield Finding("ok", provider.category, f"reads {', '.join(sorted(own)) or 'no further tables'}")
    if gaps.directory:
        return
    now = application.clock.now()
    types = list(
        _types(
            application, provider.category, [query.select() for query in provider.source.queries], tables_read(provider)
        )
    )
    yield from types
    for message in () if _problem(types) else dry_run(application.databases, provider, now):
        yield Finding("problem", provider.category, f"a statement fails: {message}; {_REMEDY}")
    if not _problem(types):
        kinds = owner_kinds(application.databases, provider)
        yield from (Finding("problem", provider.category, message) for message in kinds)
        yield from meaning(application.databases, provider, now)
    yield from omitted(provider, relations_in(application.databases))
    yield from index_hints(application.databases, provider, now)


def _optional(application: Application, provider: Provider) -> Finding:
    """Return whether the tables that a provider can do without are there."""
    source, category = provider.source, provider.category
    (gap, *_) = [*unreadable(application.databases, source.optional_tables), None]
    if gap is None:
        return Finding("ok", category, f"reads {', '.join(source.optional_tables)}; {source.note}")
    if gap.exists and application.databases.dialect not in {"mysql", "mariadb"}:  # which do not report the difference
        remedy = f"grant SELECT on it (docs/DATABASE.md), or set providers.{category}.enabled to false"
        return Finding("problem", category, f"{gap}: {remedy}")
    return Finding("ok", category, f'{source.note}; table "{gap.table}" does not exist or cannot be read')
