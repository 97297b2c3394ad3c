"""The truths of the preset in use, as `orion-exporter verify` compares them."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from exporter.app.application import Application
from exporter.app.truth_numbers import Truth, TruthPlaces
from exporter.collection.installation import DIRECTORY_TABLES
from exporter.collection.provider import Provider
from exporter.config.configuration import Configuration
from exporter.config.connection import MAIN
from exporter.config.parameters import NOW
from exporter.config.preset_settings import ANY_DIALECT, TruthForEachSettings, TruthHelpers, TruthSettings
from exporter.contracts.metrics import Fold
from exporter.directory.attribution import SHOP, OwnedBy
from exporter.fold.families import family_names
from exporter.relations.relations import BY_PLATFORM, ForEach

Names = frozenset[str]

_OF_PLATFORMS: Names = frozenset({"platforms"})
_OF_VENDORS: Names = _OF_PLATFORMS | {"vendors", "vendor_platforms"}
_SETTING = 3
"""Length of the location of a relation's setting; those of its parts are longer."""


class _Read(NamedTuple):
    """The relations that the values of a family are read from, those of its labels, and how it is folded."""

    values: Names
    labels: Names
    fold: Fold | None = None


class _InUse(NamedTuple):
    """A truth, the helpers that it may read, and the places where it holds."""

    settings: TruthSettings
    helpers: TruthHelpers
    for_each: TruthForEachSettings | None = None


_NOTHING = _Read(frozenset(), frozenset())


def truths_of(application: Application) -> Iterator[Truth]:
    """Yield the truths of the preset and its variants in use, now, each for the database of its metric's relations.

    What reads a relation that the configuration replaces has no truth. What is not exported because of the
    configuration has one without a database.
    """
    configuration, relations = application.configuration, application.relations
    read = {name: each for provider in application.providers for name, each in _read_by(provider)}
    replaced = _replaced(configuration)
    for metric, (settings, helpers, for_each) in _in_use(configuration).items():
        names = read.get(metric, _NOTHING)
        if {each.removesuffix(BY_PLATFORM) for each in names.values | names.labels} & replaced:
            continue
        databases = relations.databases(each for each in names.values if relations.of(each)) or {MAIN}
        if metric not in read and any(map(configuration.layers.own.value.get, ("relations", "providers"))):
            databases = frozenset[str]()
        dialects = {application.databases.named(each).dialect for each in databases}
        dialect = min(dialects, default=ANY_DIALECT)
        if select := _of(settings.sql, dialect):
            sql = with_helpers(select, {name: _of(each, dialect) for name, each in helpers.items()})
            sql, places = _in_places(sql, for_each, names.fold, application)
            yield Truth(metric, settings.means, _filled(sql, application, places), tuple(sorted(databases)), places)


def _in_places(
    sql: str, for_each: TruthForEachSettings | None, fold: Fold | None, application: Application
) -> tuple[str, TruthPlaces | None]:
    """Return a truth with the parameters of a place, and the places that it holds in."""
    if for_each is None:
        return sql, None
    shared = "".join(rf"(?!{re.escape(each)}\b)" for each in for_each.shared)
    for name, value in for_each.parameters.items():
        sql = re.sub(rf"\{{\{{ *{name} *\}}\}}{shared}", value.replace("\\", r"\\"), sql)
    places = for_each.places
    select = application.configuration.resolved.parameters.put_into(places.sql)
    return sql, TruthPlaces(ForEach(select, places.as_, places.limit), for_each.platform, fold)


def with_helpers(sql: str, helpers: Mapping[str, str]) -> str:
    """Put those helpers before a SELECT that it reads by FROM or JOIN, each after those that it reads itself.

    A name of the WITH that the SELECT has itself is its own.
    """
    own = re.match(r"\s*WITH\s", sql, re.IGNORECASE)
    names = re.findall(r"\b(\w+)\s+AS\s*\(", sql, re.IGNORECASE) if own else ()
    needed: dict[str, str] = {}
    _add_read_by(sql, {name: text for name, text in helpers.items() if name not in names}, needed)
    if not needed:
        return sql
    before = ", ".join(f"{name} AS (\n{text}\n)" for name, text in needed.items())
    return f"WITH {before}, {sql[own.end() :]}" if own else f"WITH {before}\n{sql}"


def _add_read_by(sql: str, helpers: Mapping[str, str], needed: dict[str, str]) -> None:
    for name in re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", sql, re.IGNORECASE):
        if name in helpers and name not in needed:
            others = {other: text for other, text in helpers.items() if other != name}
            _add_read_by(helpers[name], others, needed)
            needed[name] = helpers[name]


def _of(sql: Mapping[str, str], dialect: str) -> str:
    return sql.get(dialect) or sql.get(ANY_DIALECT) or ""


def _filled(sql: str, application: Application, places: TruthPlaces | None) -> str:
    now = f"'{application.clock.now():%Y-%m-%d %H:%M:%S}'"
    others = (NOW, places.each.name) if places else (NOW,)
    return application.configuration.resolved.parameters.put_into(sql, others).replace(f"{{{{{NOW}}}}}", now)


def _in_use(configuration: Configuration) -> dict[str, _InUse]:
    """Return the truths by metric.

    A variant replaces truths of the preset, and removes those of absent metrics.
    """
    if configuration.preset is None:
        return {}
    settings = configuration.preset.settings
    found = {each.metric: _InUse(each, settings.truth_with) for each in settings.truth}
    for name in configuration.resolved.active:
        variant = settings.variants[name]
        helpers = {**settings.truth_with, **variant.truth_with}
        found = {
            metric: each._replace(for_each=variant.truth_for_each or each.for_each)
            for metric, each in found.items()
            if metric not in variant.absent
        }
        found |= {each.metric: _InUse(each, helpers) for each in variant.truth}
    return found


def _replaced(configuration: Configuration) -> Names:
    """Return the relations of which a part is not the preset's. In another database, they have the same meaning."""
    settings = (loc for loc in configuration.origins if loc[:1] == ("relations",) and len(loc) >= _SETTING)
    return frozenset(str(loc[1]) for loc in settings if loc[2] != "database" and not configuration.of_preset(loc))


def _read_by(provider: Provider) -> Iterator[tuple[str, _Read]]:
    """Yield the relations of each family that a provider exports."""
    source = provider.source
    yield from ((name, _Read(frozenset(DIRECTORY_TABLES), _OF_VENDORS)) for name in source.info)
    found: dict[str, _Read] = {}
    for query in source.queries:
        for definition in query.definitions:
            for name, of_platform in family_names(definition, query.owned_by):
                before = found[name].values if name in found else frozenset[str]()
                labels = _labels(query.owned_by, of_platform=of_platform)
                found[name] = _Read(before | query.tables().keys(), labels, definition.fold)
    yield from found.items()


def _labels(owned_by: OwnedBy, *, of_platform: bool) -> Names:
    """Return the relations of the labels `vendor` and `platform`, if there are any."""
    return frozenset() if owned_by == SHOP else _OF_PLATFORMS if of_platform else _OF_VENDORS
