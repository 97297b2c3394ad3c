"""Settings of alerts: custom alerts and threshold overrides."""

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from exporter.config.amount import Amount, parse_amount
from exporter.config.section import Section

_SCHEMA = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}], "examples": [100, "2h", "20%", "off"]})

Limit = Annotated[Amount, PlainValidator(parse_amount), _SCHEMA]


class AlertSettings(Section):
    """A custom alert. You write its rule; the exporter manages and exports its thresholds."""

    category: str = Field(description="Category of the alert, such as `orders`.")
    default: Limit = Field(description="Default threshold: `100`, `2h`, `20%` or `off`.")
    below: bool = Field(
        default=False,
        description="Whether the alert fires below its threshold; such thresholds are exported negated.",
    )
    scope: Literal["vendor", "platform", "installation"] = Field(
        default="vendor",
        description="What the alert is about, and so what its threshold can be overridden for.",
    )


class ThresholdSettings(Section):
    """A threshold override. The most specific one applies: vendor and platform, vendor, platform, all."""

    alert: str = Field(description="Name of the alert.")
    platform: str | None = Field(default=None, description="Platform code; if unset, all platforms.")
    vendor: str | None = Field(default=None, description="Vendor code; if unset, all vendors.")
    value: Limit = Field(description="Threshold: `100`, `2h`, `20%` or `off`.")
