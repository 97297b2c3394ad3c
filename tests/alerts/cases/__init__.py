"""One case for each alert, by category."""

from collections.abc import Mapping

from tests.alerts.case import Case
from tests.alerts.cases import exporter, inventory, marketplace, orders, vendors

CASES: Mapping[str, Case] = {
    case.alert: case for module in (exporter, orders, inventory, marketplace, vendors) for case in module.CASES
}
