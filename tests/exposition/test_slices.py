"""The part of the exposition about one vendor or platform: the lines of the whole that are its own, and no others."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from exporter.alerting.provider import ALERTS_CATEGORY, DEFAULT
from exporter.contracts.labels import UNASSIGNED
from exporter.contracts.metrics import PREFIX
from exporter.exposition.facts import Owners
from exporter.exposition.rendering import Format, plain
from exporter.exposition.slices import DEFAULTS, PLATFORM_INFO, Part, cut
from exporter.exposition.snapshot import Axis
from exporter.exposition.store import ProviderState
from exporter.fold.info import INFO
from tests.kinds import unruly
from tests.support import handmade
from tests.support.databases import Database, SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter

THRESHOLDS = """
thresholds:
- {alert: OrionOpenOrdersHigh, value: 11}
- {alert: OrionOpenOrdersHigh, platform: PLATFORM, value: 12}
- {alert: OrionOpenOrdersHigh, vendor: VENDOR, value: 13}
- {alert: OrionPaymentsFailing, platform: PLATFORM, value: 0.5}
"""
LABEL = re.compile(r'[{,](vendor|platform)="((?:[^"\\]|\\.)*)"')


def labels_of(line: str) -> Mapping[str, str]:
    """Return the labels `vendor` and `platform` of a line, without escapes."""
    return {
        name: re.sub(r"\\(.)", lambda c: "\n" if c[1] == "n" else c[1], value) for name, value in LABEL.findall(line)
    }


def whole(state: ProviderState, format_: Format) -> list[str]:
    return b"".join(plain(state.rendered[format_])).decode().split("\n")[:-1]


def expected(state: ProviderState, format_: Format, part: Part, vendor: str, platforms: set[str]) -> list[str]:
    """Return the lines of the whole that belong to a part, by what the lines themselves say."""
    found = []
    for family in families(whole(state, format_)):
        name, samples = family[0].split()[2], family[2:]
        labels = [labels_of(sample) for sample in samples]
        if name == DEFAULTS[1]:
            found += family
        elif part.kind == "vendor" and (by_vendor(state, name) or name == PLATFORM_INFO):
            key, own = ("platform", platforms) if name == PLATFORM_INFO else ("vendor", {vendor})
            seen = [
                line for line, of in zip(samples, labels, strict=True) if of[key] in own and on_own(name, of, platforms)
            ]
            found += [*family[:2], *seen]
        elif part.kind == "platform" and by_platform(state, name):
            found += [
                *family[:2],
                *(line for line, of in zip(samples, labels, strict=True) if of["platform"] in platforms),
            ]
    return found


def on_own(name: str, labels: Mapping[str, str], platforms: set[str]) -> bool:
    return name != "orion_alert_threshold" or labels["platform"] in {*platforms, UNASSIGNED}


def families(lines: list[str]) -> Iterator[list[str]]:
    begins = [number for number, line in enumerate(lines) if line.startswith("# HELP")]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield lines[begin:end]


def axis_of(state: ProviderState, name: str) -> tuple[str, ...]:
    assert state.snapshot
    return next(each.axis.names for each in state.snapshot.families if each.name == name)


def by_vendor(state: ProviderState, name: str) -> bool:
    return "vendor" in axis_of(state, name)


def by_platform(state: ProviderState, name: str) -> bool:
    return "platform" in axis_of(state, name) and not by_vendor(state, name)


def owners_of(state: ProviderState) -> Owners:
    assert state.snapshot
    assert state.snapshot.owners
    return state.snapshot.owners


def check(database: Database, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Compare all parts of a shop with the whole; return the number of samples in them."""
    samples = 0
    with closing(Exporter(database.url, NOW)) as exporter:
        directory = owners_of(exporter.refresh("tenancy").store["tenancy"])
    vendor, platform = next(iter(directory.vendors.values())), next(iter(directory.platforms.values()))
    path = tmp_path_factory.mktemp("slices") / "orion-exporter.yaml"
    path.write_text(THRESHOLDS.replace("VENDOR", repr(vendor.code)).replace("PLATFORM", repr(platform.code)))
    with closing(Exporter(database.url, NOW, file=path, alerts=True)) as exporter:
        exporter.refresh()
        assert exporter.failures() == {}
        for state in exporter.store.states():
            assert state.snapshot
            owners = owners_of(state)
            parts = [
                (Part("vendor", each.text), each.code, owners.platforms_of(each)) for each in owners.vendors.values()
            ]
            parts += [(Part("platform", each.text), "", (each,)) for each in owners.platforms.values()]
            for part, code, platforms in parts:
                for format_ in Format:
                    lines = expected(state, format_, part, code, {each.code for each in platforms})
                    assert cut(state.snapshot, part, format_).split("\n")[:-1] == lines
                    samples += sum(not line.startswith("#") for line in lines)
    return samples


