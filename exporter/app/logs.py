"""Structured logging to standard error: one event per line, in logfmt or JSON."""

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import entry_points
from typing import Any, TextIO

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_QUIET = ("apscheduler", "uvicorn", "sqlalchemy", "asyncio")
_OWN = ("exporter", "providers")
_GROUP = "orion_exporter.providers"


def configure(level: str, format_: str, stream: TextIO | None = None) -> None:
    """Log messages with this level (debug, info, warning, error) or above to `stream`, by default standard error.

    The usual libraries log only errors, because the exporter itself logs what is relevant. At level debug, libraries
    log up to info, so statements without their parameters: their own debug messages contain rows, bodies and tokens.
    Packages of providers log debug messages, too.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_JsonFormatter() if format_ == "json" else _LogfmtFormatter())
    of_libraries = "INFO" if level == "debug" else level.upper()
    logging.basicConfig(level=of_libraries, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel("INFO" if level == "debug" else "ERROR")
    for name in {*_OWN, *(each.module.partition(".")[0] for each in entry_points(group=_GROUP))}:
        logging.getLogger(name).setLevel(level.upper())


def _fields(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    yield "ts", datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    yield "level", record.levelname.lower()
    yield "msg", record.getMessage()
    yield from ((name, value) for name, value in vars(record).items() if name not in _STANDARD)
    if record.exc_info and record.exc_info[0] is not None:
        # The text of the exception may contain statements and values; its type and location do not.
        yield "error", record.exc_info[0].__name__
        yield "at", f"{record.pathname}:{record.lineno}"


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _escaped(json.dumps(dict(_fields(record)), default=str, ensure_ascii=False))


class _LogfmtFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return " ".join(f"{name}={_quoted(str(value))}" for name, value in _fields(record))


def _quoted(text: str) -> str:
    """Quote a value that is not a plain logfmt word; what could break a line or reorder it is escaped."""
    plain = text and all(character.isprintable() and character not in ' "=\\' for character in text)
    return text if plain else _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(text: str) -> str:
    r"""Return JSON in which everything is escaped that is not printable: controls, separators, bidirectional marks."""
    return (
        text if text.isprintable() else "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in text)
    )
