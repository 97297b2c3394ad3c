"""The part of the exposition about one vendor or platform: the lines of the whole that are its own, and no others."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing

import pytest

from exporter.exposition.facts import Owners
from exporter.exposition.rendering import Format, plain
from exporter.exposition.slices import DEFAULTS, PLATFORM_INFO, Part, cut
from exporter.exposition.store import ProviderState
from tests.kinds import unruly
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
            found += [*family[:2], *(line for line, of in zip(samples, labels, strict=True) if of[key] in own)]
        elif part.kind == "platform" and by_platform(state, name):
            found += [
                *family[:2],
                *(line for line, of in zip(samples, labels, strict=True) if of["platform"] in platforms),
            ]
    return found


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
