"""The exposition of a very large shop, made up from the catalogue: what Prometheus would hold, without a database.

A metric that is added to the catalogue is in it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

from exporter.app.catalogue import Entry, entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from grafana.modules import FACTS
from tests.support.alerts import ALERTS

PLATFORMS = ("alpha", "beta", "gamma")
FIRST = "vendor-000001"
FIRING = 100
"""How many vendors have an alert."""

_FOUND = {
    "currency": ("CHF", "EUR", "USD"),
    "marketplace": ("amazon", "ebay"),
    "media_type": ("image", "video"),
    "method": ("card", "invoice"),
    "queue": ("emails", "search-index"),
    "role": ("admin", "member"),
    "state": ("active",),
    "primary": ("true",),
    "name": ("Name",),
    "database": ("main",),
    "reason": ("timeout", "connection", "query"),
    "version": ("1",),
    "python_version": ("3",),
    "preset": ("orion",),
    "revision": ("0123456789ab",),
    "variant": ("none",),
}
"""Values of labels that are found in the data."""

_TARGET = 'job="orion",instance="a"'
_MOMENT = 3_600.0
"""How long ago whatever has a moment happened, in seconds."""


@cache
def catalogue() -> list[Entry]:
    """Return every metric that the built-in providers and the exporter itself export."""
    every = entries(discover(load(None, {}), entries=tuple))
    return [entry for entry in every if "_alert_threshold" not in entry.name]  # made up here


def places(vendors: int) -> list[tuple[str, str]]:
    """Return the memberships of this many vendors, home first; every fifth vendor is on a second platform."""
    homes = [(f"vendor-{i + 1:06}", PLATFORMS[i % len(PLATFORMS)]) for i in range(vendors)]
    return homes + [(name, PLATFORMS[(i + 1) % len(PLATFORMS)]) for i, (name, _) in enumerate(homes) if i % 5 == 0]


def of_vendors(vendors: int, moment: float) -> Iterator[str]:
    """Yield the lines of everything that is exported by vendor, without timestamps; `moment` is now."""
    every, homes = places(vendors), places(vendors)[:vendors]
    wide = {f"orion_{fact.name}" for fact in FACTS.values() if fact.wide}
    for entry in (entry for entry in catalogue() if "vendor" in entry.labels):
        where = homes if entry.name in wide or entry.name == "orion_vendor_info" else every
        for labels in _labels(entry):
            for number, (vendor, platform) in enumerate(where):
                value = moment - _MOMENT if "timestamp" in entry.name else 1 + number % 97
                value = 1 if entry.name.endswith("_info") else value
                who = f'{_TARGET},vendor="{vendor}",platform="{platform}"{labels}'
                yield f"{entry.name}{{{who}}} {value}"


def of_platforms(moment: float) -> Iterator[str]:
    """Yield the lines of everything else: platforms, the installation and the exporter."""
    categories = {entry.category for entry in catalogue()} - {"exporter"}
    for entry in (entry for entry in catalogue() if "vendor" not in entry.labels):
        who = [f',platform="{platform}"' for platform in PLATFORMS] if "platform" in entry.labels else [""]
        if entry.category == "exporter" and "category" in entry.labels:
            who = [f',category="{category}"' for category in sorted(categories)]
        for each, labels in product(who, _labels(entry)):
            value = moment - 60 if "timestamp" in entry.name else 7
            yield f"{entry.name}{{{_TARGET}{each}{labels}}} {value}"
    yield f"up{{{_TARGET}}} 1"
    for alert in ALERTS:
        if alert.default is not None:
            yield f'orion_alert_threshold_default{{{_TARGET},alert="{alert.name}"}} {alert.default}'
    for vendor, platform in places(FIRING):
        whose = f'alertname="OrionOpenOrdersHigh",severity="warning",vendor="{vendor}",platform="{platform}"'
        yield f'ALERTS{{alertstate="firing",category="orders",{whose}}} 1'
    for name in ("process_resident_memory_bytes", "process_cpu_seconds_total", "process_start_time_seconds"):
        yield f"{name}{{{_TARGET}}} 1"


def _labels(entry: Entry) -> Iterator[str]:
    """Yield the other labels of a metric, each combination once."""
    fixed = "" if entry.category == "exporter" else f',category="{entry.category}"'
    names = [name for name in entry.labels if name not in {"vendor", "platform", "category"}]
    for values in product(*((entry.labels[name] or _FOUND[name]) for name in names)):
        yield fixed + "".join(f',{name}="{value}"' for name, value in zip(names, values, strict=True))
