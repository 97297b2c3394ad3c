"""Platform comparison: which platform differs from the others?"""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.compare_fulfilment import FULFILMENT
from grafana.boards.frame import Ask
from grafana.boards.look import BYTES, COUNT, EXPIRED, MONEY, SECONDS, SHARE, Steps, default
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import CURRENCY, PLATFORM, age, grown, highest, most, platforms, share
from grafana.boards.shared import firing_now, freshness, series_platform, to_platform
from grafana.boards.tables import Column, table_panel

_place = 'platform=~"$platform|"'
_state = most("orion_platform_info", "platform, name, state", PLATFORM)
_open = platforms("order_oldest_open_timestamp_seconds", fold="min")
_import = platforms("import_last_success_timestamp_seconds", fold="max")
_day = grown("orders", "platform", over="1d", of=platforms)
_day_before = grown("orders", "platform", over="1d", since="1w", of=platforms)
_cancelled = share(grown("orders", "platform", 'status="cancelled"', over="1d", of=platforms), _day)
_out = share(platforms("stock_items", "platform", 'level="out"'), platforms("stock_items"))
_expiry = platforms("domain_certificate_expiry_timestamp_seconds", fold="min")
_expires = Steps(red=default("OrionCertificateExpiring"), below=True)
_running = age(platforms("import_oldest_running_timestamp_seconds", fold="min"))
_revenue = grown("order_revenue", "platform, currency", CURRENCY, over="1d", of=platforms)
_fewer = Steps(amber=0.7, red=0.5, below=True)
_too_many = Steps(red=default("OrionCancellationSpike"))
_sellers = platforms("vendors", "platform", 'state="active"')
_to = {"Platform": [to_platform()]}
_graph = partial(graph, link=series_platform())
_bars = partial(bar_panel, unit=COUNT, width=8, link=series_platform())


def _states(fact: str) -> Ask:
    return Ask(platforms(fact, "platform, state"), "{{platform}}, {{state}}")


TOP = (
    (
        firing_now(1, _place),
        freshness(2),
        stat_panel(
            3,
            "Platforms",
            Ask(f"count by (state) ({_state})", "{{state}}"),
            unit=COUNT,
            about="Selected platforms by state. Inactive platforms sell nothing.",
        ),
        stat_panel(
            4,
            "Vendors",
            Ask(f"count({most('orion_vendor_platform_info', 'vendor', PLATFORM)})"),
            unit=COUNT,
            about="Vendors with an active membership of a selected platform. A vendor on two platforms counts once.",
        ),
        stat_panel(
            5,
            "Largest drop week over week",
            Ask(f"bottomk(1, {share(_day, _day_before)})", "{{platform}}"),
            unit=SHARE,
            decimals=0,
            size=30,
            steps=_fewer,
            none="No new orders a week ago",
            about="New orders in the last 24 hours as a share of those in the same 24 hours a week ago, for "
            "the platform with the lowest share. A value far below 100% indicates a problem specific to that platform.",
        ),
        stat_panel(
            6,
            "Highest cancellation rate, 24 h",
            Ask(highest(1, _cancelled), "{{platform}}"),
            unit=SHARE,
            size=30,
            steps=_too_many,
            none="No new orders",
            about="Orders cancelled in the last 24 hours as a share of new orders, for the platform with the "
            "highest share.",
        ),
    ),
)

TABLE = (
    (
        table_panel(
            7,
            "Platform comparison",
            {"platform": "Platform", "name": "Name", "state": "State"},
            Column("Vendors", f"{_sellers} * on (platform) group_left (name, state) {_state}", COUNT, width=85),
            Column("Orders, 24 h", _day, COUNT),
            Column("To last week", share(_day, _day_before), SHARE, _fewer, decimals=0, width=105),
            Column("Open", platforms("orders_open"), COUNT, width=75),
            Column("Oldest open", age(_open), SECONDS, Steps(red=default("OrionOrdersStalled"))),
            Column("Cancelled", _cancelled, SHARE, _too_many),
            Column("Out of stock", _out, SHARE, Steps(red=default("OrionOutOfStockShareHigh"))),
            Column("Since an import", age(_import), SECONDS, Steps(red=default("OrionImportStale"))),
            Column("Listings", platforms("products", "platform", 'state="active"'), COUNT),
            Column("Certificate", f"{_expiry} - time()", SECONDS, _expires, words=[EXPIRED]),
            links=_to,
            height=5,
            about="One row per platform; click a platform for its overview. To last week: orders of the last "
            "24 hours as a share of those in the same 24 hours a week ago. Certificate: time until the first "
            "certificate expires. Stock and products of a vendor on two platforms count for both.",
        ),
    ),
)

