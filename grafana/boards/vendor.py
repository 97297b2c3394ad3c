"""Vendor detail: everything about one vendor, against its own thresholds."""

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.look import (
    BYTES,
    COUNT,
    CURRENCIES,
    FIRES,
    GOOD,
    GREY,
    LEVEL,
    MONEY,
    NONE,
    RESULT,
    SECONDS,
    SHARE,
    STATE,
    STATUS,
    Steps,
    default,
)
from grafana.boards.panels import Ask, bar_panel, graph, lanes, stat_panel
from grafana.boards.promql import CURRENCY, VENDOR, age, firing, grown, limit, most, of_limit, share, vendors
from grafana.boards.shared import LIMIT, alert_table, firing_now, freshness, to_board

_theirs = (VENDOR, 'platform=~"$platform|"')
_place = "vendor, platform"
_info = most("orion_vendor_info", "vendor, name, state, platform", VENDOR)
_feed = "vendor, platform, marketplace"
_day = grown("orders", _place, over="1d", of=vendors)
_cancelled = share(grown("orders", _place, 'status="cancelled"', over="1d", of=vendors), _day)
_items = vendors("stock_items", _place)
_out, _low = (share(vendors("stock_items", _place, f'level="{level}"'), _items) for level in ("out", "low"))
_waiting = age(vendors("order_oldest_open_timestamp_seconds", _place, fold="min"))
_silent = age(vendors("order_last_created_timestamp_seconds", _place, fold="max"))
_imported = age(vendors("import_last_success_timestamp_seconds", _feed, fold="max"))
_runs = age(vendors("import_oldest_running_timestamp_seconds", _feed, fold="min"))
_expires = f"{vendors('domain_certificate_expiry_timestamp_seconds', _place, fold='min')} - time()"
_touched = age(vendors("stock_last_updated_timestamp_seconds", _place, fold="max"))
_WIDE = " Stock, products and imports have no platform, so this is the same whatever platform is chosen."

LIMITS = (
    ("OrionOpenOrdersHigh", vendors("orders_open", _place), "open orders, {{platform}}"),
    ("OrionOrdersStalled", _waiting, "oldest order, {{platform}}"),
    ("OrionNoOrders", _silent, "no order, {{platform}}"),
    ("OrionCancellationSpike", _cancelled, "cancelled, {{platform}}"),
    ("OrionOutOfStockShareHigh", _out, "out of stock"),
    ("OrionLowStockShareHigh", _low, "low in stock"),
    ("OrionStockUnitsLow", vendors("stock_units", _place), "too few units"),
    ("OrionStockStale", _touched, "stock untouched"),
    ("OrionImportStale", _imported, "no import, {{marketplace}}"),
    ("OrionImportStuck", _runs, "import runs, {{marketplace}}"),
    ("OrionCertificateExpiring", _expires, "certificate, {{platform}}"),
)
"""Alert, the value that it compares by vendor and platform, and what the value is called."""

TOP = (
    (
        stat_panel(1, "Vendor", Ask(_info, "{{name}}: {{state}}, at home on {{platform}}"), unit=STATE, width=8,
                   names=True, none="No such vendor",
                   about="Who this is, whether the vendor is active, and the platform under which its stock, products "
                   "and imports are told."),
        firing_now(2, *_theirs, title="Its alerts"),
        freshness(3),
        stat_panel(4, "New orders, 24 h", Ask(grown("orders", "", over="1d", of=vendors), "now"),
                   Ask(grown("orders", "", over="1d", since="1w", of=vendors), "a week ago", "before"), unit=COUNT,
                   size=34, link=to_board("orders", "Its orders"),
                   about="By how many its orders have grown in 24 hours, and in the same 24 hours a week ago."),
        stat_panel(5, "Net revenue, 24 h",
                   Ask(grown("order_revenue", "currency", CURRENCY, over="1d", of=vendors), "{{currency}}"), unit=MONEY,
                   size=30, link=to_board("revenue", "Its revenue"),
                   about="By how much its revenue has grown in 24 hours, by currency: what was ordered less what was "
                   "cancelled or refunded."),
    ),
    (
        bar_panel(6, "How near it is to its own limits",
                  *(Ask(of_limit(alert, value), said, alert) for alert, value, said in LIMITS),
                  unit=SHARE, steps=LIMIT, highest=1, decimals=0, width=12, height=11,
                  about="Each number as a share of the threshold that holds for this vendor on this platform: at 100%, "
                  "a full bar, its alert fires, as soon as it has lasted. What is missing is not a number now, or "
                  "switched off. Change a threshold in the exporter's configuration, not here." + _WIDE),
        alert_table(7, *_theirs, width=12, height=11, of_vendors=False),
    ),
    (
        lanes(8, "Its alerts over time", Ask(firing("alertname, platform", *_theirs), "{{alertname}} {{platform}}"),
              words=FIRES, width=24, height=6, none="No alert has fired, or rules are not evaluated",
              about="Which alerts were firing when, for this vendor. Two that begin together have one cause."),
    ),
)  # fmt: skip

