"""All dashboards, in order of importance to a new user."""

from grafana.boards import (
    compare,
    fulfilment,
    health,
    imports,
    inventory,
    jobs,
    orders,
    overview,
    payments,
    revenue,
    vendor,
)
from grafana.boards.board import Board

BOARDS: tuple[Board, ...] = tuple(
    module.BOARD
    for module in (overview, vendor, compare, orders, fulfilment, payments, revenue, inventory, imports, jobs, health)
    if module.BOARD.is_needed
)
