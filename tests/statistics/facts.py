"""The answers of snapshots beside those of the library, which reads the database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.exposition.facts import Facts, Known
from exporter.exposition.store import Store
from exporter.statistics import Statistics, StatsAggregator

Values = Mapping[str, Sequence[MetricValue]]


def facts_of(store: Store) -> dict[str, Facts]:
    """Return the facts of all snapshots, by category."""
    return {each.category: each.snapshot.facts for each in store.states() if each.snapshot and each.snapshot.facts}


def agree_on_all(
    facts: Mapping[str, Facts],
    aggregator: StatsAggregator,
    db: Session,
    context: MetricsContext,
    most: int | None = None,
    *,
    on_platforms: bool = True,
) -> int:
    """Assert that both say the same of each vendor, each platform and the installation; return how many numbers.

    `most` is how many vendors are compared; `on_platforms` is whether their numbers on single platforms are, too.
    """
    known = next(iter(facts.values()))
    assert known.vendors
    count = agree(aggregator.installation_statistics(db, context), said(facts, lambda of: of.of_installation()))
    for vendor in islice(known.vendors.values(), most):
        count += agree(aggregator.vendor_statistics(db, vendor.id, context), said(facts, partial(of_vendor, vendor)))
        for platform in known.platforms.values() if on_platforms else ():
            read = aggregator.vendor_statistics(db, vendor.id, replace(context, platform_id=platform.id))
            count += agree(read, said(facts, partial(of_vendor, vendor, platform=platform)))
    for platform in known.platforms.values():
        assert platform.id is not None
        read = aggregator.platform_statistics(db, platform.id, context)
        count += agree(read, said(facts, partial(of_platform, platform)))
    return count


def of_vendor(vendor: Known, facts: Facts, platform: Known | None = None) -> Sequence[MetricValue] | None:
    return facts.of_vendor(vendor, platform)


def of_platform(platform: Known, facts: Facts) -> Sequence[MetricValue] | None:
    return facts.of_platform(platform)


def said(facts: Mapping[str, Facts], ask: Callable[[Facts], Sequence[MetricValue] | None]) -> Values:
    answers = {category: ask(of) for category, of in facts.items()}
    return {category: answer for category, answer in answers.items() if answer is not None}


def agree(read: Statistics, kept: Values) -> int:
    assert read.failures == {}
    assert kept.keys() == read.values.keys()
    for category, values in kept.items():
        assert list(values) == read.values[category], category
    return sum(map(len, kept.values()))
