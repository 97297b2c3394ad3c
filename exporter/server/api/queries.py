"""The parameters of each operation of the API, as models; OpenAPI describes them from these."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

MOST = timedelta(days=400)
"""Longest period."""

MOST_VENDORS = 1000
"""Maximum number of vendors in one answer."""

_WHOLE = re.compile(r"[0-9]{1,9}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII)


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise ValueError("must be a whole number")
    return value


def _moment(value: Any) -> Any:
    """Return the moment of a date or a date and time, in UTC and full minutes; without a zone, it is in UTC."""
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(value.upper() if _MOMENT.fullmatch(value) else "")
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("must be a date, or a date and time as in RFC 3339; write + as %2B") from None
    return moment.replace(second=0, microsecond=0)


Id = Annotated[str, StringConstraints(max_length=512)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}),
]

CURSOR = r"^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,4})$"
"""What a cursor looks like: https://www.rfc-editor.org/rfc/rfc4648#section-5, without padding."""


class Query(BaseModel):
    """The parameters of an operation. Others are not allowed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class NoQuery(Query):
    """No parameters."""


class VendorsQuery(Query):
    """Which vendors to list."""

    platform: Id | None = Field(None, min_length=1, description="Only active members of the platform with this id.")
    q: Name | None = Field(
        None, description="Only vendors whose code or name contains this text; upper and lower case are equal."
    )
    limit: Annotated[int, Field(ge=1, le=MOST_VENDORS), BeforeValidator(_whole)] = Field(
        100, description="Maximum number of vendors in the answer."
    )
    after: Annotated[str, StringConstraints(max_length=2048, pattern=CURSOR)] | None = Field(
        None, description="Only vendors after those of an earlier answer: the value of its `next`."
    )


class StatisticsQuery(Query):
    """Whose numbers are asked for, which, and of which period."""

    vendor: Id | None = Field(
        None, description="Id of a vendor, as in the list of vendors. That of the first party is empty (`vendor=`)."
    )
    platform: Id | None = Field(None, min_length=1, description="Id of a platform, as in the list of platforms.")
    category: tuple[Name, ...] = Field(
        (), max_length=64, description="Only these categories; may be repeated. By default, all."
    )
    from_: Moment | None = Field(
        None,
        alias="from",
        description="Only rows from this date or time on. Without a time zone, it is in UTC; seconds are ignored.",
    )
    to: Moment | None = Field(None, description="Only rows before this date or time; requires `from`.")

    @property
    def has_period(self) -> bool:
        """Whether the numbers of a period are asked for."""
        return self.from_ is not None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.to is not None and self.from_ is None:
            raise ValueError(f"to requires from, as a period is at most {MOST.days} days long")
        if self.from_ is not None and self.to is not None:
            if self.from_ >= self.to:
                raise ValueError("from must be before to, in full minutes")
            if self.to - self.from_ > MOST:
                raise ValueError(f"from and to must be at most {MOST.days} days apart")
        return self
