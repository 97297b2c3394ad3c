"""Checks of what a provider declares about itself."""

from collections.abc import Iterator

from exporter.collection.alerts import alerts_of, check_names
from exporter.collection.discovery import find, known_alerts
from exporter.contracts.alerts import Alert
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import definition_of
from exporter.testing.subject import Subject


def is_a_provider(subject: Subject) -> Iterator[str]:
    """It has the members of a provider, and can be created without arguments."""
    if subject.problem:
        yield subject.problem


def category_is_free(subject: Subject) -> Iterator[str]:
    """Its category is an identifier in lower case, and no built-in provider has it."""
    category, origin = subject.category, subject.provider.origin
    if not (category.isidentifier() and category.isascii() and category == category.lower()):
        yield f'metrics_category "{category}" is not an identifier in lower case; use letters, digits and underscores'
    taken = find(entries=tuple).get(category)
    if taken is not None and taken.origin != origin:
        yield f'metrics_category "{category}" is that of {taken.origin}; choose another one'


def alerts_are_valid(subject: Subject) -> Iterator[str]:
    """Its alerts are complete, have new names, and compare its own metrics."""
    try:
        alerts = alerts_of(subject.category, subject.implementation)
        others = (each for each in known_alerts(find(entries=tuple)) if each.category != subject.category)
        check_names(alerts, others)
    except ContractError as error:
        yield str(error)
        return
    yield from (
        f"{alert.name}: {_key(alert)} is not a metric of this provider; give it a metric of its queries, or a name"
        for alert in alerts
        if not isinstance(alert.metric, str) and definition_of(alert.metric) not in subject.definitions
    )


def _key(alert: Alert) -> str:
    return alert.metric if isinstance(alert.metric, str) else definition_of(alert.metric).key
