"""Settings of declared providers: metrics and alerts over a SELECT or a relation, without code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema

from exporter.config.alert_settings import Limit
from exporter.config.relation_settings import ForEachSettings, MinorUnitSetting, Zone
from exporter.config.section import Section
from exporter.config.values import is_period, split_list

OPEN = "open"
"""Stands for an empty list of known values: they come from the data."""

_BY = "must be a list of known values, `open`, or {column: ..., values: [...]}"
_SCALARS = [{"type": each} for each in ("string", "number", "boolean")]
_VALUES = {
    "anyOf": [{"type": "array", "items": {"anyOf": _SCALARS}, "minItems": 1}, {"enum": [OPEN]}, {"type": "null"}]
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a declared metric: its column ("": that of its name), and its known values; () for open ones."""

    column: str = ""
    values: tuple[str, ...] = ()


def _label(value: Any) -> Label:
    if not isinstance(value, Mapping):
        return Label("", _known(value))
    unknown = sorted(str(key) for key in value if key not in {"column", "values"})
    if unknown:
        raise ValueError(f"has the unknown key {unknown[0]}; {_BY}")
    column = value.get("column")
    if column is not None and not isinstance(column, str):
        raise ValueError("column must be the name of a column")
    return Label(column or "", _known(value.get("values")))


def _known(value: Any) -> tuple[str, ...]:
    if value is None or value == OPEN:
        return ()
    if not isinstance(value, list | tuple):
        raise ValueError(_BY)  # noqa: TRY004 - pydantic reports a ValueError as a problem of the field
    if not all(isinstance(each, str) and each for each in value):
        raise ValueError("known values must be non-empty strings")
    if not value:
        raise ValueError("must not be empty; write the known values, or open")
    if len(set(value)) < len(value):
        raise ValueError("known values must not contain duplicates")
    return tuple(value)


def _some(values: tuple[str | None, ...]) -> tuple[str | None, ...]:
    if not values:
        raise ValueError("must not be empty; name the values of the rows to count")
    return values


