"""Dashboard variables: their values, the selected ones, and Grafana's interpolation into queries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from grafana.pictures.intervals import Range
from grafana.servers import ask

Json = dict[str, Any]

ALL = "All"
_HIDDEN = 2

_REFERENCE = re.compile(r"\$\{(\w+)(?::\w+)?\}|\$(\w+)")
_LABEL_VALUES = re.compile(r"label_values\(\s*(?:(.*),)?\s*(\w+)\s*\)", re.DOTALL)
_QUERY_RESULT = re.compile(r"query_result\((.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Choice:
    """The selection of a variable: the text shown to users, and the value in queries and links."""

    name: str
    label: str
    text: str
    value: str
    hidden: bool = False


def interpolate(text: str, values: Mapping[str, str]) -> str:
    """Replace `$name`, `${name}` and `${name:format}`; unknown names are not replaced."""
    return _REFERENCE.sub(lambda found: values.get(found[1] or found[2], found[0]), text)


def choose(prometheus: str, board: Json, span: Range, chosen: Mapping[str, str]) -> list[Choice]:
    """Return the selection for each variable of a dashboard: `chosen`, otherwise All, otherwise the first value."""
    choices: list[Choice] = []
    for variable in board.get("templating", {}).get("list", []):
        values = {choice.name: choice.value for choice in choices}
        choices.append(_choice(prometheus, variable, span, values, chosen.get(variable["name"])))
    return choices


def _choice(prometheus: str, variable: Json, span: Range, values: Mapping[str, str], wanted: str | None) -> Choice:
    name, label, hidden = variable["name"], variable.get("label") or variable["name"], variable.get("hide") == _HIDDEN
    if variable["type"] == "datasource":
        return Choice(name, label, "Prometheus", "prometheus", hidden)
    if variable["type"] != "query":
        text = wanted or str((variable.get("current") or {}).get("value") or variable.get("query", ""))
        return Choice(name, label, text, text, hidden)
    several = bool(variable.get("multi") or variable.get("includeAll"))
    if wanted is None and variable.get("includeAll"):
        found = [] if variable.get("allValue") else options(prometheus, variable, span, values)
        return Choice(name, label, ALL, variable.get("allValue") or _alternatives(found), hidden)
    text = wanted or next(iter(options(prometheus, variable, span, values)), "")
    return Choice(name, label, text, _alternatives([text]) if several else escaped(text), hidden)


def options(prometheus: str, variable: Json, span: Range, values: Mapping[str, str]) -> list[str]:
    """Return the values of a `label_values(...)` variable, or of a `query_result(...)` by one label, sorted."""
    query = variable["query"] if isinstance(variable["query"], str) else variable["query"]["query"]
    if result := _QUERY_RESULT.fullmatch(interpolate(query, values).strip()):
        series = ask(f"{prometheus}/api/v1/query", query=result[1], time=str(span.end))["data"]["result"]
        return sorted(next(iter(each["metric"].values())) for each in series)
    found = _LABEL_VALUES.fullmatch(interpolate(query, values).strip())
    if found is None:
        raise ValueError(
            f"variable {variable['name']}: only label_values(...) and query_result(...) are understood, not {query}"
        )
    selector = f"&match[]={quote(found[1])}" if found[1] else ""
    url = f"{prometheus}/api/v1/label/{found[2]}/values?start={span.start}&end={span.end}{selector}"
    pattern = re.compile(variable.get("regex", "").strip("/") or ".*")
    return sorted(value for value in ask(url)["data"] if pattern.search(value))


def escaped(value: str) -> str:
    """Return a value escaped like Grafana does for a quoted string of PromQL."""
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _alternatives(values: Sequence[str]) -> str:
    """Return a regular expression for any of these values, escaped like Grafana does for a quoted string of PromQL."""
    each = [re.sub(r"[$^*{}\[\]+?.()|]", r"\\\\\g<0>", value.replace("\\", "\\\\\\\\")) for value in values]
    return each[0] if len(each) == 1 else f"({'|'.join(each)})"
