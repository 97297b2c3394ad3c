"""What the tests of declared providers share: their files, and what is reported about them."""

from pathlib import Path

from exporter.collection.discovery import discover
from exporter.config.configuration import ConfigurationError, load

SELECT = "SELECT id, vendor_id, platform_id, state, stars, created_at, changed FROM shop_reviews"
REVIEWS = "reviews: {help: Reviews., count: rows, by: {state: [published, pending]}}"


def declaration(
    *metrics: str, source: str = f"sql: {SELECT}", settings: str = "", alerts: str = "", name: str = "reviews"
) -> str:
    """Return a configuration with one declared provider; each metric, setting and alert is a line."""
    lines = ["providers:", f"  {name}:", *(f"    {line}" for line in source.splitlines())]
    lines += [f"    {line}" for line in settings.splitlines()]
    lines += ["    metrics:", *(f"      {line}" for line in metrics or (REVIEWS,))]
    lines += ["    alerts:", *(f"      {line}" for line in alerts.splitlines())] if alerts else []
    return "\n".join(lines) + "\n"


def problems(folder: Path, text: str) -> str:
    """Return what is reported about a configuration, without the folder; "" if nothing is."""
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        discover(load(path, {}), entries=tuple)
    except ConfigurationError as error:
        return str(error).replace(f"{folder}/", "")
    return ""
