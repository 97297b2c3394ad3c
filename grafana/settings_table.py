"""The table of all settings in docs/CONFIGURATION.md, generated from the models."""

from exporter.config.registry import SETTINGS, Setting
from exporter.config.values import format_duration


def table() -> str:
    """Return the table of all settings as Markdown: name, environment variable, default and description."""
    rows = ["| Setting | Environment variable | Default | Description |", "|---|---|---|---|"]
    for setting in SETTINGS:
        name = ".".join(setting.path).replace("*", "<name>")
        rows.append(f"| `{name}` | `{setting.variable}` | {_default(setting)} | {_description(setting)} |")
    return "\n".join(rows) + "\n"


def _default(setting: Setting) -> str:
    if setting.required:
        return "required"
    text = _text(setting.default)
    return f"`{text}`" if text else ""


def _description(setting: Setting) -> str:
    description = setting.description.replace("|", "\\|")
    return description + (
        f" One of {', '.join(f'`{choice}`' for choice in setting.choices)}." if setting.choices else ""
    )


def _text(default: object) -> str:
    if default is None or default == {}:
        return ""
    if isinstance(default, float):
        return format_duration(default)
    if isinstance(default, tuple):
        return ",".join(default)
    return str(default).lower()
