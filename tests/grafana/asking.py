"""Every question of a dashboard, put to a Prometheus as Grafana would put it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.e2e.conftest import get
from tests.support.tools import free_port, process, tool

PATIENCE_SECONDS = 120.0

Json = dict[str, Any]
Choice = Mapping[str, str]

_VARIABLE = re.compile(r"\$(\w+)|\$\{(\w+)(?::\w+)?\}")
_LABEL_VALUES = re.compile(r"label_values\((.*), *(\w+)\)")
_QUERY_RESULT = re.compile(r"query_result\((.*)\)")


@dataclass(frozen=True, slots=True)
class Question:
    """PromQL of a panel, a variable or an annotation; `label` if what is wanted is that label's values."""

    board: str
    place: str
    expression: str
    instant: bool = True
    label: str = ""

    def __str__(self) -> str:
        return f"{self.board}: {self.place}"

    def chosen(self, values: Choice) -> "Question":
        """Return it with every variable replaced; a variable that has no value is a mistake."""
        return replace(self, expression=_VARIABLE.sub(lambda match: values[match[1] or match[2]], self.expression))


def panels_of(board: Json) -> Iterator[Json]:
    """Yield every panel that shows something, those in collapsed rows, too."""
    for panel in board["panels"]:
        if panel["type"] == "row":
            yield from panel["panels"]
        else:
            yield panel


def strings(value: Any) -> list[str]:
    """Return every text in a piece of JSON."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def questions_of(board: Json) -> Iterator[Question]:
    """Yield all that a dashboard asks."""
    uid = board["uid"]
    for panel in panels_of(board):
        for target in panel["targets"]:
            yield Question(uid, f"{panel['title']} [{target['refId']}]", target["expr"], instant=target["instant"])
    for variable in board["templating"]["list"]:
        if variable["type"] == "query":
            place = f"variable {variable['name']}"
            if result := _QUERY_RESULT.fullmatch(variable["definition"]):
                yield Question(uid, place, result[1])
                continue
            match = _LABEL_VALUES.fullmatch(variable["definition"])
            assert match, variable["definition"]
            yield Question(uid, place, match[1], label=match[2])
    for annotation in board["annotations"]["list"]:
        if "expr" in annotation:
            yield Question(uid, f"annotation {annotation['name']}", annotation["expr"], instant=False)


@dataclass(frozen=True, slots=True)
class Prometheus:
    """A running Prometheus that is asked about a time in the past. Times are in seconds since 1970."""

    address: str
    now: float
    since: float
    step: float

    def ask(self, question: Question) -> list[Any]:
        """Return the series, or the values of the label; fail with what Prometheus says."""
        if question.label:
            found: list[Any] = self.api(f"label/{question.label}/values", {"match[]": question.expression})
            return found
        if question.instant:
            return self.series("query", question.expression, time=self.now)
        return self.series("query_range", question.expression, start=self.since, end=self.now, step=self.step)

    def series(self, kind: str, expression: str, **when: float) -> list[Any]:
        """Return the series of a query of one of the two kinds."""
        found: list[Any] = self.api(kind, {"query": expression, **when})["result"]
        return found

    def processor_seconds(self) -> float:
        """Return the processor time that it has used: the cost of a query, independent of other processes."""
        _, text = get(f"http://{self.address}/metrics", timeout=PATIENCE_SECONDS)
        return float(re.search(r"^process_cpu_seconds_total (\S+)$", text, re.MULTILINE)[1])  # type: ignore[index]

    def api(self, path: str, parameters: Mapping[str, object]) -> Any:
        """Return the data of an answer of its HTTP API."""
        url = f"http://{self.address}/api/v1/{path}?{urlencode(parameters)}"
        status, text = get(url, timeout=PATIENCE_SECONDS)
        assert status == 200, f"{parameters}: {text}"
        return json.loads(text)["data"]


@contextmanager
def running(data: Path, now: float, *, since: float, step: float, lookback: str) -> Iterator[Prometheus]:
    """Run Prometheus on the blocks of a folder, asked about the time from `since` to `now`, every `step` seconds."""
    address, config = f"127.0.0.1:{free_port()}", data.with_suffix(".yml")
    config.write_text("{}")
    command: list[str | Path] = [
        tool("prometheus"),
        f"--config.file={config}",
        f"--storage.tsdb.path={data}",
        f"--web.listen-address={address}",
        f"--query.lookback-delta={lookback}",
        "--storage.tsdb.retention.time=100y",
    ]
    with process(command, log=data.with_suffix(".log"), up=lambda: get(f"http://{address}/-/ready")[0] == 200):
        yield Prometheus(address, now, since, step)


def recordings(prometheus: Prometheus, rules: Iterable[Json], moments: Iterable[float]) -> Iterator[str]:
    """Yield the samples that these recording rules would have written at these moments."""
    recorded = [(rule["record"], rule["expr"]) for rule in rules if "record" in rule]
    for moment in moments:
        for record, expression in recorded:
            for series in prometheus.series("query", expression, time=moment):
                metric = {name: value for name, value in series["metric"].items() if name != "__name__"}
                labels = ",".join(f"{name}={json.dumps(value)}" for name, value in metric.items())
                yield f"{record}{{{labels}}} {series['value'][1]} {moment:.0f}\n"
