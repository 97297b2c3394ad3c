"""The report of `orion-exporter explain`."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from exporter.app.explain import Explained, feeds
from exporter.app.shown_values import Known, is_shown
from exporter.contracts.printable import printable
from exporter.database.plans import without_values
from exporter.database.purpose import DIRECTORY, FLAGS, VARIANTS
from exporter.database.recording import Sent

_MOST_PARAMETERS = 50
_HIDDEN = "(not shown: a value of the shop)"
_PURPOSES = {
    DIRECTORY: "the labels vendor and platform of all metrics",
    FLAGS: "orion_exporter_samples_rejected, for flags that are neither true nor false",
    VARIANTS: "none: it finds out which variants of the preset apply",
    None: "unknown: the code of a provider or service executes it",
}


def as_lines(explained: Explained) -> Iterator[str]:
    """Yield the lines of the report. No value of the shop is in it but those that the user asked for."""
    own, others = _shown(explained)
    yield f"{explained.origin}: {_number(len(own), 'statement')}, {_number(sum(explained.series.values()), 'series')}"
    for sent in others:
        if sent.kind == "transaction":
            yield f"transaction: {printable(sent.text)}"
    for number, sent in enumerate(own, 1):
        yield ""
        yield from _statement(number, sent, explained)
    yield ""
    yield from _end(explained, own, others)


def _shown(explained: Explained) -> tuple[list[Sent], list[Sent]]:
    """Return the statements that the report is about, and the others."""
    is_directory = explained.source is None
    own = [each for each in explained.sent if each.kind == "statement" and (each.purpose == DIRECTORY) is is_directory]
    return own, [each for each in explained.sent if each not in own]


def _statement(number: int, sent: Sent, explained: Explained) -> Iterator[str]:
    yield f"{number}. metrics: {_metrics(sent, explained)}"
    parameters = dict(_parameters(sent.parameters))
    secret = not all(is_shown(each, explained.known) for each in sent.literals)
    yield from _block("statement", map(printable, (sent.text_without_literals if secret else sent.text).split("\n")))
    hidden = secret or not all(is_shown(each, explained.known) for each in parameters.values())
    hidden = hidden and sent.purpose != FLAGS
    if parameters:
        known = explained.known if hidden else None
        yield from _block("parameters", _listed(parameters, known))
    yield from _block("plan", map(printable, without_values(sent.plan) if hidden else sent.plan))
    if not sent.done:
        yield "   result: the database rejected it"
        return
    times = f", sent {sent.times:,} times" if sent.times > 1 else ""
    yield f"   result: {_number(sent.rows, 'row')} in {1000 * sent.seconds:.1f} ms{times}"


def _metrics(sent: Sent, explained: Explained) -> str:
    if sent.purpose is None or isinstance(sent.purpose, str):
        return _PURPOSES[sent.purpose]
    series = ", ".join(f"{name} ({explained.series[name]:,} series)" for name in feeds(sent, explained))
    return series or ", ".join(each.key for each in sent.purpose)


def _parameters(parameters: Any) -> Iterator[tuple[str, Any]]:
    """Yield the parameters by name, or by position from 1."""
    if isinstance(parameters, Mapping):
        yield from parameters.items()
    else:
        yield from ((str(place), value) for place, value in enumerate(parameters or (), 1))


def _listed(parameters: Mapping[str, Any], known: Known | None) -> Iterator[str]:
    """Yield a line for each parameter; texts in a row that differ only in blanks at the end share one."""
    groups = [list(of) for _, of in groupby(parameters.items(), key=_without_blanks)]
    for group in groups[:_MOST_PARAMETERS]:
        (first, value), (last, _) = group[0], group[-1]
        yield f"{printable(first if first == last else f'{first} to {last}')} = {_text(value, known)}"
    if len(groups) > _MOST_PARAMETERS:
        yield f"and {len(groups) - _MOST_PARAMETERS:,} more"


def _without_blanks(parameter: tuple[str, Any]) -> str:
    name, value = parameter
    return value.rstrip(" ") if isinstance(value, str) else f"{name} "  # which is equal to no other


def _text(value: Any, known: Known | None) -> str:
    if known is not None and not is_shown(value, known):
        return _HIDDEN
    return printable(repr(str(value) if isinstance(value, datetime) else value))


def _block(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"   {title}:"
    yield from (f"     {line}" for line in lines)


def _end(explained: Explained, own: list[Sent], others: list[Sent]) -> Iterator[str]:
    """Yield what belongs to no single statement."""
    fed = {name for sent in own for name in feeds(sent, explained)}
    rest = [f"{name} ({series:,} series)" for name, series in explained.series.items() if name not in fed]
    if rest:
        yield f"other series: {', '.join(rest)}"
    of_directory = sum(sent.times for sent in others if sent.purpose == DIRECTORY)
    lookups = sum(sent.times for sent in others if sent.kind == "lookup")
    if of_directory:
        yield f"other statements: {of_directory:,} about vendors and platforms; see orion-exporter explain {DIRECTORY}"
    if lookups:
        yield f"other statements: {lookups:,} about tables, types of columns and savepoints"
    if not explained.installed:
        yield "not installed: the provider is idle"
    if explained.failure:
        yield f"failed: {printable(explained.failure)}"


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 or what == "series" else f"{number:,} {what}s"
