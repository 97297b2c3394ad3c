"""What the configuration's tests share: a file in a separate folder, loaded."""

from collections.abc import Mapping
from pathlib import Path

from exporter.config.configuration import Configuration, ConfigurationError, load


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
