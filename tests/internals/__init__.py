"""Parts of libraries that the exporter relies on though no documentation promises them: one test for each.

A test fails when a new version has changed such a part, and says where the exporter uses it. The other tests would fail
as well, but not say why.
"""

import inspect
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pkgutil import resolve_name


def changed(package: str, what: str) -> str:
    """Return the message of a failed assertion: library, version, and what no longer holds."""
    number = platform.python_version() if package == "Python" else version(package)
    return f"{package} {number} has changed. No longer true: {what}"


@dataclass(frozen=True, slots=True)
class Internal:
    """A class, function or attribute by the name that `pkgutil.resolve_name` takes, and where and why it is used.

    `overrides` are the parameters of a method that the exporter replaces: all of them, in their order, because the
    library calls it. `passes` are those that the exporter passes when it calls it; any other must have a default.
    """

    package: str
    name: str
    why: str
    overrides: tuple[str, ...] | None = None
    passes: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return self.name.rpartition(":")[2]

    def change(self) -> str:
        """Return what is different now; empty if nothing is."""
        try:
            found = resolve_name(self.name)
        except (ImportError, AttributeError) as error:
            return self._told(f"it exists ({error})")
        parameters = {} if self.overrides is self.passes is None else _parameters(found)
        if self.overrides is not None and tuple(parameters) != self.overrides:
            return self._told(f"its parameters are {self.overrides}; they are {tuple(parameters)}")
        if self.passes is None:
            return ""
        if unknown := [name for name in self.passes if name not in parameters]:
            return self._told(f"it takes {unknown}; it takes {tuple(parameters)}")
        required = [name for name, each in parameters.items() if name not in self.passes and _is_required(each)]
        return self._told(f"it can be called without {required}") if required else ""

    def _told(self, what: str) -> str:
        return f"{changed(self.package, what)}; {self.name} serves {self.why}"


def _parameters(found: object) -> dict[str, inspect.Parameter]:
    assert callable(found), f"{found} cannot be called"
    return {name: each for name, each in inspect.signature(found).parameters.items() if name != "self"}


def _is_required(parameter: inspect.Parameter) -> bool:
    variadic = parameter.kind in {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
    return parameter.default is inspect.Parameter.empty and not variadic
