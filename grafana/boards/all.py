"""All dashboards, in order of importance to a new user."""

from grafana.boards import compare, health, imports, inventory, orders, overview, revenue, vendor
from grafana.boards.board import Board

BOARDS: tuple[Board, ...] = tuple(
    module.BOARD
    for module in (overview, vendor, compare, inventory, orders, revenue, imports, health)
    if module.BOARD.is_needed
)
