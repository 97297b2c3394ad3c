"""What is not exported of a shop because of a variant of its preset, and why a module is idle."""

from collections.abc import Iterable, Iterator

from exporter.collection.provider import Provider
from exporter.config.configuration import Configuration
from exporter.query import QueryMetricsProvider
from exporter.query.grain import elements
from exporter.relations.contract import RelationTable


def cautions_of(configuration: Configuration) -> Iterator[tuple[str, str]]:
    """Yield the variants in use of which a part is not exported, and what that is, on one line."""
    variants = configuration.preset.settings.variants if configuration.preset else {}
    for name in configuration.resolved.active:
        if caution := variants[name].caution:
            yield name, " ".join(caution.split())


def why_idle(configuration: Configuration, provider: Provider, tables: Iterable[str]) -> str:
    """Return why a module is idle: `tables` are missing, a variant removes its relation, or nothing gives one."""
    if not provider.source.is_absent:
        return f"not installed ({', '.join(sorted(tables))}); the provider is idle"
    read = {each.name for each in _tables(provider)}
    for name in configuration.resolved.active:
        if removed := sorted(read & set(_removed(configuration, name))):
            return f"idle, as the variant {name} of the preset removes the relation {', '.join(removed)}"
    return "idle, as the configuration gives no relation for it"


def _tables(provider: Provider) -> Iterator[RelationTable]:
    queries = provider.source.statistics
    if isinstance(queries, QueryMetricsProvider):
        yield from (each for query in queries.queries() for each in elements(query) if isinstance(each, RelationTable))


def _removed(configuration: Configuration, variant: str) -> Iterator[str]:
    """Yield the relations that a variant sets to null."""
    document = configuration.preset.document.value if configuration.preset else {}
    relations = document["variants"][variant].get("relations") or {}
    yield from (name for name, of in relations.items() if of is None)
