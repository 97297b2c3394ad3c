"""What the relations of the configuration mean in numbers, to compare with the shop's own pages before a scrape."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Select, String, case, func, literal_column, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from exporter.app.findings import Finding
from exporter.collection.provider import Provider
from exporter.contracts.labels import clean
from exporter.contracts.metrics import definition_of
from exporter.database.fetching import fetch
from exporter.database.readable import Readable
from exporter.fold.cells import divisor_of
from exporter.fold.local_times import from_local
from exporter.query import Query, count
from exporter.query.moments import epoch
from exporter.relations.contract import Column, RelationTable
from exporter.relations.functions import volatile_in
from exporter.relations.of_session import session_for
from exporter.relations.probing import relations_in
from exporter.relations.relations import BY_PLATFORM, Relation

MOST_ROWS = 1_000_000
"""Relations with more rows are not read."""

MOST_VALUES = 30
"""Values of a column that are shown; the others are counted."""


def meaning(database: Readable, provider: Provider, now: datetime) -> Iterator[Finding]:
    """Yield what each relation with a SELECT contains: rows, owners, values with their mapping, amounts, and times."""
    for table, queries in _read(provider).items():
        relation = relations_in(database).of(table.name)
        if relation is None or not relation.sql or not relation.is_given:
            continue
        name = table.name.removesuffix(BY_PLATFORM)
        subject = f"{name} by platform" if name != table.name else name
        if volatile := volatile_in(relation.sql):
            message = (
                f"its SELECT calls {', '.join(volatile)}, which do more than read, or answer differently each time"
            )
            yield Finding("hint", subject, f"{message}; leave them out")
        with database.read() as main:
            db = session_for(main, [table.name])
            if _is_large(db, table):
                yield Finding("ok", subject, f"more than {MOST_ROWS:,} rows, which are not read")
                continue
            yield Finding("ok", subject, _summary(db, table, relation))
            for query, label, column in _labels(queries):
                rows, of = _grouped(db, query, [column], [], now), relation.map.get(column.name, {})
                yield from _listed(
                    subject, label, [f"{_mapped(value, of)} ({_rows(number)})" for value, number in rows]
                )
                yield from _unmapped(subject, of, column.name, rows)
            yield from _amounts(db, subject, queries, relation, now)


def _read(provider: Provider) -> dict[RelationTable, list[Query]]:
    """Return the relations of a provider, with its queries on each of them alone."""
    found: dict[RelationTable, list[Query]] = {}
    for query in provider.source.queries:
        elements: Iterator[Any] = iterate(query.select())
        tables = {each.table for each in elements if isinstance(getattr(each, "table", None), RelationTable)}
        for table in tables:
            found.setdefault(table, []).extend([query] if len(tables) == 1 else [])
    return found


def _is_large(db: Session, table: RelationTable) -> bool:
    some = select(literal_column("1").label("one")).select_from(table).limit(MOST_ROWS + 1).subquery()
    return int(db.scalar(select(func.count()).select_from(some)) or 0) > MOST_ROWS


def _summary(db: Session, table: RelationTable, relation: Relation) -> str:
    columns = [
        each for each in table.c if isinstance(each, Column) and relation.has(each.name, extension=each.extension)
    ]
    owners = [each for each in columns if each.name in {"vendor_id", "platform_id"}]
    moments = [each for each in columns if isinstance(each.type, DateTime)]
    numbers: list[ColumnElement[Any]] = [func.count(), *(func.count(case((each.is_(None), 1))) for each in owners)]
    spans = [of for each in moments for of in (epoch(func.min(each)), epoch(func.max(each)))]
    (row,) = fetch(db, select(*numbers, *spans).select_from(table))
    rows, *more = row
    parts = [_rows(rows)]
    parts += [f"{nulls:,} without {each.name}" for each, nulls in zip(owners, more, strict=False) if nulls]
    for at, each in enumerate(moments):
        first, last = more[len(owners) + 2 * at : len(owners) + 2 * at + 2]
        if first is not None and last is not None:
            parts.append(f"{each.name} from {_moment(first, relation)} to {_moment(last, relation)}")
    return "; ".join(parts)


def _moment(seconds: float, relation: Relation) -> str:
    """Return a time in UTC, as text."""
    try:
        moment = from_local(relation.time_zone)(seconds) if relation.time_zone else seconds
        return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError, OSError):
        return "a time that no calendar has"


def _labels(queries: Sequence[Query]) -> Iterator[tuple[Query, str, Column]]:
    """Yield the labels that are columns, with a query that has them: each once for the same rows."""
    seen = set[tuple[str, str, str]]()
    for query in queries:
        for label, column in query.by.items():
            key = label, str(column), str(query.where)
            if isinstance(column, Column) and isinstance(column.type, String) and key not in seen:
                seen.add(key)
                yield query, label, column


def _amounts(
    db: Session, subject: str, queries: Sequence[Query], relation: Relation, now: datetime
) -> Iterator[Finding]:
    """Yield the amounts of money by all labels that are columns, such as status and currency; never their sum."""
    labels = {label: of for each in queries for label, of in each.by.items() if isinstance(of, Column)}
    for query in queries:
        money = {definition_of(each): of for each, of in query.values.items() if definition_of(each).money}
        if not money or "currency" not in labels:
            continue
        rows = _grouped(db, query, [*labels.values()], [*money.values()], now)
        for row in rows[:MOST_VALUES]:
            value, amounts = dict(zip(labels, row, strict=False)), row[len(labels) + 1 :]
            shown = (
                f"{each.label.lower()} {amount / divisor_of(each, (('currency', str(value['currency'])),)):,.2f}"
                for each, amount in zip(money, amounts, strict=True)
                if amount is not None
            )
            whose = ", ".join(_mapped(of, relation.map.get(labels[label].name, {})) for label, of in value.items())
            yield Finding("ok", subject, f"{whose}: {', '.join(shown)}")


def _grouped(
    db: Session, query: Query, columns: Sequence[Any], amounts: Sequence[Any], now: datetime
) -> list[Sequence[Any]]:
    """Return the values of columns, the number of rows, and the amounts; the most frequent values first."""
    grouped: Iterator[ColumnElement[Any]] = (literal_column(str(at + 1)) for at in range(len(columns)))
    statement: Select[Any] = select(*columns, count(), *amounts).group_by(*grouped)
    rows = fetch(db, statement if query.where is None else statement.where(query.where), now)
    return sorted(rows, key=lambda row: (-row[len(columns)], *map(_shown, row[: len(columns)])))


def _listed(subject: str, label: str, shown: Sequence[str]) -> Iterator[Finding]:
    more = f"; and {len(shown) - MOST_VALUES:,} more" if len(shown) > MOST_VALUES else ""
    if shown:
        yield Finding("ok", subject, f"{label}: {'; '.join(shown[:MOST_VALUES])}{more}")


def _mapped(value: Any, of: Mapping[str | None, str]) -> str:
    return f"{_shown(value)} -> {of[_key(value)]}" if _key(value) in of else _shown(value)


def _unmapped(subject: str, of: Mapping[str | None, str], name: str, rows: Sequence[Any]) -> Iterator[Finding]:
    known = {*of, *of.values()}
    others = [row for row in rows if of and _key(row[0]) not in known]
    if others:
        listed = ", ".join(_shown(row[0]) for row in others[:MOST_VALUES])
        where = f"relations.{subject.split(maxsplit=1)[0]}.map.{name}"
        todo = f"so exported as they are; add them to {where}, mapped to themselves if that is right"
        yield Finding("problem", subject, f"{name}: {listed} mapped nowhere, {todo}")


def _key(value: Any) -> str | None:
    return None if value is None else str(value).rstrip(" ")


def _shown(value: Any) -> str:
    return "NULL" if value is None else f'"{clean(str(value))}"'


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
