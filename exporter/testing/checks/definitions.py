"""Checks of the definitions of metrics: names, units, labels and texts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from exporter.collection.checks import check_definitions
from exporter.collection.per_vendor import RESERVED_LABELS, is_label
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricDefinition, labelled
from exporter.query import Query, QueryMetricsProvider
from exporter.query.shaping import shaped
from exporter.testing.subject import Subject

_SUFFIXES = ("_total", "_count", "_sum", "_bucket")
_COMPUTED = ("average", "_avg", "mean_", "_mean", "median", "percent", "_24h", "_7d", "_30d", "_per_second", "_per_day")
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("_ms", "_millis", "_milliseconds", "_minutes", "_hours", "_days", "_weeks"), "_seconds"),
    **dict.fromkeys(("_kb", "_mb", "_gb", "_kilobytes", "_megabytes", "_gigabytes", "_bits"), "_bytes"),
    **dict.fromkeys(("_cents", "_pence"), "major units, by money=True"),
}
_SUFFIX_OF = {"s": "_seconds", "B": "_bytes"}
_TIME = "_timestamp_seconds"


def definitions_are_valid(subject: Subject) -> Iterator[str]:
    """Its definitions can be exported: valid names, each once, and the same ones at every call."""
    try:
        check_definitions(subject.definitions)
    except ContractError as error:
        yield str(error)
    for name, times in Counter(each.name for each in subject.definitions).items():
        if times > 1 and subject.source.definitions:
            yield f'{times} definitions have the name "{name}"; rename all but one'
    for each in subject.definitions:
        if not each.key.startswith(f"{subject.category}."):
            yield f'the key "{each.key}" does not begin with the category; write "{subject.category}.…"'
    if isinstance(subject.implementation, QueryMetricsProvider):
        yield from _of_queries(subject.queries, tuple(shaped(subject.implementation.queries(), subject.relations)))


def _of_queries(queries: Sequence[Query], again: Sequence[Query]) -> Iterator[str]:
    first, second = ([each for query in of for each in query.definitions] for of in (queries, again))
    if first != second:
        yield "queries() yields other definitions at each call; create them once, at the top of the module"
    for measure in (labelled(each) for query in queries for each in query.values):
        for name, value in measure.labels:
            known = measure.definition.labels.get(name)
            if known and value not in known:
                yield f'{measure.definition.key}: where({name}="{value}") is none of its predefined values {known}'


def labels_are_not_reserved(subject: Subject) -> Iterator[str]:
    """Its labels are not those that the exporter sets, and are valid in Prometheus."""
    for key, name in _labels(subject):
        if name in RESERVED_LABELS:
            yield f'{key}: the exporter sets the label "{name}"; rename it'
        elif not is_label(name):
            yield f'{key}: "{name}" is not a valid label; use letters, digits and underscores, and no leading __'


def _labels(subject: Subject) -> list[tuple[str, str]]:
    """Return the labels of each metric; a provider with three members is asked for the values of one vendor."""
    if subject.source.definitions:
        return [(each.key, label) for each in subject.source.definitions for label in each.labels]
    if subject.is_bulk:
        return []
    with subject.reading() as db:
        values = [
            value
            for vendor in subject.vendors
            for value in subject.statistics.get_vendor_metrics(db, vendor, subject.context)
        ]
    named = ((value.key, str(label)) for value in values for label in getattr(value, "labels", None) or {})
    return list(dict.fromkeys(named))


def names_are_those_of_gauges(subject: Subject) -> Iterator[str]:
    """No name ends like that of a counter or a histogram: a number that is read from a database can fall."""
    for each in subject.definitions:
        yield from _suffix(each)


def _suffix(each: MetricDefinition) -> Iterator[str]:
    for suffix in _SUFFIXES:
        if each.name.endswith(suffix):
            yield f'{each.key}: the name "{each.name}" ends in {suffix}, as those of other types do; leave it out'


def names_are_facts(subject: Subject) -> Iterator[str]:
    """No name is that of something that PromQL computes, such as an average or a share."""
    for each in subject.definitions:
        yield from _computed(each)


def _computed(each: MetricDefinition) -> Iterator[str]:
    if found := [word for word in _COMPUTED if word in each.name]:
        yield f'{each.key}: "{found[0]}" is for PromQL to compute; export the numbers that it is computed from'


def broken_names(each: MetricDefinition) -> Iterator[str]:
    """Yield what is wrong with the name of a metric."""
    yield from (*_suffix(each), *_computed(each), *_unit(each))


def names_have_base_units(subject: Subject) -> Iterator[str]:
    """Units are seconds and bytes, at the end of the name, and times are timestamps instead of ages."""
    for each in subject.definitions:
        yield from _unit(each)


def _unit(each: MetricDefinition) -> Iterator[str]:
    for suffix, better in _UNITS.items():
        if each.name.endswith(suffix):
            yield f'{each.key}: "{each.name}" is not in a base unit; convert it to {better}'
    suffix = _SUFFIX_OF.get(each.unit, "")
    if not each.name.endswith(suffix):
        yield f'{each.key}: the unit is "{each.unit}", so the name must end in {suffix}'
    is_time = each.name.endswith(_TIME)
    if is_time and each.fold == "sum":
        yield f'{each.key}: times cannot be added up; use fold="max" for the last one, fold="min" for the first one'
    if each.unit == "s" and each.fold != "sum" and not is_time:
        yield f"{each.key}: export the time itself as {_TIME}; PromQL computes ages by time() - x"


def texts_are_complete(subject: Subject) -> Iterator[str]:
    """Each metric has a label for people and a HELP that is a sentence and names the table."""
    tables = subject.source.tables
    for each in subject.definitions:
        if not each.label:
            yield f"{each.key}: label is empty; give it a short name for people"
        if not subject.source.definitions:
            continue  # a value needs no description
        if not each.help.endswith("."):
            yield f'{each.key}: the help "{each.help}" is not a sentence; end it with a full stop'
        if tables and not any(table in each.help for table in tables):
            yield f"{each.key}: the help names none of its tables; add one of {', '.join(sorted(tables))}"
