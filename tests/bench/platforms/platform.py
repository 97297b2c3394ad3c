"""A platform as it is measured: how its shop is made, and what is known about its slow statements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine

FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
"""A present just after the last order."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A preset, the recipe of the shop that is multiplied, and how many orders it must bear.

    - `load`: makes the small shop in an empty database.
    - `sizes`: statements that return the numbers of orders and of their lines.
    - `touch`: statements that change some orders, as the shop does, before what changed is read.
    - `notes`: by module, what was done about a slow statement, or which index is missing.
    """

    preset: str
    dialect: Literal["postgresql", "mariadb"]
    load: Callable[[Engine], object]
    orders: int
    sizes: tuple[str, str]
    parameters: Mapping[str, str] = field(default_factory=dict)
    variant: Mapping[str, bool] = field(default_factory=dict)
    touch: Sequence[str] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    now: datetime = NOW


def names() -> list[str]:
    """Return the names of all platforms."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


def platform(name: str) -> Platform:
    """Return the platform of this name."""
    found: Platform = import_module(f"{__package__}.{name.replace('-', '_')}").PLATFORM
    return found
