"""The values of the whole installation, and which values can be added up."""

from sqlalchemy.orm import Session

from exporter.collection.shop import Module
from exporter.collection.sources import BulkSource, Moment, Source
from exporter.contracts.metrics import MetricsContext, MetricValue
from exporter.directory.lookup import find_everyone
from exporter.fold.facts import Answers
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.fold.values import additive_keys, installation_numbers, metric_values
from exporter.query import QueryMetricsProvider


def answers_by_query(module: Module) -> bool:
    """Whether a provider is made of queries, which look at the directory themselves."""
    return isinstance(module.statistics, QueryMetricsProvider)


def installation_values(db: Session, module: Module, context: MetricsContext) -> list[MetricValue] | None:
    """Return the values of the whole installation; None if the provider is only asked vendor by vendor."""
    if isinstance(module.statistics, QueryMetricsProvider):
        return module.statistics.get_installation_metrics(db, context)
    source = module.source
    if source.problem:
        source.fill(Frame(), Moment(db, find_everyone(db), context))  # which raises it
    if not isinstance(source, BulkSource):
        return None
    frame, directory = Frame(), find_everyone(db)
    definitions = source.fill(frame, Moment(db, directory, context))
    directory.learn(db, frame.index)
    scopes = Scopes.of(frame, directory, module.category)
    return metric_values(module.category, installation_numbers(scopes, definitions))


def answers_of(source: Source) -> Answers:
    """Return which questions the library answers with the numbers of a source."""
    statistics = source.statistics
    by_query = isinstance(statistics, QueryMetricsProvider)
    return Answers(statistics is not None, by_query or isinstance(source, BulkSource), at_home=not by_query)


def additive_of(module: Module) -> frozenset[str]:
    """Return the keys of a provider's metrics whose values with different labels can be added up."""
    definitions = getattr(module.statistics, "definitions", ())
    return additive_keys(definitions if isinstance(definitions, list | tuple) else ())