TRENDS = (
    (
        _graph(
            8,
            "Share of new orders",
            Ask(f"({_day}) / on () group_left () (sum({_day}) > 0)", "{{platform}}"),
            unit=SHARE,
            stack=True,
            interval="10m",
            about="Each platform's share of the new orders in the 24 hours before each point. If one share "
            "shrinks while the others grow, that platform is losing orders.",
        ),
        _graph(
            9,
            "Cancellation rate, trailing 24 h",
            Ask(_cancelled, "{{platform}}"),
            Ask(most("orion_alert_threshold_default", "", 'alert="OrionCancellationSpike"'), "limit", "limit"),
            unit=SHARE,
            interval="10m",
            about="Orders cancelled as a share of new orders, over the 24 hours before each point. The limit "
            "is the default threshold of vendors.",
        ),
    ),
    (
        _graph(
            10,
            "Net revenue, trailing 24 h",
            Ask(_revenue, "{{platform}} {{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            about="Net revenue of the 24 hours before each point, by platform and currency.",
        ),
        _graph(
            11,
            "Time since last import",
            Ask(age(_import), "{{platform}}"),
            unit=SECONDS,
            about="Time since an import last completed on each platform. It drops whenever an import "
            "completes. If it only rises, imports of that platform are broken.",
        ),
    ),
)

GOODS = (
    (
        _graph(12, "Listings", _states("products"), unit=COUNT, about="Products by platform and state."),
        _graph(
            13,
            "Out of stock",
            Ask(_out, "{{platform}}"),
            unit=SHARE,
            about="Share of stock items with no available units.",
        ),
    ),
    (
        table_panel(
            14,
            "Products and content",
            {"platform": "Platform"},
            Column("Featured", platforms("products_featured"), COUNT),
            Column("Without a price", platforms("products_without_price"), COUNT, Steps(amber=1)),
            Column("Staging", platforms("staging_products"), COUNT),
            Column("Rows failed", platforms("import_rows", "platform", 'result="failed"'), COUNT),
            Column("Jobs failed", platforms("import_jobs", "platform", 'status="failed"'), COUNT),
            Column("Last runs good", platforms("import_last_run_success", fold="min"), "bool_yes_no"),
            Column("Running for", _running, SECONDS, Steps(red=default("OrionImportStuck"))),
            Column("Pages", platforms("pages"), COUNT),
            Column("Media files", platforms("media_files"), COUNT),
            Column("Media size", platforms("media_size_bytes"), BYTES),
            links=_to,
            height=5,
            about="Products, imports and content of each platform. A vendor on two platforms counts for both.",
        ),
    ),
)

PEOPLE = (
    (
        _bars(
            15,
            "Vendors by state",
            _states("vendors"),
            about="Vendors with an active membership, by state. Unverified vendors are waiting for verification.",
        ),
        _graph(
            16,
            "Customers",
            Ask(platforms("customers"), "{{platform}}"),
            Ask(platforms("customers_with_orders"), "{{platform}}, have ordered", "before"),
            unit=COUNT,
            width=8,
            about="Customers by platform. Dashed: customers with orders.",
        ),
        _bars(
            17,
            "Time since last registration",
            Ask(age(platforms("customer_last_registered_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            about="Time since the last customer registration on each platform.",
        ),
    ),
    (
        _bars(18, "Team members", _states("team_members"), about="Team members of vendors, by platform and state."),
        _bars(
            19, "Domains", _states("domains"), about="Active domains of vendors. Unverified domains do not work yet."
        ),
        _bars(
            20,
            "User accounts",
            Ask(f"sum by (role, state) ({most('orion_users', 'role, state')})", "{{role}}, {{state}}"),
            link=None,
            about="User accounts of the whole installation, regardless of the selection above.",
        ),
    ),
)

BOARD = Board(
    "orion-platforms",
    "Orion / Platforms",
    "Which platform differs from the others?",
    choices=(variables.platform, variables.currency),
    events=(events.alerts('severity="critical"', _place), events.IMPORTS),
    top=TOP,
    sections=(
        Section(100, "Comparison", TABLE),
        Section(104, "Carts, payments and fulfilment", FULFILMENT),
        Section(101, "Trends", TRENDS),
        Section(102, "Products and content", GOODS, collapsed=True),
        Section(103, "People", PEOPLE, collapsed=True),
    ),
    tags=("platforms",),
)