ORDERS = (
    (
        graph(9, "New orders per hour", Ask(grown("orders", "platform", over="1h", of=vendors), "{{platform}}"),
              Ask(grown("orders", "", over="1h", since="1w", of=vendors), "all, a week ago", "before"), unit=COUNT,
              stack=True, colours={"all": GREY}, interval="10m", link=to_board("orders", "Its orders"),
              about="By how many its orders grew within the hour before, by platform, one on the other; dashed is what "
              "all of them had a week ago."),
        graph(10, "Open orders", Ask(vendors("orders_open", "platform"), "{{platform}}"),
              Ask(limit("OrionOpenOrdersHigh"), "limit, {{platform}}", "limit"), unit=COUNT,
              link=to_board("orders", "Its orders"),
              about="Orders that wait for it, by platform, and from how many on OrionOpenOrdersHigh fires."),
    ),
    (
        graph(11, "Open orders by status", Ask(vendors("orders", "status", 'status=~"pending|processing"'),
                                               "{{status}}"), unit=COUNT, stack=True, colours=STATUS, width=8,
              about="Its orders that wait for it, by status: pending for their payment, processing for the warehouse."),
        graph(12, "Oldest open order", Ask(_waiting, "{{platform}}"), Ask(limit("OrionOrdersStalled"),
                                                                          "limit, {{platform}}", "limit"),
              unit=SECONDS, width=8, about="How long its oldest open order has waited, by platform."),
        graph(13, "Net revenue of the day before",
              Ask(grown("order_revenue", "platform, currency", CURRENCY, over="1d", of=vendors),
                  "{{platform}} {{currency}}"), unit=MONEY, at_least=None, width=8, interval="10m",
              link=to_board("revenue", "Its revenue"),
              about="Its net revenue of the 24 hours before each point, by platform and currency."),
    ),
)  # fmt: skip

GOODS = (
    (
        graph(14, "Items out and low", Ask(vendors("stock_items", "level", 'level=~"out|low"'), "{{level}}"),
              unit=COUNT, stack=True, colours=LEVEL, width=8, link=to_board("inventory", "Its stock"),
              about="Its rows of stock that are out or low; the others are ok." + _WIDE),
        graph(15, "Units in stock", Ask(vendors("stock_units"), "in stock"),
              Ask(vendors("stock_reserved_units"), "reserved", "reserved"),
              Ask(f"max by (vendor) ({limit('OrionStockUnitsLow')})", "limit", "limit"), unit=COUNT, width=8,
              link=to_board("inventory", "Its stock"),
              about="Its units in stock, those that are reserved, and below how many OrionStockUnitsLow fires."),
        graph(16, "Since the last import", Ask(_imported, "{{marketplace}}"),
              Ask(f"max by (vendor) ({limit('OrionImportStale')})", "limit", "limit"), unit=SECONDS, width=8,
              link=to_board("imports", "Its imports"),
              about="How long ago each of its imports last completed. It falls when one completes."),
    ),
    (
        lanes(17, "Did the last import succeed?",
              Ask(vendors("import_last_run_success", "marketplace", fold="min"), "{{marketplace}}"), words=GOOD,
              height=6, about="Whether the import that ended last has completed, for each marketplace."),
        graph(18, "Rows per hour by result", Ask(grown("import_rows", "result", over="1h", of=vendors), "{{result}}"),
              unit=COUNT, bars=True, stack=True, interval="10m", link=to_board("imports", "Its imports"), height=6,
              colours=RESULT,
              about="Rows that its imports handled within the hour before."),
    ),
)  # fmt: skip

