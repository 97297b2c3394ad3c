"""Sections of the dashboard of one vendor: its goods, and everything else."""

from functools import partial

from grafana.boards.frame import Ask
from grafana.boards.look import BYTES, COUNT, CURRENCIES, GOOD, LEVEL, MONEY, NONE, RESULT, SECONDS, Steps, default
from grafana.boards.panels import bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import CURRENCY, age, grown, limit, vendors
from grafana.boards.shared import to_board

IMPORTED = age(vendors("import_last_success_timestamp_seconds", "vendor, platform, marketplace", fold="max"))
EXPIRES = f"{vendors('domain_certificate_expiry_timestamp_seconds', 'vendor, platform', fold='min')} - time()"
"""How long ago imports completed, and how long the first certificate is good; of each vendor and platform."""

ANYWHERE = " Stock, products and imports have no platform, so this is the same whatever platform is chosen."
"""What the choice of a platform means for facts that have none."""

_inventory, _imports = to_board("inventory", "Its stock"), to_board("imports", "Its imports")
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
            "Items out and low",
            _by("stock_items", "level", 'level=~"out|low"'),
            unit=COUNT,
            stack=True,
            colours=LEVEL,
            link=_inventory,
            about="Its rows of stock that are out or low; the others are ok." + ANYWHERE,
        ),
        _graph(
            15,
            "Units in stock",
            Ask(vendors("stock_units"), "in stock"),
            Ask(vendors("stock_reserved_units"), "reserved", "reserved"),
            _limit("OrionStockUnitsLow"),
            unit=COUNT,
            link=_inventory,
            about="Its units in stock, those that are reserved, and below how many OrionStockUnitsLow fires.",
        ),
        _graph(
            16,
            "Since the last import",
            Ask(IMPORTED, "{{marketplace}}"),
            _limit("OrionImportStale"),
            unit=SECONDS,
            link=_imports,
            about="How long ago each of its imports last completed. It falls when one completes.",
        ),
    ),
    (
        lanes(
            17,
            "Did the last import succeed?",
            Ask(vendors("import_last_run_success", "marketplace", fold="min"), "{{marketplace}}"),
            words=GOOD,
            height=6,
            about="Whether the import that ended last has completed, for each marketplace.",
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
            about="Rows that its imports handled within the hour before.",
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
            about="Rows of its stock with more reserved than there is.",
        ),
        _faults(
            20,
            "Without a price",
            Ask(vendors("products_without_price")),
            about="Its products that nobody can buy, since their price is missing.",
        ),
        _stat(21, "Featured products", Ask(vendors("products_featured")), about="Its products that are featured."),
        _since(
            22,
            "Products changed",
            Ask(age(vendors("catalog_last_updated_timestamp_seconds", fold="max"))),
            about="How long ago any of its products last changed.",
        ),
        _stat(
            23,
            "Customers who ordered",
            Ask(vendors("customers_with_orders")),
            about="Its customers who have ordered at least once, on the chosen platforms.",
        ),
        _since(
            24,
            "Last registration",
            Ask(age(vendors("customer_last_registered_timestamp_seconds", fold="max"))),
            about="How long ago a customer of it last registered, on the chosen platforms.",
        ),
    ),
    (
        _bars(
            25,
            "Products",
            _by("products", "state"),
            _states("staging_products", "staging", "staging"),
            about="Its products by state, and what waits in the staging area.",
        ),
        _bars(
            26,
            "People",
            _states("customers", "customers"),
            _states("team_members", "team", "team"),
            about="Its customers on the chosen platforms, and its own team. A vendor without an active member "
            "reads no mail of ours.",
        ),
        _bars(
            27,
            "Domains and pages",
            _states("domains", "domains"),
            _states("pages", "pages", "pages"),
            about="Its domains and pages on the chosen platforms. An unverified domain does not work yet.",
        ),
        _bars(
            28,
            "Media",
            _by("media_size_bytes", "media_type"),
            unit=BYTES,
            about="The size of its media files, by type.",
        ),
    ),
    (
        _low_bars(29, "Media files", _by("media_files", "media_type"), about="The number of its media files, by type."),
        _low_bars(
            30,
            "Import jobs",
            _by("import_jobs", "status"),
            colours={"failed": "red"},
            about="Its import jobs that are kept, by status.",
        ),
        _low_bars(
            31,
            "Value of all its orders",
            _by("order_value", "currency", CURRENCY),
            Ask(vendors("order_revenue", "currency", CURRENCY), "{{currency}}, net", "net"),
            unit=MONEY,
            colours=CURRENCIES,
            about="The value of every order of it that is kept; net is without cancelled and refunded ones.",
        ),
        stat_panel(
            32,
            "Certificate left",
            Ask(EXPIRES, "{{platform}}"),
            unit=SECONDS,
            width=6,
            height=5,
            steps=Steps(red=default("OrionCertificateExpiring"), below=True),
            none="No certificate",
            about="How long its first certificate that runs out is still good. Renew it before browsers warn.",
        ),
    ),
)
