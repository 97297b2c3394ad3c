"""Checks that parts add up to the whole."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from sqlalchemy import and_, delete, or_, table, true
from sqlalchemy.orm import Session

from exporter.contracts.metrics import Id, MetricDefinition
from exporter.query import Query, QueryMetricsProvider
from exporter.testing.comparing import Numbers, close, folded, samples_of
from exporter.testing.reading import exposition, provider_of, read
from exporter.testing.subject import NotApplicableError, Subject


class _Whole(QueryMetricsProvider):
    """The same queries, grouped neither by vendor nor by platform."""

    def __init__(self, subject: Subject) -> None:
        self.metrics_category = subject.category
        self._queries = tuple(subject.implementation.queries())

    def queries(self) -> Iterator[Query]:
        """Yield the queries without their owners."""
        yield from map(_without_owners, self._queries)


def _without_owners(query: Query) -> Query:
    """Return a query of the same rows. Conditions that are always true keep the owners' tables in its FROM clause."""
    owners = [each for each in (query.vendor, query.platform) if each is not None]
    always = [or_(each.is_(None), each.is_not(None)) for each in owners]
    given = [] if query.where is None else [query.where]
    return replace(query, vendor=None, platform=None, where=and_(true(), *given, *always))


def vendors_add_up_to_the_whole(subject: Subject) -> Iterator[str]:
    """The series of all vendors fold to what the same statement returns for the whole shop."""
    if not isinstance(subject.implementation, QueryMetricsProvider):
        yield from _platforms_are_parts(subject)
        return
    with _all_enabled(subject) as shop:
        whole = folded(samples_of(_text(shop)), shop.names_of_shop())
        for name, definition in shop.names_of_vendors().items():
            parts = folded(shop.samples, {name: definition})
            yield from _different(definition, parts, {key: of for key, of in whole.items() if key[0] == definition.key})


@contextmanager
def _all_enabled(subject: Subject) -> Iterator[Subject]:
    """Yield the provider on a shop in which its module is enabled wherever it has rows: others are not counted."""
    if not subject.made.report.excluded:
        yield subject
    elif subject.demo is None:
        raise NotApplicableError("its module is disabled on a platform that has rows")
    else:
        with subject.demo.copy() as shop:
            with shop.engine.begin() as connection:
                connection.execute(delete(table("platform_modules")))
            with closing(Subject(subject.loaded, shop.url, shop.now)) as enabled:
                yield enabled


def _text(subject: Subject) -> str:
    return exposition(read(provider_of(_Whole(subject), subject.relations), subject.database, subject.now))


def _different(definition: MetricDefinition, parts: Numbers, whole: Numbers) -> Iterator[str]:
    for key, labels in sorted(parts.keys() | whole.keys(), key=str):
        # A sum over nothing is 0, whether there is a series for it or not.
        of_parts, of_whole = (
            of.get((key, labels), 0.0 if definition.fold == "sum" else float("nan")) for of in (parts, whole)
        )
        if not close(of_parts, of_whole):
            yield (
                f"{key}{dict(labels) or ''}: vendors have {of_parts:g} together, the shop has {of_whole:g}; "
                "report each row under exactly one vendor"
            )


def _platforms_are_parts(subject: Subject) -> Iterator[str]:
    """Compare a platform with its vendors: together they have at least what it has, however rows are attributed."""
    if subject.is_bulk:
        raise NotApplicableError("the exporter adds up both scopes of the same rows")
    if subject.demo is None:
        raise NotApplicableError("only on the demo shop, whose rows all name existing vendors")
    with subject.reading() as db:
        members, on_platform = _of_members(subject, db), _of_platforms(subject, db)
    for (platform, key), number in on_platform.items():
        if number > members.get((platform, key), number):
            label = subject.directory.platforms[platform].label
            yield (
                f'"{key}": platform "{label}" has {number:g}, its vendors have {members[platform, key]:g} together; '
                "filter by platform_id in get_platform_metrics"
            )


def _of_members(subject: Subject, db: Session) -> dict[tuple[Id, str], float]:
    """Return the sums of each key over the active members of each platform."""
    found: dict[tuple[Id, str], float] = defaultdict(float)
    for vendor, memberships in subject.directory.memberships.items():
        for value in [] if vendor is None else subject.statistics.get_vendor_metrics(db, vendor, subject.context):
            for each in memberships:
                found[each.platform_id, value.key] += value.value
    return found


def _of_platforms(subject: Subject, db: Session) -> dict[tuple[Id, str], float]:
    found: dict[tuple[Id, str], float] = defaultdict(float)
    for platform in subject.directory.platforms:
        for value in subject.statistics.get_platform_metrics(db, platform, subject.context):
            found[platform, value.key] += value.value
    return found
