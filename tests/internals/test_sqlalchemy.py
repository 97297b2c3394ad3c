"""SQLAlchemy: the driver's own cursor and connection, and what a pool does to a transaction begun by hand."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, Integer, bindparam, cast, column, create_engine, event, func, literal, select, text
from sqlalchemy.dialects.mysql.base import MySQLDialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from tests.internals import Internal, changed

_FETCHING, _ENGINE = "exporter/database/fetching.py", "exporter/database/engine.py"
_EXPRESSIONS = "exporter/query/expressions.py"
_ADAPTING = "exporter/database/columns/adapting.py rewrites conditions"
_THREE = text("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3")

INTERNALS = (
    Internal("sqlalchemy", "sqlalchemy.engine:Dialect.create_connect_args", f"{_ENGINE} connects itself",
             passes=("url",)),
    Internal("sqlalchemy", "sqlalchemy.engine.default:DefaultDialect.connect", f"{_ENGINE} connects itself"),
    Internal("sqlalchemy", "sqlalchemy.dialects.mysql.base:MySQLDialect.is_mariadb", "exporter/database/limits.py"),
    Internal("sqlalchemy", "sqlalchemy.sql.visitors:replacement_traverse", f"{_EXPRESSIONS} narrows aggregates",
             passes=("obj", "opts", "replace")),
    Internal("sqlalchemy", "sqlalchemy:Select._where_criteria", _ADAPTING),
    Internal("sqlalchemy", "sqlalchemy.sql.elements:TypeCoerce.typed_expression", "exporter/database/columns/texts.py"),
    Internal("sqlalchemy", "sqlalchemy.sql.visitors:iterate", "exporter/query/statement.py looks for tables",
             passes=("obj",)),
)  # fmt: skip


@pytest.mark.parametrize("internal", INTERNALS, ids=str)
def test_it_is_there_and_takes_what_it_took(internal: Internal) -> None:
    assert not internal.change(), internal.change()


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An engine as `Database` makes it, in memory and on one connection."""
    made = create_engine("sqlite://", isolation_level="AUTOCOMMIT")
    yield made
    made.dispose()


def test_the_cursor_of_a_result_is_the_drivers_with_every_row_left(engine: Engine) -> None:
    with engine.connect() as connection:
        result = connection.execute(_THREE)
        cursor = result.cursor
        assert isinstance(cursor, sqlite3.Cursor), changed("sqlalchemy", f"result.cursor is the driver's: {_FETCHING}")
        rows = [cursor.fetchmany(2), cursor.fetchmany(2), cursor.fetchmany(2)]
        assert rows == [[(1,), (2,)], [(3,)], []], changed("sqlalchemy", f"nobody fetched before: {_FETCHING}")
        result.close()
        assert result.cursor is None, changed("sqlalchemy", f"closing a result closes its cursor: {_FETCHING}")


def test_a_result_without_rows_has_no_cursor(engine: Engine) -> None:
    with engine.connect() as connection:
        result = connection.execute(text("CREATE TABLE t (n INTEGER)"))
        assert result.cursor is None, changed("sqlalchemy", f"result.cursor is None without rows: {_FETCHING}")


def test_the_connection_of_the_driver_is_behind_that_of_the_pool(engine: Engine) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection), changed("sqlalchemy", f"{_ENGINE} cancels statements by it")


def test_a_transaction_that_sql_has_begun_lasts_until_the_connection_goes_back(engine: Engine) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        connection.exec_driver_sql("BEGIN")
        session = Session(bind=connection, autoflush=False, join_transaction_mode="create_savepoint")
        assert session.connection().execute(_THREE).fetchall() == [(1,), (2,), (3,)]
        session.rollback()
        session.close()
        assert driver.in_transaction, changed("sqlalchemy", f"a session ends only its savepoint: {_ENGINE}")
    assert not driver.in_transaction, changed("sqlalchemy", f"a pool rolls back, even in AUTOCOMMIT: {_ENGINE} _end")


def test_what_listens_to_do_connect_gives_the_connection() -> None:
    given = sqlite3.connect(":memory:")
    seen: list[tuple[object, ...]] = []
    engine = create_engine("sqlite://")

    def connect(dialect: object, record: object, args: object, parameters: object) -> sqlite3.Connection:
        seen.append((dialect, record, args, parameters))
        return given

    event.listen(engine, "do_connect", connect)
    with engine.connect() as connection:
        assert connection.connection.driver_connection is given, changed(
            "sqlalchemy", f"do_connect connects: {_ENGINE}"
        )
    assert seen[0][0] is engine.dialect, changed("sqlalchemy", f"do_connect begins with the dialect: {_ENGINE}")
    engine.dispose()


def test_mysql_dialects_tell_mariadb() -> None:
    told = [create_engine(f"{name}+pymysql://x/y").dialect for name in ("mysql", "mariadb")]
    assert all(isinstance(each, MySQLDialect) for each in told)
    assert [vars(type(each)).get("is_mariadb", getattr(each, "is_mariadb", None)) for each in told] == [False, True], (
        changed("sqlalchemy", "is_mariadb chooses the statement that limits a statement: exporter/database/limits.py")
    )  # fmt: skip


def test_parameters_of_a_statement_are_named_before_it_runs() -> None:
    statement = select(literal(1)).where(column("at") > bindparam("ago_60"))
    assert "ago_60" in statement.compile().params, changed("sqlalchemy", f"compile().params names them: {_FETCHING}")


def test_an_expression_is_taken_apart_and_put_together() -> None:
    expression = cast(func.sum(column("n")), Integer)
    names = [each.name for each in iterate(expression) if isinstance(each, type(func.sum(column("n"))))]
    assert names == ["sum"], changed("sqlalchemy", f"iterate finds a function and its name: {_EXPRESSIONS}")

    def narrowed(element: Any, **_: Any) -> Any:
        return element.filter(column("n") > 0) if getattr(element, "name", "") == "sum" else None

    narrow = str(replacement_traverse(expression, {}, narrowed))
    assert narrow == "CAST(sum(n) FILTER (WHERE n > :n_1) AS INTEGER)", (
        changed("sqlalchemy", f"replacement_traverse replaces a function inside: {_EXPRESSIONS}")
    )  # fmt: skip
