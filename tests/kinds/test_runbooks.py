"""Runbooks of the shop, on every type of a slug and of a flag: a published page is found by its own slug."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing

import pytest

from exporter.demo.schema import METADATA
from exporter.exposition.shelf import RunbookPages
from tests.kinds.declared import Declared
from tests.kinds.flags import FLAGS
from tests.kinds.kind import KNOWN, Kind
from tests.kinds.shop import build, retype
from tests.kinds.texts import TEXTS
from tests.support.databases import MakeDatabase
from tests.support.random_shop import NOW
from tests.support.sampling import sampled
from tests.support.shop import Exporter

ALERT, (SLUG,) = "OrionNoOrders", KNOWN["content_pages.slug"]


def pages_of(kind: Kind, make: MakeDatabase, names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> RunbookPages:
    """Return the runbooks of a shop in which these columns of pages are of a kind; each row is another platform's."""
    database = make(kind.dialect, build)
    with database.engine.begin() as connection:
        retype(connection, kind, METADATA.tables["content_pages"], [Declared("content_pages", name) for name in names])
        for id_, row in enumerate(rows, start=1):
            given = {"id": str(id_), "platform_id": str(id_), "updated_at": "'2026-01-01'", **row}
            statement = f"INSERT INTO content_pages ({', '.join(given)}) VALUES ({', '.join(given.values())})"
            connection.exec_driver_sql(statement)
    with closing(Exporter(database.url, NOW, alerts=True).refresh("alerts")) as made:
        assert made.failures() == {}
        assert not any("runbooks" in warning for warning in made.store["alerts"].report.warnings)
        return made.shelf.pages


@pytest.mark.parametrize("kind", TEXTS, ids=str)
def test_a_runbook_is_found_by_its_own_slug(kind: Kind, make_database: MakeDatabase) -> None:
    values = kind.values_of(Declared("content_pages", "slug"))
    first = values[0].sql
    rows = [{"slug": each.sql, "title": first, "body": first, "is_published": "TRUE"} for each in values]
    pages = pages_of(kind, make_database, ("slug", "title", "body"), rows)
    own = [id_ for id_, each in enumerate(values, start=1) if each.meaning in {SLUG, SLUG.lower()}]
    assert {key: page.title for key, page in pages.items()} == {(ALERT, f"-{id_}"): SLUG for id_ in own}
    assert all(SLUG in page.text for page in pages.values())


@pytest.mark.parametrize("kind", sampled(((each,) for each in FLAGS), map(str, FLAGS)))
def test_a_runbook_is_published_as_its_flag_says(kind: Kind, make_database: MakeDatabase) -> None:
    values = kind.values_of(Declared("content_pages", "is_published"))
    rows = [{"slug": f"'{SLUG}'", "title": "'Orders'", "body": "'Call.'", "is_published": each.sql} for each in values]
    pages = pages_of(kind, make_database, ("is_published",), rows)
    assert sorted(pages) == sorted(
        (ALERT, f"-{id_}") for id_, each in enumerate(values, start=1) if each.meaning is True
    )
