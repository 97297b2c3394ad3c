"""The part of the exposition that is about one vendor, or about one platform.

A vendor sees the families by vendor with its own series, the thresholds that apply to it on its platforms and the
defaults, and `orion_platform_info` of its platforms. A platform sees the families by platform with its own series, and
the defaults.
Both are found by id: labels are those that the id had at the moment of each snapshot.
"""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from exporter.contracts.labels import UNASSIGNED
from exporter.exposition.facts import Owners, known_by
from exporter.exposition.lines import Lines
from exporter.exposition.rendering import Format, metadata
from exporter.exposition.snapshot import Axis, Column, Family, Snapshot

PLATFORM_INFO = "orion_platform_info"
DEFAULTS = ("alerts", "orion_alert_threshold_default")
"""The category and the family of the default thresholds, which are the same for everybody."""

THRESHOLDS = "orion_alert_threshold"
"""The family of other thresholds. One for a vendor is exported on every platform, also where it is not a member."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown: the series of the vendor or of the platform with this id, as text."""

    kind: Literal["vendor", "platform"]
    id: str


def cut(snapshot: Snapshot, part: Part, format_: Format) -> str:
    """Return the exposition of a part of a snapshot; families without series keep their HELP and TYPE, as in the whole.

    It takes as long as the part is large, and not as the snapshot.
    """
    lines, texts = Lines(snapshot.category), list[str]()
    families = list(_families(snapshot, part))  # all of them, because `lines` knows axes by their identity
    for family in families:
        cells = len(family.axis.cells)
        texts.append(metadata(family, format_).removesuffix("\n"))
        texts += (lines.text(family, column, 0, cells) for column in family.columns if cells)
        texts.append("\n")
    return "".join(texts)


def _families(snapshot: Snapshot, part: Part) -> Iterator[Family]:
    """Yield the families of a part, with the cells that belong to it."""
    labels = _labels(part, snapshot.owners)
    found: dict[tuple[int, str], tuple[list[int], Axis]] = {}
    for family in snapshot.families if labels else ():
        axis, label = family.axis, _label_of(part, family)
        if (snapshot.category, family.name) == DEFAULTS and not axis.names:
            yield family
        elif label in axis.names:
            if (id(axis), label) not in found:
                places = sorted(place for value in labels[label] for place in axis.places(label, value))
                if family.name == THRESHOLDS and label == "vendor":
                    places = _of_its_platforms(axis, places, labels["platform"])
                found[id(axis), label] = places, Axis(axis.names, tuple([axis.cells[place] for place in places]))
            places, cells = found[id(axis), label]
            columns = [Column(each.labels, array("d", [each.values[i] for i in places])) for each in family.columns]
            yield Family(family.name, family.help, cells, tuple(columns))


def _of_its_platforms(axis: Axis, places: Sequence[int], platforms: Collection[str]) -> list[int]:
    """Return the places of cells on these platforms or on none; others would show the codes of all platforms."""
    number, own = axis.names.index("platform"), {*platforms, UNASSIGNED}
    return [place for place in places if axis.cells[place][number] in own]


def _labels(part: Part, owners: Owners | None) -> Mapping[str, Collection[str]]:
    """Return the values of the labels by which cells belong to a part; nothing if it did not exist."""
    if owners is None:
        return {}
    if part.kind == "platform":
        platform = known_by(part.id, owners.platforms)
        return {} if platform is None else {"platform": {platform.code}}
    vendor = known_by(part.id, owners.vendors)
    if vendor is None:
        return {}
    return {"vendor": {vendor.code}, "platform": {each.code for each in owners.platforms_of(vendor)}}


def _label_of(part: Part, family: Family) -> str:
    """Return the label that decides which cells of a family belong to a part; "" if none of them does."""
    if part.kind == "vendor":
        is_info = family.name == PLATFORM_INFO and "vendor" not in family.axis.names
        return "platform" if is_info else "vendor"
    return "" if "vendor" in family.axis.names else "platform"
