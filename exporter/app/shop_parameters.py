"""Parameters of a preset whose values the shop keeps in its own settings, such as its time zone."""

from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

from exporter.app.application import Application
from exporter.app.findings import Finding
from exporter.config.parameters import Parameters, written_as
from exporter.database.engine import Database


def detected(database: Database, parameters: Parameters) -> Iterator[tuple[str, str]]:
    """Yield the parameters that a shop has a value for, with these values.

    `parameters` have the values of those by which the others are found, such as the prefix of tables.
    """
    for name, settings in parameters.declared.items():
        value = _first(database, parameters.put_into(settings.detect)) if settings.detect else None
        if value is not None:
            yield name, value


def contradicted(application: Application) -> Iterator[Finding]:
    """Yield a problem for each parameter whose value is not the one that the shop itself has."""
    parameters = application.configuration.resolved.parameters
    for name, value in detected(application.database, parameters):
        try:
            is_same = written_as(parameters.declared[name].type, value) == parameters.sql[name]
        except ValueError:  # which could not be given either
            continue
        if not is_same:
            given = parameters.sql[name].strip("'")
            message = f"parameters.{name} is {given}, but the shop's own setting is {value}; write that, or change it"
            yield Finding("problem", "preset", message)


def _first(database: Database, sql: str) -> str | None:
    """Return the first value of a SELECT as a text; None if there is none, or it cannot be read."""
    try:
        with database.read() as db:
            value = db.connection().execution_options(no_parameters=True).exec_driver_sql(sql).scalar()
    except DBAPIError:
        return None
    return None if value is None else str(value)
