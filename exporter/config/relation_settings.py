"""Settings of relations: the SELECTs by which a shop's own tables yield what providers read."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema

from exporter.config.section import Section
from exporter.config.values import check_zone, split_list
from exporter.contracts.labels import UNASSIGNED, UNKNOWN

NULL = "null"
"""The key of a map that stands for NULL."""


_PARAMETER = re.compile(r"\{\{[^{}]*\}\}")
"""What stands for a time zone in a preset, before the values of its parameters are known."""


def _zone(name: str) -> str:
    return name if _PARAMETER.fullmatch(name) else check_zone(name)


def _minor_unit(value: object) -> object:
    most = 6
    if value == "currency" or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and int(value) <= most:
        return int(value)
    raise ValueError('must be a number of digits from 0 to 6, or "currency"')


MinorUnitSetting = Annotated[
    Literal["currency", 0, 1, 2, 3, 4, 5, 6],
    PlainValidator(_minor_unit),
    WithJsonSchema({"enum": ["currency", 0, 1, 2, 3, 4, 5, 6]}),
]


Zone = Annotated[str, AfterValidator(_zone)]


def _code(code: str) -> str:
    if not code.strip() or code in {UNKNOWN, UNASSIGNED}:
        raise ValueError(f"must not be blank, {UNKNOWN} or {UNASSIGNED}: these mean something else")
    return code


def _places(platforms: tuple[str, ...]) -> tuple[str, ...]:
    if not platforms:
        raise ValueError("must not be empty; write all, or codes of platforms")
    return platforms


class FirstPartySettings(Section):
    """The shop's own vendor: rows whose `vendor_id` is NULL."""

    code: Annotated[str, AfterValidator(_code)] = Field(
        default="shop",
        json_schema_extra={"minLength": 1},
        description="Code of the first party, its label `vendor`.",
    )
    name: str | None = Field(default=None, description="Name of the first party; if unset, its code.")
    platforms: Annotated[tuple[str, ...], BeforeValidator(split_list), AfterValidator(_places)] = Field(
        default=("all",),
        json_schema_extra={"minItems": 1},
        description="Codes of the platforms that it is on, or `all`.",
    )


class ForEachSettings(Section):
    """Repeats the SELECT of a relation for each of several places, such as the sites of a network."""

    sql: str = Field(description="SELECT that returns one value for each place.")
    as_: str = Field(alias="as", description="Name of the placeholder that stands for the value: `{{name}}`.")
    limit: int = Field(default=1_000, ge=1, description="Maximum number of places; more are a failure.")


_OF_THE_SELECT = frozenset(
    {"platform_sql", "with", "for_each", "omit", "time_zone", "minor_unit", "incremental", "trust"}
)
"""What belongs to a SELECT: its second grain, its parts, and what it returns."""


class RelationSettings(Section):
    """A relation: the rows that a provider reads, by a SELECT over the shop's own tables."""

    @classmethod
    def excluded(cls, name: str) -> set[str]:
        """Return what a higher source replaces together with `name`: a new `sql` brings all that describes it."""
        return set(_OF_THE_SELECT) if name == "sql" else set()

    sql: str | None = Field(default=None, description="SELECT that returns the columns of the relation's contract.")
    platform_sql: str | None = Field(
        default=None,
        description="SELECT for the platform scope, if a row is something else there: for `orders`, what one customer "
        "ordered.",
    )
    omit: Annotated[tuple[str, ...], BeforeValidator(split_list)] = Field(
        default=(), description="Columns without a source. What needs them is not exported."
    )
    map: Mapping[str, Mapping[str, str]] = Field(
        default_factory=dict, description="By column, the contract's value for each value of the shop; `null` is NULL."
    )
    first_party: FirstPartySettings | None = Field(
        default=None, description="For `vendors`: the shop's own vendor, to whom rows without a vendor belong."
    )
    with_: Mapping[str, str] = Field(
        default_factory=dict,
        alias="with",
        description="Helpers: SELECTs by name, which the relation's SELECTs may use.",
    )
    for_each: ForEachSettings | None = Field(
        default=None, description="Repeats the SELECTs for each of several places, such as the sites of a network."
    )
    time_zone: Zone | None = Field(
        default=None, description="IANA time zone of times that are stored without one; if unset, UTC."
    )
    minor_unit: MinorUnitSetting | None = Field(
        default=None, description="Number of decimal places of amounts stored as whole numbers; if unset, by currency."
    )
    incremental: bool = Field(
        default=False, description="Whether changed-only refreshes may read this relation, by its `updated_at`."
    )
    trust: bool = Field(
        default=False, description="Allows `incremental` although the columns come from several tables."
    )
    database: str = Field(default="main", description="Database that it is read from, by its name in `databases`.")
