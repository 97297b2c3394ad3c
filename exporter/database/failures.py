"""Maps exceptions to failures: a reason for the counter, and an actionable message.

The message never includes exception text that could contain a statement, its parameters or a password.
"""

import re
import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from exporter.config.connection import SettingError
from exporter.contracts.failures import ContractError, Failure
from exporter.database.connecting import ConnectError, first_line

# SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
# Error numbers: https://mariadb.com/kb/en/mariadb-error-code-reference/
# and https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
# ODBC: https://learn.microsoft.com/en-us/sql/odbc/reference/appendixes/appendix-a-odbc-error-codes
_TIMEOUT = {"HYT00", "HYT01", "HY008", "57014", "55P03", "25P03", 1205, 1317, 1969, 3024}
_BROKEN = {"08000", "08001", "08003", "08004", "08006", 1053, 1927, 2002, 2003, 2006, 2013, 2055, 4031}
# A limit of connections or a password that has to be changed may come with any statement, not only while connecting.
_LIMITED = {"53300", 1040, 1203, 1226}
_LOCKED = {1820, 1862, 3118, 4151}
_NOT_ADMITTED = {"57P01", "57P02", "57P03", "28000", "28P01", "3D000", 1044, 1045, 1049} | _LIMITED | _LOCKED
_SCHEMA = {"42P01", "42703", "42501", "3F000", "55000", 1051, 1054, 1142, 1143, 1146, 1356, 1370, 1449}
_REASONS = {"timeout": _TIMEOUT, "connection": _BROKEN | _NOT_ADMITTED, "schema": _SCHEMA | {"42S02", "42S22"}}

# SQLite uses one code for most errors; they differ only in the message.
_WORDS = {
    "timeout": re.compile(r"interrupted|database is locked"),
    "connection": re.compile(
        r"(?i)unable to open|disk I/O|not a database|timeout expired|connection (is|was|to|failed)"
    ),
    "schema": re.compile(r"no such (table|column)"),
}

_OF_SYNTAX = {1064, 1210, 1305, 1111, 1140, 1055, 1267, 1271}
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*\"|'.*|".*""", re.DOTALL)
"""A quoted value, also one that is cut off at the end."""
DATABASE = "orion_database"
"""Key of the name of a database, in an exception and in what is known about a connection."""

_TIMED_OUT = "orion_timed_out"

# Drivers of dialects that the exporter does not know may have no codes either.
_WORDS_WITHOUT_CODE = {
    "timeout": re.compile(r"(?i)interrupted|timed out"),
    "connection": re.compile(r"(?i)could not (set lock|connect)"),
    "schema": re.compile(
        r"(?i)(table|view|relation|object|column|schema)\b[^\n]{0,120} (does not exist|not found)|permission denied"
        r"|unknown (table|column)|invalid (object|column) name|ORA-0(0904|0942)"
    ),
}

DATABASE_ERRORS = (SQLAlchemyError, SettingError)
"""What is raised if the database cannot be connected to or queried."""


def mark(error: BaseException, *, database: str = "", timed_out: bool = False) -> None:
    """Note on an exception which database has raised it, by its name, or that the exporter ended a statement."""
    if database:
        vars(error).setdefault(DATABASE, database)
    if timed_out:
        vars(error)[_TIMED_OUT] = True


def database_of(error: BaseException) -> str:
    """Return the name of the database that has raised an exception; "" if none has."""
    return str(vars(error).get(DATABASE, ""))


def failure_of(error: BaseException) -> Failure:
    """Return the failure for an exception."""
    if isinstance(error, ContractError):
        return Failure(error.reason, str(error))
    if isinstance(error, SettingError | ConnectError):
        return Failure("connection", str(error))
    if isinstance(error, DBAPIError):
        reason, message = _reason(error), first_line(error.orig or error)
        return Failure(reason, message if reason != "query" else _without_values(error, message))
    if isinstance(error, PoolTimeout):
        return Failure("timeout", "timed out waiting for a free connection; all are in use")
    if isinstance(error, SQLAlchemyError):
        return Failure("query", f"{type(error).__name__}: could not compile or process the statement")
    return Failure("internal", f"{type(error).__name__}: {first_line(error)}")


def _without_values(error: DBAPIError, message: str) -> str:
    """Return a message without the shop's values that a database quotes, such as a text that is not a number."""
    code = getattr(error.orig, "sqlstate", None) or (getattr(error.orig, "args", ()) or ("",))[0]
    # Those of syntax quote the statement and its names; SQLite quotes only these.
    if str(code).startswith("42") or code in _OF_SYNTAX or isinstance(error.orig, sqlite3.Error):
        return message
    return _QUOTED.sub("...", message)


def _reason(error: DBAPIError) -> str:
    if _TIMED_OUT in vars(error):
        return "timeout"
    orig = error.orig
    arguments = getattr(orig, "args", ()) or ("",)
    for code in (getattr(orig, "sqlstate", None), arguments[0]):
        for reason, codes in _REASONS.items():
            if code in codes:
                return reason
    has_code = getattr(orig, "sqlstate", None) is not None or isinstance(arguments[0], int)
    for phrases in (_WORDS,) if has_code else (_WORDS, _WORDS_WITHOUT_CODE):
        for reason, words in phrases.items():
            if words.search(str(orig)):
                return reason
    lost = error.connection_invalidated or isinstance(error, InterfaceError)
    # psycopg raises an OperationalError without a SQLSTATE if the server did not respond.
    unanswered = isinstance(error, OperationalError) and getattr(orig, "sqlstate", "") is None
    return "connection" if lost or unanswered else "query"
