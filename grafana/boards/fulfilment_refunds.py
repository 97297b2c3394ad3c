"""The section of the fulfilment dashboard about refunds."""

from functools import partial

from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, CURRENCIES, MONEY, REFUND, SECONDS, Steps, default
from grafana.boards.panels import bar_panel, graph
from grafana.boards.promql import CURRENCY, age, chosen, grown, platforms
from grafana.boards.shared import series_platform, to_vendor, without
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import Worst, own_limit

_waiting = Worst("refund_oldest_requested_timestamp_seconds")
_graph = partial(graph, width=8)
_bars = partial(bar_panel, unit=COUNT, width=6, height=9)

REFUNDS = (
    (
        _graph(
            20,
            "Open refunds",
            Ask(chosen("refunds", "status", 'status=~"requested|approved"'), "{{status}}"),
            unit=COUNT,
            stack=True,
            colours=REFUND,
            none="None is open",
            about="Refunds that customers are waiting for. If requested ones grow, nobody decides; if approved ones "
            "grow, nobody pays.",
        ),
        _graph(
            21,
            "New refunds, trailing 24 h",
            Ask(grown("refunds", "", over="1d"), "new"),
            Ask(grown("refunds", "", over="1d", since="1w"), "new, a week ago", "before"),
            unit=COUNT,
            interval="10m",
            about="Refunds that were added in the 24 hours before each point. Dashed: a week ago. If they rise, "
            "check for a product that customers return.",
        ),
        _graph(
            22,
            "Refunded, trailing 24 h",
            Ask(grown("refund_value", "currency", 'status="paid"', CURRENCY, over="1d"), "{{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            colours=CURRENCIES,
            about="Money paid back to customers in the 24 hours before each point, by currency.",
        ),
    ),
    (
        table_panel(
            23,
            "Vendors with the oldest requests",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Waiting for", _waiting.rows(), SECONDS),
            own_limit("OrionRefundsWaiting", _waiting),
            width=12,
            links={"Vendor": [to_vendor()]},
            none=without("vendor_id", "refunds", "Nobody is waiting"),
            about="Vendors and platforms whose oldest requested refund has waited longest, among requests younger "
            "than 30 days.",
        ),
        _bars(
            24,
            "Oldest request by platform",
            Ask(age(platforms("refund_oldest_requested_timestamp_seconds", fold="min")), "{{platform}}"),
            unit=SECONDS,
            link=series_platform(),
            none="Nobody is waiting",
            steps=Steps(red=default("OrionRefundsWaiting")),
            about="How long the oldest requested refund of each platform has waited, for all vendors.",
        ),
        _bars(
            25,
            "Refunds by status",
            Ask(chosen("refunds", "status"), "{{status}}"),
            colours=REFUND,
            about="All stored refunds, by current status.",
        ),
    ),
)
