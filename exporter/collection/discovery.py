"""Which providers there are, and which are enabled: the manifest of the built-in ones, and entry points.

A provider that cannot be loaded is not left out in silence: it takes its place as one that always fails, with the
reason, and costs nothing but itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from exporter.alerting.declared_alerts import declared_alerts
from exporter.alerting.provider import ALERTS_CATEGORY, ThresholdsProvider
from exporter.alerting.shop_runbooks import CMS
from exporter.collection.per_vendor import is_label
from exporter.collection.provider import Provider
from exporter.collection.sources import NO_PROVIDER, BrokenSource, DirectorySource, Source, source_of
from exporter.config.configuration import Configuration
from exporter.config.connection import SettingError
from exporter.config.effective import effective
from exporter.config.options import OptionError, build
from exporter.contracts.cms import ContentServiceProtocol
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricDefinition
from exporter.directory.directory import TENANCY
from exporter.exposition.shelf import Shelf
from exporter.fold.families import PREFIX
from exporter.fold.frame import FOLDS
from providers import PROVIDERS

GROUP = "orion_exporter.providers"
"""The entry-point group in which other packages announce their providers."""

OWN_PREFIX = "orion_exporter_"
_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")

_ALERTS_ORIGIN = "exporter/alerting/provider.py"
_CONTENT = "providers.cms:ContentService"


@dataclass(frozen=True, slots=True)
class Found:
    """A provider that was found: what was loaded, a class or an instance, and the file that it is in."""

    category: str
    loaded: Any
    origin: str


def installed() -> tuple[EntryPoint, ...]:
    """Return the entry points of other packages' providers, in a stable order."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)))


def discover(
    configuration: Configuration,
    manifest: Sequence[str] = PROVIDERS,
    entries: Callable[[], Iterable[EntryPoint]] = installed,
    shelf: Shelf | None = None,
) -> list[Provider]:
    """Return the enabled providers, the built-in ones first. The one of thresholds puts runbooks on `shelf`.

    Raises ConfigurationError if the configuration names a provider that there is not, or an option it does not have.
    """
    found = {ALERTS_CATEGORY: Found(ALERTS_CATEGORY, ThresholdsProvider({}), _ALERTS_ORIGIN)}  # it is taken
    for path in manifest:
        _take(found, path.partition(":")[0].rpartition(".")[2], EntryPoint("", path, GROUP).load)
    for entry in entries():
        _take(found, entry.name, entry.load)
    if TENANCY not in found:
        found[TENANCY] = Found(TENANCY, None, __name__)
    for name in configuration.settings.providers:
        if name not in found:
            raise configuration.error(("providers", name), "unknown provider", sorted(found))
    del found[ALERTS_CATEGORY]  # the last one that is shown
    found[ALERTS_CATEGORY] = _alerts(configuration, found, shelf or Shelf())
    return _without_collisions([each for one in found.values() for each in _configured(one, configuration)])


def _take(found: dict[str, Found], name: str, load: Callable[[], Any]) -> None:
    """Load a provider and put it beside the others, under its category."""
    try:
        loaded = load()
        one = Found(_category(loaded), loaded, _origin(loaded))
        _check(one)
        _check_free(one, found)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - someone else's package may raise anything when imported
        name = name if name not in found else f"{name}-{len(found)}"
        reason = f"{name} could not be loaded: {error if isinstance(error, ContractError) else repr(error)}"
        one = Found(name, BrokenSource(name, reason), name)
    found[one.category] = one


def _alerts(configuration: Configuration, found: Mapping[str, Found], shelf: Shelf) -> Found:
    """Return the provider of thresholds, with the alerts that the configuration knows."""
    alerts = declared_alerts(configuration, found)
    content = content_service() if _enabled(configuration, CMS) and CMS in found else None
    provider = ThresholdsProvider(alerts, configuration.settings.thresholds, content, shelf)
    return Found(ALERTS_CATEGORY, provider, _ALERTS_ORIGIN)


