"""Series in promtool's notation."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from tests.grafana.rules.case import Level, Series, seconds
from tests.grafana.rules.known_metrics import CATALOGUE

CATEGORY = {entry.name: entry.labels["category"][0] for entry in CATALOGUE.values() if entry.labels.get("category")}
"""The category that each metric of a module has as a label."""


def number(value: float) -> str:
    """Return a number as PromQL writes it."""
    return {float("inf"): "Inf", float("-inf"): "-Inf"}.get(value) or f"{value:.15g}"


def values(level: Level, end: int, step: int) -> str:
    """Return the values from 0 to `end` (seconds), `step` seconds apart: `_x3 5x20`."""
    steps = {0: level} if isinstance(level, int | float) else {seconds(at): value for at, value in level.items()}
    now, samples = None, []
    for moment in range(0, end + 1, step):
        due = [value for at, value in steps.items() if at <= moment]
        now = due[-1] if due else None
        samples.append("_" if now is None else number(now))
    return " ".join(_run(sample, len(list(same))) for sample, same in groupby(samples))


def _run(sample: str, length: int) -> str:
    # `Infx2` would be read as a name; `5x2` is three samples, and `_x2` is two.
    if "Inf" in sample:
        return " ".join([sample] * length)
    return f"_x{length}" if sample == "_" else f"{sample}x{length - 1}"


def series(shown: Series, labels: Mapping[str, str], end: int, step: int) -> Iterator[dict[str, str]]:
    """Yield what is shown as `input_series`; a label that a series has itself is kept."""
    for selector, level in shown.items():
        name, _, own = selector.partition("{")
        given = {"job": "orion", "instance": "a:9797"} | dict(labels)
        if name in CATEGORY:
            given = {"category": CATEGORY[name]} | given
        missing = [f'{label}="{value}"' for label, value in given.items() if f'{label}="' not in own]
        parts = [*missing, *([own.removesuffix("}")] if own else [])]
        yield {"series": f"{name}{{{', '.join(parts)}}}", "values": values(level, end, step)}
