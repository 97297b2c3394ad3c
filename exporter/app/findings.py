"""A line of the report of `orion-exporter check`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. The check fails if there is a `problem`; a `hint` is a recommendation."""

    level: Literal["ok", "hint", "problem"]
    subject: str
    message: str
