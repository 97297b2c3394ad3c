"""The shipped presets omit only what has no source: an omitted column is not missed if it is gone."""

from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from exporter.app.application import assemble_at_once
from exporter.config.configuration import ConfigurationError, load
from exporter.config.presets import shipped

URL = {"ORION_EXPORTER_DATABASE_URL": "sqlite:///none.sqlite"}


class Omitted(NamedTuple):
    """A column that a relation of a preset, or of a variant of it, omits."""

    variant: str
    relation: str
    column: str


def omitted(preset: dict[str, Any]) -> Iterator[Omitted]:
    for variant, of in {"": preset, **preset.get("variants", {})}.items():
        for relation, settings in of.get("relations", {}).items():
            yield from (Omitted(variant, relation, column) for column in (settings or {}).get("omit", ()))


def without(preset: dict[str, Any], omitted: Omitted) -> dict[str, Any]:
    """Return the preset without one of the columns that it omits, and without truths, which take long to read."""
    changed = deepcopy({**preset, "truth": [], "truth_with": {}})
    place = changed["variants"][omitted.variant] if omitted.variant else changed
    place["relations"][omitted.relation]["omit"].remove(omitted.column)
    return changed


def problems(name: str, preset: dict[str, Any], variant: str, folder: Path) -> tuple[str, ...]:
    """Assemble the exporter with a preset, and one of its variants; return what is wrong with them."""
    parameters = {
        key: "Europe/Paris" if of["type"] == "time_zone" else "1"
        for key, of in preset.get("parameters", {}).items()
        if "default" not in of
    }
    pins = {each: each == variant for each in preset.get("variants", {})}
    file = folder / "shop.yml"
    file.write_text(yaml.safe_dump({"preset": name, "parameters": parameters, "variant": pins}), encoding="utf-8")
    try:
        with closing(assemble_at_once(load(file, URL)).databases):
            return ()
    except ConfigurationError as error:
        return tuple(error.lines)


@pytest.mark.parametrize("name", shipped())
def test_each_variant_is_accepted(name: str, tmp_path: Path) -> None:
    preset = yaml.safe_load(shipped()[name])
    variants = ("", *preset.get("variants", {}))
    assert [line for variant in variants for line in problems(name, preset, variant, tmp_path)] == []


@pytest.mark.soak
@pytest.mark.parametrize("name", shipped())
def test_each_column_that_is_omitted_must_be(name: str, tmp_path: Path) -> None:
    preset = yaml.safe_load(shipped()[name])
    needless = []
    for each in omitted(preset):
        changed = yaml.safe_dump(without(preset, each), sort_keys=False, allow_unicode=True)
        (tmp_path / "changed.yaml").write_text(changed, encoding="utf-8")
        found = problems("./changed.yaml", preset, each.variant, tmp_path)
        if not any(each.column in line for line in found):
            needless.append(each)
    assert needless == []
