"""What an expression reads, and which labels its result has: PromQL as its parser sees it."""

from collections.abc import Iterator, Mapping
from typing import Any

import promql_parser
from promql_parser import (
    AggModifierType,
    AggregateExpr,
    BinaryExpr,
    Call,
    LabelModifierType,
    Matcher,
    MatchOp,
    NumberLiteral,
    VectorMatchCardinality,
    VectorSelector,
)

Labels = frozenset[str]


class UnknownError(Exception):
    """An expression names a metric or a label that does not exist; the message says which."""


def parse(expression: str) -> Any:
    """Return the expression as a tree."""
    return promql_parser.parse(expression)


def children(node: Any) -> Iterator[Any]:
    """Yield the expressions that an expression is made of."""
    for name in ("lhs", "rhs", "expr", "vector_selector"):
        if (child := getattr(node, name, None)) is not None:
            yield child
    yield from getattr(node, "args", ())


def selectors(node: Any) -> Iterator[VectorSelector]:
    """Yield every selector in a tree."""
    if isinstance(node, VectorSelector):
        yield node
    for child in children(node):
        yield from selectors(child)


def name_of(selector: VectorSelector) -> str:
    """Return the metric that a selector names; "" if it names none."""
    return selector.name or ""


def matchers(selector: VectorSelector) -> list[Matcher]:
    """Return what a selector asks of labels."""
    found: list[Matcher] = selector.matchers.matchers
    return found


def values_of(matcher: Matcher) -> list[str]:
    """Return the label values that a matcher names; alternatives are separated by `|`."""
    # Not a set: the parser's values have no hash.
    return [matcher.value] if matcher.op in (MatchOp.Equal, MatchOp.NotEqual) else matcher.value.split("|")


def labels_of(node: Any, known: Mapping[str, Labels]) -> Labels | None:
    """Return the labels of an expression's result, None for a scalar; `known` has those of each metric.

    Raises UnknownError for a metric or label that is not known, and for sides of an operation that cannot match.
    """
    if isinstance(node, NumberLiteral):
        return None
    if isinstance(node, VectorSelector):
        return _selected(node, known)
    if isinstance(node, AggregateExpr):
        return _aggregated(node, known)
    if isinstance(node, BinaryExpr):
        return _combined(node, known)
    if isinstance(node, Call):
        return _called(node, known)
    (inner,) = children(node)
    return labels_of(inner, known)


def _selected(node: VectorSelector, known: Mapping[str, Labels]) -> Labels:
    labels = known.get(name_of(node))
    if labels is None:
        raise UnknownError(f"metric {node.name}")
    _demand(frozenset(matcher.name for matcher in matchers(node)), labels, str(node))
    return labels


def _aggregated(node: AggregateExpr, known: Mapping[str, Labels]) -> Labels:
    inner = labels_of(node.expr, known) or frozenset()
    named = frozenset(node.modifier.labels) if node.modifier else frozenset[str]()
    _demand(named, inner, str(node))
    if str(node.op) in {"topk", "bottomk"}:
        return inner
    if node.modifier is None:
        return frozenset()
    return named if node.modifier.type == AggModifierType.By else inner - named


def _called(node: Call, known: Mapping[str, Labels]) -> Labels | None:
    if node.func.name == "absent":
        return frozenset(m.name for s in selectors(node) for m in matchers(s) if m.op == MatchOp.Equal)
    found = [labels for argument in node.args if (labels := labels_of(argument, known)) is not None]
    return found[0] if found and node.func.name != "scalar" else None


def _combined(node: BinaryExpr, known: Mapping[str, Labels]) -> Labels | None:
    left, right = labels_of(node.lhs, known), labels_of(node.rhs, known)
    if left is None or right is None:
        return right if left is None else left
    if str(node.op) == "or":
        return left & right  # what every sample has
    if node.modifier is None or node.modifier.matching is None:
        if left != right:
            raise UnknownError(f"{sorted(left)} never match {sorted(right)}: {node}")
        return left
    on = frozenset(node.modifier.matching.labels)
    if node.modifier.matching.type != LabelModifierType.Include:
        raise UnknownError(f"ignoring (...) depends on labels that may be added: {node}")
    _demand(on, left & right, str(node))
    if node.modifier.card == VectorMatchCardinality.ManyToOne:
        taken = frozenset(node.modifier.group_labels or ())
        _demand(taken, right, str(node))
        return left | taken
    return left if str(node.op) in {"and", "or", "unless"} else on


def _demand(wanted: Labels, there: Labels, where: str) -> None:
    if not wanted <= there:
        raise UnknownError(f"label {sorted(wanted - there)} of {where}")
