"""Every alert that is shipped: the exporter's own and those of the built-in providers."""

from collections.abc import Mapping

from exporter.alerting.catalogue import named
from exporter.collection.discovery import find, known_alerts
from exporter.contracts.alerts import Alert

ALERTS: tuple[Alert, ...] = known_alerts(find(entries=tuple))
NAMED: Mapping[str, Alert] = named(ALERTS)
