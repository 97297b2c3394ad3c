"""Sections of the vendor dashboard: products and stock, and other metrics."""

from functools import partial

from grafana.boards.frame import Ask
from grafana.boards.look import BYTES, COUNT, CURRENCIES, GOOD, LEVEL, MONEY, NONE, RESULT, SECONDS, Steps, default
from grafana.boards.panels import bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import CURRENCY, age, grown, limit, vendors
from grafana.boards.shared import to_board

IMPORTED = age(vendors("import_last_success_timestamp_seconds", "vendor, platform, marketplace", fold="max"))
EXPIRES = f"{vendors('domain_certificate_expiry_timestamp_seconds', 'vendor, platform', fold='min')} - time()"
"""Time since the last completed import, and time until the first certificate expires, per vendor and platform."""

ANYWHERE = " Stock, products and imports have no platform, so this does not depend on the selected platform."
"""What the selected platform means for metrics without a platform."""

_inventory, _imports = to_board("inventory", "Inventory"), to_board("imports", "Imports")
_graph = partial(graph, width=8)
_bars = partial(bar_panel, unit=COUNT, width=6, height=6)
_low_bars = partial(bar_panel, unit=COUNT, width=6, height=5)
_stat = partial(stat_panel, unit=COUNT)
_faults = partial(stat_panel, unit=COUNT, words=NONE, steps=Steps(amber=1))
_since = partial(stat_panel, unit=SECONDS, decimals=1)


def _by(fact: str, label: str, *where: str) -> Ask:
    return Ask(vendors(fact, label, *where), f"{{{{{label}}}}}")


def _states(fact: str, called: str, ref: str = "A") -> Ask:
    return Ask(vendors(fact, "state"), f"{called}, {{{{state}}}}", ref)


def _limit(alert: str) -> Ask:
    return Ask(f"max by (vendor) ({limit(alert)})", "limit", "limit")


GOODS = (
    (
        _graph(
            14,
            "Items out of stock or low",
            _by("stock_items", "level", 'level=~"out|low"'),
            unit=COUNT,
            stack=True,
            colours=LEVEL,
            link=_inventory,
            none="None is out or low",
            about="Stock items that are out or low; all others are ok." + ANYWHERE,
        ),
        _graph(
            15,
            "Units in stock",
            Ask(vendors("stock_units"), "in stock"),
            Ask(vendors("stock_reserved_units"), "reserved", "reserved"),
            _limit("OrionStockUnitsLow"),
            unit=COUNT,
            link=_inventory,
            about="Units in stock, reserved units, and the threshold of OrionStockUnitsLow.",
        ),
        _graph(
            16,
            "Time since last import",
            Ask(IMPORTED, "{{marketplace}}"),
            _limit("OrionImportStale"),
            unit=SECONDS,
            link=_imports,
            about="Time since each import last completed. It drops when an import completes.",
        ),
    ),
    (
        lanes(
            17,
            "Last import result",
            Ask(vendors("import_last_run_success", "marketplace", fold="min"), "{{marketplace}}"),
            words=GOOD,
            height=6,
            about="Whether the last finished import succeeded, per marketplace.",
        ),
        graph(
            18,
            "Rows per hour by result",
            Ask(grown("import_rows", "result", over="1h", of=vendors), "{{result}}"),
            unit=COUNT,
            bars=True,
            stack=True,
            interval="10m",
            link=_imports,
            height=6,
            colours=RESULT,
            about="Rows processed by imports in the hour before each point.",
        ),
    ),
)

REST = (
    (
        _faults(
            19,
            "Oversold items",
            Ask(vendors("stock_oversold_items")),
            link=_inventory,
            about="Stock items with more units reserved than in stock.",
        ),
        _faults(
            20,
            "Without a price",
            Ask(vendors("products_without_price")),
            about="Products that cannot be bought because their price is missing.",
        ),
        _stat(
            21,
            "Featured products",
            Ask(vendors("products_featured")),
            about="Number of featured products of the vendor.",
        ),
        _since(
            22,
            "Time since last product change",
            Ask(age(vendors("catalog_last_updated_timestamp_seconds", fold="max"))),
            about="Time since any product last changed.",
        ),
        _stat(
            23,
            "Customers with orders",
            Ask(vendors("customers_with_orders")),
            about="Customers who have ordered at least once, on the selected platforms.",
        ),
        _since(
            24,
            "Time since last registration",
            Ask(age(vendors("customer_last_registered_timestamp_seconds", fold="max"))),
            about="Time since the last customer registration, on the selected platforms.",
        ),
    ),
    (
        _bars(
            25,
            "Products",
            _by("products", "state"),
            _states("staging_products", "staging", "staging"),
            about="Products by state, and products in the staging area.",
        ),
        _bars(
            26,
            "People",
            _states("customers", "customers"),
            _states("team_members", "team", "team"),
            about="Customers on the selected platforms, and team members. A vendor without an active team "
            "member receives no email from us.",
        ),
        _bars(
            27,
            "Domains and pages",
            _states("domains", "domains"),
            _states("pages", "pages", "pages"),
            about="Domains and pages on the selected platforms. Unverified domains do not work yet.",
        ),
        _bars(
            28,
            "Media",
            _by("media_size_bytes", "media_type"),
            unit=BYTES,
            about="Total size of media files, by type.",
        ),
    ),
    (
        _low_bars(29, "Media files", _by("media_files", "media_type"), about="Total number of media files, by type."),
        _low_bars(
            30,
            "Import jobs",
            _by("import_jobs", "status"),
            colours={"failed": "red"},
            about="All stored import jobs, by status.",
        ),
        _low_bars(
            31,
            "Order value, all time",
            _by("order_value", "currency", CURRENCY),
            Ask(vendors("order_revenue", "currency", CURRENCY), "{{currency}}, net", "net"),
            unit=MONEY,
            colours=CURRENCIES,
            about="Value of all stored orders. Net excludes cancelled and refunded orders.",
        ),
        stat_panel(
            32,
            "Certificate expires in",
            Ask(EXPIRES, "{{platform}}"),
            unit=SECONDS,
            width=6,
            height=5,
            steps=Steps(red=default("OrionCertificateExpiring"), below=True),
            none="No certificate",
            about="Time until the first certificate expires. Renew it before browsers show warnings.",
        ),
    ),
)
