"""PromQL as a tree: what an expression reads, and what is around each read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import promql_parser as promql

RATE_INTERVAL = timedelta(seconds=4242)
"""Stands for $__rate_interval, which is no PromQL before Grafana has replaced it."""

FOLDING = frozenset({"sum", "max", "min", "avg", "topk", "bottomk"})


@dataclass(frozen=True, slots=True)
class Read:
    """A selector: its metric, matchers (label, operator, value) and range, and what is around it, outside first."""

    metric: str
    matchers: tuple[tuple[str, str, str], ...]
    range: timedelta | None
    around: tuple[promql.Expr, ...]

    @property
    def aggregations(self) -> list[promql.AggregateExpr]:
        """The aggregations around it, outside first."""
        return [each for each in self.around if isinstance(each, promql.AggregateExpr)]

    @property
    def calls(self) -> list[str]:
        """The functions around it, outside first."""
        return [each.func.name for each in self.around if isinstance(each, promql.Call)]


def kept(aggregation: promql.AggregateExpr) -> set[str]:
    """Return the labels that an aggregation keeps."""
    return set(aggregation.modifier.labels) if aggregation.modifier else set()


def operator(aggregation: promql.AggregateExpr) -> str:
    """Return the name of an aggregation ("sum")."""
    return str(aggregation.op)


@cache
def reads(expression: str) -> tuple[Read, ...]:
    """Return every selector of an expression; raises ValueError if it is not PromQL."""
    text = expression.replace("$__rate_interval", f"{RATE_INTERVAL.seconds}s")
    return tuple(_reads(promql.parse(text), ()))


def _reads(node: promql.Expr, around: tuple[promql.Expr, ...]) -> Iterator[Read]:
    if isinstance(node, promql.VectorSelector):
        yield _read(node, None, around)
    elif isinstance(node, promql.MatrixSelector):
        yield _read(node.vector_selector, node.range, around)
    else:
        for child in _children(node):
            yield from _reads(child, (*around, node))


def _children(node: promql.Expr) -> Iterator[promql.Expr]:
    if isinstance(node, promql.BinaryExpr):
        yield from (node.lhs, node.rhs)
    elif isinstance(node, promql.Call):
        yield from node.args
    elif isinstance(node, promql.AggregateExpr | promql.ParenExpr | promql.UnaryExpr | promql.SubqueryExpr):
        yield node.expr


def _read(node: promql.VectorSelector, over: timedelta | None, around: tuple[promql.Expr, ...]) -> Read:
    matchers = tuple((each.name, str(each.op).removeprefix("MatchOp."), each.value) for each in node.matchers.matchers)
    names = [value for name, op, value in matchers if name == "__name__" and op == "Equal"]
    return Read(node.name or names[0], matchers, over, around)
