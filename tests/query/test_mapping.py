"""Conditions on mapped columns: with the shop's values they select the rows that they select with ours."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    and_,
    create_engine,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
)

from exporter.contracts.failures import ContractError
from exporter.query.mapping import Map, inverted
from exporter.relations.contract import column, relation

reviews = relation(
    "reviews",
    "a review",
    column("id", Integer),
    column("state", String),
    column("stars", Integer),
    column("title", String),
)
STATE, STARS = reviews.c.state, reviews.c.stars
THEIRS = (None, "", "A", "B", "C", "odd", "open")
MAPS: dict[str, Map] = {
    "several values become one": {"A": "open", "B": "open", "C": "closed"},
    "NULL becomes a value": {None: "open", "A": "closed"},
    "a value becomes another one of theirs": {"A": "B", "B": "A"},
    "one of ours becomes another one of ours": {"open": "closed", "odd": "open"},
}
COMPARISONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "equals": lambda of: of == "open",
    "differs": lambda of: of != "open",
    "among": lambda of: of.in_(("open", "A", "odd")),
    "not among": lambda of: of.not_in(("open", "B")),
    "NULL": lambda of: of.is_(None),
    "not NULL": lambda of: of.is_not(None),
}
PLACES: dict[str, Callable[[ColumnElement[bool]], ColumnElement[bool]]] = {
    "alone": lambda of: of,
    "and": lambda of: and_(of, STARS > 1),
    "or": lambda of: or_(of, STARS > 1),
    "not": not_,
    "not and": lambda of: not_(and_(of, STARS > 1)),
    "within": lambda of: or_(and_(STARS > 1, of, STARS < 3), and_(of, STARS == 1)),
}
COLUMNS: dict[str, Any] = {
    "plain": STATE,
    "coalesced": func.coalesce(STATE, ""),
    "coalesced to ours": func.coalesce(STATE, "open"),
}


@pytest.fixture(scope="module")
def db() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE reviews (id, state, stars, title)")
        yield connection
    engine.dispose()


def chosen(db: Connection, states: list[str | None], condition: ColumnElement[bool]) -> set[int]:
    db.execute(delete(reviews))
    db.execute(
        insert(reviews),
        [{"id": i, "state": state, "stars": stars} for i, (state, stars) in enumerate(product(states, (1, 2, 3)))],
    )
    return set(db.scalars(select(reviews.c.id).where(condition)))


@pytest.mark.parametrize("map_", MAPS.values(), ids=MAPS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("comparison", COMPARISONS.values(), ids=COMPARISONS)
def test_a_condition_selects_the_same_rows(db: Connection, comparison: Any, place: Any, map_: Map) -> None:
    for name, of in COLUMNS.items():
        condition = place(comparison(of))
        ours = chosen(db, [map_.get(each, each) for each in THEIRS], condition)
        theirs = chosen(db, list(THEIRS), inverted(condition, lambda each: map_ if each is STATE else {}))
        assert theirs == ours, name


@pytest.mark.parametrize(
    "condition", [STATE.like("o%"), STATE > "a", reviews.c.state == reviews.c.title, func.lower(STATE) == "a"], ids=str
)
def test_what_cannot_be_turned_round_is_refused(condition: ColumnElement[bool]) -> None:
    with pytest.raises(ContractError, match="has a map, so it can only be compared with texts"):
        inverted(condition, lambda each: {"A": "open"} if each is STATE else {})
