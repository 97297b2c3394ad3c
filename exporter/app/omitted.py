"""What is not exported because a relation omits columns: `check` names it, as nobody misses it otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from exporter.app.findings import Finding
from exporter.collection.provider import Provider
from exporter.fold.families import family_names
from exporter.query import QueryMetricsProvider
from exporter.query.grain import elements
from exporter.query.shaping import shaped
from exporter.relations.contract import RelationTable
from exporter.relations.relations import BY_PLATFORM, Relations

_PLATFORM, _OTHER = "orion_platform_", "orion_"


def omitted(provider: Provider, relations: Relations) -> Iterator[Finding]:
    """Yield, for each relation of a provider, the metrics that its omitted columns cost."""
    queries = provider.source.statistics
    if not isinstance(queries, QueryMetricsProvider):
        return
    tables = {each.name for query in queries.queries() for each in elements(query) if isinstance(each, RelationTable)}
    exported = _names(queries, relations)
    for name, relation in relations.given.items():
        table = name.removesuffix(BY_PLATFORM)
        if table not in tables or not relation.omit:
            continue
        columns = None if relation.columns is None else relation.columns | relation.omit
        whole = replace(relation, columns=columns, omit=frozenset())
        lost = _names(queries, replace(relations, given={**relations.given, name: whole})) - exported
        if lost:
            subject = f"{table} by platform" if table != name else table
            yield Finding("ok", subject, f"omits {', '.join(sorted(relation.omit))}; not exported: {_listed(lost)}")


def _names(provider: QueryMetricsProvider, relations: Relations) -> set[str]:
    return {
        name
        for query in shaped(provider.queries(), relations)
        for definition in query.definitions
        for name, _ in family_names(definition, query.owned_by)
    }


def _listed(names: set[str]) -> str:
    """Return names of metrics; the one of platforms stands for itself only where it is the only one."""
    return ", ".join(sorted(each for each in names if each.replace(_PLATFORM, _OTHER, 1) not in names - {each}))
