"""Packages as pip installs them, for providers that come from elsewhere."""

from pathlib import Path
from textwrap import dedent


def install(folder: Path, name: str, entries: dict[str, str], code: str) -> None:
    """Put a distribution into a folder, as pip would."""
    (folder / f"{name}.py").write_text(dedent(code))
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = "".join(f"{entry} = {target}\n" for entry, target in entries.items())
    (info / "entry_points.txt").write_text(f"[orion_exporter.providers]\n{lines}")
