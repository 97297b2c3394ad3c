"""What the configuration's tests share: a file in a separate folder, loaded."""

from collections.abc import Mapping
from pathlib import Path

from exporter.config.configuration import Configuration, ConfigurationError, load
from exporter.config.presets import read_preset


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Configuration:
    return load(write(folder, text), environ or {})


def errors(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> str:
    """Return the error's text, without the folder."""
    try:
        loaded(folder, text, environ)
    except ConfigurationError as error:
        return str(error).replace(f"{folder}/", "")
    raise AssertionError("the configuration was accepted")


def environment_of(preset: str) -> dict[str, str]:
    """Return variables of the environment that give a shipped preset, and its parameters without a default."""
    declared = read_preset(preset, Path()).settings.parameters
    zones = [name for name, of in declared.items() if of.default is None and of.type == "time_zone"]
    return {"ORION_EXPORTER_PRESET": preset} | {
        f"ORION_EXPORTER_PARAMETERS_{name.upper()}": "Europe/Paris" for name in zones
    }
