"""Every column that a provider reads, on every type that it may have: each series is true to the rows."""

from collections.abc import Callable

import pytest

from tests.kinds.cases import CASES, KINDS
from tests.kinds.declared import Declared, Role
from tests.kinds.outcome import Outcome, category_of, of

SHORT = [*KINDS][::6]
"""Kinds that are not left to `make soak`: every sixth one, as neighbours are much alike."""
EVERY = [pytest.param(*case, marks=[] if case[0] in SHORT else [pytest.mark.soak]) for case in CASES]

OutcomeOf = Callable[[str], Outcome]


@pytest.fixture(scope="session")
def outcome_of(request: pytest.FixtureRequest) -> OutcomeOf:
    """Return a function that tries a kind on a shop, once in a session."""
    tried: dict[str, Outcome] = {}

    def outcome(name: str) -> Outcome:
        if name not in tried:
            kind = KINDS[name]
            tried[name] = of(kind, request.getfixturevalue(f"{kind.dialect}_templates"))
        return tried[name]

    return outcome


@pytest.mark.parametrize(("kind", "column"), EVERY, ids=str)
def test_a_column_of_any_type_is_read_as_it_is_meant(kind: str, column: Declared, outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(kind)
    assert outcome.misread(column) == {}
    assert outcome.failures == {}
    assert outcome.differences(column.table)[:5] == []
    assert outcome.statistics[category_of(column.table)][:5] == []
    if outcome.kind.role is Role.FLAG:
        assert outcome.rejected[category_of(column.table)].get("flag", 0) == outcome.doubtful(column.table)
