"""Series that are new, and the alerts about how much of them is bad."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.grafana.rules.case import Level, seconds
from tests.grafana.rules.notation import series
from tests.grafana.rules.promtool import run

STEP, BEGINS, END = 300, "25h", "26h"
"""The time between evaluations, when the new ones begin, and the end."""


class Kind(NamedTuple):
    """What fails: its category and alert, good and failed ones as they are exported, and the threshold."""

    category: str
    alert: str
    good: str
    failed: str
    threshold: float
    total: str = ""
    """The good ones of a platform, if these are of a vendor."""


PAYMENTS = Kind(
    "payments",
    "OrionPaymentsFailing",
    'orion_platform_payments{method="new", status="paid"}',
    'orion_platform_payments{method="new", status="failed"}',
    0.3,
)
JOBS = Kind(
    "jobs",
    "OrionJobsFailing",
    'orion_platform_jobs{queue="new", status="completed"}',
    'orion_platform_jobs{queue="new", status="failed"}',
    0.2,
)
CANCELLED, REFUNDED = (
    Kind(
        "orders",
        alert,
        'orion_orders{vendor="new", status="delivered"}',
        f'orion_orders{{vendor="new", status="{status}"}}',
        threshold,
        'orion_platform_orders{status="delivered"}',
    )
    for alert, status, threshold in (
        ("OrionCancellationSpike", "cancelled", 0.3),
        ("OrionRefundSpike", "refunded", 0.2),
    )
)
IMPORTS = Kind(
    "marketplace",
    "OrionImportErrorRateHigh",
    'orion_import_rows{vendor="new", marketplace="bazaar", result="imported"}',
    'orion_import_rows{vendor="new", marketplace="bazaar", result="failed"}',
    0.1,
    'orion_platform_import_rows{marketplace="bazaar", result="imported"}',
)
KINDS = (PAYMENTS, JOBS, CANCELLED, REFUNDED, IMPORTS)


def ask(folder: Path, kind: Kind, shown: Mapping[str, Level], expected: Mapping[str, int]) -> str:
    """Ask how many alerts are pending or firing at these times; "" is at any time."""
    threshold = f'orion_alert_threshold_default{{alert="{kind.alert}", category="{kind.category}"}}'
    alerts = f'ALERTS{{alertname="{kind.alert}"}}'
    questions = [
        {
            "expr": f"count({alerts})" if at else f"count(count_over_time({alerts}[{END}]))",
            "eval_time": at or END,
            "exp_samples": [{"labels": "{}", "value": number}] if number else [],
        }
        for at, number in expected.items()
    ]
    inputs = [*series({threshold: kind.threshold, **shown}, {"platform": "main"}, seconds(END), STEP)]
    test = {"name": kind.alert, "interval": f"{STEP}s", "input_series": inputs, "promql_expr_test": questions}
    return run([test], folder, [kind.category])


def read(kind: Kind, up: Level) -> dict[str, Level]:
    """Return whether the category was read."""
    return {f'orion_exporter_provider_up{{category="{kind.category}"}}': up}
