"""Every series that an exporter of a large shop shows, made up, and what the rules recorded of it in the past."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import product

from exporter.app.catalogue import EXPORTER, Entry, entries
from exporter.collection.discovery import discover
from exporter.config.configuration import load
from exporter.contracts.alerts import signed
from providers.orders import STATUSES
from tests.grafana.rules.expressions import matchers, name_of, parse, selectors, values_of
from tests.grafana.rules.rulefiles import rules
from tests.support.alerts import ALERTS

PLATFORMS = ("market", "outlet", "b2b")
OPEN_LABELS: Mapping[str, Sequence[str]] = {
    "category": ("orders", "payments", "marketplace", "jobs"),
    "currency": ("EUR", "USD"),
    "marketplace": ("bazaar", "plaza"),
    "media_type": ("image", "document", "video"),
    "role": ("admin", "user"),
    "state": ("active",),
    "primary": ("true",),
    "database": ("main",),
    "method": ("card", "invoice"),
    "queue": ("emails",),
    "reason": ("timeout",),
    "name": ("Name",),
    "version": ("1",),
    "python_version": ("3",),
}
"""The values of labels whose values are found in the data."""

ABROAD, BAD, BUSY, OWN = 5, 100, 10, 20
"""Each so-manieth vendor sells on a second platform too, does badly in everything, sells much, has own thresholds."""

SPARSE = ("watched", "busy", "delta", "never")
"""What records are called that hold only some vendors: here those that sell much."""

PLACES = frozenset({"orders", "customers", "cms"})
"""The categories whose rows name a platform and a vendor; the others are shown at home."""

_FAULTS = ("oversold", "without_price", "overdue")
"""Words in the names of metrics that are 0 where nothing is wrong."""

HOUR, DAY = 3600.0, 86400.0


@dataclass(frozen=True, slots=True)
class Place:
    """A vendor on a platform."""

    number: int
    platform: str
    home: bool

    @property
    def labels(self) -> dict[str, str]:
        """The labels that say who it is."""
        return {"vendor": f"vendor-{self.number:06}", "platform": self.platform}

    @property
    def bad(self) -> bool:
        """Whether everything is wrong with the vendor."""
        return self.number % BAD == 0

    @property
    def busy(self) -> bool:
        """Whether the vendor sells much."""
        return self.number % BUSY == 0


def places(vendors: int) -> list[Place]:
    """Return where the vendors sell: at home, and each fifth one on another platform."""
    home = [Place(i, PLATFORMS[i % 3], home=True) for i in range(1, vendors + 1)]
    return home + [Place(i, PLATFORMS[(i + 1) % 3], home=False) for i in range(ABROAD, vendors + 1, ABROAD)]


def exposition(vendors: int, now: float) -> bytes:
    """Return what is scraped at `now` (seconds): everything in the catalogue, and the thresholds."""
    lines: list[str] = []
    where = places(vendors)
    for entry in entries(discover(load(None, {}), entries=tuple)):
        lines.append(f"# TYPE {entry.name} gauge")
        lines += _shown(entry, where, now)
    lines += _thresholds(where)
    return ("\n".join(lines) + "\n").encode()


def _shown(entry: Entry, where: Sequence[Place], now: float) -> Iterator[str]:
    known = {
        label: values or OPEN_LABELS.get(label, ("orders",))
        for label, values in entry.labels.items()
        if label not in {"vendor", "platform"}
    }
    combinations = [dict(zip(known, values, strict=True)) for values in product(*known.values())]
    if "vendor" not in entry.labels:
        at = [{"platform": platform} for platform in PLATFORMS] if "platform" in entry.labels else [{}]
        for labels, values in product(at, combinations):
            yield sample(entry.name, {**labels, **values}, _value(entry.name, values, 1, now, bad=False))
        return
    for place in where:
        if place.home or entry.category in PLACES:
            # Few imports run at a time.
            rests = "oldest_running" in entry.name and not place.bad and place.number % 10
            for values in combinations if not rests else ():
                value = _value(entry.name, values, place.number, now, bad=place.bad)
                yield sample(entry.name, {**place.labels, **values}, value)


def sample(name: str, labels: Mapping[str, str], value: float, at: float | None = None) -> str:
    """Return a line of an exposition, with a timestamp in seconds if one is given."""
    inner = ",".join(f'{label}="{text}"' for label, text in labels.items())
    return f"{name}{{{inner}}} {value:.15g}" + ("" if at is None else f" {at:.0f}")


def _value(metric: str, labels: Mapping[str, str], number: int, now: float, *, bad: bool) -> float:
    """Return a number that is usual for the metric; `bad` ones pass the threshold of what reads it."""
    some = number * 7919 % 97
    if metric.endswith("_timestamp_seconds"):
        ahead = 60 * DAY if metric.endswith("expiry_timestamp_seconds") else 0.0
        return now + ahead - (59 * DAY if bad else 60.0 * some)
    if metric.endswith(("detail_dropped", "unattributed")):
        return 0
    if metric.endswith("_info") or metric.startswith("orion_exporter"):
        return 1 if "duration" not in metric else 0.1
    if metric == "orion_import_last_run_success":
        return float(not bad)
    if {*labels.values()} & {"unverified", "failed", "out"} or any(word in metric for word in _FAULTS):
        return 300.0 if bad else 0.0
    usual = 10.0 if "low" in labels.values() else 40.0 + some % 40 if metric == "orion_orders_open" else 100.0 + some
    return (3.0 if bad else 1.0) * usual


def _thresholds(where: Sequence[Place]) -> Iterator[str]:
    known = [alert for alert in ALERTS if alert.category != EXPORTER and alert.default is not None]
    for alert in ALERTS:
        if alert.default is not None:
            labels = {"alert": alert.name, "category": alert.category}
            yield sample("orion_alert_threshold_default", labels, signed(alert, alert.default))
    for place in where:
        for alert in known[: 5 if place.number % OWN == 0 else 0]:
            labels = {"alert": alert.name, "category": alert.category, **place.labels}
            yield sample("orion_alert_threshold", labels, 2 * signed(alert, alert.default or 0))


def offsets() -> dict[timedelta, dict[str, list[dict[str, str]]]]:
    """Return what the shipped rules look back to: offset -> record -> the label values beyond the vendor's."""
    found: dict[timedelta, dict[str, list[dict[str, str]]]] = {}
    for rule in rules():
        for selector in selectors(parse(rule["expr"])):
            if selector.offset:
                wanted = {m.name: values_of(m) for m in matchers(selector) if m.name != "vendor"}
                found.setdefault(selector.offset, {})[name_of(selector)] = _combinations(name_of(selector), wanted)
    return found


