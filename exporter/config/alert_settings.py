"""The settings of alerts: what people declare of their own, and whose thresholds differ."""

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from exporter.config.amount import Amount, parse_amount
from exporter.config.section import Section

_SCHEMA = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}], "examples": [100, "2h", "20%", "off"]})

Limit = Annotated[Amount, PlainValidator(parse_amount), _SCHEMA]


class AlertSettings(Section):
    """An alert of your own: its rule is yours, its thresholds are kept and exported here."""

    category: str = Field(description="The category that the alert is about, such as `orders`.")
    default: Limit = Field(description="The threshold of those who have none of their own: `100`, `2h`, `20%`, `off`.")
    below: bool = Field(
        default=False,
        description="Whether it fires below the threshold; then the threshold is exported with its sign changed.",
    )


class ThresholdSettings(Section):
    """One threshold; vendor on platform comes before vendor, vendor before platform, platform before all."""

    alert: str = Field(description="The name of the alert.")
    platform: str | None = Field(default=None, description="The code of a platform; without one it holds on all.")
    vendor: str | None = Field(default=None, description="The code of a vendor; without one it holds for all.")
    value: Limit = Field(description="`100`, `2h`, `20%`, or `off`.")
