"""The Prometheus rules of the alerts that declared providers have."""

from collections.abc import Mapping

from exporter.alerting.rules import distinct_rules, group
from exporter.collection.declared.declaring import with_declared
from exporter.collection.found import Found
from exporter.config.configuration import Configuration

_HEADER = "# Printed by `orion-exporter rules`: alerts of declared providers. They need the records of alerts.yml.\n"


def declared_rules(configuration: Configuration, found: Mapping[str, Found]) -> str:
    """Return a rule file with a group for each enabled provider that the configuration declares with alerts.

    Raises ConfigurationError.
    """
    declared = with_declared(configuration, found)
    groups = [
        group(f"orion-{name}", distinct_rules(declared[name].alerts))
        for name, given in configuration.settings.providers.items()
        if given.is_declared and given.enabled and given.alerts
    ]
    return _HEADER + ("groups:\n" + "\n".join(groups) if groups else "groups: []\n")
