"""The disguised shops, on each kind of database, with their configuration."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.relations.disguise import Disguise
from tests.relations.tables import Configuration, fill
from tests.support.attribution import FirstParty
from tests.support.databases import DIALECTS, Database, Dialect, SharedDatabase

_PARIS, _NEW_YORK = "Europe/Paris", "America/New_York"
_HALF = FirstParty("house", "The house", ("platform-0", "double-1", "\N{SHOPPING TROLLEY} Grüße"))
DISGUISES: Mapping[str, Disguise] = {
    "names": Disguise(0, datetime(2026, 3, 1, 12, tzinfo=UTC)),
    "uuids, first party": Disguise(1, datetime(2026, 3, 1, 12, tzinfo=UTC), ids="uuid", party=FirstParty()),
    "integers, in the repeated hour": Disguise(
        2, datetime(2026, 10, 25, 1, 10, tzinfo=UTC), _PARIS, words="integers", party=_HALF
    ),
    "two grains, 30 days after the missing hour": Disguise(
        3, datetime(2026, 4, 28, 1, 30, tzinfo=UTC), _PARIS, has_grains=True
    ),
    "all, 30 days after the repeated hour": Disguise(
        4, datetime(2026, 12, 1, 6, 30, tzinfo=UTC), _NEW_YORK, "uuid", "integers", FirstParty("double", "Two"), True
    ),
    "all, on the day of the missing hour": Disguise(
        5, datetime(2026, 3, 8, 12, tzinfo=UTC), _NEW_YORK, "text", "texts", _HALF, True
    ),
    "no vendors": Disguise(7, datetime(2026, 3, 29, 12, tzinfo=UTC), _PARIS, "uuid", party=FirstParty()),
    "no platforms": Disguise(11, datetime(2026, 3, 29, 12, tzinfo=UTC), _PARIS, party=FirstParty(), has_grains=True),
}


LONG = {"integers, in the repeated hour", "two grains, 30 days after the missing hour"}
"""Disguises that are left to `make soak`: others have the same, together with more."""

EVERYWHERE = "all, 30 days after the repeated hour"
"""The disguise that is tried on each database; each other one is tried on one of them, and by `make soak` on all."""


def _pairs() -> Iterator[Any]:
    """Yield each database with each disguise, those of `make soak` with its mark."""
    short = [each for each in DISGUISES if each not in LONG]
    chosen = {(DIALECTS[number % 3], each) for number, each in enumerate(short)}
    chosen |= {(dialect, EVERYWHERE) for dialect in DIALECTS}
    for dialect, each in product(DIALECTS, DISGUISES):
        marks = [] if (dialect, each) in chosen else [pytest.mark.soak]
        yield pytest.param(dialect, DISGUISES[each], id=f"{dialect}-{each}", marks=marks)


DISGUISED = pytest.mark.parametrize(("dialect", "of"), [*_pairs()])
"""Runs a test on disguised shops."""


@pytest.fixture
def shop(dialect: Dialect, shared_database: SharedDatabase, of: Disguise) -> Database:
    """The disguised shop."""
    return shared_database(dialect, fill, of)


@pytest.fixture
def file(tmp_path: Path, dialect: Dialect, of: Disguise) -> Path:
    """The configuration for it."""
    path = tmp_path / "orion.yml"
    path.write_text(Configuration(of, dialect).text())
    return path
