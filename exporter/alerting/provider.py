"""The provider of alert thresholds from the configuration and the shop's relation `alert_thresholds`.

It also reads the runbooks in the shop's content module, so that HTTP requests never query the database.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import Any

from sqlalchemy import Float, String, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.alerting.shop_runbooks import read_runbooks
from exporter.alerting.thresholds import Every, Thresholds, Whose
from exporter.config.alert_settings import ThresholdSettings
from exporter.contracts.alerts import Alert
from exporter.contracts.cms import ContentServiceProtocol
from exporter.contracts.metrics import Id, MetricDefinition
from exporter.database.failures import failure_of
from exporter.database.fetching import fetch
from exporter.database.ids import AnyId, text_of
from exporter.database.purpose import with_purpose
from exporter.directory.attribution import OwnedBy, Owner
from exporter.directory.directory import Directory
from exporter.exposition.shelf import Shelf
from exporter.fold.frame import Frame
from exporter.relations.contract import column, relation
from exporter.relations.of_session import relations_of, session_for

ALERTS_CATEGORY = "alerts"

_TABLE = "alert_thresholds"
thresholds = relation(
    _TABLE,
    "a threshold of an alert",
    column("alert", String, "the name of the alert"),
    column("platform_id", AnyId, "the platform that it is for; NULL is all"),
    column("vendor_id", AnyId, "the vendor that it is for; NULL is all"),
    column("value", Float, "the threshold"),
    example="SELECT rule AS alert, site_id AS platform_id, seller_id AS vendor_id, level AS value FROM alarm_level",
)

THRESHOLDS_TABLE = {_TABLE: {each.name for each in thresholds.c}}
"""The shop's optional table of thresholds, and its columns."""

_LABELS: dict[str, tuple[str, ...]] = {"alert": (), "category": ()}
_SIGN = "Lower bounds are negated; +Inf disables the alert"
DEFAULT = MetricDefinition(
    "alerts.default",
    "alert_threshold_default",
    "Default threshold",
    f"Default threshold of an alert. {_SIGN}.",
    labels=_LABELS,
    fold=None,
    icon="bell",
)
PLATFORM_THRESHOLD = MetricDefinition(
    "alerts.platform_threshold",
    "alert_threshold",
    "Own threshold",
    "Threshold of an alert about a platform, if it differs from the default "
    f"(configuration; relation {_TABLE}, column value). {_SIGN}.",
    labels=_LABELS,
    fold=None,
    icon="bell",
)
THRESHOLD = MetricDefinition(
    "alerts.threshold",
    "alert_threshold",
    "Own threshold",
    "Threshold of an alert for a vendor on a platform, if it differs from the default "
    f"(configuration; relation {_TABLE}, column value). {_SIGN}.",
    labels=_LABELS,
    fold=None,
    icon="bell",
)

_DEFINITIONS = (DEFAULT, PLATFORM_THRESHOLD, THRESHOLD)

STATEMENT = with_purpose(select(*thresholds.c).order_by(*thresholds.c), _DEFINITIONS)
"""The statement that reads the table."""

_OWNED_BY = {
    DEFAULT: OwnedBy(vendor=False, platform=False),
    PLATFORM_THRESHOLD: OwnedBy(vendor=False, platform=True),
    THRESHOLD: OwnedBy(vendor=True, platform=True),
}

_SHOWN = 10

Reject = Callable[[str, str], None]
"""Accepts a reason and a message."""


