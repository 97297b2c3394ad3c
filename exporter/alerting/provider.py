"""The provider of thresholds: what the configuration and the shop's table `alert_thresholds` say of each alert.

Runbooks that the shop's content module holds are read in the same refresh, so that nothing reads them at a request.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import Any

from sqlalchemy import Float, Integer, String, column, inspect, select, table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.alerting.shop_runbooks import read_runbooks
from exporter.alerting.thresholds import Thresholds
from exporter.config.alert_settings import ThresholdSettings
from exporter.contracts.alerts import Alert
from exporter.contracts.cms import ContentServiceProtocol
from exporter.contracts.metrics import Id, MetricDefinition
from exporter.database.failures import failure_of
from exporter.database.fetching import fetch
from exporter.directory.directory import Directory
from exporter.exposition.shelf import Shelf
from exporter.fold.frame import Frame, Kind

ALERTS_CATEGORY = "alerts"

_TABLE = "alert_thresholds"
thresholds = table(
    _TABLE,
    column("alert", String),
    column("platform_id", Integer),
    column("vendor_id", Integer),
    column("value", Float),
)

THRESHOLDS_TABLE = {_TABLE: {each.name for each in thresholds.c}}
"""The table of the shop that may hold thresholds, and its columns."""

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
THRESHOLD = MetricDefinition(
    "alerts.threshold",
    "alert_threshold",
    "Own threshold",
    f"Threshold of an alert for a vendor on a platform, if it differs from the default ({_TABLE}). {_SIGN}.",
    labels=_LABELS,
    fold=None,
    icon="bell",
)

_KINDS = {DEFAULT: Kind(has_vendor=False, has_platform=False), THRESHOLD: Kind(has_vendor=True, has_platform=True)}

_SHOWN = 10

Refuse = Callable[[str, str], None]
"""Takes a reason, and what is wrong."""


@dataclass(frozen=True)
class ThresholdsProvider:
    """Knows the thresholds of alerts. `given` are those of the configuration, whose alerts exist.

    `content` is asked for the pages that explain them, which go on `shelf`.
    """

    alerts: Mapping[str, Alert]
    given: Sequence[ThresholdSettings] = ()
    content: ContentServiceProtocol | None = field(default=None, compare=False)
    shelf: Shelf = field(default_factory=Shelf, compare=False)

    metrics_category = ALERTS_CATEGORY
    definitions = (DEFAULT, THRESHOLD)
    kinds = _KINDS

    def fill(self, frame: Frame, db: Session, directory: Directory) -> None:
        """Put the thresholds into a frame, and the pages that explain alerts on the shelf.

        What names an alert, a vendor or a platform that there is not is refused and counted: deleting a vendor must
        not stop anything.
        """
        refused = _Refused()
        found = Thresholds(self.alerts)
        for name, vendor, platform, value in self._configured(directory, refused.add):
            found.put(name, vendor, platform, value)
        for name, vendor, platform, value in self._of_the_shop(db, directory, refused.add):
            found.put(name, vendor, platform, value)
        frame.kinds |= self.kinds
        for alert, value in found.defaults():
            _put(frame, DEFAULT, alert, (None, None), value)
        for alert, who, value in found.differing(directory):
            _put(frame, THRESHOLD, alert, who, value)
        refused.tell(frame)
        if self.content is not None:
            self.shelf.replace(read_runbooks(frame, self.content, db, directory, self.alerts))

    def _configured(self, directory: Directory, refuse: Refuse) -> Iterator[tuple[str, Id | None, Id | None, float]]:
        """Yield the configuration's, with ids instead of codes."""
        vendors = {entry.label: id_ for id_, entry in directory.vendors.items()} if self.given else {}
        platforms = {entry.label: id_ for id_, entry in directory.platforms.items()}
        for each in self.given:
            if each.vendor is not None and each.vendor not in vendors:
                refuse("unknown", f'there is no vendor "{each.vendor}"')
            elif each.platform is not None and each.platform not in platforms:
                refuse("unknown", f'there is no platform "{each.platform}"')
            else:
                vendor = None if each.vendor is None else vendors[each.vendor]
                platform = None if each.platform is None else platforms[each.platform]
                yield each.alert, vendor, platform, each.value.number

    def _of_the_shop(
        self, db: Session, directory: Directory, refuse: Refuse
    ) -> Iterator[tuple[str, Id | None, Id | None, float]]:
        """Yield those of the table, if the shop has one."""
        if not _is_there(db):
            return
        seen: set[tuple[Any, ...]] = set()
        statement = select(*thresholds.c).order_by(*thresholds.c)
        for name, platform, vendor, value in fetch(db, statement):
            problem = self._problem(directory, name, platform, vendor)
            number = _number(value)
            if problem:
                refuse("unknown", problem)
            elif number is None:
                refuse("value", f"the threshold of {name} is {value!r}, which is no number")
            elif (name, platform, vendor) in seen:
                refuse("duplicate", f"the threshold of {name} is given twice for the same vendor and platform")
            else:
                seen.add((name, platform, vendor))
                yield name, vendor, platform, number

    def _problem(self, directory: Directory, name: Any, platform: Any, vendor: Any) -> str:
        """Return what a row names that there is not; "" if all is there."""
        alert = self.alerts.get(name)
        if alert is None:
            return f'there is no alert "{name}"'
        if alert.default is None or (alert.scope == "installation" and (vendor, platform) != (None, None)):
            return f"{name} has no threshold of vendors or platforms"
        if vendor is not None and vendor not in directory.vendors:
            return f"there is no vendor with the id {vendor}"
        if platform is not None and platform not in directory.platforms:
            return f"there is no platform with the id {platform}"
        return ""


class _Refused:
    """What was refused: counted by reason, and said in one sentence for each."""

    def __init__(self) -> None:
        self._said: dict[str, Counter[str]] = {}

    def add(self, reason: str, message: str) -> None:
        self._said.setdefault(reason, Counter())[message] += 1

    def tell(self, frame: Frame) -> None:
        for reason, said in self._said.items():
            frame.rejected[reason] += said.total()
            more = f", and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
            frame.warnings[reason] = f"thresholds that cannot be used: {', '.join(list(said)[:_SHOWN])}{more}"


def _is_there(db: Session) -> bool:
    try:
        return inspect(db.connection()).has_table(_TABLE)
    except DBAPIError as error:
        # MariaDB does not tell a table that may not be read from one that does not exist.
        if failure_of(error).reason == "schema":
            return False
        raise


def _put(
    frame: Frame, definition: MetricDefinition, alert: Alert, who: tuple[Id | None, Id | None], value: float
) -> None:
    # Not by `put_at`: +Inf is a threshold, and the only infinity that is a sample.
    position = frame.position(who)
    labels = (("alert", frame.label(alert.name)), ("category", frame.label(alert.category)))
    frame.column(definition, labels)[position] = value


def _number(value: Any) -> float | None:
    """Return a threshold of the table as a number; None for NULL, text, NaN and -Inf."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) or number == inf else None
