"""The table of all settings in docs/CONFIGURATION.md, as the models have it."""

import re
from pathlib import Path

from exporter.config.registry import SETTINGS, Setting
from exporter.config.values import format_duration

PAGE = Path(__file__).parents[2] / "docs" / "CONFIGURATION.md"
_GENERATED = re.compile(r"(<!-- settings: begin.*?-->\n)(.*)(<!-- settings: end -->\n)", re.DOTALL)


def table() -> str:
    """Return the table of all settings as Markdown: name, environment variable, default and meaning."""
    rows = ["| Setting | Environment variable | Default | Meaning |", "|---|---|---|---|"]
    for setting in SETTINGS:
        name = ".".join(setting.path).replace("*", "<name>")
        rows.append(f"| `{name}` | `{setting.variable}` | {_default(setting)} | {_meaning(setting)} |")
    return "\n".join(rows) + "\n"


def with_table(page: str) -> str:
    """Return the page with the table as it should be; ValueError if it has no place for it."""
    written, places = _GENERATED.subn(lambda found: f"{found[1]}\n{table()}\n{found[3]}", page)
    if places != 1:
        raise ValueError(f"{PAGE.name} has no place for the table")
    return written


def _default(setting: Setting) -> str:
    if setting.required:
        return "required"
    text = _text(setting.default)
    return f"`{text}`" if text else ""


def _meaning(setting: Setting) -> str:
    meaning = setting.description.replace("|", "\\|")
    return meaning + (f" One of {', '.join(f'`{choice}`' for choice in setting.choices)}." if setting.choices else "")


def _text(default: object) -> str:
    if default is None or default == {}:
        return ""
    if isinstance(default, float):
        return format_duration(default)
    if isinstance(default, tuple):
        return ",".join(default)
    return str(default).lower()
