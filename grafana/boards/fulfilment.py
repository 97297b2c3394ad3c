"""Fulfilment: do parcels leave in time, and do customers get their money back?"""

from functools import partial

from grafana.boards import events, variables
from grafana.boards.board import Board, Section
from grafana.boards.frame import Ask
from grafana.boards.fulfilment_refunds import REFUNDS
from grafana.boards.look import COUNT, NONE, ROUNDED, SECONDS, SHIPMENT, Steps
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import (
    CURRENCY,
    THEIRS,
    Scope,
    about,
    age,
    chosen,
    grown,
    platforms,
    share,
)
from grafana.boards.shared import firing_now, freshness, series_platform, to_vendor, without
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import Worst, own_limit

_alerts = (about("shipments", "refunds"), *THEIRS)
_left = partial(grown, "shipments_dispatched")
_ready = 'status="ready"'
_late = Worst("shipments_overdue", above="> 0")
_waiting = Worst("shipment_oldest_ready_timestamp_seconds")
_of_platforms = age(platforms("shipment_oldest_ready_timestamp_seconds", fold="min"))
_never_left = without("shipped_at", "shipments", "None has left")
_stat = partial(stat_panel, unit=COUNT)
_graph = partial(graph, none=_never_left, interval="10m")
_bars = partial(bar_panel, unit=COUNT, width=8, height=6, link=series_platform())
_table = partial(table_panel, width=12, links={"Vendor": [to_vendor()]})


def _mean(by: str, since: str = "", of: Scope = chosen) -> str:
    """Return the mean time from ready to shipped of the parcels that left in a day."""
    return share(
        grown("shipment_dispatch_wait_seconds", by, over="1d", since=since, of=of),
        grown("shipments_dispatched", by, over="1d", since=since, of=of),
    )


TOP = (
    (
        firing_now(1, *_alerts),
        freshness(2, "shipments", "refunds"),
        _stat(
            3,
            "Ready to ship",
            Ask(chosen("shipments", "", _ready)),
            about="Paid parcels that have not left yet. Compare with the graph below: it is normal that they "
            "grow overnight and on weekends.",
        ),
        _stat(
            4,
            "Overdue",
            Ask(chosen("shipments_overdue")),
            words=NONE,
            steps=Steps(amber=1),
            about="Parcels that should have left: after their due date, or two days after they were ready if "
            "they have none. The table below shows their vendors.",
        ),
        _stat(
            5,
            "Oldest ready to ship",
            Ask(age(f"({chosen('shipment_oldest_ready_timestamp_seconds', fold='min')})")),
            unit=SECONDS,
            decimals=1,
            none="None is ready",
            about="How long the oldest parcel has been ready to ship, among those ready for less than 30 days.",
        ),
        _stat(
            6,
            "Open refunds",
            Ask(chosen("refunds", "status", 'status=~"requested|approved"'), "{{status}}"),
            size=28,
            none="None is open",
            about="Refunds that customers are waiting for: requested ones need a decision, approved ones a payment.",
        ),
    ),
    (
        _stat(
            7,
            "Dispatched, 24 h",
            Ask(_left("", over="1d"), "now"),
            Ask(_left("", over="1d", since="1w"), "a week ago", "before"),
            width=8,
            size=34,
            none=_never_left,
            about="Parcels that left in the last 24 hours, and in the same 24 hours a week ago. If far fewer "
            "leave, check whether a warehouse or a carrier is down.",
        ),
        _stat(
            8,
            "Mean time to dispatch, 24 h",
            Ask(_mean(""), "now"),
            Ask(_mean("", since="1w"), "a week ago", "before"),
            unit=SECONDS,
            decimals=1,
            width=8,
            size=34,
            none=without("shipped_at", "shipments", "None has left"),
            about="Mean time from ready to shipped, over the parcels that left in the last 24 hours, and a "
            "week ago. It rises when a backlog is cleared, too.",
        ),
        _stat(
            9,
            "Refunded, 24 h",
            Ask(grown("refund_value", "currency", 'status="paid"', CURRENCY, over="1d"), "{{currency}}"),
            unit=ROUNDED,
            width=8,
            size=24,
            about="Money paid back to customers in the last 24 hours, by currency. Currencies are never summed up.",
        ),
    ),
)

