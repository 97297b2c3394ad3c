"""Loads the providers that `pytest --orion-provider` names."""

from collections.abc import Mapping
from functools import reduce
from importlib import import_module
from typing import Any

_FORM = "use package.module:Class"


class ArgumentError(ValueError):
    """An argument that names no provider; the message says what to write."""


def providers_of(argument: str) -> Mapping[str, Any]:
    """Return the providers of an argument, classes or instances, by the names that reports have for them.

    The argument is `package.module:Class`. Raises ArgumentError if it is anything else, or cannot be imported.
    """
    if argument.endswith((".yaml", ".yml")):
        raise ArgumentError(f"{argument}: declared providers in files: not yet; {_FORM}")
    module, _, path = argument.partition(":")
    if not module or not path:
        raise ArgumentError(f"{argument}: not the name of a provider; {_FORM}")
    try:
        return {argument: reduce(getattr, path.split("."), import_module(module))}
    except ModuleNotFoundError as error:
        advice = "install the package, or add its folder to `pythonpath` in pytest's configuration"
        raise ArgumentError(f"{argument}: {error}; {advice}") from error
    except (Exception, SystemExit) as error:
        raise ArgumentError(f"{argument}: cannot be imported: {error!r}") from error
