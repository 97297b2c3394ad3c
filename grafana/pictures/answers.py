"""Runs the queries of a dashboard, and prepares the results for the page that draws them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from grafana.pictures.intervals import Range, seconds, spoken
from grafana.pictures.variables import Choice, Json, choose, interpolate
from grafana.servers import ask

WIDTH = 1600
"""Size of a picture, in pixels."""

_HEADER, _ROW, _GAP, _COLUMNS = 112, 30, 8, 24


def page(prometheus: str, board: Json, *, end: float, scrape: float, chosen: Mapping[str, str]) -> Json:
    """Return a dashboard with its data at the time `end` (seconds since 1970), in the format of `page.tsx`.

    `scrape` is the scrape interval in seconds, `chosen` the values of variables by name.
    """
    start = board["time"]["from"]
    span = Range(end - seconds(start), end, scrape)
    choices = choose(prometheus, board, span, chosen)
    values = {choice.name: choice.value for choice in choices}
    bottom = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in board["panels"])
    return {
        "width": WIDTH,
        "header": _HEADER,
        "height": _HEADER + bottom * (_ROW + _GAP) + _GAP,
        "title": board["title"],
        "range": {"from": span.start * 1000, "to": span.end * 1000, "text": spoken(start)},
        "links": [link["title"] for link in board.get("links", [])],
        "variables": [{"label": each.label, "text": each.text} for each in choices if not each.hidden],
        "texts": {choice.name: choice.text for choice in choices},
        "panels": [_panel(prometheus, panel, span, values) for panel in board["panels"]],
        "annotations": list(_annotations(prometheus, board, span, choices)),
    }


def _panel(prometheus: str, panel: Json, span: Range, values: Mapping[str, str]) -> Json:
    own = span
    if shift := panel.get("timeShift"):
        own = replace(own, start=own.start - seconds(shift), end=own.end - seconds(shift))
    if last := panel.get("timeFrom"):
        own = replace(own, start=own.end - seconds(last))
    points = panel.get("maxDataPoints") or WIDTH * panel["gridPos"]["w"] / _COLUMNS
    answers: list[Json] = []
    for target in panel.get("targets", []):
        if not target.get("hide"):
            least = seconds(interpolate(target.get("interval") or panel.get("interval") or "", values))
            answers += _answers(prometheus, target, own, own.step(points, least), values)
    return {"panel": panel, "answers": answers, "range": {"from": own.start * 1000, "to": own.end * 1000}}


def _answers(prometheus: str, target: Json, span: Range, step: float, values: Mapping[str, str]) -> Iterator[Json]:
    query = interpolate(target["expr"], {**values, **span.macros(step)})
    about = {
        "refId": target["refId"],
        "table": target.get("format") == "table",
        "legend": target.get("legendFormat", "__auto"),
        "query": query,
        "step": step * 1000,
    }
    if target.get("instant"):
        yield {**about, "range": False, "series": instant(prometheus, query, span.end)}
    if target.get("range") or not target.get("instant"):
        yield {**about, "range": True, "series": over(prometheus, query, span, step)}


def instant(prometheus: str, query: str, moment: float) -> list[Json]:
    """Return the series of an instant query: `metric`, and `values` with one pair of time and value."""
    data = ask(f"{prometheus}/api/v1/query", query=query, time=moment)["data"]
    if data["resultType"] == "scalar":
        return [{"metric": {}, "values": [data["result"]]}]
    return [{"metric": each["metric"], "values": [each["value"]]} for each in data["result"]]


def over(prometheus: str, query: str, span: Range, step: float) -> list[Json]:
    """Return the series of a range query, whose times are multiples of the step, as in Grafana."""
    start, end = span.start // step * step, span.end // step * step
    result = ask(f"{prometheus}/api/v1/query_range", query=query, start=start, end=end, step=step)["data"]["result"]
    return list(result)


def _annotations(prometheus: str, board: Json, span: Range, choices: Sequence[Choice]) -> Iterator[Json]:
    """Yield each annotation that queries Prometheus: name, colour, and the start and end of each event."""
    values = {choice.name: choice.value for choice in choices}
    for annotation in board.get("annotations", {}).get("list", []):
        query = annotation.get("expr") or (annotation.get("target") or {}).get("expr")
        if not query or not annotation.get("enable", True):
            continue
        step = max(seconds(annotation.get("step") or ""), span.step(WIDTH), span.scrape)
        series = over(prometheus, interpolate(query, {**values, **span.macros(step)}), span, step)
        times = [list(_moments(each["values"], by_value=annotation.get("useValueForTime", False))) for each in series]
        yield {
            "name": annotation["name"],
            "colour": annotation.get("iconColor", "rgba(0, 211, 255, 1)"),
            "spans": [[a * 1000, b * 1000] for moments in times for a, b in regions(moments, step)],
        }


def _moments(values: Sequence[tuple[float, str]], *, by_value: bool) -> Iterator[float]:
    """Yield the start and end of each event in the samples; with `by_value` the values are times in ms."""
    for moment, text in values:
        if float(text) > 0:
            yield float(text) / 1000 if by_value else moment


def regions(moments: Sequence[float], step: float) -> Iterator[tuple[float, float]]:
    """Yield the first and last time of each run of times that are at most a step apart."""
    first = last = None
    for moment in moments:
        if first is None or last is None or moment - last > step:
            if first is not None and last is not None:
                yield first, last
            first = moment
        last = moment
    if first is not None and last is not None:
        yield first, last
