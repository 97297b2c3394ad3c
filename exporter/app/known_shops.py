"""Which shipped presets fit a database: those all of whose relations can be read there."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from exporter.app.application import Application, assemble_at_once
from exporter.app.presets import scalar
from exporter.app.shop_parameters import detected
from exporter.collection.installation import DIRECTORY_TABLES, own_tables
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.parameters import given
from exporter.config.presets import ORION, read_preset, shipped
from exporter.database.engine import Database
from exporter.relations.probing import unreadable

Load = Callable[[Mapping[tuple[str, ...], object]], Configuration]
"""Loads the configuration with these settings in addition."""

_PREFIXED = re.compile(r"\{\{(\w+)\}\}(\w+)")
"""A parameter with which the name of a table begins, and the rest of that name."""


def known_shops(database: Database, load: Load) -> Iterator[str]:
    """Yield a configuration for each preset that fits. Raises sqlalchemy.exc.DBAPIError."""
    tables = _tables(database)
    for name, text in shipped().items():
        found = None if name == ORION else _fitting(name, _values(database, name, _prefixes(text, tables)), load)
        if found is not None:
            yield found


def _tables(database: Database) -> Collection[str]:
    with database.read() as db:
        inspector = inspect(db.connection())
        return [*inspector.get_table_names(), *inspector.get_view_names()]


def _prefixes(text: str, tables: Collection[str]) -> dict[str, str]:
    """Return the likeliest value of each parameter with which names of tables begin."""
    found: dict[str, Counter[str]] = {}
    for name, rest in dict.fromkeys(_PREFIXED.findall(text)):
        found.setdefault(name, Counter()).update(each.removesuffix(rest) for each in tables if each.endswith(rest))
    return {name: values.most_common(1)[0][0] for name, values in found.items() if values}


def _values(database: Database, preset: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the values of parameters: those that are known, and those that the shop has in its own settings."""
    declared = read_preset(preset, Path()).settings.parameters
    parameters, _ = given(declared, known, preset)  # what is still missing is a problem of the configuration
    return {**known, **dict(detected(database, parameters))}


def _fitting(name: str, parameters: Mapping[str, str], load: Load) -> str | None:
    """Return a configuration with this preset, or None if a relation of it cannot be read."""
    settings: dict[tuple[str, ...], object] = {("preset",): name}
    settings |= {("parameters", parameter): value for parameter, value in parameters.items()}
    try:
        application = assemble_at_once(load(settings))
    except ConfigurationError:
        return None
    with closing(application.databases):
        return "\n".join(_lines(application, name, parameters)) + "\n" if _is_readable(application) else None


def _is_readable(application: Application) -> bool:
    try:
        wanted = [DIRECTORY_TABLES, *map(own_tables, application.providers)]
        return not any(unreadable(application.databases, each) for each in wanted)
    except DBAPIError:
        return False


def _lines(application: Application, name: str, parameters: Mapping[str, str]) -> Iterator[str]:
    preset = application.configuration.preset
    about = preset.settings.about.splitlines()[0] if preset else name
    fed = [each.category for each in application.providers if each.source.queries and not each.source.is_absent]
    yield f"# {about}"
    yield f"# All relations of the preset {name} can be read here. It feeds: {', '.join(fed)}."
    if application.preset.variants:
        yield f"# Variants that apply: {application.preset.variants}."
    yield f"preset: {name}"
    if parameters:
        yield f"parameters: {{{', '.join(f'{parameter}: {scalar(value)}' for parameter, value in parameters.items())}}}"
