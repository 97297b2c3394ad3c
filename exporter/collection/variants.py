"""Chooses the variants of a preset by looking at the database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, column, literal_column, select, table
from sqlalchemy.exc import DBAPIError

from exporter.config.configuration import Configuration
from exporter.config.preset_settings import WhenSettings
from exporter.contracts.failures import ContractError, Failure
from exporter.database.failures import failure_of
from exporter.database.probe import NO_ROWS
from exporter.database.purpose import PURPOSE, VARIANTS
from exporter.database.readable import Readable

_FALSE = {None, False, "", "0", "f", "false", "n", "no", b"\x00"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a variant applies, and why not; `why` is "" if it does."""

    name: str
    why: str = ""

    @property
    def applies(self) -> bool:
        """Whether the variant applies."""
        return not self.why


def applicable(databases: Readable, configuration: Configuration, owner: str = "") -> tuple[str, ...]:
    """Return the variants that apply, of those that the configuration does not pin.

    Raises sqlalchemy.exc.DBAPIError if the database cannot be queried, and ContractError if a condition is no valid
    SQL.
    """
    return tuple(each.name for each in verdicts(databases, configuration, owner) if each.applies)


def verdicts(databases: Readable, configuration: Configuration, owner: str = "") -> Iterator[Verdict]:
    """Yield whether each variant applies that the configuration does not pin; raises as `applicable` does."""
    for name in configuration.layers.unpinned:
        database = databases.named(configuration.database_of_variant(name))
        try:
            yield Verdict(name, _why_not(database, configuration.when(name), owner))
        except DBAPIError as error:
            failure = failure_of(error)
            if failure.reason != "query":
                raise
            raise ContractError(_told(configuration, name, failure)) from None


def _why_not(database: Readable, when: WhenSettings, owner: str) -> str:
    for name in when.tables:
        if not _can_read(database, name, (), owner):
            return f"there is no table {name} that can be read"
    for name, columns in when.columns.items():
        if not _can_read(database, name, columns, owner):
            return f"there is no table {name} with {', '.join(columns)} that can be read"
    if when.sql is None:
        return ""
    try:
        with database.read(owner) as session:
            connection = session.connection().execution_options(no_parameters=True, **{PURPOSE: VARIANTS})
            row = connection.exec_driver_sql(when.sql).first()
    except DBAPIError as error:
        return _schema(error)
    return "its SELECT returns no row" if row is None else "its SELECT is false" if _is_false(row[0]) else ""


def _schema(error: DBAPIError) -> str:
    """Return what is missing for a condition. Raises the error if it is another one."""
    failure = failure_of(error)
    if failure.reason != "schema":
        raise error
    return failure.message


def _is_false(value: Any) -> bool:
    shown = value.strip().lower() if isinstance(value, str) else value
    return shown in _FALSE


def _can_read(database: Readable, name: str, columns: Collection[str], owner: str) -> bool:
    schema, _, last = name.rpartition(".")
    chosen: list[Any] = [column(each) for each in columns] or [literal_column("1")]
    statement: Select[Any] = select(*chosen).select_from(table(last, schema=schema or None)).where(NO_ROWS)
    try:
        with database.read(owner) as session:
            session.execute(statement)
    except DBAPIError as error:
        _schema(error)
        return False
    return True


def _told(configuration: Configuration, name: str, failure: Failure) -> str:
    preset = configuration.preset
    loc = ("variants", name, "when")
    place = f"{preset.document.origins[loc]}: " if preset and loc in preset.document.origins else ""
    return f"{place}variants.{name}.when: {failure.message}"
