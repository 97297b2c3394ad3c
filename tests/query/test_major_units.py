"""Amounts in major units are not added up as whole numbers."""

from collections.abc import Iterator

from exporter.config.relation_settings import RelationSettings
from exporter.query import Query
from exporter.query.expressions import adds_up_large
from exporter.query.shaping import shaped
from exporter.relations.building import relations_from
from exporter.relations.relations import ORION, Relations
from providers.orders import OrderMetricsProvider

SELECT = "SELECT platform_id, state AS status, {} AS {}, {} AS {}, currency, at AS created_at FROM sale"


def queries(*amounts: str) -> Iterator[Query]:
    given = RelationSettings(sql=SELECT.format(*amounts), omit=("vendor_id",))
    yield from of(relations_from({"orders": given}, by_name=False))


def of(relations: Relations) -> list[Query]:
    return shaped(OrderMetricsProvider().queries(), relations)


def large(found: Iterator[Query] | list[Query]) -> list[bool]:
    return [adds_up_large(each) for query in found if "currency" in query.by for each in query.values.values()]


def test_only_amounts_in_minor_units_are_whole_numbers() -> None:
    assert large(of(ORION)) == [True, True]
    assert large(queries("a", "total_cents", "b", "refunded_cents")) == [True, True]
    assert large(queries("a", "total", "b", "refunded")) == [False, False]
