"""Checks of what a provider exports."""

import shutil
import subprocess
import warnings
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import SAWarning
from sqlalchemy.sql.visitors import iterate

from exporter.collection.installation import gaps_of
from exporter.contracts.failures import Failure
from exporter.contracts.metrics import MetricDefinition, definition_of
from exporter.database.failures import failure_of
from exporter.fold.cells import is_filled, known_values
from exporter.query import QueryMetricsProvider
from exporter.testing.comparing import SCOPE_LABELS, samples_of
from exporter.testing.subject import NotApplicableError, Subject

MOST_VALUES = 100
"""More values of one label look like something that grows with the shop."""

_ASKED = 3
"""How many vendors are asked; the comparison with the exposition asks more."""


def tables_exist(subject: Subject) -> Iterator[str]:
    """The tables and columns that it reads exist in the shop."""
    advice = "create it by the hook pytest_orion_prepare_shop in conftest.py" if subject.demo else ""
    gaps = gaps_of(subject.database, subject.provider)
    for gap in (*gaps.directory, *gaps.own):
        yield f"{gap}; {advice or gap.remedy}"


def statements_run(subject: Subject) -> Iterator[str]:
    """A refresh succeeds without a warning of SQLAlchemy, and so do the statistics of vendors and platforms."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", SAWarning)
        if isinstance(subject.refreshed, Failure):
            yield f"a refresh fails with the reason {subject.refreshed.reason}: {subject.refreshed.message}"
        elif subject.source.statistics is not None:
            yield from _of_statistics(subject)


def _of_statistics(subject: Subject) -> Iterator[str]:
    for kind, ids in (("vendor", subject.vendors), ("platform", subject.platforms)):
        for id_ in ids[:_ASKED]:
            try:
                with subject.reading() as db:
                    getattr(subject.statistics, f"get_{kind}_metrics")(db, id_, subject.context)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a provider can raise anything
                yield f"get_{kind}_metrics fails for id {id_!r}: {failure_of(error).message}"
                return


def nothing_is_rejected(subject: Subject) -> Iterator[str]:
    """Every sample can be exported: no sample is rejected."""
    for warning in subject.made.report.warnings:
        yield f"{warning}; the exporter rejects such samples and counts them"


def exposition_is_clean(subject: Subject) -> Iterator[str]:
    """The official parser reads the exposition, and promtool, if it is installed, has nothing to say."""
    try:
        samples_of(subject.text)
        families = list(text_string_to_metric_families(subject.text))
    except ValueError as error:
        yield f"the exposition cannot be read: {error}"
        return
    if not families:
        yield "nothing is exported; add rows for it by the hook pytest_orion_prepare_shop, or a metric"
    promtool = shutil.which("promtool")
    if promtool is not None:
        command = [promtool, "check", "metrics"]
        linted = subprocess.run(  # noqa: S603 - promtool
            command, input=subject.text, capture_output=True, text=True, check=False
        )
        yield from (f"promtool: {line}" for line in (linted.stdout + linted.stderr).splitlines())


def labels_are_bounded(subject: Subject) -> Iterator[str]:
    """No label has values that grow with the shop, such as customers, order numbers or e-mail addresses."""
    found = defaultdict(set)
    for name, labels in subject.samples:
        for label, value in labels:
            if label not in SCOPE_LABELS:
                found[name, label].add(value)
    for (name, label), values in found.items():
        if len(values) > MOST_VALUES:
            yield f'{name}: the label "{label}" has {len(values)} values; count by something that does not grow'
        elif any("@" in value for value in values):
            yield f'{name}: the label "{label}" has e-mail addresses; count by something that is no person'


def zeros_are_exported(subject: Subject) -> Iterator[str]:
    """Where there is nothing to count there is a 0: a missing series fires no alert."""
    yield from _defined(subject) if subject.source.definitions else _returned(subject)


def _defined(subject: Subject) -> Iterator[str]:
    """Compare with the predefined label values, which each vendor on a platform has, and each platform."""
    unknown = _sums(subject)
    home = {vendor: subject.directory.enabled_on(vendor, subject.category) for vendor in subject.directory.vendors}
    vendors = [entry.label for vendor, entry in subject.directory.vendors.items() if home[vendor]]
    enabled = subject.directory.enabled
    platforms = [one.label for id_, one in subject.directory.platforms.items() if enabled(id_, subject.category)]
    for label, owners in (("vendor", vendors), ("platform", platforms)):
        for name, definition in subject.names(of_platform=label == "platform").items():
            if is_filled(definition) and definition not in unknown:
                yield from _missing(subject, name, definition, label, owners)


def _sums(subject: Subject) -> set[MetricDefinition]:
    """Return the metrics that add up a column: where all its values are NULL, the sum is unknown and not 0."""
    if not isinstance(subject.implementation, QueryMetricsProvider):
        return set(subject.definitions) if subject.made.report.null_sums else set()
    values = (value for query in subject.queries for value in query.values.items())
    return {
        definition_of(measure)
        for measure, number in values
        if any(getattr(part, "name", "") == "sum" for part in iterate(number))
    }


def _missing(subject: Subject, name: str, definition: MetricDefinition, label: str, owners: list[str]) -> Iterator[str]:
    known = known_values(definition)
    found = defaultdict(set)
    for series, labels in subject.samples:
        of = dict(labels)
        if series == name and label in of:
            found[of[label]].add(tuple(of.get(each) for each in known))
    if label == "vendor" and not found:
        return  # a fact of the whole shop
    for owner in owners:
        for values in product(*known.values()):
            if values not in found[owner]:
                wanted = dict(zip(known, values, strict=True)) or ""
                yield f'{name}{wanted} is missing for {label} "{owner}"; return 0 instead of NULL where nothing counts'


def _returned(subject: Subject) -> Iterator[str]:
    """Compare the vendors with each other: a number without labels that one vendor has, all have."""
    with subject.reading() as db:
        answers = {
            entry.label: {
                each.key
                for each in subject.statistics.get_vendor_metrics(db, vendor, subject.context)
                if not getattr(each, "labels", None) and not each.key.endswith("_timestamp_seconds")
            }
            for vendor, entry in subject.directory.vendors.items()
            if vendor in subject.vendors
        }
    if not answers:
        raise NotApplicableError("the shop has no vendors")
    for key in sorted(set().union(*answers.values())):
        for label in (label for label, keys in answers.items() if key not in keys):
            yield f'"{key}" is missing for vendor "{label}"; return it with 0 where there is nothing to count'
