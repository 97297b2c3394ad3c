"""Warns about installed libraries whose version the exporter was not tested with.

It looks at the libraries of which the exporter uses undocumented parts; tests/internals has a test of each part. A
minor version may change those without notice; pip's bounds end at the next major version, so that the exporter can be
installed beside other applications.
"""

import logging
import re
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType

logger = logging.getLogger(__name__)

TESTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "apscheduler": ("3.11", "3.11"),
        "h11": ("0.16", "0.16"),
        "psycopg": ("3.2", "3.3"),
        "pymysql": ("1.1", "1.2"),
        "sqlalchemy": ("2.0", "2.1"),
        "starlette": ("0.45", "1.10"),
        "uvicorn": ("0.34", "0.54"),
    }
)
"""First and last tested minor version: the lower bound in pyproject.toml and the version in requirements.lock."""


def installed_version(library: str) -> str | None:
    """Return the version of a library; None if it is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def warn_untested(
    installed: Callable[[str], str | None] = installed_version, tested: Mapping[str, tuple[str, str]] = TESTED
) -> None:
    """Log one warning that names every library outside its tested range; none if there is no such library."""
    found = {name: given for name in tested if (given := installed(name)) and not _is_within(given, *tested[name])}
    if not found:
        return
    versions = ", ".join(f"{name} {given} (tested: {_range(*tested[name])})" for name, given in found.items())
    pins = " ".join(f"'{name}=={tested[name][1]}.*'" for name in found)
    remedy = f"pip install {pins}, or run the exporter in its own virtual environment or from its image"
    logger.warning("untested library versions", extra={"problem": f"{versions}; if anything misbehaves, {remedy}"})


def _is_within(given: str, first: str, last: str) -> bool:
    return _minor(first) <= _minor(given) <= _minor(last)


def _minor(text: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", text)[:2]]
    return (*numbers, 0, 0)[:2]


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
