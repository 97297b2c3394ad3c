"""The exporter itself. `orders` and `alerts` stand for any provider."""

from tests.grafana.rules.case import Case

ORDERS = {"provider": "orders"}


def of(metric: str) -> str:
    """Return a metric of the exporter about the orders."""
    return f'orion_exporter_{metric}{{category="orders"}}'


SUCCESS, MAX_AGE, INSTALLED = of("last_success_timestamp_seconds"), of("max_age_seconds"), of("provider_installed")

CASES = (
    Case(
        "OrionExporterDown",
        fires={"up": 0},
        quiet={"up": 1},
        labels={"job": "orion"},
        summary="Orion exporter is down",
        says="No target of job orion has answered for 2 minutes or more. While none is scraped, nothing is known about "
        "the shop.",
        also_quiet={"it is back within the time": {"up": {"0s": 0, "1m": 1}}},
    ),
    Case(
        "OrionExporterAbsent",
        fires={'up{job="node"}': 1},
        quiet={"up": 0},
        spare=frozenset({'up{job="node"}'}),
        labels={"job": "orion"},
        summary="Orion exporter is not scraped",
        says='Prometheus has had no target with job="orion" for 3 minutes or more. While there is none, nothing is '
        "known about the shop.",
    ),
    Case(
        "OrionDatabaseUnreachable",
        labels={"database": "main"},
        fires={'orion_exporter_database_up{database="main"}': 0},
        quiet={'orion_exporter_database_up{database="main"}': 1},
        summary="Orion exporter cannot reach the database main",
        says="The exporter has not reached the database main for 3 minutes or more. The last numbers are shown until "
        "they are too old, then there are none.",
    ),
    Case(
        "OrionProviderFailing",
        fires={of("provider_up"): 0},
        quiet={of("provider_up"): 1},
        labels=ORDERS,
        summary="Provider orders is failing",
        says="The refreshes of provider orders have failed for 5 minutes or more. Its series are from the last good "
        "refresh, and are dropped when that is older than the provider's max_age.",
    ),
    Case(
        "OrionProviderSlow",
        values=("81%", "80%"),
        labels=ORDERS,
        one_of_two=True,
        fires={of("refresh_duration_seconds"): 48.6, of("interval_seconds"): 60},
        quiet={of("refresh_duration_seconds"): 48, of("interval_seconds"): 60},
        summary="Provider orders is slow",
        says="A refresh of provider orders takes {value} of the time until the next is due. From 100% on refreshes are "
        "skipped, and the numbers are older than they should be.",
        also_quiet={"no interval": {of("refresh_duration_seconds"): 48, of("interval_seconds"): 0}},
    ),
    Case(
        "OrionProviderStale",
        since="10m30s",
        values=("12m 31s", ""),
        labels=ORDERS,
        fires={SUCCESS: 29, MAX_AGE: 600},
        quiet={SUCCESS: 180, MAX_AGE: 600},
        summary="There are no current numbers of orders",
        says="Provider orders last succeeded {value} ago, which is longer than its max_age: its series are gone, and "
        "none of its alerts can fire.",
        also_quiet={"it has never succeeded": {SUCCESS: 0, MAX_AGE: 600}},
    ),
    Case(
        "OrionProviderNeverSucceeded",
        labels=ORDERS,
        fires={SUCCESS: 0, INSTALLED: 1},
        quiet={SUCCESS: 1, INSTALLED: 1},
        summary="Provider orders has never succeeded",
        says="Provider orders has not had one good refresh since the exporter was started, 10 minutes ago or more. "
        "There are no numbers of it, and none of its alerts can fire.",
        also_quiet={"the module is not installed": {SUCCESS: 0, INSTALLED: 0}},
    ),
    Case(
        "OrionDetailDropped",
        fires={of("detail_dropped"): 1},
        quiet={of("detail_dropped"): 0},
        labels=ORDERS,
        one_of_two=True,
        summary="Category orders is exported without vendors",
        says="Category orders has passed its series budget (max_series) for 5 minutes or more: only its platforms are "
        "exported, and no alert about one of its vendors can fire.",
    ),
    Case(
        "OrionSeriesNearBudget",
        values=("91%", "90%"),
        labels=ORDERS,
        one_of_two=True,
        fires={of("series"): 910, of("series_limit"): 1000},
        quiet={of("series"): 900, of("series_limit"): 1000},
        summary="Category orders is near its series budget",
        says="Category orders has {value} of the series that it may have (max_series). Above 100% its vendors are no "
        "longer exported.",
        also_quiet={"no budget": {of("series"): 910, of("series_limit"): 0}},
    ),
    Case(
        "OrionReloadFailed",
        one_of_two=True,
        labels={"job": "orion"},
        fires={"orion_exporter_config_last_reload_successful": 0},
        quiet={"orion_exporter_config_last_reload_successful": 1},
        summary="Orion exporter could not read its configuration",
        says="The last reading of the configuration failed 5 minutes ago or more. The exporter goes on with the one "
        "before, and would not start with this one.",
    ),
    Case(
        "OrionRowsUnattributed",
        fires={of("rows_unattributed"): 2},
        quiet={of("rows_unattributed"): 0},
        values=("2", "0"),
        labels=ORDERS,
        one_of_two=True,
        summary="Rows of orders belong to nobody",
        says="{value} rows of category orders name a vendor or a platform that does not exist. They are counted as "
        '"unknown", and no vendor\'s alert sees them.',
    ),
)
