"""Which providers there are, and which are enabled: the manifest of the built-in ones, and entry points.

A provider that cannot be loaded is not left out in silence: it takes its place as one that always fails, with the
reason, and costs nothing but itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from exporter.alerting.catalogue import OWN
from exporter.alerting.declared_alerts import declared_alerts
from exporter.alerting.provider import ALERTS_CATEGORY, ThresholdsProvider
from exporter.collection.alerts import alerts_of, check_names
from exporter.collection.checks import check_definitions, check_members
from exporter.collection.stand_ins import BrokenProvider, DirectoryProvider
from exporter.config.configuration import Configuration
from exporter.config.options import OptionError, build
from exporter.config.settings import ProviderSettings
from exporter.contracts.alerts import Alert
from exporter.contracts.cms import ContentServiceProtocol
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import (
    BulkMetricsProviderProtocol,
    MetricDefinition,
    MetricsProviderProtocol,
)
from exporter.directory.directory import TENANCY
from exporter.exposition.shelf import Shelf
from exporter.fold.families import family_names
from exporter.fold.frame import Kind
from exporter.fold.info import INFO
from providers import PROVIDERS

GROUP = "orion_exporter.providers"
"""The entry-point group in which other packages announce their providers."""

Implementation = BulkMetricsProviderProtocol | MetricsProviderProtocol | ThresholdsProvider

_ALERTS_ORIGIN = "exporter/alerting/provider.py"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that runs: its category, what implements it, the file it is in, and its settings.

    `named` tells that the configuration mentions it: then its tables are expected to exist.
    """

    category: str
    implementation: Implementation
    origin: str
    settings: ProviderSettings = field(default_factory=ProviderSettings)
    named: bool = False

    @property
    def definitions(self) -> Sequence[MetricDefinition]:
        """What it can say; nothing for a provider that is driven vendor by vendor, whose values tell."""
        return tuple(getattr(self.implementation, "definitions", ()))

    @property
    def tables(self) -> dict[str, set[str]]:
        """The tables and columns that it reads, as far as it says."""
        return dict(getattr(self.implementation, "tables", {}))

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts that it declares; those of the provider of thresholds are everybody's."""
        implementation = self.implementation
        return () if isinstance(implementation, ThresholdsProvider) else alerts_of(self.category, implementation)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the families that it can have."""
        kinds: Mapping[MetricDefinition, Kind] = getattr(self.implementation, "kinds", {})
        own = [name for each in self.definitions for name, _ in family_names(each, kinds.get(each))]
        return (*INFO, *own) if self.category == TENANCY else tuple(own)


def installed() -> tuple[EntryPoint, ...]:
    """Return the entry points of other packages' providers, in a stable order."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)))


def find(
    manifest: Sequence[str] = PROVIDERS, entries: Callable[[], Iterable[EntryPoint]] = installed
) -> dict[str, Provider]:
    """Return every provider that there is by category, the built-in ones first, as it was loaded.

    The provider of thresholds is among them and knows no alerts yet.
    """
    found = {ALERTS_CATEGORY: Provider(ALERTS_CATEGORY, ThresholdsProvider({}), _ALERTS_ORIGIN)}  # it is taken
    for path in manifest:
        _take(found, path.partition(":")[0].rpartition(".")[2], EntryPoint("", path, GROUP).load)
    for entry in entries():
        _take(found, entry.name, entry.load)
    return found


def known_alerts(found: Mapping[str, Provider]) -> tuple[Alert, ...]:
    """Return the exporter's own alerts and those that these providers declare, in the order of the providers."""
    return (*OWN, *(alert for provider in found.values() for alert in provider.alerts))


def content_service(found: Mapping[str, Provider], configuration: Configuration) -> ContentServiceProtocol | None:
    """Return the content service that an enabled provider offers; None if there is none."""
    for category, provider in found.items():
        offered = getattr(provider.implementation, "services", ())
        if configuration.settings.provider(category).enabled and isinstance(offered, tuple):
            for service in offered:
                if isinstance(service, ContentServiceProtocol):
                    return service
    return None