@dataclass(frozen=True)
class ThresholdsProvider:
    """Provides the thresholds of alerts. `given` are those of the configuration, already validated.

    The runbooks that `content` returns are put on `shelf`.
    """

    alerts: Mapping[str, Alert]
    given: Sequence[ThresholdSettings] = ()
    content: ContentServiceProtocol | None = field(default=None, compare=False)
    shelf: Shelf = field(default_factory=Shelf, compare=False)

    metrics_category = ALERTS_CATEGORY
    definitions = _DEFINITIONS
    owned_by = _OWNED_BY

    def fill(self, frame: Frame, db: Session, directory: Directory) -> None:
        """Put the thresholds into a frame, and the shop's runbooks on the shelf.

        Thresholds for an unknown alert, vendor or platform are rejected and counted, so that deleting a vendor does not
        fail the refresh.
        """
        rejections = _Rejections()
        found = Thresholds(self.alerts)
        for name, vendor, platform, value in self._configured(directory, rejections.add):
            found.put(name, vendor, platform, value)
        for name, vendor, platform, value in self._of_the_shop(db, directory, rejections.add):
            found.put(name, vendor, platform, value)
        frame.owned_by |= self.owned_by
        for alert, value in found.defaults():
            _put(frame, DEFAULT, alert, Owner(None, None), value)
        for alert, who, value in found.differing(directory):
            _put(frame, PLATFORM_THRESHOLD if alert.scope == "platform" else THRESHOLD, alert, who, value)
        rejections.report(frame)
        if self.content is not None:
            self.shelf.replace(read_runbooks(frame, self.content, db, directory, self.alerts))

    def _configured(self, directory: Directory, reject: Reject) -> Iterator[tuple[str, Whose, Id | None, float]]:
        """Yield the thresholds of the configuration, with ids instead of codes."""
        vendors = {entry.label: id_ for id_, entry in directory.vendors.items()} if self.given else {}
        platforms = {entry.label: id_ for id_, entry in directory.platforms.items()}
        for each in self.given:
            if each.vendor is not None and each.vendor not in vendors:
                reject("unknown", f'unknown vendor "{each.vendor}"')
            elif each.platform is not None and each.platform not in platforms:
                reject("unknown", f'unknown platform "{each.platform}"')
            else:
                vendor = Every.VENDOR if each.vendor is None else vendors[each.vendor]
                platform = None if each.platform is None else platforms[each.platform]
                yield each.alert, vendor, platform, each.value.number

    def _of_the_shop(
        self, db: Session, directory: Directory, reject: Reject
    ) -> Iterator[tuple[str, Whose, Id | None, float]]:
        """Yield the thresholds of the shop's table, if it exists."""
        if not _table_exists(db):
            return
        seen: set[tuple[Any, ...]] = set()
        rows = list(fetch(session_for(db, [_TABLE]), STATEMENT))
        directory.learn(db, ((vendor, platform) for _, platform, vendor, _ in rows))
        for alert, platform_id, vendor_id, value in rows:
            name = alert.rstrip(" ") if isinstance(alert, str) else alert
            platform, vendor = directory.platform(platform_id), directory.vendor(vendor_id)
            problem = self._problem(directory, name, platform, vendor)
            number = _number(value)
            if problem:
                reject("unknown", problem)
            elif number is None:
                reject("value", f"threshold {value!r} of {name} is not a number")
            elif (name, platform, vendor) in seen:
                reject("duplicate", f"{name} has two thresholds for the same vendor and platform")
            else:
                seen.add((name, platform, vendor))
                yield name, Every.VENDOR if vendor is None else vendor, platform, number

    def _problem(self, directory: Directory, name: Any, platform: Any, vendor: Any) -> str:
        """Return why a row cannot be used; "" if everything that it refers to exists."""
        alert = self.alerts.get(name)
        if alert is None:
            return f'unknown alert "{name}"'
        if alert.default is None or (alert.scope == "installation" and (vendor, platform) != (None, None)):
            return f"{name} has no thresholds per vendor or platform"
        if alert.scope == "platform" and vendor is not None:
            return f"{name} has no thresholds per vendor"
        if vendor is not None and vendor not in directory.vendors:
            return f"unknown vendor id {text_of(vendor)}"
        if platform is not None and platform not in directory.platforms:
            return f"unknown platform id {text_of(platform)}"
        return ""


class _Rejections:
    """Rejected thresholds, counted by reason and message."""

    def __init__(self) -> None:
        self._messages: dict[str, Counter[str]] = {}

    def add(self, reason: str, message: str) -> None:
        self._messages.setdefault(reason, Counter())[message] += 1

    def report(self, frame: Frame) -> None:
        for reason, messages in self._messages.items():
            frame.rejected[reason] += messages.total()
            more = f", and {len(messages) - _SHOWN} more" if len(messages) > _SHOWN else ""
            frame.warnings[reason] = f"thresholds rejected: {', '.join(list(messages)[:_SHOWN])}{more}"


def _table_exists(db: Session) -> bool:
    given = relations_of(db).of(_TABLE)
    if given is None or given.sql:
        return given is not None
    try:
        return inspect(session_for(db, [_TABLE]).connection()).has_table(_TABLE)
    except DBAPIError as error:
        # MariaDB reports the same error for a table that does not exist and for one without a grant.
        if failure_of(error).reason == "schema":
            return False
        raise


def _put(frame: Frame, definition: MetricDefinition, alert: Alert, owner: Owner, value: float) -> None:
    # Not by `put_at`, which rejects infinity: a threshold may be +Inf.
    position = frame.position(owner)
    labels = (("alert", frame.label(alert.name)), ("category", frame.label(alert.category)))
    frame.column(definition, labels)[position] = value


def _number(value: Any) -> float | None:
    """Return a value of the table as a float; None for NULL, text, NaN and -Inf."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) or number == inf else None
