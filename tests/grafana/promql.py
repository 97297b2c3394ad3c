"""What the tests need to know about PromQL expressions, and where the files are."""

import json
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import Any

import yaml

GRAFANA = Path(__file__).parents[2] / "grafana"
PROMETHEUS = GRAFANA / "prometheus"
RULES = sorted((PROMETHEUS / "rules").glob("*.yml"))
RULE_TESTS = sorted((PROMETHEUS / "tests").glob("*.yml"))
DASHBOARDS = sorted((GRAFANA / "dashboards").glob("*.json"))

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_METRIC = re.compile(r"\b(?:\w+:)?orion_\w+(?::\w+)?")

# `up` aside, every name in a rule or on a dashboard is one of these or is recorded by a rule.
EXPORTED = frozenset(
    """
    orion_platform_info orion_platform_vendors orion_vendor_info orion_vendor_platform_info orion_users
    orion_team_members orion_domains orion_domain_certificate_expiry_timestamp_seconds
    orion_customers orion_customers_with_orders orion_customer_last_registered_timestamp_seconds
    orion_pages orion_platform_default_pages orion_media_files orion_media_size_bytes
    orion_products orion_products_featured orion_products_without_price orion_catalog_last_updated_timestamp_seconds
    orion_stock_units orion_stock_reserved_units orion_stock_items orion_stock_oversold_items
    orion_stock_last_updated_timestamp_seconds
    orion_orders orion_orders_open orion_order_value orion_order_revenue
    orion_order_last_created_timestamp_seconds orion_order_oldest_open_timestamp_seconds
    orion_import_jobs orion_import_rows orion_import_last_success_timestamp_seconds orion_import_last_run_success
    orion_import_oldest_running_timestamp_seconds orion_staging_products
    orion_exporter_build_info orion_exporter_provider_up orion_exporter_provider_installed
    orion_exporter_refreshes_total orion_exporter_refresh_failures_total orion_exporter_refreshes_skipped_total
    orion_exporter_refresh_duration_seconds orion_exporter_last_success_timestamp_seconds
    orion_exporter_interval_seconds orion_exporter_max_age_seconds orion_exporter_series
    orion_exporter_series_limit orion_exporter_detail_dropped orion_exporter_rows_unattributed
    orion_exporter_rows_excluded orion_exporter_null_sums orion_exporter_codes_replaced
    orion_exporter_refresh_statements orion_exporter_samples_rejected
    orion_exporter_database_up orion_exporter_config_last_reload_successful
    orion_exporter_config_last_reload_success_timestamp_seconds
    """.split()  # noqa: SIM905 - sixty quoted names would be read by nobody
)


def metrics_in(expression: str) -> set[str]:
    """Return the names of the Orion metrics and records that a PromQL expression reads."""
    return set(_METRIC.findall(_STRING.sub('""', expression)))


def unknown_metrics(expressions: Iterable[str], known: Set[str]) -> set[str]:
    """Return the names that the expressions read and that nothing exports or records."""
    return {name for expression in expressions for name in metrics_in(expression)} - known


def unfolded(expression: str) -> list[str]:
    """Return the metrics that an expression reads without `max by (...)` directly around them.

    Two exporters that overlap show everything twice; `unless` only asks whether a series is there.
    """
    text = " ".join(_STRING.sub('""', expression).split())
    reads = ((text[: match.start()], match.group()) for match in _METRIC.finditer(text) if ":" not in match.group())
    return [name for before, name in reads if not re.search(r"(max by \([\w, ]+\) \(|unless on \(\w+\) )$", before)]


def rules() -> Iterator[dict[str, Any]]:
    """Yield each recording rule and alert of the shipped rule files."""
    for path in RULES:
        for group in yaml.safe_load(path.read_text())["groups"]:
            yield from group["rules"]


def dashboard(path: Path) -> dict[str, Any]:
    """Return a dashboard as the mapping that Grafana reads."""
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def queries(panel: dict[str, Any]) -> list[str]:
    """Return a panel's PromQL as Grafana sends it when every variable is set to All."""
    sources = [target["expr"] for target in panel.get("targets", [])]
    return [source.replace("$platform", ".*").replace("$vendor", ".*") for source in sources]
