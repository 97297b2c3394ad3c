"""`orion-exporter preset`: the shipped presets, and what one is together with the configuration."""

from pathlib import Path

import pytest

from exporter.cli import main
from exporter.config.configuration import load
from exporter.config.presets import shipped
from tests.app.conftest import Run
from tests.config.files import environment_of

PRESET = """\
about: |
  A shop.
  Its tables have a prefix.
parameters: {prefix: {type: identifier, default: wp_}}
variants:
  plugin:
    when: {tables: "{{prefix}}plugin"}
    relations: {customers: {time_zone: UTC}}
relations:
  customers:
    sql: |
      -- those who can log in
      SELECT 1 AS is_active, created_at
      FROM {{prefix}}people
    omit: [vendor_id, platform_id, last_order_at]
    map: {}
providers:
  orders: {options: {open: [pending, "1"], open_horizon: 30d}}
"""
CONFIG = """\
preset: preset.yaml
parameters: {prefix: eu_}
providers:
  orders: {every: 90s}
thresholds: [{alert: OrionOpenOrdersHigh, value: 50}]
database: {driver: postgresql, name: shop, host: 127.0.0.1, port: 1, password: sesame}
"""
RESOLVED = """\
# preset preset, revision {revision}
# variant plugin: {state}
relations:  # preset.yaml:9:1
  customers:  # preset.yaml:10:3
    sql: |  # preset.yaml:11:5
      -- those who can log in
      SELECT 1 AS is_active, created_at
      FROM eu_people
    omit: [vendor_id, platform_id, last_order_at]  # preset.yaml:15:5
    map: {{}}  # preset.yaml:16:5
providers:  # config.yaml:3:1
  orders:  # config.yaml:4:3
    options:  # preset.yaml:18:12
      open: [pending, "1"]  # preset.yaml:18:22
      open_horizon: "30d"  # preset.yaml:18:44
    every: 90s  # config.yaml:4:12
thresholds:  # config.yaml:5:1
  - {{alert: OrionOpenOrdersHigh, value: 50}}  # config.yaml:5:14
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The preset and the configuration in the folder of the test."""
    (tmp_path / "preset.yaml").write_text(PRESET)
    (tmp_path / "config.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_list_has_each_shipped_preset(run: Run) -> None:
    listed = run("preset", "list")
    assert listed.returncode == 0
    lines = listed.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(shipped())
    (orion,) = [line.split(maxsplit=1) for line in lines if line.startswith("orion ")]
    assert orion[1] == "The Orion application: each relation is the table of its name."


def test_a_preset_is_shown_as_it_is(run: Run) -> None:
    assert run("preset", "show", "orion").stdout == shipped()["orion"]
    assert run("preset", "show", "preset.yaml").stdout == PRESET
    unknown = run("preset", "show", "vendur")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr.endswith('there is no preset of this name; the path of a file ends in .yaml; did you mean '
        '"vendure"?\n')  # fmt: skip


def test_the_result_has_the_origin_of_each_line(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preset", "show", "preset.yaml", "--resolved", "--config.file=config.yaml"]) == 0
    shown = capsys.readouterr().out.replace(f"{files}/", "")
    preset = load(files / "config.yaml", {}).preset
    assert preset is not None
    assert shown == RESOLVED.format(revision=preset.revision, state="unknown")


def test_the_result_is_a_configuration_that_means_the_same(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "config.yaml").write_text(CONFIG + "variant: {plugin: yes}\n")
    assert main(["preset", "show", "preset.yaml", "--resolved", "--config.file=config.yaml"]) == 0
    shown = capsys.readouterr().out
    assert "# variant plugin: yes, pinned\n" in shown
    (files / "result.yaml").write_text(shown)
    before, after = (load(files / name, {}).settings for name in ("config.yaml", "result.yaml"))
    assert before.relations["customers"].time_zone == "UTC"
    assert (after.relations, after.providers) == (before.relations, before.providers)
    assert (after.thresholds, after.refresh, after.alerts) == (before.thresholds, before.refresh, before.alerts)


@pytest.mark.parametrize("name", shipped())
def test_each_shipped_preset_is_the_same_when_it_is_resolved(
    files: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in (environ := environment_of(name)).items():
        monkeypatch.setenv(variable, value)
    assert main(["preset", "show", name, "--resolved"]) == 0
    (files / "result.yaml").write_text(capsys.readouterr().out)
    before, after = load(None, environ), load(files / "result.yaml", {})
    assert (after.settings.relations, after.settings.providers) == (
        before.settings.relations,
        before.settings.providers,
    )


def test_a_table_by_name_that_was_removed_stays_so(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "config.yaml").write_text("relations: {cms_pages: null}\n")
    assert main(["preset", "show", "orion", "--resolved", "--config.file=config.yaml"]) == 0
    shown = capsys.readouterr().out
    (files / "result.yaml").write_text(shown)
    assert "\npreset: orion\nrelations:" in shown
    assert load(files / "result.yaml", {}).resolved.removed == {"cms_pages"}


def test_secrets_are_not_shown(run: Run) -> None:
    shown = run("preset", "show", "orion", "--resolved", "--config.file=config.yaml", PARAMETERS_PREFIX="")
    assert "sesame" not in shown.stdout + shown.stderr
