"""The alerts about the exporter itself. Those of a module are declared by its provider, beside its metrics."""

from collections.abc import Iterable
from functools import partial

from exporter.contracts.alerts import Alert

EXPORTER = "exporter"
"""Category of the alerts about the exporter."""

_own = partial(Alert, team="operators", category=EXPORTER, scope="installation")
_critical, _info = partial(_own, severity="critical"), partial(_own, severity="info")
_LAST_SUCCESS = "orion_exporter_last_success_timestamp_seconds"

OWN: tuple[Alert, ...] = (
    _critical("OrionExporterDown", "up", for_="2m"),
    _critical("OrionExporterAbsent", "up", for_="3m"),
    _critical("OrionDatabaseUnreachable", "orion_exporter_database_up", for_="3m"),
    _own("OrionProviderFailing", "orion_exporter_provider_up", for_="5m"),
    _own("OrionProviderSlow", "orion_exporter_refresh_duration_seconds", default=0.8, unit="1"),
    _own("OrionProviderStale", _LAST_SUCCESS, for_="2m"),
    _own("OrionProviderNeverSucceeded", _LAST_SUCCESS, for_="10m"),
    _own("OrionDetailDropped", "orion_exporter_detail_dropped", for_="5m"),
    _info("OrionSeriesNearBudget", "orion_exporter_series", default=0.9, unit="1", for_="30m"),
    _own("OrionReloadFailed", "orion_exporter_config_last_reload_successful", for_="5m"),
    _info("OrionRowsUnattributed", "orion_exporter_rows_unattributed", default=0, for_="30m"),
    _info("OrionSamplesRejected", "orion_exporter_samples_rejected", default=0, for_="30m"),
)
"""Shown before all others, which are unreliable while these fire."""


def named(alerts: Iterable[Alert]) -> dict[str, Alert]:
    """Return the alerts by name."""
    return {alert.name: alert for alert in alerts}
