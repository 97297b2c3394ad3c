"""The form of a preset: the settings of a shop, and what describes it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from exporter.config.alert_settings import AlertSettings, ThresholdSettings
from exporter.config.relation_settings import ForEachSettings, RelationSettings
from exporter.config.section import Section
from exporter.config.settings import ProviderSettings, RefreshSettings
from exporter.config.values import check_parameter_name, split_list

ANY_DIALECT = ""
"""Stands for all dialects where a SELECT is the same for them."""

Names = Annotated[tuple[str, ...], BeforeValidator(split_list)]


class ParameterSettings(Section):
    """A parameter: `{{name}}` in the SQL of the preset stands for its value."""

    type: Literal["identifier", "integer", "text", "time_zone"] = Field(
        description="What the value is: an `identifier`, part of a name (at most 30 letters, digits and `_`); an "
        "`integer`; a `text`, which becomes a literal; or the IANA name of a `time_zone`, also for `time_zone` of a "
        "relation."
    )
    default: str | None = Field(default=None, description="Default; if unset, the configuration must give a value.")
    detect: str | None = Field(default=None, description="SELECT by which `detect` finds the value in a database.")
    description: str = Field(default="", description="What the parameter is, in one sentence.")


class WhenSettings(Section):
    """When a variant applies. All conditions must hold."""

    sql: str | None = Field(
        default=None, description="SELECT; the variant applies if its first row begins with a value that is true."
    )
    tables: Names = Field(default=(), description="Tables that must exist and be readable.")
    columns: Mapping[str, Names] = Field(
        default_factory=dict, description="By table, columns that must exist and be readable."
    )


def _when(value: object) -> object:
    return {"sql": value} if isinstance(value, str) else value


class ShopSettings(Section):
    """The settings that a preset and its variants may have."""

    relations: Mapping[str, RelationSettings] = Field(default_factory=dict, description="Relations, by name.")
    providers: Mapping[str, ProviderSettings] = Field(default_factory=dict, description="Providers, by category.")
    refresh: RefreshSettings = Field(default_factory=RefreshSettings, description="Defaults for all providers.")
    alerts: Mapping[str, AlertSettings] = Field(default_factory=dict, description="Custom alerts, by name.")
    thresholds: tuple[ThresholdSettings, ...] = Field(default=(), description="Threshold overrides.")


def _by_dialect(value: object) -> object:
    return {ANY_DIALECT: value} if isinstance(value, str) else value


SqlByDialect = Annotated[Mapping[str, str], BeforeValidator(_by_dialect)]
"""A SELECT by dialect."""

TruthHelpers = Mapping[Annotated[str, AfterValidator(check_parameter_name)], SqlByDialect]
"""SELECTs that truths read like tables, by name."""


class TruthSettings(Section):
    """What the series of one metric must be: a sentence, and SQL over the shop's own tables with a row per series."""

    metric: str = Field(description="Full name of the metric.")
    means: str = Field(description="What it means in this shop.")
    sql: SqlByDialect = Field(
        description="SELECT with a column per label, and the column `value`; a mapping by dialect (postgresql, sqlite, "
        "mysql) where databases need different ones."
    )


class TruthForEachSettings(Section):
    """The places where the truths of the preset hold, one by one, such as the sites of a network.

    Series of several places with the same labels are added up, or folded as their metric is.
    """

    places: ForEachSettings = Field(description="The places, as `for_each` of a relation names them.")
    parameters: Mapping[str, str] = Field(
        default_factory=dict,
        description="What parameters stand for in a place, by name, such as `prefix: '{{prefix}}{{site}}'`.",
    )
    shared: Names = Field(
        default=(), description="Tables of all places together, whose names begin with the parameter as it is."
    )
    platform: str = Field(
        default="", description="Id of the platform that a place is, such as `site{{site}}`; its label is put in."
    )


class VariantSettings(ShopSettings):
    """A variant of a shop: what it adds or changes, and when it applies."""

    about: str = Field(default="", description="What such a shop has that others do not have.")
    caution: str = Field(
        default="", description="What is not exported of such a shop, and what to do; `check` and `detect` say it."
    )
    when: Annotated[WhenSettings, BeforeValidator(_when)] = Field(description="When the variant applies.")
    truth_with: TruthHelpers = Field(
        default_factory=dict, description="Further helpers for the truths of the variant; they replace the preset's."
    )
    truth: tuple[TruthSettings, ...] = Field(
        default=(), description="What the numbers must be; replaces the truths of the preset for the same metrics."
    )
    truth_for_each: TruthForEachSettings | None = Field(
        default=None,
        description="Places where the truths of the preset hold, one by one; the variant's own apply to all together.",
    )
    absent: Names = Field(default=(), description="Metrics for which such a shop has no source, unlike others.")


class PresetSettings(ShopSettings):
    """A preset."""

    about: str = Field(pattern=r"\S", description="What shop it is for; the first line is a summary.")
    beta: bool = Field(
        default=False, description="Whether nobody has run it on a real shop yet; `check` and `detect` say so."
    )
    by_name: bool = Field(default=False, description="Whether relations without a SELECT are tables of the same name.")
    parameters: Mapping[Annotated[str, AfterValidator(check_parameter_name)], ParameterSettings] = Field(
        default_factory=dict, description="Parameters, by name."
    )
    variants: Mapping[str, VariantSettings] = Field(default_factory=dict, description="Variants by name, in order.")
    truth_with: TruthHelpers = Field(
        default_factory=dict, description="SELECTs that the truths can read like tables, by name; each can read others."
    )
    truth: tuple[TruthSettings, ...] = Field(default=(), description="What the numbers must be.")
    absent: Names = Field(default=(), description="Metrics for which such a shop has no source.")


PARTS = ("relations", "providers", "refresh", "alerts", "thresholds")
"""The settings that a preset shares with the configuration."""
