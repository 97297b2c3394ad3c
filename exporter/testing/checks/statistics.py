"""Checks of the values of single vendors and platforms."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from exporter.contracts.metrics import Id, MetricsContext
from exporter.testing.boundaries import boundaries
from exporter.testing.comparing import Numbers, close, different, folded, numbers_of
from exporter.testing.subject import Subject

_START = datetime(1970, 1, 2, tzinfo=UTC)
_FAR = timezone(timedelta(hours=5, minutes=30))

Ask = Callable[[MetricsContext], Numbers]


def statistics_equal_the_exposition(subject: Subject) -> Iterator[str]:
    """The values of a vendor or platform are those of its series."""
    by_key = {each.key: each for each in subject.definitions}
    for kind, id_, label, ask in _owners(subject):
        names = subject.names(of_platform=kind == "platform")
        series = folded(subject.samples, names, **{kind: label})
        said = {key: value for key, value in ask(subject.context).items() if key[0] in by_key}
        for message in different(said, series):
            yield f'{message} for {kind} "{label}" (id {id_!r}): get_{kind}_metrics and the series; count the same rows'


def unknown_ids_have_no_values(subject: Subject) -> Iterator[str]:
    """A vendor or platform that does not exist has nothing but zeros; else a filter is missing."""
    for kind, known in (("vendor", subject.vendors), ("platform", subject.platforms)):
        ask = _ask(subject, kind, _unknown(known))
        for (key, labels), value in ask(subject.context).items():
            if value:
                yield f'"{key}"{dict(labels) or ""} is {value:g} for an unknown {kind}; filter by {kind}_id'


def _unknown(known: Sequence[Id]) -> Id:
    numbers = [each for each in known if isinstance(each, int)]
    if numbers or not known:
        return max(numbers, default=0) + 1_000_003
    return "no-such-id" if any(isinstance(each, str) for each in known) else uuid4()


def periods_are_half_open(subject: Subject) -> Iterator[str]:
    """A period begins with date_from and ends before date_to, so that periods that follow each other add up."""
    folds = {each.key: each.fold for each in subject.source.definitions}
    for kind, _, label, ask in _few(subject):
        for moment in boundaries(subject):
            end = subject.now + timedelta(days=1)
            first, second, both = (
                ask(MetricsContext(subject.now, start, stop))
                for start, stop in ((_START, moment), (moment, end), (_START, end))
            )
            for key in sorted(first.keys() & second.keys() & both.keys(), key=str):
                if not _adds_up(folds.get(key[0], ""), first[key], second[key], both[key]):
                    yield (
                        f'"{key[0]}"{dict(key[1]) or ""} of {kind} "{label}": {first[key]:g} before {moment}, '
                        f"{second[key]:g} after, {both[key]:g} in all; compare with >= date_from and < date_to"
                    )


def _adds_up(fold: Any, first: float, second: float, both: float) -> bool:
    ignored = first == second == both
    if fold == "sum":
        return ignored or close(first + second, both)
    between = min(first, second) <= both <= max(first, second)
    return between or (fold == "" and close(first + second, both))


def periods_are_in_any_time_zone(subject: Subject) -> Iterator[str]:
    """A period means the same in each time zone; naive times are in UTC, like those of the tables."""
    for kind, _, label, ask in _few(subject):
        for moment in boundaries(subject):
            period = MetricsContext(subject.now, moment, subject.now)
            elsewhere = MetricsContext(subject.now, moment.astimezone(_FAR), subject.now.astimezone(_FAR))
            for message in different(ask(period), ask(elsewhere)):
                yield f'{message} for {kind} "{label}" in UTC and at +05:30; convert date_from and date_to to UTC'
                return


def _few(subject: Subject) -> Iterator[tuple[str, Id, str, Ask]]:
    owners = list(_owners(subject))
    yield from ([each for each in owners if each[0] == "vendor"][:1])
    yield from (each for each in owners if each[0] == "platform")


def _owners(subject: Subject) -> Iterator[tuple[str, Id, str, Ask]]:
    """Yield the vendors and platforms to ask for: the kind, the id, the label, and a function that asks."""
    directory = subject.directory
    for kind, ids, entries in (
        ("vendor", subject.vendors, directory.vendors),
        ("platform", subject.platforms, directory.platforms),
    ):
        yield from ((kind, id_, entries[id_].label, _ask(subject, kind, id_)) for id_ in ids)


def _ask(subject: Subject, kind: str, id_: Id) -> Ask:
    statistics = subject.statistics
    method = statistics.get_vendor_metrics if kind == "vendor" else statistics.get_platform_metrics

    def ask(context: MetricsContext) -> Numbers:
        with subject.reading() as db:
            return numbers_of(method(db, id_, context))

    return ask