TRENDS = (
    (
        _stat(
            10,
            "Shipments by status",
            *(Ask(chosen("shipments", "status", f'status="{status}"'), "{{status}}", status) for status in SHIPMENT),
            Ask(chosen("shipments", "status", f'status!~"{"|".join(SHIPMENT)}"'), "{{status}}", "other"),
            colours=SHIPMENT,
            width=24,
            size=34,
            about="All stored parcels by current status, then any other status that the shop has.",
        ),
    ),
    (
        graph(
            11,
            "Ready to ship and overdue",
            Ask(chosen("shipments", "", _ready), "ready"),
            Ask(chosen("shipments_overdue"), "overdue", "overdue"),
            Ask(chosen("shipments", "", _ready, at="1w"), "ready, a week ago", "before"),
            unit=COUNT,
            colours={"ready": SHIPMENT["ready"], "overdue": "red"},
            about="Parcels that are ready to ship, and those of them that are overdue. Dashed: ready a week "
            "ago. If ready parcels do not drop during a working day, nothing is being shipped.",
        ),
        _graph(
            12,
            "Dispatched per hour",
            Ask(_left("", over="1h"), "dispatched"),
            Ask(_left("", over="1h", since="1w"), "dispatched, a week ago", "before"),
            unit=COUNT,
            colours={"dispatched": SHIPMENT["shipped"]},
            about="Parcels that left in the hour before each point. Dashed: a week ago. Negative values mean "
            "that rows were deleted.",
        ),
    ),
    (
        _graph(
            13,
            "Mean time to dispatch, trailing 24 h",
            Ask(_mean(""), "mean"),
            Ask(_mean("", since="1w"), "mean, a week ago", "before"),
            unit=SECONDS,
            about="Mean time from ready to shipped, over the parcels that left in the 24 hours before each point. "
            "Dashed: a week ago.",
        ),
        _graph(
            14,
            "Dispatched by time since ready, trailing 24 h",
            Ask(_left("within", over="1d"), "{{within}}"),
            unit=COUNT,
            stack=True,
            about="Parcels that left in the 24 hours before each point, by the time from ready to shipped: each is "
            "counted once, under the shortest limit that it met. If the later ones grow, parcels wait longer.",
        ),
    ),
    (
        _bars(
            15,
            "Oldest ready to ship by platform",
            Ask(_of_platforms, "{{platform}}"),
            unit=SECONDS,
            none="None is ready",
            about="How long the oldest parcel of each platform has been ready to ship, for all vendors.",
        ),
        _bars(
            16,
            "Overdue by platform",
            Ask(platforms("shipments_overdue"), "{{platform}}"),
            about="Overdue parcels of each platform, for all vendors.",
        ),
        _bars(
            17,
            "Mean time to dispatch by platform, 24 h",
            Ask(_mean("platform", of=platforms), "{{platform}}"),
            unit=SECONDS,
            none=_never_left,
            about="Mean time from ready to shipped, over the parcels of each platform that left in the last 24 "
            "hours, for all vendors.",
        ),
    ),
)

WHO = (
    (
        _table(
            18,
            "Vendors with overdue parcels",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Overdue", _late.rows(), COUNT),
            own_limit("OrionShipmentsOverdue", _late),
            none=without("vendor_id", "shipments", "Nobody is late"),
            about="Vendors and platforms with the most overdue parcels. Ask the vendor to ship.",
        ),
        _table(
            19,
            "Vendors with the oldest parcels",
            {"vendor": "Vendor", "platform": "Platform"},
            Column("Ready for", _waiting.rows(), SECONDS),
            none=without("vendor_id", "shipments", "None is ready"),
            about="Vendors and platforms whose oldest parcel has been ready for longest.",
        ),
    ),
)

BOARD = Board(
    "orion-fulfilment",
    "Orion / Fulfilment",
    "Do parcels leave in time, and do customers get their money back?",
    choices=(variables.platform, variables.vendor, variables.currency),
    events=(events.alerts(*_alerts),),
    top=TOP,
    sections=(
        Section(100, "Shipments", TRENDS),
        Section(101, "Vendors with late parcels", WHO),
        Section(102, "Refunds", REFUNDS),
    ),
    of=("shipments", "refunds"),
)
