"""Stock."""

from tests.grafana.rules.case import Case

UNITS, OVERSOLD = "orion_stock_units", "orion_stock_oversold_items"
UPDATED = "orion_stock_last_updated_timestamp_seconds"
OUT, LOW, OK = (f'orion_stock_items{{level="{level}"}}' for level in ("out", "low", "ok"))
DAY = 86400

CASES = (
    Case(
        "OrionStockUnitsLow",
        fires={UNITS: 9, OK: 3},
        quiet={UNITS: 10, OK: 3},
        values=("9", "10"),
        neglect=True,
        summary="Vendor {vendor} is low on stock",
        says="Vendor {vendor} has {value} units in stock on {platform}, below its limit.",
        also_quiet={"no stock items": {UNITS: 0, OUT: 0, LOW: 0, OK: 0}},
        also_fires={"nothing left": ({UNITS: 0, OUT: 3, LOW: 0, OK: 0}, "0")},
    ),
    Case(
        "OrionLowStockShareHigh",
        fires={LOW: 7, OK: 13},
        quiet={LOW: 6, OK: 14},
        values=("35%", "30%"),
        labels={"level": "low"},
        summary="Vendor {vendor} is low on many items",
        says="{value} of the stock items of vendor {vendor} on {platform} are at or below their reorder point, but not "
        "out of stock.",
        also_quiet={"19 items are too few": {LOW: 15, OK: 4}, "no stock items": {OUT: 0, LOW: 0, OK: 0}},
    ),
    Case(
        "OrionOutOfStockShareHigh",
        fires={OUT: 5, OK: 15},
        quiet={OUT: 4, OK: 16},
        values=("25%", "20%"),
        labels={"level": "out"},
        summary="Vendor {vendor} has many items out of stock",
        says="{value} of the stock items of vendor {vendor} on {platform} are out of stock.",
        also_quiet={"19 items are too few": {OUT: 15, OK: 4}, "no stock items": {OUT: 0, LOW: 0, OK: 0}},
    ),
    Case(
        "OrionStockOversold",
        fires={OVERSOLD: 2},
        quiet={OVERSOLD: 0},
        values=("2", "0"),
        summary="Vendor {vendor} has oversold items",
        says="{value} stock items of vendor {vendor} on {platform} have more units reserved than in stock.",
    ),
    Case(
        "OrionStockJump",
        since="1d",
        every="150s",
        fires={UNITS: {"0s": 100, "1d": 151}},
        quiet={UNITS: {"0s": 100, "1d": 150}},
        values=("51%", "50%"),
        summary="Stock of vendor {vendor} changed abruptly",
        says="The units in stock of vendor {vendor} on {platform} differ by at least {value} from an hour ago and from "
        "a day ago.",
        also_quiet={
            "it is back where it was": {UNITS: {"0s": 500, "12h": 200, "1d": 500}},
            "99 units are too few": {UNITS: {"0s": 99, "1d": 500}},
            "it took hours": {UNITS: {"0s": 100, "12h": 151}},
            "a day ago is not known": {UNITS: {"12h": 100, "1d": 151}},
        },
        also_fires={"down": ({UNITS: {"0s": 200, "1d": 90}}, "55%")},
    ),
    Case(
        "OrionStockStale",
        fires={UPDATED: -2 * DAY - 1},
        quiet={UPDATED: 1830 - 2 * DAY},
        neglect=True,
        values=("2d 0h 30m 31s", "2d 0h 0m 0s"),
        summary="Stock of vendor {vendor} is not being updated",
        says="No stock item of vendor {vendor} on {platform} has changed for {value}.",
    ),
)
