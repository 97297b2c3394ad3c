"""An order in progress, for the parts of the demo that fulfil it."""

from dataclasses import dataclass

from exporter.demo.stock import Line


@dataclass(slots=True)
class Order:
    """An order in progress; `cents` is its total. `payment` and `shipment` are ids, 0 if there is none."""

    id: int
    vendor: int
    platform: int
    lines: list[Line]
    cents: int
    currency: str
    attempts: int = 0
    payment: int = 0
    shipment: int = 0