def test_a_part_is_the_lines_of_the_whole_that_are_its_own(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert check(shared_database("sqlite", fill, 3, vendors=5, rows=120), tmp_path_factory) > 1_000


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(90, 100))
def test_parts_of_many_shops(
    shared_database: SharedDatabase, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    assert check(shared_database("sqlite", fill, seed), tmp_path_factory)
    assert check(shared_database("sqlite", unruly.fill, seed), tmp_path_factory)


def of(exporter: Exporter, category: str, part: Part) -> str:
    snapshot = exporter.store[category].snapshot
    assert snapshot
    return cut(snapshot, part, Format.TEXT)


def vendors_in(text: str) -> set[str]:
    return {labels_of(line).get("vendor", "") for line in text.splitlines() if not line.startswith("#")}


def handmade_exporter(path: Path, *statements: str, config: str = "", alerts: bool = False) -> Exporter:
    url = handmade.in_file(path / "shop.sqlite")
    run(url, *statements)
    (path / "config.yaml").write_text(config)
    exporter = Exporter(url, handmade.NOW, file=path / "config.yaml", alerts=alerts)
    return exporter.refresh()


def run(url: str, *statements: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        for each in statements:
            connection.execute(each)


ACME, BOLT, CRUMB = (Part("vendor", str(number)) for number in (1, 2, 3))


def test_a_code_that_is_given_to_somebody_else_takes_no_numbers_along(tmp_path: Path) -> None:
    with closing(handmade_exporter(tmp_path)) as exporter:
        before = of(exporter, "orders", ACME)
        run(
            exporter.url,
            "UPDATE vendors SET code = 'old' WHERE id = 1",
            "UPDATE vendors SET code = 'acme' WHERE id = 2",
        )
        exporter.refresh("orders")
        assert vendors_in(of(exporter, "orders", ACME)) == {"old"}
        assert of(exporter, "orders", ACME) == before.replace('vendor="acme"', 'vendor="old"')
        assert vendors_in(of(exporter, "orders", BOLT)) == {"acme"}
        assert vendors_in(of(exporter, "catalog", ACME)) == {"acme"}  # not refreshed since
        assert vendors_in(of(exporter, "catalog", BOLT)) == {"bolt"}


def test_a_vendor_called_unknown_does_not_see_what_belongs_to_nobody(tmp_path: Path) -> None:
    statements = ("UPDATE vendors SET code = 'unknown' WHERE id = 2", "UPDATE orders SET vendor_id = 99 WHERE id = 1")
    with closing(handmade_exporter(tmp_path, *statements)) as exporter:
        assert 'vendor="unknown"' in exporter.text("orders")
        assert vendors_in(of(exporter, "orders", BOLT)) == {"unknown-2"}


def test_a_vendor_on_no_platform_sees_what_it_has(tmp_path: Path) -> None:
    with closing(handmade_exporter(tmp_path)) as exporter:
        assert vendors_in(of(exporter, "catalog", CRUMB)) == {"crumb"}
        assert 'platform="unassigned"' in of(exporter, "catalog", CRUMB)
        info = of(exporter, "tenancy", CRUMB)
        assert "# TYPE orion_platform_info gauge\n# HELP" in info  # without a series


def test_thresholds_are_the_vendor_s_and_the_defaults(tmp_path: Path) -> None:
    config = """
thresholds:
- {alert: OrionOpenOrdersHigh, value: 11}
- {alert: OrionOpenOrdersHigh, platform: fr, value: 12}
- {alert: OrionOpenOrdersHigh, vendor: bolt, value: 13}
- {alert: OrionPaymentsFailing, platform: de, value: 0.5}
"""
    with closing(handmade_exporter(tmp_path, config=config, alerts=True)) as exporter:
        seen = {part: thresholds(of(exporter, ALERTS_CATEGORY, part)) for part in (ACME, BOLT, CRUMB, *PLACES)}
    default, own, placed = "orion_alert_threshold_default", "orion_alert_threshold", "orion_platform_alert_threshold"
    assert seen == {
        ACME: {(default, ""): {"11.0", "0.3"}, (own, "de"): {"80.0"}, (own, "fr"): {"150.0"}},
        BOLT: {(default, ""): {"11.0", "0.3"}, (own, "de"): {"13.0"}},  # not on fr, where it is not a member
        CRUMB: {(default, ""): {"11.0", "0.3"}},
        PLACES[0]: {(default, ""): {"11.0", "0.3"}, (placed, "de"): {"0.5"}},
        PLACES[1]: {(default, ""): {"11.0", "0.3"}},
    }


PLACES = [Part("platform", "1"), Part("platform", "2")]


def thresholds(text: str) -> Mapping[tuple[str, str], set[str]]:
    """Return the values of the two alerts, by family and platform."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in text.splitlines():
        if 'alert="OrionOpenOrdersHigh"' in line or 'alert="OrionPaymentsFailing"' in line:
            key = line.partition("{")[0], labels_of(line).get("platform", "")
            found.setdefault(key, set()).add(line.rpartition(" ")[2])
    return found


def test_who_does_not_exist_sees_nothing(tmp_path: Path) -> None:
    with closing(handmade_exporter(tmp_path)) as exporter:
        for part in (Part("vendor", "9"), Part("vendor", ""), Part("vendor", "acme"), Part("platform", "de")):
            assert [of(exporter, each.category, part) for each in exporter.providers] == [""] * len(exporter.providers)


def test_names_are_those_of_the_families() -> None:
    assert PLATFORM_INFO in INFO
    assert (ALERTS_CATEGORY, PREFIX + DEFAULT.name) == DEFAULTS


@pytest.mark.parametrize("names", [("platform", "vendor"), ("name", "vendor"), ("vendor",)])
def test_cells_in_any_order_are_found(names: tuple[str, ...]) -> None:
    cells = tuple(tuple(f"{letter}{number % 3}" for letter in "xy"[: len(names)]) for number in (2, 0, 1, 0, 2, 4))
    axis, value = Axis(names, cells), cells[1][-1]
    assert [cells[place][-1] for place in axis.places("vendor", value)] == [value] * 2
    assert list(axis.places("vendor", "y9")) == []
