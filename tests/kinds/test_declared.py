"""No column that the exporter declares is without its kinds, on any database."""

from collections.abc import Mapping

import pytest

from exporter.demo.schema import METADATA
from tests.kinds.cases import CASES, KINDS
from tests.kinds.declared import Declared, Role, declared, used
from tests.kinds.kind import KNOWN
from tests.kinds.shop import columns_of
from tests.support.databases import DIALECTS

ELSEWHERE: Mapping[str, str] = {
    "alert_thresholds.alert": "tests/kinds/test_thresholds.py",
    "alert_thresholds.value": "tests/alerting/test_provider.py",
    "content_pages.slug": "tests/kinds/test_runbooks.py",
    "content_pages.title": "tests/kinds/test_runbooks.py",
    "content_pages.body": "tests/kinds/test_runbooks.py",
}
"""Columns that are in no query of a provider, and what tries them."""

ROLES = (Role.TEXT, Role.FLAG, Role.NUMBER)


def test_every_declared_column_is_tried_on_every_database() -> None:
    tried = {(KINDS[kind].dialect, column) for kind, column in CASES}
    wanted = [column for column, role in declared().items() if role in ROLES and str(column) not in ELSEWHERE]
    assert [(on, each) for each in wanted for on in DIALECTS if (on, each) not in tried] == []
    assert len(wanted) > 30


def test_what_is_tried_elsewhere_is_declared_and_in_no_query() -> None:
    columns = {str(column): column for column in declared()}
    assert ELSEWHERE.keys() <= columns.keys()
    assert {columns[name] for name in ELSEWHERE} & used() == set()


def test_every_column_of_a_query_is_a_column_of_the_shop() -> None:
    assert Declared("orders", "status") in used()
    assert [each for each in used() if each.name not in METADATA.tables[each.table].columns] == []


@pytest.mark.parametrize("column", columns_of(Role.TEXT), ids=str)
def test_every_text_has_values_that_mean_something(column: Declared) -> None:
    assert KNOWN[str(column)]


@pytest.mark.parametrize("role", ROLES)
def test_kinds_have_names_of_their_own_and_every_database_has_some(role: Role) -> None:
    of_role = [kind for kind in KINDS.values() if kind.role is role]
    assert {kind.dialect for kind in of_role} == set(DIALECTS)
    assert len({kind.type for kind in of_role}) >= 6
