"""The contract suite of the test kit, over a provider on a shop."""

from collections.abc import Callable
from typing import Any

from exporter.testing.subject import NotApplicableError, Subject
from exporter.testing.suite import CHECKS, breaches

Examine = Callable[[Any], Subject]
"""The fixture `examine`: puts a provider on the demo shop."""


def broken(subject: Subject) -> dict[str, list[str]]:
    """Return the messages of each check that the provider does not pass."""
    found: dict[str, list[str]] = {}
    for check in CHECKS:
        try:
            found[check.__name__] = breaches(check, subject)
        except NotApplicableError:
            continue
    return {name: messages for name, messages in found.items() if messages}


def not_applicable(subject: Subject) -> set[str]:
    """Return the names of the checks that cannot judge the provider."""
    names = set()
    for check in CHECKS:
        try:
            breaches(check, subject)
        except NotApplicableError:
            names.add(check.__name__)
    return names
