"""The categories of the built-in modules, in the order in which they are loaded."""

from exporter.collection.discovery import find
from providers import PROVIDERS

MODULES = tuple(each for each in find(PROVIDERS, tuple) if each != "alerts")
