"""Dashboard variables. Each variable narrows the next."""

from collections.abc import Callable

from grafana_foundation_sdk.builders.dashboard import DatasourceVariable, QueryVariable
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.dashboard import VariableModel, VariableOption, VariableRefresh, VariableSort

from grafana.boards.frame import SOURCE
from grafana.boards.promql import JOB, PLATFORM
from grafana.modules import exists

Variable = Callable[[], Builder[VariableModel]]


def datasource() -> DatasourceVariable:
    """Return the variable for the Prometheus data source."""
    return DatasourceVariable("datasource").label("Data source").type("prometheus").regex("")


def job() -> QueryVariable:
    """Return the variable for the scrape job."""
    return _several("job", "Job", "label_values(orion_exporter_build_info, job)")


def platform() -> QueryVariable:
    """Return the variable for platforms."""
    return _several("platform", "Platform", f"label_values(orion_platform_info{{{JOB}}}, platform)")


def vendor() -> QueryVariable:
    """Return the variable for vendors on the selected platforms."""
    return _current(_several("vendor", "Vendor", _VENDORS))


def one_vendor() -> QueryVariable:
    """Return the variable for a single vendor on the selected platforms."""
    return _current(_ask("vendor", "Vendor", _VENDORS))


def currency() -> QueryVariable:
    """Return the variable for currencies: those of orders, or of another module if there are no orders."""
    metric = next((name for name in _MONEY if exists(name)), _MONEY[0])
    return _several("currency", "Currency", f"label_values({metric}{{{JOB}, {PLATFORM}}}, currency)")


def is_answered(variable: Variable) -> bool:
    """Whether the metric of a variable is exported."""
    return exists(getattr(variable().build(), "definition", None) or "")


_QUERY = {"qryType": 1, "query": "", "refId": "PrometheusVariableQueryEditor-VariableQuery"}
_MONEY = ("orion_platform_order_value", "orion_platform_payment_value", "orion_platform_refund_value")
_VENDORS = f"query_result(max by (vendor) (orion_vendor_platform_info{{{JOB}, {PLATFORM}}}))"


def _ask(name: str, label: str, question: str) -> QueryVariable:
    variable = QueryVariable(name).label(label).datasource(SOURCE).definition(question)
    variable.query({**_QUERY, "query": question})
    return variable.refresh(VariableRefresh.ON_TIME_RANGE_CHANGED).sort(VariableSort.ALPHABETICAL_ASC).regex("")


def _current(variable: QueryVariable) -> QueryVariable:
    """Let a variable take its values from a `query_result(...)` by a single label, as text like `{vendor="acme"} 1 0`.

    Prometheus answers at one moment. `label_values(...)` asks for the whole range, and with ten thousand values takes
    half a second for each block of its database.
    """
    question = variable.build().definition
    return variable.regex(r'/^\{\w+="(.*)"\} /').query({**_QUERY, "qryType": 3, "query": question})


def _several(name: str, label: str, question: str) -> QueryVariable:
    """Return a multi-value variable; All is `.*`, so that queries do not contain ten thousand names.

    For `.+`, Prometheus would merge the index entries of all ten thousand values; `.*` it skips.
    """
    everything = VariableOption(selected=True, text=["All"], value=["$__all"])
    return _ask(name, label, question).multi(True).include_all(True).all_value(".*").current(everything)