def enabled(
    configuration: Configuration,
    found: Mapping[str, Provider],
    shelf: Shelf | None = None,
    content: ContentServiceProtocol | None = None,
) -> list[Provider]:
    """Return those that are enabled, with their settings. The one of thresholds puts runbooks of `content` on `shelf`.

    Raises ConfigurationError if the configuration names a provider that there is not, or an option it does not have.
    """
    every = {**found}
    every.setdefault(TENANCY, Provider(TENANCY, DirectoryProvider(), __name__))
    for name in configuration.settings.providers:
        if name not in every:
            raise configuration.error(("providers", name), "unknown provider", sorted(every))
    del every[ALERTS_CATEGORY]  # the last one that is shown
    alerts = declared_alerts(configuration, known_alerts(found), every)
    thresholds = ThresholdsProvider(alerts, configuration.settings.thresholds, content, shelf or Shelf())
    every[ALERTS_CATEGORY] = Provider(ALERTS_CATEGORY, thresholds, _ALERTS_ORIGIN)
    return _without_collisions([each for provider in every.values() for each in _configured(provider, configuration)])


def discover(
    configuration: Configuration,
    manifest: Sequence[str] = PROVIDERS,
    entries: Callable[[], Iterable[EntryPoint]] = installed,
) -> list[Provider]:
    """Find the providers and return those that are enabled, for whom nobody needs to see a runbook."""
    return enabled(configuration, find(manifest, entries))


def _take(found: dict[str, Provider], name: str, load: Callable[[], Any]) -> None:
    """Load a provider and put it beside the others, under its category."""
    try:
        loaded = load()
        provider = Provider(_category(loaded), loaded, _origin(loaded))
        check_members(provider.category, loaded)
        _check_free(provider, found)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - someone else's package may raise anything when imported
        name = name if name not in found else f"{name}-{len(found)}"
        reason = f"{name} could not be loaded: {error if isinstance(error, ContractError) else repr(error)}"
        provider = Provider(name, BrokenProvider(name, reason), name)
    found[provider.category] = provider


def _category(loaded: Any) -> Any:
    """Return the category; a class may have it as a property or set it in `__init__`, as the protocol allows."""
    category = getattr(loaded, "metrics_category", None)
    return loaded().metrics_category if isinstance(loaded, type) and not isinstance(category, str) else category


def _check_free(provider: Provider, found: Mapping[str, Provider]) -> None:
    if provider.category in found:
        raise ContractError(f'the category "{provider.category}" belongs to {found[provider.category].origin}')
    check_names(provider.alerts, known_alerts(found))


def _origin(loaded: Any) -> str:
    """Return the file that a person has to open, as the import system sees it: no path of this machine is shown."""
    kind = loaded if isinstance(loaded, type) else type(loaded)
    return f"{kind.__module__.replace('.', '/')}.py"


def _configured(provider: Provider, configuration: Configuration) -> Iterator[Provider]:
    """Yield the provider with its settings and options; nothing if it is disabled."""
    category = provider.category
    settings, named = configuration.settings.provider(category), category in configuration.settings.providers
    if not settings.enabled:
        if category == TENANCY:
            yield Provider(TENANCY, DirectoryProvider(), __name__, settings)
        return
    try:
        implementation = build(provider.implementation, settings.options)
        configured = replace(provider, implementation=implementation, settings=settings, named=named)
        if category != ALERTS_CATEGORY:  # which says the category of each alert
            check_definitions(configured.definitions)
        _ = configured.names, configured.tables  # a class of someone else may mean something else by these
    except OptionError as error:
        raise configuration.error(("providers", category, "options", error.name), error.message, error.known) from None
    except (Exception, SystemExit) as error:  # noqa: BLE001 - see _take
        broken = BrokenProvider(category, str(error) if isinstance(error, ContractError) else repr(error))
        configured = replace(provider, implementation=broken, settings=settings, named=named)
    yield configured


def _without_collisions(providers: Sequence[Provider]) -> list[Provider]:
    """Replace each provider of which a name is taken by one that says so."""
    owners: dict[str, str] = {}
    kept: list[Provider] = []
    for each in providers:
        provider = each
        taken = [name for name, times in Counter(provider.names).items() if times > 1 or name in owners]
        if taken:
            owner = owners.get(taken[0], provider.category)
            reason = f"the metric {taken[0]} belongs to {owner} already; rename it"
            provider = replace(provider, implementation=BrokenProvider(provider.category, reason))
        owners |= dict.fromkeys(provider.names, provider.category)
        kept.append(provider)
    return kept
