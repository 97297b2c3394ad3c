"""Conditions on our words become conditions on the shop's, wherever they stand."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Column as TableColumn
from sqlalchemy import ColumnElement, MetaData, String, Table, and_, create_engine, func, insert, or_, select, text

from exporter.contracts.failures import ContractError
from exporter.query.mapping import inverted
from exporter.relations.contract import column, relation

SALES = relation("sales", "a sale", column("state", String), column("paid", String))
S = SALES.c
ROWS = [("a", "y"), ("b", "n"), (None, "y"), (None, "n"), ("kept", "n"), ("other", "y")]
MAPS: list[Mapping[str | None, str]] = [
    {"a": "kept", "b": "dropped"},
    {"a": "kept", None: "kept"},
    {"a": "dropped", "b": "dropped", None: "dropped"},
    {"kept": "dropped", "other": "kept"},
]
CONDITIONS: list[ColumnElement[bool]] = [
    S.state == "kept",
    S.state != "kept",
    S.state.in_(("kept", "dropped")),
    S.state.not_in(("kept", "dropped")),
    S.state.is_(None),
    S.state.is_not(None),
    func.coalesce(S.state, "") == "kept",
    func.coalesce(S.state, "").not_in(("kept", "dropped")),
    and_(func.coalesce(S.state, "").not_in(("kept",)), S.paid == "y"),
    or_(S.state == "kept", S.paid == "y"),
    and_(or_(S.state == "kept", S.state.is_(None)), S.paid == "n"),
    and_(S.paid == "y", S.state.in_(("kept",))),
]


@pytest.mark.parametrize("of", MAPS, ids=str)
@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_it_selects_the_rows_that_our_words_select(
    of: Mapping[str | None, str], condition: ColumnElement[bool]
) -> None:
    """The other way: the rows with our words in them, and the condition as it is."""
    engine = create_engine("sqlite://")
    table = Table("sales", MetaData(), TableColumn("state", String), TableColumn("paid", String))
    theirs = inverted(condition, lambda used: of if used is S.state else {})
    found = []
    for rows, where in ((ROWS, theirs), ([(of.get(state, state), paid) for state, paid in ROWS], condition)):
        with engine.begin() as connection:
            table.create(connection)
            for number, (state, paid) in enumerate(rows):
                connection.execute(insert(table), {"state": state, "paid": paid})
                connection.execute(text("SELECT :number"), {"number": number})
            found.append(list(connection.scalars(select(text("rowid")).select_from(SALES).where(where))))
            table.drop(connection)
    engine.dispose()
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "condition",
    [S.state.like("k%"), S.state > "a", S.state == S.paid, func.lower(S.state) == "a"],
    ids=str,
)
def test_what_cannot_be_turned_round_is_refused(condition: ColumnElement[bool]) -> None:
    with pytest.raises(ContractError, match="has a map, so it can only be compared with texts"):
        inverted(condition, lambda used: MAPS[0] if used is S.state else {})
