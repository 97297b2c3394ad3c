"""One case for each alert, in the file of its category."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from tests.grafana.rules.case import Case

BY_CATEGORY: Mapping[str, tuple[Case, ...]] = {
    module.name: import_module(f"{__name__}.{module.name}").CASES for module in iter_modules(__path__)
}
CASES: Mapping[str, Case] = {case.alert: case for cases in BY_CATEGORY.values() for case in cases}
