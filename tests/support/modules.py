"""The categories of the built-in modules, in the order in which they are loaded."""

from exporter.collection.discovery import find
from providers import PROVIDERS

MODULES = tuple(each for each in find(PROVIDERS, tuple) if each != "alerts")


def only(*categories: str) -> dict[str, str]:
    """Return the environment that disables every other module: a refresh or check of all takes a second."""
    return {f"ORION_EXPORTER_PROVIDERS_{each.upper()}_ENABLED": "false" for each in {*MODULES} - {*categories}}
