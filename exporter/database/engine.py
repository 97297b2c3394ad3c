"""The engine of the application's database: read-only transactions with time limits.

Every refresh reads from one snapshot, so the numbers of a provider are consistent. Limits are set inside the
transaction (`SET LOCAL`) instead of at connect time, and no statements are prepared on the server, so PgBouncer in
transaction mode works: https://www.pgbouncer.org/features.html
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import Dialect, ExceptionContext
from sqlalchemy.exc import DBAPIError, DisconnectionError, InvalidRequestError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from exporter.config.connection import MAIN, ConnectionTarget, SettingError, location_of
from exporter.contracts.clock import Clock
from exporter.contracts.failures import ContractError
from exporter.database.address import confidential_in, driver_parameters, engine_of, url_of
from exporter.database.connecting import connecting, open_driver
from exporter.database.dialects import KNOWN, Deadlines, begin, opens_read_only, pool_of
from exporter.database.failures import DATABASE, mark
from exporter.database.interrupting import cancel, cut, each_in_a_thread
from exporter.database.lenient_text import lenient
from exporter.database.limits import Limits, beginning
from exporter.database.row_security import refuse_hidden_rows
from exporter.database.sqlite import open_file, watch

FLAGS = "orion_flags"
"""Key of the flags that a transaction has read, in what is known about a connection."""

MAX_AGE_SECONDS = 300.0
"""Maximum age of a connection: a failover may change what the same address leads to."""


@dataclass(slots=True)
class _Active:
    """A connection in use: the driver's connection, who uses it, its pool, and the cursor of its last statement."""

    driver: Any
    owner: str
    pool: Pool
    cursor: Any = None


