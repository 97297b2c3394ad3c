"""The checks of the contract suite, in the order in which they help most."""

from collections.abc import Callable, Iterator

from exporter.database.failures import failure_of
from exporter.testing.checks.behaviour import (
    is_deterministic,
    only_reads,
    statements_do_not_depend_on_vendors,
    uses_no_clock,
)
from exporter.testing.checks.definitions import (
    definitions_are_valid,
    labels_are_not_reserved,
    names_are_facts,
    names_are_those_of_gauges,
    names_have_base_units,
    texts_are_complete,
)
from exporter.testing.checks.exposition import (
    exposition_is_clean,
    labels_are_bounded,
    nothing_is_rejected,
    statements_run,
    tables_exist,
    zeros_are_exported,
)
from exporter.testing.checks.members import alerts_are_valid, category_is_free, is_a_provider
from exporter.testing.checks.statistics import (
    periods_are_half_open,
    periods_are_in_any_time_zone,
    statistics_equal_the_exposition,
    unknown_ids_have_no_values,
)
from exporter.testing.checks.sums import vendors_add_up_to_the_whole
from exporter.testing.subject import NotApplicableError, Subject

Check = Callable[[Subject], Iterator[str]]
"""Yields a message for each breach of the contract. Raises NotApplicableError if it cannot judge a provider."""

CHECKS: tuple[Check, ...] = (
    is_a_provider,
    category_is_free,
    definitions_are_valid,
    labels_are_not_reserved,
    names_are_those_of_gauges,
    names_have_base_units,
    names_are_facts,
    texts_are_complete,
    alerts_are_valid,
    tables_exist,
    statements_run,
    nothing_is_rejected,
    exposition_is_clean,
    labels_are_bounded,
    zeros_are_exported,
    vendors_add_up_to_the_whole,
    statistics_equal_the_exposition,
    unknown_ids_have_no_values,
    periods_are_half_open,
    periods_are_in_any_time_zone,
    only_reads,
    uses_no_clock,
    is_deterministic,
    statements_do_not_depend_on_vendors,
)
"""All checks."""


def breaches(check: Check, subject: Subject) -> list[str]:
    """Return the messages of a check; [] if the provider passes.

    Raises NotApplicableError if the check cannot judge the provider, or another check says why it does not run.
    """
    try:
        return list(check(subject))
    except NotApplicableError:
        raise
    except Exception as error:
        if check is not statements_run and list(statements_run(subject)):
            raise NotApplicableError("it does not run: see statements_run") from error
        return [f"it fails while it is checked: {failure_of(error).message}"]
