"""Which shipped presets fit a database: those all of whose relations can be read there."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from textwrap import wrap

from sqlalchemy.exc import DBAPIError

from exporter.app.application import Application, assemble_at_once
from exporter.app.presets import scalar
from exporter.app.shop_parameters import detected
from exporter.app.unsupported import cautions_of
from exporter.collection.installation import DIRECTORY_TABLES, own_tables
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.parameters import given
from exporter.config.presets import read_preset, shipped
from exporter.database.catalog.tables import names_of_tables
from exporter.database.engine import Database
from exporter.database.probe import Missing
from exporter.relations.probing import is_readable, relations_in, unreadable

Load = Callable[[Mapping[tuple[str, ...], object]], Configuration]
"""Loads the configuration with these settings in addition."""

_PREFIXED = re.compile(r"\{\{(\w+)\}\}(\w+)")
"""A parameter with which the name of a table begins, and the rest of that name."""

_READ = re.compile(r"\b(?:FROM|JOIN)\s+[\"`(]*(\{\{\w+\}\})?(\w+)")
"""A table that a SELECT reads, perhaps with a parameter before its name; or a helper of the SELECT."""

_LEAST = 0.2
"""The share of these names that a database has if it may be such a shop. Names of helpers are among them."""

_PREFIX = re.compile(r"[A-Za-z0-9_]{0,30}")
_MOST_PREFIXES = 8


@dataclass(frozen=True, slots=True)
class _Fit:
    """A preset of which at least half of the relations can be read: its configuration, and what cannot be read."""

    lines: tuple[str, ...]
    gaps: tuple[Missing, ...]
    readable: float
    """The share of its relations that can be read."""


def known_shops(database: Database, load: Load) -> list[str]:
    """Return a configuration for each preset that fits; else for the nearest one of which a part can be read.

    Several prefixes are several shops. Raises sqlalchemy.exc.DBAPIError.
    """
    with database.read() as db:
        tables = names_of_tables(db.connection())
    found = list(_fitting(database, tables, load))
    whole = [each for each in found if not each.gaps]
    nearest = [max(found, key=lambda each: each.readable)] if found else []
    return ["\n".join(each.lines) + "\n" for each in whole or nearest]


def _fitting(database: Database, tables: Collection[str], load: Load) -> Iterator[_Fit]:
    for name, text in shipped().items():
        for parameters in _parameters(name, text, tables) if _may_fit(text, tables) else ():
            fit = _fit(name, _values(database, name, parameters), load)
            if fit is not None:
                yield fit


def _may_fit(text: str, tables: Collection[str]) -> bool:
    """Whether a preset is worth trying, which takes a while: some of the tables of its SELECTs are there."""
    read = set(_READ.findall(text)) or {("", table) for table in DIRECTORY_TABLES}
    there = [name for prefix, name in read if name in tables or (prefix and any(map(_ending(name), tables)))]
    return len(there) >= _LEAST * len(read)


def _ending(name: str) -> Callable[[str], bool]:
    return lambda table: table.endswith(name)


def _parameters(preset: str, text: str, tables: Collection[str]) -> Iterator[dict[str, str]]:
    """Yield the likely values of the parameters with which names of tables begin, the likeliest first."""
    rests: dict[str, set[str]] = {name: set() for name in read_preset(preset, Path()).settings.parameters}
    for name, rest in _PREFIXED.findall(text):
        if name in rests:
            rests[name].add(rest)
    # A parameter may also be part of the name of a column; no table is called like that.
    values = {name: found for name, of in rests.items() if (found := _prefixes(of, tables))}
    yield from (dict(zip(values, each, strict=True)) for each in product(*values.values()))


def _prefixes(rests: Collection[str], tables: Collection[str]) -> list[str]:
    """Return the beginnings of tables whose names end in most of these; not those of a few only."""
    found = Counter(table.removesuffix(rest) for rest in rests for table in tables if table.endswith(rest))
    likely = [(prefix, count) for prefix, count in found.most_common() if _PREFIX.fullmatch(prefix)]
    return [prefix for prefix, count in likely[:_MOST_PREFIXES] if 2 * count > likely[0][1]]


def _values(database: Database, preset: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the values of parameters: those that are known, and those that the shop has in its own settings."""
    declared = read_preset(preset, Path()).settings.parameters
    parameters, _ = given(declared, known, preset)  # what is still missing is a problem of the configuration
    return {**known, **dict(detected(database, parameters))}


def _fit(name: str, parameters: Mapping[str, str], load: Load) -> _Fit | None:
    """Return how a preset fits; None if most of its relations cannot be read, or those of platforms and vendors."""
    settings: dict[tuple[str, ...], object] = {("preset",): name}
    settings |= {("parameters", parameter): value for parameter, value in parameters.items()}
    try:
        application = assemble_at_once(load(settings))
    except ConfigurationError:
        return None
    with closing(application.databases):
        try:
            return _judged(application, name, parameters)
        except DBAPIError:
            return None


def _judged(application: Application, name: str, parameters: Mapping[str, str]) -> _Fit | None:
    databases = application.databases
    if unreadable(databases, DIRECTORY_TABLES):
        return None
    own = [own_tables(each) for each in application.providers]
    relations = relations_in(databases)
    known = {relation: columns for each in own for relation, columns in each.items() if relations.of(relation)}
    readable = [relation for relation in known if is_readable(databases, relation)]
    if 2 * len(readable) < len(known) or not readable:
        return None
    # With tables by their name, a module without a table is not installed.
    gaps = [] if relations.by_name else unreadable(databases, known)
    missing = {each.table for each in gaps} | (known.keys() - {*readable} if relations.by_name else set())
    fed = [
        each.category
        for each, tables in zip(application.providers, own, strict=True)
        if each.source.queries and not each.source.is_absent and not missing & tables.keys()
    ]
    share = 1 - len(missing) / len(known)
    return _Fit(tuple(_lines(application, name, parameters, fed, gaps)), tuple(gaps), share)


def _lines(
    application: Application, name: str, parameters: Mapping[str, str], fed: Sequence[str], gaps: Sequence[Missing]
) -> Iterator[str]:
    preset = application.configuration.preset
    about = preset.settings.about.splitlines()[0] if preset else name
    yield f"# {about}"
    if gaps:
        yield f"# This is nearly the preset {name}, but a part of it cannot be read here:"
        yield from (f"# - {' '.join(str(each).split())}" for each in gaps)
        yield "# Tables may be missing, the user may not read them, or it is another version or shop."
        yield f"# It feeds: {', '.join(fed) or 'nothing'}. The other modules of the preset fail."
    else:
        yield f"# All relations of the preset {name} can be read here. It feeds: {', '.join(fed)}."
    if application.preset.variants:
        yield f"# Variants that apply: {application.preset.variants}."
    for variant, caution in cautions_of(application.configuration):
        text = f"Not supported ({variant}): {caution}"
        yield from wrap(text, 118, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
    yield f"preset: {name}"
    if parameters:
        yield f"parameters: {{{', '.join(f'{parameter}: {scalar(value)}' for parameter, value in parameters.items())}}}"
