"""Providers that break the contract, each in one way, by the check that finds it and a part of its message."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import column, func, select, table, text
from sqlalchemy.orm import Session

from exporter.contracts import Alert, Id, MetricsContext, MetricValue, Rows
from exporter.query import AnyId, Query, QueryMetricsProvider, count
from tests.testing.good import BUYERS, Buyers, ByVendor, InBulk, buyer, c, counting, metric, of_queries

vendors = table("vendors", column("id", AnyId), column("code"))
LABELLED = metric("buyers", labels={"kind": ()})
FIRST = select(func.min(c.email)).scalar_subquery()


class NeedsArguments(Buyers):
    def __init__(self, table: str) -> None:
        self.table = table


class WithoutCategory(ByVendor):
    metrics_category = ""


class NewDefinitions(Buyers):
    def queries(self) -> Iterator[Query]:
        yield buyer(values={metric("buyers"): count()})


class NoRows(ByVendor):
    def values(self, *_: Any) -> list[MetricValue]:
        return []


class Raising(ByVendor):
    def values(self, *_: Any) -> list[MetricValue]:
        raise RuntimeError("no licence")


class RaisingStatistics(Buyers):
    def get_platform_metrics(self, *_: Any) -> list[MetricValue]:
        raise RuntimeError("no licence")


class Reserved(ByVendor):
    def value(self, number: Any, _labels: Any = None) -> MetricValue:
        return super().value(number, {"vendor": "acme"})


class NotANumber(ByVendor):
    def values(self, *arguments: Any) -> list[MetricValue]:
        return [*super().values(*arguments), MetricValue("wrong.share", float("nan"), "Share", "wrong")]


class OtherCategory(ByVendor):
    def values(self, *arguments: Any) -> list[MetricValue]:
        return [*super().values(*arguments), MetricValue("orders.share", 1, "Share", "orders")]


class WithoutZeros(ByVendor):
    def values(self, db: Session, owner: Any, context: MetricsContext | None) -> list[MetricValue]:
        return [each for each in super().values(db, owner, context) if each.value > 100]


class LosesVendors(Buyers):
    def collect(self, db: Session, context: MetricsContext) -> Iterator[Rows]:
        yield from (query.rows(db, context, c.vendor_id != 1) for query in self.queries())


class EveryPlatform(ByVendor):
    def get_platform_metrics(self, db: Session, _platform_id: Id, context: MetricsContext | None = None) -> Any:
        return self.values(db, c.platform_id.is_not(None), context)


class EveryVendor(ByVendor):
    def get_vendor_metrics(self, db: Session, _vendor_id: Id, context: MetricsContext | None = None) -> Any:
        return self.values(db, c.vendor_id.is_not(None), context)


class OtherStatistics(Buyers):
    def get_vendor_metrics(self, db: Session, vendor_id: Id | None, context: MetricsContext | None = None) -> Any:
        return super().get_vendor_metrics(db, vendor_id, context)[:1]


class Inclusive(ByVendor):
    def period(self, context: MetricsContext | None) -> Any:
        condition = super().period(context)
        if context and context.date_to:
            condition |= c.created_at == context.date_to.replace(tzinfo=None)
        return condition


class ZoneDropped(ByVendor):
    def period(self, context: MetricsContext | None) -> Any:
        start = context.date_from if context else None
        return super().period(None) if start is None else c.created_at >= start.replace(tzinfo=None)


class Writing(ByVendor):
    def values(self, db: Session, owner: Any, context: MetricsContext | None) -> list[MetricValue]:
        db.execute(text("UPDATE customers SET is_active = TRUE"))
        return super().values(db, owner, context)


class Locking(ByVendor):
    def values(self, db: Session, owner: Any, context: MetricsContext | None) -> list[MetricValue]:
        db.execute(text("SELECT 1 FROM customers FOR UPDATE"))
        return super().values(db, owner, context)


class Committing(ByVendor):
    def values(self, db: Session, owner: Any, context: MetricsContext | None) -> list[MetricValue]:
        found = super().values(db, owner, context)
        db.commit()
        return found


class ReadsClock(ByVendor):
    def period(self, _context: MetricsContext | None) -> Any:
        return c.created_at < datetime.now(UTC).replace(tzinfo=None)


class AsksForNow(ByVendor):
    def period(self, _context: MetricsContext | None) -> Any:
        return c.created_at < MetricsContext.current().now.replace(tzinfo=None)


class Counting(ByVendor):
    asked = 0

    def value(self, _number: Any, _labels: Any = None) -> MetricValue:
        Counting.asked += 1
        return super().value(self.asked)


class AsksEachVendor(InBulk):
    def collect(self, db: Session, _context: MetricsContext) -> Iterator[Rows]:
        of_vendor = select(c.vendor_id, c.platform_id, func.count(), func.count()).group_by(c[0], c[1])
        for vendor in db.scalars(select(vendors.c.id)).all():
            yield Rows(self.definitions, (), list(db.execute(of_vendor.where(c.vendor_id == vendor))))


class AddsUpVendors(ByVendor):
    def get_platform_metrics(self, db: Session, platform_id: Id, context: MetricsContext | None = None) -> Any:
        each = [
            self.values(db, (c.platform_id == platform_id) & (c.vendor_id == vendor), context)[0].value
            for vendor in db.scalars(select(vendors.c.id)).all()
        ]
        return [self.value(sum(each))]


def alerting(*alerts: Any) -> type:
    return type("Alerting", (Buyers,), {"__module__": __name__, "alerts": alerts})


def named(name: str, **changes: Any) -> type:
    return counting(metric(name, **changes))


missing = table("loyalty_cards", column("vendor_id", AnyId))
other_column = table("customers", column("vendor_id", AnyId), column("points"))

WRONG: dict[str, tuple[tuple[Any, str], ...]] = {
    "is_a_provider": (
        (object, "metrics_category"),
        (type("Empty", (), {"metrics_category": "wrong"}), "define definitions and collect"),
        (NeedsArguments, "default"),
        (type("Abstract", (QueryMetricsProvider,), {"metrics_category": "wrong"}), "; implement it"),
        (WithoutCategory, "non-empty string"),
    ),
    "category_is_free": (
        (type("Taken", (ByVendor,), {"metrics_category": "orders"}), "providers/orders.py"),
        (type("Spaced", (ByVendor,), {"metrics_category": "Gift Cards"}), "lower case"),
    ),
    "definitions_are_valid": (
        (named("buyers", key="loyalty.buyers"), "does not begin with the category"),
        (named("exporter_buyers"), "reserved metric name"),
        (named("buyers-of-today"), "invalid"),
        (named("buyers", divisor=0), "divisor"),
        (of_queries(buyer(values={metric("buyers"): count(), metric("buyers"): count()})), "2 definitions"),
        (NewDefinitions, "at the top of the module"),
        (counting(BUYERS.where(state="actve")), "none of its predefined values"),
    ),
    "labels_are_not_reserved": (
        (counting(metric("buyers", labels={"platform": ()}), by={"platform": c.email}), "the exporter sets"),
        (counting(metric("buyers", labels={"is-new": ()}), by={"is-new": c.email}), "not a valid label"),
        (Reserved, "the exporter sets"),
    ),
    "names_are_those_of_gauges": tuple(
        (named(f"buyers{suffix}"), f"ends in {suffix}") for suffix in ("_total", "_count", "_sum", "_bucket")
    ),
    "names_are_facts": tuple((named(name), "PromQL") for name in ("average_buyers", "buyers_percent", "buyers_24h")),
    "names_have_base_units": (
        (named("buyers_ms"), "_seconds"),
        (named("buyers_megabytes"), "_bytes"),
        (named("buyers_cents"), "money=True"),
        (named("buyers", unit="B"), "must end in _bytes"),
        (named("buyer_last_timestamp_seconds", unit="s"), "cannot be added up"),
        (named("buyer_age_seconds", unit="s", fold="max"), "time() - x"),
    ),
    "texts_are_complete": (
        (named("buyers", label=""), "label is empty"),
        (named("buyers", help="Buyers (customers)"), "full stop"),
        (named("buyers", help="People who buy."), "names none of its tables"),
    ),
    "alerts_are_valid": (
        (alerting(Alert("No spaces", BUYERS)), "invalid alert name"),
        (alerting(Alert("OrionWrong", metric("sellers"))), "not a metric of this provider"),
        (alerting(Alert("OrionStockOversold", BUYERS)), "already defined"),
        (alerting(Alert("OrionOne", BUYERS), Alert("OrionOne", BUYERS)), "already defined"),
    ),
    "tables_exist": (
        (counting(metric(), vendor=missing.c.vendor_id, platform=None, time_column=None), "loyalty_cards"),
        (counting(metric(), func.sum(other_column.c.points)), "points"),
    ),
    "statements_run": (
        (Raising, "no licence"),
        (RaisingStatistics, "get_platform_metrics fails"),
        (counting(metric(), where=vendors.c.code != ""), "cartesian product"),
        (counting(metric(), where=text("no_such_column = 1")), "no_such_column"),
        (counting(LABELLED, by={"kind": c.vendor_id}), "cast them to a string type"),
    ),
    "nothing_is_rejected": ((NotANumber, "not a finite number"), (OtherCategory, 'category "orders"')),
    "exposition_is_clean": ((NoRows, "nothing is exported"), (named("buyersOfToday"), "promtool")),
    "labels_are_bounded": (
        (counting(LABELLED, by={"kind": c.email}), "values; count by"),
        (
            counting(LABELLED, by={"kind": c.email}, where=c.email == FIRST),
            "e-mail",
        ),
    ),
    "zeros_are_exported": (
        (counting(metric(), func.nullif(count(c.is_active.is_(None)), 0)), "0 instead of NULL"),
        (WithoutZeros, "is missing for vendor"),
    ),
    "vendors_add_up_to_the_whole": ((LosesVendors, "exactly one vendor"), (EveryPlatform, "filter by platform_id")),
    "statistics_equal_the_exposition": ((OtherStatistics, "count the same rows"),),
    "unknown_ids_have_no_values": (
        (EveryVendor, "filter by vendor_id"),
        (EveryPlatform, "filter by platform_id"),
    ),
    "periods_are_half_open": ((Inclusive, "< date_to"),),
    "periods_are_in_any_time_zone": ((ZoneDropped, "to UTC"),),
    "only_reads": ((Writing, "UPDATE customers"), (Locking, "FOR UPDATE"), (Committing, "commit()")),
    "uses_no_clock": (
        (ReadsClock, "context.now"),
        (AsksForNow, "context.now"),
        (counting(metric(), where=c.created_at < func.now()), "asks the database"),
    ),
    "is_deterministic": ((Counting, "keep no state"),),
    "statements_do_not_depend_on_vendors": ((AsksEachVendor, "collect"), (AddsUpVendors, "get_platform_metrics")),
}
