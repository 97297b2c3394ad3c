"""Values of a shop in other words: conditions on ours become conditions on theirs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import BinaryExpression, BindParameter, ColumnElement, and_, false, or_, true
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import eq, in_op, is_, is_not, ne, not_in_op
from sqlalchemy.sql.visitors import replacement_traverse

from exporter.contracts.failures import ContractError
from exporter.relations.contract import Column

Map = Mapping[str | None, str]
"""Our value for each of the shop's values; None is NULL."""

_POSITIVE, _NEGATIVE = {eq, in_op}, {ne, not_in_op}


def inverted(expression: Any, map_of: Callable[[Any], Map]) -> Any:
    """Return an expression in which each comparison of a mapped column is one with the shop's own values.

    Raises ContractError if a mapped column is used in another way than comparing it with texts.
    """

    def replaced(element: Any, **_: Any) -> Any:
        if not isinstance(element, BinaryExpression) or element.operator not in {*_POSITIVE, *_NEGATIVE, is_, is_not}:
            return None
        column, absent = _column(element.left)
        if column is None or not (of := map_of(column)):
            return None
        if element.operator in {is_, is_not}:
            return _presence(element, of)
        ours = _texts(element.right)
        if ours is None:
            return None
        return _compared(column, absent, of, ours, positive=element.operator in _POSITIVE)

    found = replacement_traverse(expression, {}, replaced)
    _refuse_others(expression, map_of)
    return found


def _column(element: Any) -> tuple[Any, str | None]:
    """Return the column that is compared, and what NULL is compared as (None: nothing)."""
    if isinstance(element, Column):
        return element, None
    if isinstance(element, FunctionElement) and element.name == "coalesce":
        first, *others = element.clauses
        if isinstance(first, Column) and len(others) == 1 and isinstance(others[0], BindParameter):
            return first, others[0].value
    return None, None


def _texts(element: Any) -> list[str] | None:
    value = element.value if isinstance(element, BindParameter) else None
    texts = [value] if isinstance(value, str) else value
    return list(texts) if isinstance(texts, Iterable) and all(isinstance(each, str) for each in texts) else None


def _compared(column: Any, absent: str | None, of: Map, ours: list[str], *, positive: bool) -> ColumnElement[bool]:
    theirs = [each for each, our in of.items() if our in ours and each is not None]
    theirs += [each for each in ours if each not in of]
    null_as = of.get(None, absent)
    null_is_in = null_as is not None and null_as in ours
    among: ColumnElement[bool] = column.in_(theirs)
    outside: ColumnElement[bool] = column.not_in(theirs)
    # In parentheses, because it takes the place of a comparison within another condition. Where NULL stands for a
    # value, the condition is never NULL, so that it can be negated.
    if null_as is None:
        return among if positive else outside
    if positive:
        return Grouping(or_(among, column.is_(None)) if null_is_in else and_(among, column.is_not(None)))
    return Grouping(and_(outside, column.is_not(None)) if null_is_in else or_(outside, column.is_(None)))


def _presence(element: BinaryExpression[Any], of: Map) -> ColumnElement[bool] | None:
    if None not in of:
        return None
    return false() if element.operator is is_ else true()


def _refuse_others(expression: Any, map_of: Callable[[Any], Map]) -> None:
    """Refuse mapped columns that are used in a way that cannot be turned round; a bare one is a label."""
    if isinstance(expression, Column):
        return  # which is mapped after grouping
    for column in _others(expression):
        if map_of(column):
            raise ContractError(f"{column} has a map, so it can only be compared with texts; map it in the SELECT")


def _others(element: Any) -> Iterator[Column]:
    """Yield the columns in an expression, without those that are compared with texts."""
    if isinstance(element, Column):
        yield element
    elif not (isinstance(element, BinaryExpression) and _is_turned_round(element)):
        for child in element.get_children():
            yield from _others(child)


def _is_turned_round(element: BinaryExpression[Any]) -> bool:
    column, _ = _column(element.left)
    if element.operator in {is_, is_not}:
        return column is not None
    return column is not None and element.operator in {*_POSITIVE, *_NEGATIVE} and _texts(element.right) is not None