REST = (
    (
        stat_panel(19, "Oversold items", Ask(vendors("stock_oversold_items")), unit=COUNT, words=NONE,
                   steps=Steps(amber=1), width=4, link=to_board("inventory", "Its stock"),
                   about="Rows of its stock with more reserved than there is."),
        stat_panel(20, "Without a price", Ask(vendors("products_without_price")), unit=COUNT, words=NONE,
                   steps=Steps(amber=1), about="Its products that nobody can buy, since their price is missing."),
        stat_panel(21, "Featured products", Ask(vendors("products_featured")), unit=COUNT,
                   about="Its products that are featured."),
        stat_panel(22, "Products changed", Ask(age(vendors("catalog_last_updated_timestamp_seconds", fold="max"))),
                   unit=SECONDS, decimals=1, about="How long ago any of its products last changed."),
        stat_panel(23, "Customers who ordered", Ask(vendors("customers_with_orders")), unit=COUNT,
                   about="Its customers who have ordered at least once, on the chosen platforms."),
        stat_panel(24, "Last registration",
                   Ask(age(vendors("customer_last_registered_timestamp_seconds", fold="max"))), unit=SECONDS,
                   decimals=1, about="How long ago a customer of it last registered, on the chosen platforms."),
    ),
    (
        bar_panel(25, "Products", Ask(vendors("products", "state"), "{{state}}"),
                  Ask(vendors("staging_products", "state"), "staging, {{state}}", "staging"), unit=COUNT, width=6,
                  height=6, about="Its products by state, and what waits in the staging area."),
        bar_panel(26, "People", Ask(vendors("customers", "state"), "customers, {{state}}"),
                  Ask(vendors("team_members", "state"), "team, {{state}}", "team"), unit=COUNT, width=6, height=6,
                  about="Its customers on the chosen platforms, and its own team. A vendor without an active member "
                  "reads no mail of ours."),
        bar_panel(27, "Domains and pages", Ask(vendors("domains", "state"), "domains, {{state}}"),
                  Ask(vendors("pages", "state"), "pages, {{state}}", "pages"), unit=COUNT, width=6, height=6,
                  about="Its domains and pages on the chosen platforms. An unverified domain does not work yet."),
        bar_panel(28, "Media", Ask(vendors("media_size_bytes", "media_type"), "{{media_type}}"), unit=BYTES, width=6,
                  height=6, about="The size of its media files, by type."),
    ),
    (
        bar_panel(29, "Media files", Ask(vendors("media_files", "media_type"), "{{media_type}}"), unit=COUNT, width=6,
                  height=5, about="The number of its media files, by type."),
        bar_panel(30, "Import jobs", Ask(vendors("import_jobs", "status"), "{{status}}"), unit=COUNT, width=6,
                  height=5, colours={"failed": "red"}, about="Its import jobs that are kept, by status."),
        bar_panel(31, "Value of all its orders", Ask(vendors("order_value", "currency", CURRENCY), "{{currency}}"),
                  Ask(vendors("order_revenue", "currency", CURRENCY), "{{currency}}, net", "net"), unit=MONEY, width=6,
                  height=5, colours=CURRENCIES,
                  about="The value of every order of it that is kept; net is without cancelled and refunded ones."),
        stat_panel(32, "Certificate left", Ask(_expires, "{{platform}}"), unit=SECONDS, width=6, height=5,
                   steps=Steps(red=default("OrionCertificateExpiring"), below=True), none="No certificate",
                   about="How long its first certificate that runs out is still good. Renew it before browsers warn."),
    ),
)  # fmt: skip

BOARD = Board(
    "orion-vendor",
    "Orion / Vendor",
    "Everything about one vendor, against the thresholds that hold for it.",
    choices=(variables.platform, variables.one_vendor, variables.currency),
    events=(events.alerts(*_theirs, by="alertname, severity, platform"), events.VENDOR_IMPORTS),
    top=TOP,
    sections=(
        Section(100, "Orders and revenue", ORDERS),
        Section(101, "Goods", GOODS),
        Section(102, "Everything else", REST, collapsed=True),
    ),
    tags=("vendor",),
    since="now-2d",
)
