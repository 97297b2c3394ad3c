"""Structured logging to standard error: one event per line, in logfmt or JSON."""

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_QUIET = ("apscheduler", "uvicorn", "sqlalchemy", "asyncio")


def configure(level: str, format_: str, stream: TextIO | None = None) -> None:
    """Log messages with this level (debug, info, warning, error) or above to `stream`, by default standard error.

    Libraries log only errors, except at level debug, because the exporter itself logs what is relevant.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_JsonFormatter() if format_ == "json" else _LogfmtFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.DEBUG if level == "debug" else logging.ERROR)


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
        return json.dumps(dict(_fields(record)), default=str, ensure_ascii=False)


class _LogfmtFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return " ".join(f"{name}={_quoted(str(value))}" for name, value in _fields(record))


def _quoted(text: str) -> str:
    """Quote a value that is not a plain logfmt word; line breaks are escaped."""
    plain = text and all(character.isprintable() and character not in ' "=\\' for character in text)
    return text if plain else json.dumps(text, ensure_ascii=False)
