"""Discovers providers, from the manifest, entry points and the configuration, and selects those that are enabled.

A provider that fails to load is not omitted silently. It is replaced by one that always fails with the reason, and does
not affect other providers.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from exporter.alerting.catalogue import OWN
from exporter.alerting.declared_alerts import declared_alerts
from exporter.alerting.provider import ALERTS_CATEGORY, ThresholdsProvider
from exporter.collection.alerts import check_names
from exporter.collection.broken import BrokenSource
from exporter.collection.checks import check_definitions, check_members
from exporter.collection.declared.declaring import with_declared
from exporter.collection.found import Found
from exporter.collection.provider import Provider
from exporter.collection.relations import relations_of
from exporter.collection.sources import DirectorySource, Source, source_of
from exporter.config.configuration import Configuration, load
from exporter.config.connection import SettingError
from exporter.config.effective import effective
from exporter.config.options import OptionError, build
from exporter.contracts.alerts import Alert
from exporter.contracts.cms import ContentServiceProtocol
from exporter.contracts.failures import ContractError
from exporter.directory.directory import TENANCY
from exporter.exposition.shelf import Shelf
from exporter.relations.relations import ORION, Relations
from providers import PROVIDERS

GROUP = "orion_exporter.providers"
"""The entry-point group in which other packages register their providers."""

_ALERTS_ORIGIN = "exporter/alerting/provider.py"


def installed() -> tuple[EntryPoint, ...]:
    """Return the entry points of providers in other packages, in a stable order."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)))


def find(
    manifest: Sequence[str] = PROVIDERS, entries: Callable[[], Iterable[EntryPoint]] = installed
) -> dict[str, Found]:
    """Return all providers by category, enabled or not; built-in ones first."""
    found = {ALERTS_CATEGORY: Found(ALERTS_CATEGORY, ThresholdsProvider({}), _ALERTS_ORIGIN)}  # reserves it
    for path in manifest:
        _take(found, path.partition(":")[0].rpartition(".")[2], EntryPoint("", path, GROUP).load)
    for entry in entries():
        _take(found, entry.name, entry.load)
    return found


def known_alerts(found: Mapping[str, Found]) -> tuple[Alert, ...]:
    """Return the exporter's own alerts, then those that the providers declare, in the order of `found`."""
    return (*OWN, *(alert for one in found.values() for alert in one.alerts))


def content_service(found: Mapping[str, Found], configuration: Configuration) -> ContentServiceProtocol | None:
    """Return the first content service that an enabled provider offers; None if there is none."""
    for category, one in found.items():
        offered = getattr(one.loaded, "services", ())
        if _enabled(configuration, category) and isinstance(offered, tuple):
            for service in offered:
                if isinstance(service, ContentServiceProtocol):
                    return service
    return None


def enabled(
    configuration: Configuration,
    found: Mapping[str, Found],
    shelf: Shelf | None = None,
    content: ContentServiceProtocol | None = None,
    relations: Relations = ORION,
) -> list[Provider]:
    """Return the enabled providers with their settings.

    The provider of thresholds also reads runbooks from `content` and puts them on `shelf`. Raises ConfigurationError if
    the configuration contains an unknown provider, or an unknown option of a provider.
    """
    every = {**found}
    every.setdefault(TENANCY, Found(TENANCY, None, __name__))
    for name in configuration.settings.providers:
        if name not in every:
            raise configuration.error(("providers", name), "unknown provider", sorted(every))
    del every[ALERTS_CATEGORY]  # added again below, so that it comes last
    alerts = declared_alerts(configuration, known_alerts(found), every)
    thresholds = ThresholdsProvider(alerts, configuration.settings.thresholds, content, shelf or Shelf())
    every[ALERTS_CATEGORY] = Found(ALERTS_CATEGORY, thresholds, _ALERTS_ORIGIN)
    return _without_collisions([each for one in every.values() for each in _configured(one, configuration, relations)])


def discover(
    configuration: Configuration,
    manifest: Sequence[str] = PROVIDERS,
    entries: Callable[[], Iterable[EntryPoint]] = installed,
) -> list[Provider]:
    """Discover the providers and return those that are enabled, without reading the shop's runbooks.

    Raises ConfigurationError, also for relations and declared providers that cannot be right.
    """
    found = with_declared(configuration, find(manifest, entries))
    return enabled(configuration, found, relations=relations_of(configuration, found))


