"""The presets that nobody has run on a real shop, on tables and rows made by hand."""

from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from exporter.app.check import BETA, check
from exporter.app.grants import grants
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.cli import main
from exporter.config.presets import read_preset, shipped
from exporter.config.relation_settings import RelationSettings
from tests.presets.beta import SHOPS, TRIALS, database, exporting, wrong
from tests.presets.comparing import families_of, refreshed
from tests.presets.truths import truths
from tests.support.databases import SharedDatabase
from tests.support.reader import reader

LONG = {"magento2-msi", "magento2-order", "nopcommerce-mysql"}
"""Trials that are left to `make soak`: what they have is in another one, too, or is little."""

VARIANTS = {"magento2": "msi,webkul", "nopcommerce-mysql": "mysql"}
"""The variants that apply to a shop."""


def of(names: Iterable[str], long: Container[str]) -> list[Any]:
    """Return these names as parameters of a test; the long ones are left to `make soak`."""
    return [pytest.param(each, marks=[pytest.mark.soak] if each in long else []) for each in names]


@pytest.mark.parametrize("name", of(TRIALS, LONG))
def test_numbers_are_those_worked_out_by_hand(name: str, shared_database: SharedDatabase, tmp_path: Path) -> None:
    trial = TRIALS[name]
    with exporting(trial, database(name, shared_database).url, tmp_path) as exporter:
        assert refreshed(exporter) == {}
        exported = families_of(exporter)
        assert wrong(trial.numbers, exported) == []
        assert exporter.configuration.resolved.active or exported.keys().isdisjoint(truths(trial.preset).absent)
        for state in exporter.store.states():
            report = state.report
            assert (report.unattributed, report.rejected, report.warnings) == (0, {}, ()), state.category


@pytest.mark.parametrize("name", of(TRIALS, LONG | {"magento2"}))
def test_its_truths_say_the_same_and_check_says_that_it_is_beta(
    name: str, shared_database: SharedDatabase, tmp_path: Path
) -> None:
    with exporting(TRIALS[name], database(name, shared_database).url, tmp_path) as exporter:
        compared = tuple(truths_of(exporter))
        assert len(compared) >= 6
        assert [each for each in verify(exporter, compared) if each.level != "ok"] == []
        found = list(check(exporter))
        assert [each for each in found if each.level == "problem"] == []
        assert len(found) == len({*found}), "a line is printed twice"
        assert [each.level for each in found if each.message == BETA] == ["hint"]


@pytest.mark.parametrize("name", of(SHOPS, {"nopcommerce", "shopware6"}))
def test_detect_finds_it_and_says_that_it_is_beta(
    name: str, shared_database: SharedDatabase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ORION_EXPORTER_DATABASE_URL", SHOPS[name](shared_database).url)
    assert main(["detect"]) == 0
    written = capsys.readouterr().out.splitlines()
    assert written[0].startswith("# Beta, not run by us: ")
    assert [line for line in written if line.startswith("preset: ")] == [f"preset: {TRIALS[name].preset}"]
    assert (f"# Variants that apply: {VARIANTS.get(name)}." in written) == (name in VARIANTS)
    # An empty prefix without quotes would be null, for which the default stands.
    assert ('parameters: {prefix: ""}' in written) == (name == "magento2")


@pytest.mark.soak
@pytest.mark.parametrize("name", TRIALS)
def test_a_role_reads_what_the_preset_needs(name: str, shared_database: SharedDatabase, tmp_path: Path) -> None:
    trial, shop = TRIALS[name], database(name, shared_database)

    def statements(role: str) -> list[str]:
        found = list(grants(owner, role))
        assert not [each for each in found if "GRANT SELECT ON" in each], "a whole table"
        return [each for each in found if not each.startswith("--")]

    with (
        exporting(trial, shop.url, tmp_path) as owner,
        reader(shop, statements) as url,
        exporting(trial, url, tmp_path) as allowed,
    ):
        assert refreshed(owner) == refreshed(allowed) == {}
        assert families_of(allowed) == families_of(owner)


def test_a_beta_preset_begins_with_it(tmp_path: Path) -> None:
    found = {name: read_preset(name, tmp_path).settings for name in shipped()}
    assert {name for name, each in found.items() if each.beta} == {each.preset for each in TRIALS.values()}
    assert all(each.beta == each.about.startswith("Beta, not run by us: ") for each in found.values())


def test_nopcommerce_is_the_same_in_other_quotes(tmp_path: Path) -> None:
    settings = read_preset("nopcommerce", tmp_path).settings
    variant = settings.variants["mysql"]
    assert variant.relations.keys() == settings.relations.keys()
    for name, relation in settings.relations.items():
        other = variant.relations[name]
        assert (relation.omit, _in_mysql(_texts(relation))) == (other.omit, _texts(other)), name
    assert [(each.metric, _in_mysql(each.sql)) for each in settings.truth] == [
        (each.metric, each.sql) for each in variant.truth
    ]


def _texts(relation: RelationSettings) -> dict[str, str]:
    return {"sql": relation.sql or "", "platform_sql": relation.platform_sql or "", **relation.with_}


def _in_mysql(texts: Mapping[str, str]) -> dict[str, str]:
    seconds = "(t.\"Seconds\" * INTERVAL '1 second')", 'INTERVAL t."Seconds" SECOND'
    return {key: sql.replace(*seconds).replace('"', "`") for key, sql in texts.items()}
