"""One case for each alert, by category."""

from collections.abc import Mapping

from tests.grafana.rules.case import Case
from tests.grafana.rules.cases import exporter, inventory, marketplace, orders, vendors

CASES: Mapping[str, Case] = {
    case.alert: case for module in (exporter, orders, inventory, marketplace, vendors) for case in module.CASES
}