def _sentence(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text


def _period(text: str) -> str:
    if not is_period(text):
        raise ValueError("must be a duration of Prometheus, such as 15m")
    return text


def _template(text: str) -> str:
    rest = re.sub(r"\{\{[^{}]*\}\}", "", text)
    if "{{" in rest or "}}" in rest:
        raise ValueError("must close each {{ with }}")
    for inside in re.findall(r"\{\{([^{}]*)\}\}", text):
        strange = next((each for each in _WORD.findall(inside) if each and each not in _FUNCTIONS), "")
        if strange:
            raise ValueError(f"has the unknown function {strange}; a label is {{{{ $labels.vendor }}}}")
    return text


_WORD = re.compile(r"\"[^\"]*\"|`[^`]*`|[$.][\w.]*|([A-Za-z_]\w*)")
_FUNCTIONS = frozenset(
    "query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink "
    "sortByLabel stripPort stripDomain humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp "
    "toTime toDuration now externalURL pathPrefix parseDuration urlQueryEscape and or not len index slice print printf "
    "println html js urlquery call eq ne lt le gt ge if else end range with define template block break continue nil "
    "true false".split()
)
"""What Prometheus knows in a template: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/."""


LabelSetting = Annotated[
    Label,
    PlainValidator(_label),
    WithJsonSchema(
        {
            "anyOf": [
                *_VALUES["anyOf"],
                {
                    "type": "object",
                    "properties": {"column": {"type": "string"}, "values": _VALUES},
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Values = Annotated[
    tuple[str | None, ...],
    BeforeValidator(split_list),
    AfterValidator(_some),
    WithJsonSchema(
        {
            "anyOf": [
                *_SCALARS,
                {"type": "array", "items": {"anyOf": [*_SCALARS, {"type": "null"}]}, "minItems": 1},
            ]
        }
    ),
]


class MetricSettings(Section):
    """A metric of a declared provider."""

    help: Annotated[str, AfterValidator(_sentence)] = Field(
        json_schema_extra={"minLength": 1},
        description="Sentence that says what is measured; the relation and its columns are appended.",
    )
    label: str | None = Field(default=None, description="Short name for people; if unset, made from the metric's name.")
    icon: str | None = Field(default=None, description="Name of an icon for dashboards of an application.")
    unit: str = Field(default="", description="Unit of the exported number: `s`, `B`, or one that is only displayed.")
    count: Literal["rows"] | None = Field(default=None, description="Set to `rows` for the number of rows.")
    sum: str | None = Field(default=None, description="Column of numbers to add up.")
    min: str | None = Field(default=None, description="Column of which to export the smallest number.")
    max: str | None = Field(default=None, description="Column of which to export the largest number.")
    latest: str | None = Field(default=None, description="Column of times of which to export the latest.")
    earliest: str | None = Field(default=None, description="Column of times of which to export the earliest.")
    where: Mapping[str, Values] = Field(
        default_factory=dict,
        description="Rows to count: by column, a list of values; an item without a value is NULL.",
    )
    by: Mapping[str, LabelSetting] = Field(
        default_factory=dict,
        description="Labels: for each, its known values (0 where there are no rows), or `open`. "
        "`{column: ..., values: [...]}` if the column has another name.",
    )
    money: bool = Field(default=False, description="Whether a sum is money in minor units; needs the label `currency`.")
    minor_unit: MinorUnitSetting | None = Field(
        default=None, description="Number of decimal places of the money; if unset, that of its currency."
    )
    divisor: int = Field(default=1, ge=1, description="Number to divide by, such as 1000 for milliseconds.")

    def aggregates(self) -> dict[str, str]:
        """Return the given aggregates by name, with what each is of; one for a correct metric."""
        given = {name: getattr(self, name) for name in ("count", "sum", "min", "max", "latest", "earliest")}
        return {name: of for name, of in given.items() if of is not None}


class DeclaredAlertSettings(Section):
    """An alert on a metric of a declared provider."""

    metric: str = Field(description="Name of a metric of the provider, without `orion_`.")
    where: Mapping[str, str] = Field(default_factory=dict, description="Values of labels that the alert is about.")
    default: Limit = Field(description="Default threshold: `100`, `2h` or `20%`.")
    below: bool = Field(default=False, description="Whether the alert fires below its threshold.")
    unit: Literal["", "s", "1"] | None = Field(
        default=None,
        description="Unit of the threshold: empty for a count, `s` for a duration, `1` for a share; if unset, that of "
        "the default.",
    )
    for_: Annotated[str, AfterValidator(_period)] = Field(
        default="15m", alias="for", description="Time that the condition must last before the alert fires."
    )
    severity: Literal["critical", "warning", "info"] = Field(default="warning", description="Label `severity`.")
    summary: Annotated[str, AfterValidator(_template)] = Field(
        default="", description="Annotation `summary`; if unset, made from the metric."
    )


class DeclarationSettings(Section):
    """The part of a provider's settings that declares it."""

    sql: str | None = Field(default=None, description="SELECT that a declared provider reads.")
    relation: str | None = Field(default=None, description="Relation that a declared provider reads, instead of `sql`.")
    metrics: Mapping[str, MetricSettings] = Field(
        default_factory=dict, description="Metrics of a declared provider, by name without `orion_`."
    )
    alerts: Mapping[str, DeclaredAlertSettings] = Field(
        default_factory=dict, description="Alerts on metrics of a declared provider, by name."
    )
    team: str = Field(default="", description="Label `team` of these alerts; if unset, the name of the provider.")
    time: str | None = Field(default=None, description="Column of times by which statistics are limited to a period.")
    id: str | None = Field(default=None, description="Column that identifies a row, for changed-only refreshes.")
    updated_at: str | None = Field(
        default=None, description="Column with the time of the last write, for changed-only refreshes."
    )
    incremental: bool = Field(
        default=False, description="Whether changed-only refreshes may read `sql`; needs `id` and `updated_at`."
    )
    trust: bool = Field(
        default=False, description="Allows `incremental` although the columns come from several tables."
    )
    map: Mapping[str, Mapping[str, str]] = Field(
        default_factory=dict,
        description="By column of `sql`, the value to export for each value of the shop; `null` is NULL.",
    )
    time_zone: Zone | None = Field(
        default=None, description="IANA time zone of times that `sql` returns without one; if unset, UTC."
    )
    with_: Mapping[str, str] = Field(
        default_factory=dict, alias="with", description="Helpers: SELECTs by name, which `sql` may use."
    )
    for_each: ForEachSettings | None = Field(
        default=None, description="Repeats `sql` for each of several places, such as the sites of a network."
    )
    database: str | None = Field(
        default=None, description="Database that `sql` is read from, by its name in `databases`; if unset, `main`."
    )

    @property
    def is_declared(self) -> bool:
        """Whether these settings declare a provider, and not only configure one."""
        return bool(self.sql or self.relation or self.metrics or self.alerts)