def providers_of(path: Path, environ: Mapping[str, str] | None = None) -> list[Provider]:
    """Return the providers that a configuration file declares. Raises ConfigurationError."""
    configuration = load(path, os.environ if environ is None else environ)
    declared = {name for name, given in configuration.settings.providers.items() if given.is_declared}
    return [each for each in discover(configuration) if each.category in declared]


def _take(found: dict[str, Found], name: str, load: Callable[[], Any]) -> None:
    """Load a provider and add it to `found` under its category; a `BrokenSource` if it fails to load."""
    try:
        loaded = load()
        one = Found(_category(loaded), loaded, _origin(loaded))
        check_members(one.category, loaded)
        _check_free(one, found)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - importing a third-party package can raise anything
        name = name if name not in found else f"{name}-{len(found)}"
        reason = f"cannot load {name}: {error if isinstance(error, ContractError) else repr(error)}"
        one = Found(name, BrokenSource(name, reason), name)
    found[one.category] = one


def _category(loaded: Any) -> Any:
    """Return the category. The protocol allows a class to define it as a property or to set it in `__init__`."""
    category = getattr(loaded, "metrics_category", None)
    return loaded().metrics_category if isinstance(loaded, type) and not isinstance(category, str) else category


def _check_free(one: Found, found: Mapping[str, Found]) -> None:
    if one.category in found:
        raise ContractError(f'category "{one.category}" is already used by {found[one.category].origin}')
    check_names(one.alerts, known_alerts(found))


def _origin(loaded: Any) -> str:
    """Return the file that defines a provider, relative to the import path, so that no local path is exposed."""
    kind = loaded if isinstance(loaded, type) else type(loaded)
    return f"{kind.__module__.replace('.', '/')}.py"


def _configured(one: Found, configuration: Configuration, relations: Relations) -> Iterator[Provider]:
    """Yield the provider with its settings and options, unless it is disabled. Tenancy always yields the directory."""
    category, named = one.category, one.category in configuration.settings.providers
    runs = _enabled(configuration, category)
    if not runs and category != TENANCY:
        return
    try:
        settings = effective(configuration.settings, category)
        source = _source(one, settings.options, relations) if runs else DirectorySource(relations=relations)
        yield Provider(category, source, one.origin if runs else __name__, settings, named)
    except SettingError as error:
        raise configuration.error(error.loc, error.message) from None
    except OptionError as error:
        raise configuration.error(("providers", category, "options", error.name), error.message, error.known) from None


def _enabled(configuration: Configuration, category: str) -> bool:
    given = configuration.settings.providers.get(category)
    return given is None or given.enabled


def _source(one: Found, options: Mapping[str, Any], relations: Relations) -> Source:
    """Return the source of a provider, built with its options. Raises OptionError."""
    if isinstance(one.loaded, BrokenSource):
        return one.loaded
    try:
        source = source_of(build(one.loaded, options), relations) if one.loaded is not None else None
        if source is not None and one.category != ALERTS_CATEGORY:  # which uses the reserved label `category`
            check_definitions(source.definitions)
    except OptionError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - its class may raise anything
        return BrokenSource(one.category, str(error) if isinstance(error, ContractError) else repr(error))
    if one.category == TENANCY:
        return DirectorySource(source, relations)
    return source or DirectorySource(relations=relations)


def _without_collisions(providers: Sequence[Provider]) -> list[Provider]:
    """Replace each provider that exports an already used metric name by one that fails with that reason."""
    owners: dict[str, str] = {}
    kept: list[Provider] = []
    for each in providers:
        provider = each
        taken = [name for name, times in Counter(provider.names).items() if times > 1 or name in owners]
        if taken:
            owner = owners.get(taken[0], provider.category)
            reason = f"metric {taken[0]} is already exported by {owner}; rename it"
            provider = provider.broken(reason)
        owners |= dict.fromkeys(provider.names, provider.category)
        kept.append(provider)
    return kept
