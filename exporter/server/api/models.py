"""The answers of the API, as models: OpenAPI describes them, and tests hold the answers to them.

The answers themselves are built as dictionaries, which takes a fraction of the time.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Reason = Literal["waiting", "stale", "failed"]


class Model(BaseModel):
    """A part of an answer. Later versions may add fields."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"additionalProperties": True})


class PlatformItem(Model):
    """A platform."""

    id: str = Field(description="Id, as a text; for the parameter `platform`.")
    code: str = Field(description="Label of the platform in the exposition. It can be given to another platform later.")
    name: str = Field(description="Name for people; `unknown` if it has none.")
    state: str = Field(description="State, such as `active`.")


class VendorItem(Model):
    """A vendor."""

    id: str = Field(description="Id, as a text; for the parameter `vendor`. That of the first party is empty.")
    code: str = Field(description="Label of the vendor in the exposition. It can be given to another vendor later.")
    name: str = Field(description="Name for people; `unknown` if it has none.")
    state: str = Field(description="State, such as `active`.")
    platforms: list[str] = Field(description="Ids of the platforms of which it is an active member, its home first.")


class Dated(Model):
    """What was read from the database at one moment."""

    collected_at: AwareDatetime = Field(description="When it was read from the database.")
    stale_at: AwareDatetime | None = Field(
        description="From when on it is too old to be shown, unless it is read again; null for a period."
    )


class Platforms(Dated):
    """The platforms, by code."""

    platforms: list[PlatformItem]


class Vendors(Dated):
    """Vendors, by code."""

    vendors: list[VendorItem]
    next: str | None = Field(description="Value of the parameter `after` for the vendors after these; null at the end.")


class Subject(Model):
    """Whose numbers these are; both are null for the whole installation."""

    vendor: VendorItem | None = None
    platform: PlatformItem | None = None


class Value(Model):
    """One number."""

    key: str = Field(description="Name of the metric, `<category>.<name>`.")
    flat_key: str = Field(description='Name with the labels, as in `Statistics.flat()`: `orders.total{status="new"}`.')
    value: float
    previous: Annotated[
        float | None, Field(description="Value of the period of equal length before; only with a period.")
    ] = None
    label: str = Field(description="Short name for people.")
    unit: str = Field(description="Unit for display, such as `EUR` or `s`; empty for a count.")
    description: str
    icon: str = Field(description="Name of an icon.")
    labels: dict[str, str]


class Category(Dated):
    """The numbers of one category (module)."""

    category: str
    values: list[Value]
    totals: dict[str, float] = Field(
        description="Sum over all labels of each metric that has labels and can be added up; never across currencies."
    )
    previous_totals: Annotated[
        dict[str, float] | None, Field(description="The same for the period before; only with a period.")
    ] = None


class Missing(Model):
    """A category without numbers. Modules that are not installed, or disabled on the platform, are omitted."""

    category: str
    reason: Reason = Field(
        description="`waiting`: not read yet. `stale`: too old. `failed`: it could not be read; see the status page."
    )


class Period(Model):
    """A period in full minutes; null where it has no begin or no end."""

    from_: AwareDatetime | None = Field(alias="from", description="Its first moment.")
    to: AwareDatetime | None = Field(description="The moment after it.")


class Statistics(Model):
    """The numbers of a vendor, of a platform, of a vendor on a platform, or of the whole installation."""

    subject: Subject
    period: Period | None = Field(description="The period of the numbers; null if none was asked for.")
    categories: list[Category]
    missing: list[Missing]


class ParameterProblem(Model):
    """What is wrong with a parameter; `parameter` is empty if it is with several."""

    parameter: str
    detail: str


class ProblemDetails(Model):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ParameterProblem] | None = None