def content_service() -> ContentServiceProtocol | None:
    """Return the content module's service; None where the module was removed."""
    try:
        service: ContentServiceProtocol = EntryPoint("", _CONTENT, GROUP).load()()
    except ImportError:
        return None
    return service


def _category(loaded: Any) -> Any:
    """Return the category; a class may have it as a property or set it in `__init__`, as the protocol allows."""
    category = getattr(loaded, "metrics_category", None)
    return loaded().metrics_category if isinstance(loaded, type) and not isinstance(category, str) else category


def _check(one: Found) -> None:
    """Raise ContractError unless the class or instance is a provider by one of the two contracts."""
    if not isinstance(one.category, str) or not one.category:
        raise ContractError(f"metrics_category is {one.category!r}; it must be a text")
    bulk = all(hasattr(one.loaded, name) for name in ("definitions", "collect"))
    if not bulk and not all(hasattr(one.loaded, name) for name in ("get_vendor_metrics", "get_platform_metrics")):
        raise ContractError(NO_PROVIDER)


def _check_free(one: Found, found: Mapping[str, Found]) -> None:
    if one.category in found:
        raise ContractError(f'the category "{one.category}" belongs to {found[one.category].origin}')


def _origin(loaded: Any) -> str:
    """Return the file that a person has to open, as the import system sees it: no path of this machine is shown."""
    kind = loaded if isinstance(loaded, type) else type(loaded)
    return f"{kind.__module__.replace('.', '/')}.py"


def _configured(one: Found, configuration: Configuration) -> Iterator[Provider]:
    """Yield the provider with its settings and options; nothing if it is disabled."""
    category, named = one.category, one.category in configuration.settings.providers
    if not (enabled := _enabled(configuration, category)) and category != TENANCY:
        return
    try:
        settings = effective(configuration.settings, category)
        source = _source(one, settings.options) if enabled else DirectorySource()
        yield Provider(category, source, one.origin if enabled else __name__, settings, named)
    except SettingError as error:
        raise configuration.error(error.loc, error.message) from None
    except OptionError as error:
        raise configuration.error(("providers", category, "options", error.name), error.message, error.known) from None


def _enabled(configuration: Configuration, category: str) -> bool:
    given = configuration.settings.providers.get(category)
    return given is None or given.enabled


def _source(one: Found, options: Mapping[str, Any]) -> Source:
    """Return where the provider's numbers come from, with its options. Raises OptionError."""
    if isinstance(one.loaded, BrokenSource):
        return one.loaded
    try:
        source = source_of(build(one.loaded, options)) if one.loaded is not None else None
        if source is not None and one.category != ALERTS_CATEGORY:  # which says the category of each alert
            _check_definitions(source.definitions)
    except OptionError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 - see _take
        return BrokenSource(one.category, str(error) if isinstance(error, ContractError) else repr(error))
    if one.category == TENANCY:
        return DirectorySource(source)
    return source or DirectorySource()


def _check_definitions(definitions: Sequence[MetricDefinition]) -> None:
    for each in definitions:
        if not _NAME.fullmatch(each.name) or (PREFIX + each.name).startswith(OWN_PREFIX):
            raise ContractError(f'{each.key}: "{each.name}" cannot be the name of a metric here')
        if not all(is_label(label) for label in each.labels):
            raise ContractError(f"{each.key}: {sorted(each.labels)} has a label that is not a name or is taken")
        if not all(isinstance(value, str) and value for known in each.labels.values() for value in known):
            raise ContractError(f"{each.key}: the known values of its labels must be texts: {dict(each.labels)!r}")
        if each.money and ("currency" not in each.labels or each.divisor != 1):
            raise ContractError(f"{each.key}: money needs the label currency, and no divisor")
        if each.fold not in {*FOLDS, None} or each.divisor == 0:
            raise ContractError(f"{each.key}: fold {each.fold!r} or divisor {each.divisor} is not possible")


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
            provider = provider.broken(reason)
        owners |= dict.fromkeys(provider.names, provider.category)
        kept.append(provider)
    return kept
