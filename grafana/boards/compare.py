"""Platform comparison: which platform is not like the others?"""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
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
            about="Chosen platforms, by state. One that is inactive sells nothing.",
        ),
        stat_panel(
            4,
            "Vendors",
            Ask(f"count({most('orion_vendor_platform_info', 'vendor', PLATFORM)})"),
            unit=COUNT,
            about="Vendors with an active membership of a chosen platform; who is on two counts once.",
        ),
        stat_panel(
            5,
            "Weakest, to last week",
            Ask(f"bottomk(1, {share(_day, _day_before)})", "{{platform}}"),
            unit=SHARE,
            decimals=0,
            size=40,
            steps=_fewer,
            about="New orders of 24 hours as a share of those of the same day a week ago, of the platform where "
            "it is lowest. Far below 100%: that platform has a problem of its own.",
        ),
        stat_panel(
            6,
            "Most cancelled, 24 h",
            Ask(highest(1, _cancelled), "{{platform}}"),
            unit=SHARE,
            size=40,
            steps=_too_many,
            about="Orders cancelled in 24 hours as a share of those that came in, of the platform where it is highest.",
        ),
    ),
)

TABLE = (
    (
        table_panel(
            7,
            "Platforms side by side",
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
            about="One line for each platform; click on one for its overview. To last week is the orders of "
            "24 hours as a share of those of the same day a week ago, Certificate how long the first one that "
            "runs out is still good. Stock and products of a vendor on two platforms count on both.",
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
            about="Each platform's part of the orders of the 24 hours before. A part that shrinks while the others "
            "grow is a loss, not a quiet day.",
        ),
        _graph(
            9,
            "Cancelled of the day before",
            Ask(_cancelled, "{{platform}}"),
            Ask(most("orion_alert_threshold_default", "", 'alert="OrionCancellationSpike"'), "limit", "limit"),
            unit=SHARE,
            interval="10m",
            about="Orders cancelled as a share of those that came in, over the 24 hours before. The limit is the "
            "one for vendors who have none of their own.",
        ),
    ),
    (
        _graph(
            10,
            "Net revenue of the day before",
            Ask(_revenue, "{{platform}} {{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            about="Net revenue of the 24 hours before each point, by platform and currency.",
        ),
        _graph(
            11,
            "Since the last import",
            Ask(age(_import), "{{platform}}"),
            unit=SECONDS,
            about="How long ago an import last completed on each platform. A saw: it falls when one completes. A "
            "line that only rises is a platform whose imports are broken.",
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
            about="The share of rows of stock of which nothing is available.",
        ),
    ),
    (
        table_panel(
            14,
            "Goods and content",
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
            about="What each platform has to show, and how its imports went. A vendor on two platforms counts on both.",
        ),
    ),
)

PEOPLE = (
    (
        _bars(
            15,
            "Vendors by state",
            _states("vendors"),
            about="Vendors with an active membership, by state; unverified ones wait for us.",
        ),
        _graph(
            16,
            "Customers",
            Ask(platforms("customers"), "{{platform}}"),
            Ask(platforms("customers_with_orders"), "{{platform}}, have ordered", "before"),
            unit=COUNT,
            width=8,
            about="Customers by platform; dashed are those who have ordered.",
        ),
        _bars(
            17,
            "Since the last registration",
            Ask(age(platforms("customer_last_registered_timestamp_seconds", fold="max")), "{{platform}}"),
            unit=SECONDS,
            about="How long ago a customer last registered on each platform.",
        ),
    ),
    (
        _bars(18, "Team members", _states("team_members"), about="Members of vendors' teams, by platform and state."),
        _bars(19, "Domains", _states("domains"), about="Active domains of vendors; unverified ones do not work yet."),
        _bars(
            20,
            "User accounts",
            Ask(f"sum by (role, state) ({most('orion_users', 'role, state')})", "{{role}}, {{state}}"),
            link=None,
            about="User accounts of the whole installation, whatever is chosen above.",
        ),
    ),
)

BOARD = Board(
    "orion-platforms",
    "Orion / Platforms",
    "Which platform is not like the others?",
    choices=(variables.platform, variables.currency),
    events=(events.alerts('severity="critical"', _place), events.IMPORTS),
    top=TOP,
    sections=(
        Section(100, "Side by side", TABLE),
        Section(101, "Trends", TRENDS),
        Section(102, "Goods and content", GOODS, collapsed=True),
        Section(103, "People", PEOPLE, collapsed=True),
    ),
    tags=("platforms",),
)
