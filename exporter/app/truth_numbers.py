"""The series that a truth has: the rows of its SELECT, or of the same SELECT in each of several places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.config.connection import MAIN
from exporter.contracts.failures import ContractError
from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Fold
from exporter.database.dialects import apart
from exporter.database.failures import failure_of
from exporter.database.readable import Readable
from exporter.directory.directory import Directory
from exporter.fold.frame import FOLDS
from exporter.relations.places import values_of
from exporter.relations.relations import ForEach

Labels = frozenset[tuple[str, str]]
Numbers = Mapping[Labels, float]

_PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class TruthPlaces:
    """The places where a truth holds, one by one, such as the sites of a network.

    `platform` is the id of a place's platform, whose label its series get; "" leaves them as they are. `fold` is how
    series of several places with the same labels become one.
    """

    each: ForEach
    platform: str
    fold: Fold | None


@dataclass(frozen=True, slots=True)
class Truth:
    """What the series of a metric must be: the family's name, a sentence, and SQL with a row for each series.

    `databases` are those that the metric is read from, by name; () if it is not exported. The SQL is executed in each
    of the `places`, if there are any.
    """

    metric: str
    means: str
    sql: str
    databases: tuple[str, ...] = (MAIN,)
    places: TruthPlaces | None = None


def numbers_of(database: Readable, truth: Truth) -> dict[Labels, float]:
    """Return the series of a truth. Raises DATABASE_ERRORS, and ContractError for rows that are no series."""
    with database.read() as db:
        if truth.places is None:
            return _series(db.connection(), truth.sql)
        found: dict[Labels, float] = {}
        fold = FOLDS[truth.places.fold or "max"]
        for place in _of_places(db, truth.sql, truth.places):
            for labels, value in place.items():
                found[labels] = fold(found[labels], value) if labels in found else value
        return found


def _of_places(db: Session, sql: str, places: TruthPlaces) -> Iterator[Numbers]:
    """Yield the series of each place that is a platform and has the tables. Raises DBAPIError if none has them."""
    platforms = Directory.read(db).platforms if places.platform else {}
    connection, missing, count = db.connection(), list[DBAPIError](), 0
    for value in values_of(connection, places.each):
        place = f"{{{{{places.each.name}}}}}"
        known = platforms.get(places.platform.replace(place, value))
        if places.platform and known is None:  # such as a site of a network that is no shop
            continue
        try:
            with apart(connection) as other:
                found = _series(other, sql.replace(place, value))
        except DBAPIError as error:
            if failure_of(error).reason != "schema":
                raise
            missing.append(error)
            continue
        count += 1
        yield {_on(known.label, labels): of for labels, of in found.items()} if known else found
    if missing and not count:
        raise missing[0]


def _on(platform: str, labels: Labels) -> Labels:
    return frozenset((name, platform if name == _PLATFORM else value) for name, value in labels)


def _series(connection: Connection, sql: str) -> dict[Labels, float]:
    found: dict[Labels, float] = {}
    # Executed as written: neither a colon nor a percent sign begins a parameter.
    as_written = connection.execution_options(no_parameters=True)
    for row in as_written.exec_driver_sql(sql).mappings():
        labels = frozenset(
            (name, label_of(None if of is None else str(of))) for name, of in row.items() if name != "value"
        )
        if labels in found:
            raise ContractError(f"two rows are the series {dict(sorted(labels))}; group by its labels")
        if row.get("value", "") is not None:
            found[labels] = _number(row.get("value"))
    return found


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ContractError("each row needs the column value, with a number") from None
