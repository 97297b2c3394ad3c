"""Records the statements of a database where they are handed to the driver, after everything that rewrites them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection

from exporter.database.databases import Databases
from exporter.database.engine import Database
from exporter.database.plans import plan_of
from exporter.database.purpose import PURPOSE

Kind = Literal["transaction", "lookup", "statement"]

_TRANSACTION = re.compile(r"(BEGIN|START|SET)\b")
# What is asked about tables, columns and policies instead of rows.
_LOOKUP = re.compile(
    r"(SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|DESCRIBE|SHOW)\b|.*\b(pg_\w+|information_schema|sqlite_master)\b"
    r"|.*\bWHERE (false|false = 1|0 = 1|1 = 0)$",
    re.DOTALL,
)


# Where SQLAlchemy puts the parameters of a list: https://docs.sqlalchemy.org/en/20/core/sqlelement.html
_PLACE = re.compile(r"__\[POSTCOMPILE_([^\]~]+)(?:~~.*?~~)?\]")
_UNKNOWN = "(not shown: it contains values of the shop)"


@dataclass(slots=True)
class Sent:
    """A statement as the driver was given it, with the parameters and the plan of the first time.

    `rows` and `seconds` are those of all times. `purpose` is as in `with_purpose`; None if nobody said. `done` is false
    if the database rejected it.
    """

    kind: Kind
    text: str
    parameters: Any
    purpose: Any
    literals: tuple[Any, ...] = ()
    """Values that SQLAlchemy wrote into the text."""
    text_without_literals: str = ""
    plan: tuple[str, ...] = ()
    times: int = 0
    rows: int = 0
    seconds: float = 0.0
    done: bool = False


class Recorder:
    """Records every statement of a database, or of all, from now on, each text once."""

    def __init__(
        self, database: Database | Databases, monotonic: Callable[[], float], *, analyze: bool = False
    ) -> None:
        self._monotonic, self._analyze = monotonic, analyze
        self._sent: dict[tuple[str, Any], Sent] = {}
        self._current: dict[int, tuple[Sent, float]] = {}
        database.observe("before_cursor_execute", self._before)
        database.observe("after_cursor_execute", self._after)

    @property
    def sent(self) -> tuple[Sent, ...]:
        """The statements in the order in which they were first sent."""
        return tuple(self._sent.values())

    def clear(self) -> None:
        """Forget what was recorded so far, except how the transaction began."""
        self._sent = {key: sent for key, sent in self._sent.items() if sent.kind == "transaction"}

    def _before(self, connection: Connection, _cursor: Any, text: str, parameters: Any, context: Any, _: bool) -> None:  # noqa: FBT001 - of SQLAlchemy
        purpose = context.execution_options.get(PURPOSE)
        sent = self._sent.get((text, purpose))
        if sent is None:
            literals = _literals(context)
            values = tuple(value for of in literals.values() for value in of)
            without = _without(text, context.compiled.string, literals) if literals else text
            sent = Sent(_kind(text, purpose), text, parameters, purpose, values, without)
            self._sent[text, purpose] = sent
            if sent.kind == "statement":
                # A text that is sent as it is may have percent signs that do not begin a parameter.
                given = None if context.execution_options.get("no_parameters") else parameters
                sent.plan = plan_of(connection, text, given, analyze=self._analyze)
        sent.times += 1
        self._current[id(context)] = sent, self._monotonic()

    def _after(self, _connection: Connection, cursor: Any, _text: str, _parameters: Any, context: Any, _: bool) -> None:  # noqa: FBT001 - of SQLAlchemy
        sent, began = self._current.pop(id(context))
        sent.seconds += self._monotonic() - began
        sent.done = True
        context.cursor = _Counting(cursor, sent, self._monotonic)  # SQLite finds rows while they are fetched


def _kind(text: str, purpose: Any) -> Kind:
    if purpose is not None:
        return "statement"
    if _TRANSACTION.match(text):
        return "transaction"
    return "lookup" if _LOOKUP.match(text) else "statement"


def _literals(context: Any) -> dict[str, list[Any]]:
    """Return the values that are written into the text of a statement, by the name of their parameter."""
    compiled = context.compiled
    if not getattr(compiled, "literal_execute_params", None):
        return {}
    every = compiled.construct_params(extracted_parameters=context.extracted_parameters, escape_names=False)
    values = {name: every[name] for each in compiled.literal_execute_params if (name := compiled.bind_names[each])}
    return {name: list(of) if isinstance(of, list | tuple) else [of] for name, of in values.items()}


def _without(text: str, template: str, literals: Mapping[str, list[Any]]) -> str:
    """Return the text with the number of values instead of those of `literals`; all of it if that is impossible."""
    parts = _PLACE.split(template)  # text, name, text, ..., name, text
    pattern = "".join(re.escape(part) if at % 2 == 0 else "(.*?)" for at, part in enumerate(parts))
    found = re.fullmatch(pattern, text, re.DOTALL)
    if found is None:
        return _UNKNOWN
    shown = [
        _number_of(literals[name]) if name in literals else of
        for name, of in zip(parts[1::2], found.groups(), strict=True)
    ]
    return "".join(text + value for text, value in zip(parts[::2], [*shown, ""], strict=True))


def _number_of(values: Sequence[Any]) -> str:
    return f"... {len(values):,} {'value' if len(values) == 1 else 'values'} of the shop ..."


class _Counting:
    """A cursor of a driver that counts the rows that are fetched, and measures the time that this takes."""

    def __init__(self, cursor: Any, sent: Sent, monotonic: Callable[[], float]) -> None:
        self._cursor, self._recorded, self._monotonic = cursor, sent, monotonic

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def fetchone(self) -> Any:
        row = self._measured(self._cursor.fetchone)
        self._recorded.rows += row is not None
        return row

    def fetchmany(self, *size: int) -> Any:
        return self._counted(self._measured(self._cursor.fetchmany, *size))

    def fetchall(self) -> Any:
        return self._counted(self._measured(self._cursor.fetchall))

    def _counted(self, rows: Any) -> Any:
        self._recorded.rows += len(rows)
        return rows

    def _measured(self, fetch: Callable[..., Any], *arguments: Any) -> Any:
        began = self._monotonic()
        try:
            return fetch(*arguments)
        finally:
            self._recorded.seconds += self._monotonic() - began
