"""Loads the providers that `pytest --orion-provider` names."""

from collections.abc import Mapping
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import Any

from exporter.collection.discovery import providers_of as declared_in
from exporter.config.configuration import ConfigurationError

_FORM = "use package.module:Class, or the path of a YAML file"


class ArgumentError(ValueError):
    """An argument that names no provider; the message says what to write."""


def providers_of(argument: str) -> Mapping[str, Any]:
    """Return the providers of an argument, classes or instances, by the names that reports have for them.

    The argument is `package.module:Class`, or the path of a configuration that declares providers, which ends with
    `.yaml` or `.yml`. Raises ArgumentError if it is anything else, or cannot be imported or read.
    """
    if argument.endswith((".yaml", ".yml")):
        return _declared(argument)
    module, _, path = argument.partition(":")
    if not module or not path:
        raise ArgumentError(f"{argument}: not the name of a provider; {_FORM}")
    try:
        return {argument: reduce(getattr, path.split("."), import_module(module))}
    except (Exception, SystemExit) as error:
        is_missing = isinstance(error, ModuleNotFoundError) and f"{module}.".startswith(f"{error.name}.")
        advice = "install the package, or add its folder to `pythonpath` in pytest's configuration"
        problem = f"{error}; {advice}" if is_missing else f"cannot be imported: {type(error).__name__}: {error}"
        raise ArgumentError(f"{argument}: {problem}") from error


def _declared(file: str) -> Mapping[str, Any]:
    try:
        found = declared_in(Path(file))
    except ConfigurationError as error:
        raise ArgumentError(str(error)) from error
    if not found:
        raise ArgumentError(f"{file}: declares no provider; add providers.<name> with metrics")
    return {f"{file}:{each.category}": each for each in found}
