"""The exporter itself. `orders` and `alerts` stand for any provider."""

from tests.grafana.rules.case import Case

ORDERS = {"provider": "orders"}


def of(metric: str) -> str:
    """Return a metric of the exporter about the orders."""
    return f'orion_exporter_{metric}{{category="orders"}}'


SUCCESS, MAX_AGE, INSTALLED = of("last_success_timestamp_seconds"), of("max_age_seconds"), of("provider_installed")
FUTURE = 'orion_exporter_samples_rejected{category="orders",reason="future"}'

CASES = (
    Case(
        "OrionExporterDown",
        fires={"up": 0},
        quiet={"up": 1},
        labels={"job": "orion"},
        summary="Orion exporter is down",
        says="All targets of job orion have been down for at least 2 minutes. There are no current metrics of the "
        "shop.",
        also_quiet={"it is back within the time": {"up": {"0s": 0, "1m": 1}}},
    ),
    Case(
        "OrionExporterAbsent",
        fires={'up{job="node"}': 1},
        quiet={"up": 0},
        spare=frozenset({'up{job="node"}'}),
        labels={"job": "orion"},
        summary="Orion exporter is not a scrape target",
        says='Prometheus has had no target with job="orion" for at least 3 minutes. There are no current metrics of '
        "the shop.",
    ),
    Case(
        "OrionDatabaseUnreachable",
        labels={"database": "main"},
        fires={'orion_exporter_database_up{database="main"}': 0},
        quiet={'orion_exporter_database_up{database="main"}': 1},
        summary="Orion exporter cannot reach the database main",
        says="The database main has been unreachable for at least 3 minutes. The last values are exported until they "
        "reach max_age, and then dropped.",
    ),
    Case(
        "OrionProviderFailing",
        fires={of("provider_up"): 0},
        quiet={of("provider_up"): 1},
        labels=ORDERS,
        summary="Provider orders is failing",
        says="All refreshes of provider orders have failed for at least 5 minutes. Its series contain the last "
        "successful refresh until that reaches the provider's max_age, and are then dropped.",
    ),
    Case(
        "OrionProviderSlow",
        values=("81%", "80%"),
        labels=ORDERS,
        one_of_two=True,
        fires={of("refresh_duration_seconds"): 48.6, of("interval_seconds"): 60},
        quiet={of("refresh_duration_seconds"): 48, of("interval_seconds"): 60},
        summary="Provider orders is slow",
        says="A refresh of provider orders takes {value} of its interval. From 100%, refreshes are skipped, and the "
        "data is older than configured.",
        also_quiet={"no interval": {of("refresh_duration_seconds"): 48, of("interval_seconds"): 0}},
    ),
    Case(
        "OrionProviderStale",
        since="10m30s",
        values=("12m 31s", ""),
        labels=ORDERS,
        fires={SUCCESS: 29, MAX_AGE: 600},
        quiet={SUCCESS: 180, MAX_AGE: 600},
        summary="Provider orders has no current data",
        says="Provider orders last succeeded {value} ago, which exceeds its max_age. Its series are dropped, and its "
        "alerts cannot fire.",
        also_quiet={"it has never succeeded": {SUCCESS: 0, MAX_AGE: 600}},
    ),
    Case(
        "OrionProviderNeverSucceeded",
        labels=ORDERS,
        fires={SUCCESS: 0, INSTALLED: 1},
        quiet={SUCCESS: 1, INSTALLED: 1},
        summary="Provider orders has never succeeded",
        says="Provider orders has had no successful refresh since the exporter started at least 10 minutes ago. It has "
        "no data, and its alerts cannot fire.",
        also_quiet={"the module is not installed": {SUCCESS: 0, INSTALLED: 0}},
    ),
    Case(
        "OrionDetailDropped",
        fires={of("detail_dropped"): 1},
        quiet={of("detail_dropped"): 0},
        labels=ORDERS,
        one_of_two=True,
        summary="Category orders is exported without vendors",
        says="Category orders has exceeded its series budget (max_series) for at least 5 minutes. Only platform totals "
        "are exported, and alerts for its vendors cannot fire.",
    ),
    Case(
        "OrionSeriesNearBudget",
        values=("91%", "90%"),
        labels=ORDERS,
        one_of_two=True,
        fires={of("series"): 910, of("series_limit"): 1000},
        quiet={of("series"): 900, of("series_limit"): 1000},
        summary="Category orders is near its series budget",
        says="Category orders uses {value} of its series budget (max_series). Above 100%, vendors are no longer "
        "exported.",
        also_quiet={"no budget": {of("series"): 910, of("series_limit"): 0}},
    ),
    Case(
        "OrionReloadFailed",
        one_of_two=True,
        labels={"job": "orion"},
        fires={"orion_exporter_config_last_reload_successful": 0},
        quiet={"orion_exporter_config_last_reload_successful": 1},
        summary="Orion exporter failed to reload its configuration",
        says="The last configuration reload failed at least 5 minutes ago. The exporter keeps the previous "
        "configuration, and would not start with the current file.",
    ),
    Case(
        "OrionRowsUnattributed",
        fires={of("rows_unattributed"): 2},
        quiet={of("rows_unattributed"): 0},
        values=("2", "0"),
        labels=ORDERS,
        one_of_two=True,
        summary="Category orders has unattributed rows",
        says="{value} rows of category orders reference a vendor or platform that does not exist. They are counted as "
        '"unknown", and are not included in any alert of a vendor.',
    ),
    Case(
        "OrionSamplesRejected",
        fires={FUTURE: 2},
        quiet={FUTURE: 0},
        values=("2", "0"),
        labels={**ORDERS, "reason": "future"},
        one_of_two=True,
        summary="Category orders has rejected samples (future)",
        says="{value} samples of category orders are rejected for the reason future, and are not exported; for the "
        'reason "future", as many rows are dated after now.',
    ),
)