def _parts(name: str) -> tuple[list[str], str, str]:
    """Return the labels, the metric and the operation of a record; of a metric all of its labels, and no operation."""
    if ":" in name:
        labels, metric, operation = name.split(":")
        return labels.split("_"), metric, operation
    return [label for label in _declared(name) if label != "category"], name, ""


@cache
def _declared(metric: str) -> Mapping[str, Sequence[str]]:
    return {entry.name: entry for entry in entries(discover(load(None, {}), entries=tuple))}[metric].labels


def _combinations(record: str, wanted: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    labels, metric, _ = _parts(record)
    declared = _declared(metric)
    others = [label for label in labels if label not in {"vendor", "platform"}]
    values = {label: wanted.get(label) or declared[label] or OPEN_LABELS[label] for label in others}
    return [
        {"category": next(iter(declared["category"]), ""), **dict(zip(values, each, strict=True))}
        for each in product(*values.values())
    ]


def history(back: timedelta, vendors: int, moments: Sequence[float]) -> Iterator[str]:
    """Yield OpenMetrics lines of what was scraped or recorded so long before each of these moments (seconds)."""
    for record, combinations in offsets()[back].items():
        yield f"# TYPE {record} gauge"
        for labels, place in _owners(record, combinations[0]["category"], vendors):
            for values, moment in product(combinations, moments):
                at = moment - back.total_seconds()
                yield sample(record, {**labels, **values}, _past(record, values, place, at), at)
    yield "# EOF"


def _owners(record: str, category: str, vendors: int) -> Iterator[tuple[dict[str, str], Place]]:
    """Yield the labels of those whom a record is about, and whose numbers they have."""
    everybody = places(vendors)
    if "vendor" not in _parts(record)[0]:
        placed = [{"platform": platform} for platform in PLATFORMS] if "orion_platform_" in record else [{}]
        yield from ((labels, everybody[0]) for labels in placed)
        return
    sparse = any(word in record for word in SPARSE)
    for place in everybody:
        if (place.home or category in PLACES) and (place.busy or not sparse):
            yield place.labels, place


def _past(record: str, labels: Mapping[str, str], place: Place, at: float) -> float:
    """Return what was recorded: somewhat less of everything, and no rows that failed."""
    _, metric, operation = _parts(record)
    value = _value(metric, labels, place.number, at, bad=False)
    if record == "vendor_platform:orion_orders:sum":
        return len(STATUSES) * value - (30 if place.busy else 2)
    if operation == "failed":
        return 0
    return value if metric.endswith("_seconds") else value * (0.2 if "delta" in operation else 0.8)