class Database:
    """A database: the application's, or another one, by its `name`.

    `target` is called whenever a connection is used: one that was made for another target, or is older than
    MAX_AGE_SECONDS on `clock`, is replaced, so rotated passwords and a failover are picked up. `connections` is the
    number of concurrent refreshes; sessions get `info`.

    Raises SettingError if the driver is not installed, or does not accept the URL.
    """

    def __init__(
        self,
        target: Callable[[], ConnectionTarget],
        limits: Limits | None = None,
        connections: int = 2,
        clock: Clock | None = None,
        *,
        name: str = MAIN,
        info: Mapping[Any, Any] | None = None,
    ) -> None:
        self.name = name
        self._target = target
        self.info = dict(info or {})
        """What its sessions have in their `info`."""
        self._limits = limits or Limits()
        self._monotonic = (clock or Clock()).monotonic
        self._active: dict[Connection, _Active] = {}
        url = url_of(target())
        # The query string can contain a password, too.
        self.address = url.set(query={}).render_as_string(hide_password=True)
        """The URL of the database without secrets, for logs and pages."""
        self.confidential = confidential_in(url)
        """The path of the file and the values of options, which pages show only to those with credentials."""
        self._engine = engine_of(url, location_of(name), **pool_of(url, connections, self._limits.connect))
        self._known = self.dialect in KNOWN
        self.read_only = self._known or opens_read_only(url)
        """Whether the database itself keeps transactions read-only; of another dialect, after the first one."""
        self._tries_read_only = not self.read_only
        if not self._known:
            Deadlines(self._engine, partial(cancel, self._engine))
        event.listen(self._engine, "do_connect", self._connect)
        event.listen(self._engine, "checkout", self._check_out)
        if self.dialect == "sqlite":
            watch(self._engine, url.database or "")
        event.listen(self._engine, "before_cursor_execute", self._count)
        event.listen(self._engine, "handle_error", self._mark)

    @property
    def engine(self) -> Engine:
        """The engine, to listen to its statements."""
        return self._engine

    @property
    def dialect(self) -> str:
        """The name of the dialect, such as sqlite, postgresql, mysql or mariadb."""
        return self._engine.dialect.name

    def named(self, name: str) -> "Database":
        """Return the database of this name. Raises ContractError unless it is this one."""
        if name != self.name:
            raise ContractError(f'database "{name}" is not configured')
        return self

    @contextmanager
    def read(
        self, owner: str = "", limits: Limits | None = None, tables: Collection[str] | None = None
    ) -> Iterator[Session]:
        """Open a session in a read-only transaction on one snapshot; it is rolled back on exit.

        `owner` identifies the session for `cancel` and `abandon`; `limits` override the default limits. `tables` are
        those that will be read, if they are known: statements fail if row-level security might hide rows of them.
        Raises ConnectError, a sqlalchemy.exc.DBAPIError, if the database cannot be reached.
        """
        connection = self._begun(owner, limits or self._limits, tables)
        try:
            # A savepoint, so that a provider's rollback does not end the transaction and its limits.
            mode: Any = "create_savepoint" if self._known else "rollback_only"
            session = Session(bind=connection, autoflush=False, join_transaction_mode=mode, info=self.info)
            try:
                yield session
            except BaseException:
                with suppress(DBAPIError):  # MariaDB may have dropped the savepoint; the first error matters
                    session.close()
                raise
            session.close()
        finally:
            self._end(connection)

    def _begun(self, owner: str, limits: Limits, tables: Collection[str] | None) -> Connection:
        """Return a connection in a transaction with limits; its statements can be cancelled.

        A connection that broke while idle in the pool is replaced, once. The pool's pre-ping could detect it first, but
        it cannot be cancelled, and in a network that drops packets it would hang.
        """
        for again in (True, False):
            pool = self._engine.pool
            connection = self._connection()
            connection.info.update({"statements": 0, DATABASE: self.name, FLAGS: {}})
            self._active[connection] = _Active(connection.connection.driver_connection, owner, pool)
            try:
                self._begin(connection, limits)
                refuse_hidden_rows(connection, tables)
            except DBAPIError as error:
                self._end(connection)
                if not (again and error.connection_invalidated):
                    raise
            except BaseException:
                self._end(connection)
                raise
            else:
                return connection
        raise AssertionError  # unreachable: the second attempt returns or raises

    def _begin(self, connection: Connection, limits: Limits) -> None:
        if self._known:
            for statement in beginning(connection, limits):
                connection.exec_driver_sql(statement)
            return
        Deadlines.allow(connection, limits.statement)
        agreed = begin(connection, try_read_only=self._tries_read_only)
        self.read_only = self.read_only or agreed
        self._tries_read_only = agreed

    def _connection(self) -> Connection:
        try:
            with connecting(self._engine.url):  # SQLAlchemy asks the server for its version, too
                return self._engine.connect()
        except Exception as error:
            mark(error, database=self.name)
            raise

    def _end(self, connection: Connection) -> None:
        active = self._active.pop(connection, None)
        if active is not None and active.pool is not self._engine.pool:  # closed meanwhile: the pool is no longer used
            with suppress(InvalidRequestError):  # the connection is lost
                connection.detach()
        connection.close()

    def cancel(self, owner: str | None = None) -> None:
        """Cancel all running statements, or those of an owner; their refreshes fail."""
        self._each(owner, lambda active: cancel(self._engine, active.driver, active.cursor))

    def abandon(self, owner: str) -> None:
        """Shut down the sockets of an owner, for statements that cannot be cancelled as the server does not respond."""
        self._each(owner, lambda active: cut(active.driver))

    def _each(self, owner: str | None, do: Callable[[_Active], None]) -> None:
        each_in_a_thread([partial(do, each) for each in list(self._active.values()) if owner in {None, each.owner}])

    def observe(self, name: str, listener: Callable[..., None]) -> None:
        """Call `listener` for an event of all connections, such as `before_cursor_execute`."""
        event.listen(self._engine, name, listener)

    def close(self) -> None:
        """Close idle connections."""
        self._engine.dispose()

    def _connect(self, dialect: Dialect, record: ConnectionPoolEntry | None, _args: object, _parameters: object) -> Any:
        target = self._target()
        if record is not None:
            record.info.update(target=target, made=self._monotonic())
        url = url_of(target)
        if url.get_backend_name() != self._engine.url.get_backend_name():
            raise SettingError(
                location_of(self.name), "the URL names another kind of database; reload the configuration"
            )
        with connecting(url):
            if dialect.name == "sqlite":
                return lenient(open_file(url.database or "", self._limits.lock))
            return lenient(open_driver(dialect, url, driver_parameters(dialect, url, self._limits)))

    def _check_out(self, _driver: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        """Replace a connection that is too old or was made for another target; this costs no statement."""
        target = record.info["target"]
        with suppress(SettingError):  # a secret file that is just being replaced
            target = self._target()
        age = self._monotonic() - record.info["made"]
        # An SQLite file is never elsewhere, and on a full disk it may be impossible to open it again.
        if target != record.info["target"] or (age > MAX_AGE_SECONDS and self.dialect != "sqlite"):
            raise DisconnectionError("the connection is too old, or its target has changed")

    def _count(self, connection: Connection, cursor: Any, *_: object) -> None:
        connection.info["statements"] = connection.info.get("statements", 0) + 1
        if (active := self._active.get(connection)) is not None:
            active.cursor = cursor

    def _mark(self, context: ExceptionContext) -> None:
        if context.sqlalchemy_exception is not None:
            mark(context.sqlalchemy_exception, database=self.name)


def origin(db: Session) -> tuple[str, object]:
    """Return which database the session's connection was made for, without the password; comparable.

    It changes if the configured target changes, or if an SQLite file is replaced by another one.
    """
    info = db.connection().info
    return url_of(info["target"]).render_as_string(), info.get("file")
