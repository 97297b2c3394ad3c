"""Judges the texts of a relation, or of a declared provider, as far as they must be parts of one SELECT."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from exporter.config.configuration import Configuration
from exporter.config.origin import Loc, Problem
from exporter.config.parameters import placeholders
from exporter.config.relation_settings import RelationSettings
from exporter.relations.sql_text import SqlError, check, tokens

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_BEFORE_A_TABLE = {"FROM", "JOIN"}


def faults_of_texts(configuration: Configuration, loc: Loc, settings: RelationSettings) -> Iterator[Problem]:
    """Yield why texts cannot be SELECTs, each with the place of the character, and what is wrong with their parts."""
    wrong = list(_faults_of_sql(configuration, loc, settings))
    yield from wrong
    for key, message in (*_of_places(settings), *(() if wrong else _of_helpers(settings))):
        yield Problem((*loc, *key), message)


def _faults_of_sql(configuration: Configuration, loc: Loc, settings: RelationSettings) -> Iterator[Problem]:
    for key, sql in _texts(settings):
        written = configuration.written.get((*loc, *key))
        try:
            check(written.value if written else sql)
        except SqlError as error:
            origin = written.place(error.at) if written else None
            place = "" if written else f" ({_place(sql, error.at)})"
            yield Problem((*loc, *key), error.message + place, origin=origin)


def _texts(settings: RelationSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, sql in (("sql", settings.sql), ("platform_sql", settings.platform_sql)):
        if sql is not None:
            yield (key,), sql
    for name, sql in settings.with_.items():
        yield ("with", name), sql
    if settings.for_each is not None:
        yield ("for_each", "sql"), settings.for_each.sql


def _place(sql: str, at: int) -> str:
    before = sql[:at]
    return f"line {before.count(chr(10)) + 1}, column {at - before.rfind(chr(10))} of the SELECT"


def _of_places(settings: RelationSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with `for_each`: the key, and a message."""
    each = settings.for_each
    if each is None:
        return
    if not _NAME.fullmatch(each.as_):
        yield ("for_each", "as"), "must be a name of letters, digits and _, such as prefix"
        return
    for key, sql in (("sql", settings.sql), ("platform_sql", settings.platform_sql)):
        texts = (sql, *settings.with_.values())
        if sql and not any(each.as_ == name for text in texts for name, _, _ in placeholders(text or "")):
            yield (key,), f"does not use {{{{{each.as_}}}}} of for_each; put it into a table name"


def _of_helpers(settings: RelationSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with the helpers of `with`: the key, and a message."""
    selects = {key: sql for key, sql in (("sql", settings.sql), ("platform_sql", settings.platform_sql)) if sql}
    own = [key for key, sql in selects.items() if settings.with_ and tokens(sql)[0].text.upper() == "WITH"]
    if own:
        yield (own[0],), "cannot have a WITH beside `with`; move its helpers there"
        return
    reads = {name: _tables(sql) for name, sql in settings.with_.items()}
    names = list(settings.with_)
    for at, name in enumerate(names):
        others = (*selects.values(), *(sql for other, sql in settings.with_.items() if other != name))
        later = next((each for each in names[at + 1 :] if each.lower() in reads[name]), None)
        if not _NAME.fullmatch(name):
            yield ("with", name), "must have a name of letters, digits and _"
        elif not any(name.lower() == _name(each.text) for sql in others for each in tokens(sql)):
            yield ("with", name), "is used by no SELECT; remove it"
        elif later is not None and name.lower() in _reached(later.lower(), reads):
            yield ("with", name), f"reads {later}, which reads {name}; helpers cannot read each other"
        elif later is not None:
            yield ("with", name), f"reads {later}, which comes after it; write {later} first"


def _tables(sql: str) -> set[str]:
    """Return the names behind FROM and JOIN."""
    found = tokens(sql)
    return {
        _name(table.text)
        for before, table in pairwise(found)
        if before.kind == "name" and before.text.upper() in _BEFORE_A_TABLE
    }


def _name(text: str) -> str:
    return text.strip('"`[]').lower()


def _reached(name: str, reads: Mapping[str, set[str]]) -> set[str]:
    """Return the names that a helper reads, itself or through other helpers."""
    by_name = {each.lower(): of for each, of in reads.items()}
    found: set[str] = set()
    todo = [name]
    while todo:
        new = by_name.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found
