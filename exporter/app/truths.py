"""The truths of the preset in use, as `orion-exporter verify` compares them."""

from collections.abc import Iterator

from exporter.app.application import Application
from exporter.app.verify import Truth
from exporter.config.configuration import Configuration
from exporter.config.parameters import NOW
from exporter.config.preset_settings import ANY_DIALECT, TruthSettings
from exporter.fold.families import family_names


def truths_of(application: Application) -> Iterator[Truth]:
    """Yield the truths of the preset and its variants in use, for this kind of database and now.

    What reads a relation that the configuration replaces has no truth.
    """
    configuration = application.configuration
    now = f"'{application.clock.now():%Y-%m-%d %H:%M:%S}'"
    others = set(_without_truth(application))
    for metric, settings in _in_use(configuration).items():
        sql = settings.sql.get(application.database.dialect) or settings.sql.get(ANY_DIALECT)
        if sql and metric not in others:
            filled = configuration.resolved.parameters.put_into(sql, (NOW,)).replace(f"{{{{{NOW}}}}}", now)
            yield Truth(metric, settings.means, filled)


def _in_use(configuration: Configuration) -> dict[str, TruthSettings]:
    """Return the truths by metric; a variant replaces truths of the preset, and removes those of absent metrics."""
    if configuration.preset is None:
        return {}
    found = {each.metric: each for each in configuration.preset.settings.truth}
    for name in configuration.resolved.active:
        variant = configuration.preset.settings.variants[name]
        found = {metric: each for metric, each in found.items() if metric not in variant.absent}
        found |= {each.metric: each for each in variant.truth}
    return found


def _without_truth(application: Application) -> Iterator[str]:
    """Yield the metrics that read a relation of which a part is not the preset's."""
    configuration = application.configuration
    replaced = {
        loc[1]
        for loc in configuration.origins
        if loc[:1] == ("relations",) and len(loc) > 1 and not configuration.of_preset(loc)
    }
    for provider in application.providers:
        source = provider.source
        if {name.partition(".")[0] for name in source.tables} & replaced:
            for each in provider.definitions:
                yield from (name for name, _ in family_names(each, source.owned_by.get(each)))
