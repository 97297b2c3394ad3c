"""docs/reference/presets.md: the presets that are part of the exporter."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from exporter.config.preset_settings import PresetSettings
from exporter.config.presets import read_preset, shipped

_BETA = "Beta, not run by us: "
_HEAD = """# Presets

<!-- Generated; UPDATE_GOLDEN=1 pytest tests/docs/test_generated.py writes it. -->

The [presets](../CONFIGURATION.md#presets) that are part of the exporter. `orion-exporter detect` finds the one that
fits a database, and `orion-exporter preset show NAME` prints what it reads and what it cannot.

A *beta* preset is written from the platform's code, and its tests run on rows made by hand: nobody has run it on a real
shop yet. `check` says so as well. The others are tested on data that the platform itself has written.

| preset | shop | variants | parameters | state |
|---|---|---|---|---|
"""


def page() -> str:
    """Return the page."""
    return _HEAD + "".join(f"{line}\n" for line in _rows())


def _rows() -> Iterator[str]:
    for name in shipped():
        settings = read_preset(name, Path()).settings
        shop = settings.about.splitlines()[0].removeprefix(_BETA)
        cells = (f"`{name}`", shop, _names(settings.variants), _names(settings.parameters), _state(settings))
        yield f"| {' | '.join(cells)} |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in names)


def _state(settings: PresetSettings) -> str:
    return "beta" if settings.beta else "tested"
