"""The disguised shops, on each kind of database, with their configuration."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.relations.disguise import Disguise
from tests.relations.tables import Configuration, fill
from tests.support.attribution import FirstParty
from tests.support.databases import Database, Dialect, SharedDatabase

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


@pytest.fixture(params=[pytest.param(each, marks=[pytest.mark.soak] if each in LONG else []) for each in DISGUISES])
def of(request: pytest.FixtureRequest) -> Disguise:
    """One disguise."""
    return DISGUISES[request.param]


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
