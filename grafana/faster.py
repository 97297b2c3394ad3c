"""Writes a copy of the alerting configuration that acts within seconds, to try alerts and for fire drills.

`python -m grafana.faster --factor 60 OUT` writes `prometheus.yml`, `rules/*.yml` and `alertmanager.yml` to the folder
OUT. They differ from the shipped files only in durations: pending periods (`for`), `keep_firing_for`, and the grouping
and repeat intervals of Alertmanager are divided by the factor. So are scrape and evaluation intervals, down to a
second. Offsets of expressions (`offset 1w`) and thresholds do not change, because they define the alerts. Prometheus
resends alerts to Alertmanager once a minute; `--rules.alert.resend-delay=1s` makes that faster too.
"""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

GRAFANA = Path(__file__).parent
WAITS = frozenset({"for", "keep_firing_for", "group_wait", "group_interval", "repeat_interval", "resolve_timeout"})
"""Keys whose durations are divided."""

INTERVALS = frozenset({"scrape_interval", "scrape_timeout", "evaluation_interval", "interval"})
"""Keys whose durations are divided, but stay at least a second to limit the load."""

ABSENT_MILLISECONDS = 10_000
"""An alert about a target that is absent waits for at least this long: Prometheus has none when it has just started."""

_UNITS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000, "y": 31_536_000_000}
_PART = re.compile(r"(\d+)(ms|[smhdwy])")


def milliseconds(duration: str) -> int:
    """Return the milliseconds of a Prometheus duration (`1h30m`). Raises ValueError for invalid text."""
    if not re.fullmatch(rf"({_PART.pattern})+|0", duration):
        raise ValueError(f"{duration!r} is no duration: write one like 30s or 1h30m")
    return sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(duration))


def faster(document: Any, factor: float) -> Any:
    """Return a copy of a parsed configuration file, with its durations divided by `factor`."""
    if isinstance(document, Mapping):
        copy = {key: _divided(key, value, factor) for key, value in document.items()}
        if "for" in copy and "absent(" in str(copy.get("expr", "")):
            copy["for"] = f"{max(milliseconds(copy['for']), ABSENT_MILLISECONDS)}ms"
        return copy
    if isinstance(document, list):
        return [faster(item, factor) for item in document]
    return document


def _divided(key: str, value: Any, factor: float) -> Any:
    if key not in WAITS | INTERVALS or not isinstance(value, str):
        return faster(value, factor)
    least = 1000 if key in INTERVALS else 1
    return f"{max(least, round(milliseconds(value) / factor))}ms"


def write(folder: Path, factor: float, replacing: Mapping[str, str] | None = None) -> None:
    """Write the faster files to `folder`; `replacing` maps texts of the shipped files to their replacements.

    Raises ValueError if one of these texts is in none of the files.
    """
    shipped = {
        "prometheus.yml": GRAFANA / "prometheus/prometheus.yml",
        "alertmanager.yml": GRAFANA / "alertmanager/alertmanager.yml",
    }
    shipped |= {f"rules/{path.name}": path for path in sorted((GRAFANA / "prometheus/rules").glob("*.yml"))}
    texts = {name: path.read_text(encoding="utf-8") for name, path in shipped.items()}
    for old, new in (replacing or {}).items():
        if not any(old in text for text in texts.values()):
            raise ValueError(f"{old!r} is in none of the shipped files")
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        document = faster(yaml.safe_load(text), factor)
        (folder / name).write_text(yaml.safe_dump(document, sort_keys=False, width=1000), encoding="utf-8")


def _factor(text: str) -> float:
    factor = float(text)
    if not 1 <= factor < float("inf"):
        raise ValueError(text)
    return factor


def _replacement(text: str) -> tuple[str, str]:
    old, separator, new = text.partition("=")
    if not (old and separator):
        raise ValueError(text)
    return old, new


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the options and write the files; return the exit code."""
    parser = argparse.ArgumentParser(
        "python -m grafana.faster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="OUT", help="where the files are written; it is made if need be")
    parser.add_argument("--factor", type=_factor, default=60.0, help="by what durations are divided, 1 or more (60)")
    parser.add_argument(
        "--replace",
        type=_replacement,
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="another text in place of one, as localhost:9797=localhost:9898; repeatable",
    )
    options = parser.parse_args(arguments)
    try:
        write(options.folder, options.factor, dict(options.replace))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"grafana.faster: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
