"""Builds the relations of a shop from the settings."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from exporter.config.connection import MAIN
from exporter.config.relation_settings import NULL, FirstPartySettings, RelationSettings
from exporter.relations.relations import BY_PLATFORM, ORION, PLATFORM, FirstParty, ForEach, Relation, Relations
from exporter.relations.sql_text import SqlError, columns_of, nulls_of

_ONE_PLATFORM = f"SELECT '{PLATFORM}' AS id, '{PLATFORM}' AS code, 'Shop' AS name, 1 = 1 AS is_active"
_NOTHING = "FROM (SELECT 1 AS one) AS no_rows WHERE 1 = 0"
_ALL_ON = f"SELECT NULL AS platform_id, '' AS module, 1 = 1 AS is_enabled {_NOTHING}"

FALLBACKS: Mapping[str, Mapping[str, str]] = {
    "platforms": {"name": "code", "is_active": "1 = 1"},
    "vendors": {"name": "code", "is_active": "1 = 1", "is_verified": "1 = 1"},
    "vendor_platforms": {"is_active": "1 = 1", "is_primary": "1 = 0"},
    "platform_modules": {},
}
"""What stands for a column of the directory without a source."""


def relations_from(
    settings: Mapping[str, RelationSettings], *, by_name: bool, removed: frozenset[str] = frozenset()
) -> Relations:
    """Return the relations that the settings describe.

    With `by_name`, relations that they do not describe are the tables of the same name, except those that are
    `removed`.
    """
    if by_name and not settings and not removed:
        return ORION
    given = {one.name: one for name, of in settings.items() for one in _given(name, of)}
    tables = {"vendors", "platforms", "vendor_platforms", "platform_modules"} - removed if by_name else set()
    has_vendors, has_platforms = (name in given or name in tables for name in ("vendors", "platforms"))
    given |= {each.name: each for each in _implicit(given, tables)}
    for name, fallbacks in FALLBACKS.items():
        if name in given:
            given[name] = _completed(given[name], fallbacks)
    if not has_platforms:
        given |= {name: _on_the_platform(of) for name, of in given.items() if name.endswith(BY_PLATFORM)}
    party = settings["vendors"].first_party if "vendors" in settings else None
    first_party = _first_party(party) if party else None if has_vendors else FirstParty()
    return Relations(given, by_name, first_party, has_vendors, has_platforms, removed)


def relation_of_provider(name: str, settings: RelationSettings) -> Relation:
    """Return the relation that a declared provider of this name brings."""
    return replace(_relation(name, name, settings.sql or "", settings), where=f"providers.{name}.sql")


def _given(name: str, settings: RelationSettings) -> Iterator[Relation]:
    if settings.sql or not settings.platform_sql:
        yield _relation(name, name, settings.sql or "", settings)
    if settings.platform_sql:
        yield _relation(name + BY_PLATFORM, name, settings.platform_sql, settings)


def _relation(key: str, name: str, sql: str, settings: RelationSettings) -> Relation:
    found, nulls = _seen(sql)
    for_each = settings.for_each
    return Relation(
        key,
        _with_helpers(sql, settings.with_) if sql else "",
        None if found is None else frozenset(found),
        frozenset(settings.omit) - frozenset(found or ()),  # of two SELECTs, one may have it
        {
            column: {None if key == NULL else key: of for key, of in each.items()}
            for column, each in settings.map.items()
        },
        settings.time_zone or "",
        settings.minor_unit,
        "trusted" if settings.incremental and settings.trust else "yes" if settings.incremental else "no",
        settings.database,
        None if for_each is None else ForEach(for_each.sql, for_each.as_, for_each.limit),
        f"relations.{name}.{'platform_sql' if key != name else 'sql'}",
        nulls,
    )


def _seen(sql: str) -> tuple[tuple[str, ...] | None, frozenset[str]]:
    """Return the columns of a SELECT, and those that are NULL, as far as its text says."""
    try:
        return (columns_of(sql), nulls_of(sql)) if sql else (None, frozenset())
    except SqlError:  # which `check` of the text reports
        return None, frozenset()


def _with_helpers(sql: str, helpers: Mapping[str, str]) -> str:
    if not helpers:
        return sql
    named = ", ".join(f"{name} AS ({of}\n)" for name, of in helpers.items())
    return f"WITH {named}\n{sql}"


def _implicit(given: Mapping[str, Relation], tables: Set[str]) -> Iterator[Relation]:
    """Yield the relations of the directory that are not there: one platform, every vendor on it, all modules on.

    `tables` are the tables that are there.
    """
    platforms, vendors = (
        given.get(name) or (Relation(name) if name in tables else None) for name in ("platforms", "vendors")
    )
    if platforms is None:
        yield _made("platforms", _ONE_PLATFORM)
    if vendors is None:
        yield _made("vendors", _no_vendors(platforms), platforms, _places(platforms))
    if "vendor_platforms" not in given.keys() | tables:
        places = _places(platforms, vendors)
        yield _made("vendor_platforms", _every_membership(vendors, platforms), vendors, places)
    if "platform_modules" not in given.keys() | tables:
        yield _made("platform_modules", _ALL_ON)


def _made(name: str, sql: str, like: Relation | None = None, places: ForEach | None = None) -> Relation:
    database = like.database if like else MAIN
    return Relation(name, sql, frozenset(columns_of(sql) or ()), database=database, for_each=places, is_given=False)


def _places(*relations: Relation | None) -> ForEach | None:
    """Return the places over which a SELECT is repeated that is made of these relations.

    If both vendors and platforms have places, vendors are on the platforms of the same place.
    """
    return next((each.for_each for each in relations if each and each.for_each), None)


def _every_membership(vendors: Relation | None, platforms: Relation | None) -> str:
    of_platforms = _as_p(platforms)
    flags = "1 = 1 AS is_active, 1 = 0 AS is_primary"
    if vendors is None:  # no rows, with ids of the type that those of the platforms have
        return f"SELECT p.id AS vendor_id, p.id AS platform_id, {flags} FROM {of_platforms} WHERE 1 = 0"  # noqa: S608 - see below
    of_vendors = f"({vendors.sql}\n) AS v" if vendors.sql else "vendors AS v"
    return f"SELECT v.id AS vendor_id, p.id AS platform_id, {flags} FROM {of_vendors} CROSS JOIN {of_platforms}"  # noqa: S608 - of the configuration, which is trusted


def _no_vendors(platforms: Relation | None) -> str:
    """Return a SELECT without rows, with ids of the type that those of the platforms have; else a join fails."""
    facts = "NULL AS code, NULL AS name, 1 = 1 AS is_active, 1 = 1 AS is_verified"
    return f"SELECT p.id AS id, {facts} FROM {_as_p(platforms)} WHERE 1 = 0"  # noqa: S608 - see below


def _as_p(platforms: Relation | None) -> str:
    """Return the platforms as an item of a FROM clause."""
    if platforms is None:
        return f"({_ONE_PLATFORM}\n) AS p"
    return f"({platforms.sql}\n) AS p" if platforms.sql else "platforms AS p"


def _completed(relation: Relation, fallbacks: Mapping[str, str]) -> Relation:
    """Return a relation of the directory in which every column has a source."""
    absent = {name: of for name, of in fallbacks.items() if not relation.has(name)}
    if not relation.sql or not absent:
        return relation
    more = "".join(f", {of} AS {name}" for name, of in absent.items())
    columns = None if relation.columns is None else relation.columns | absent.keys()
    sql = f"SELECT r.*{more} FROM ({relation.sql}\n) AS r"  # noqa: S608 - of the configuration, which is trusted
    return replace(relation, sql=sql, columns=columns, omit=relation.omit - absent.keys())


def _on_the_platform(relation: Relation) -> Relation:
    """Return a relation of the platform scope with the only platform of the shop."""
    if relation.columns is None or "platform_id" in relation.columns:
        return relation
    sql = f"SELECT r.*, '{PLATFORM}' AS platform_id FROM ({relation.sql}\n) AS r"  # noqa: S608 - of the configuration, which is trusted
    return replace(relation, sql=sql, columns=relation.columns | {"platform_id"})


def _first_party(settings: FirstPartySettings) -> FirstParty:
    platforms = None if settings.platforms == ("all",) else settings.platforms
    return FirstParty(settings.code, settings.name or settings.code, platforms)
