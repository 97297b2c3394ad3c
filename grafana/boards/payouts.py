"""What the dashboard of payments shows about payouts to vendors."""

from functools import partial

from grafana.boards.frame import Ask
from grafana.boards.look import COUNT, CURRENCIES, MONEY, PAYOUT, ROUNDED, SECONDS, Steps, default
from grafana.boards.panels import bar_panel, graph, stat_panel
from grafana.boards.promql import CURRENCY, age, chosen, grown, highest, platforms, vendors
from grafana.boards.shared import series_platform, to_vendor
from grafana.boards.tables import Column, table_panel
from grafana.boards.worst import Worst, own_limit, recorded_or

_place = "vendor, platform"
_due, _failed, _paid = 'status="due"', 'status="failed"', 'status="paid"'
_left = 'status=~"due|processing|failed"'
_longest = Worst("payout_oldest_due_timestamp_seconds")
_broken = highest(15, f"{vendors('payouts', _place, _failed)} > 0")
_by = "vendor, currency"


def _unpaid(*where: str) -> str:
    return f"{vendors('payout_value', _by, _due, *where)} > 0"


_most = f"topk by (currency) (10, {recorded_or('payout_value', 'due_top', _by, _unpaid, CURRENCY)})"
_ON_BOTH = " Payouts have no platform: if platforms are selected, a vendor on two of them counts for both."
_ANYWHERE = " Payouts have no platform, so this does not depend on the selected platforms."
_stat = partial(stat_panel, width=6)
_graph = partial(graph, width=8)
_table = partial(table_panel, width=8, links={"Vendor": [to_vendor()]})
_bars = partial(bar_panel, height=7, link=series_platform())

PAYOUTS_NOW = (
    _stat(
        14,
        "Payouts not completed",
        Ask(chosen("payouts", "status", _left), "{{status}}"),
        unit=COUNT,
        size=30,
        about="Payouts that vendors are waiting for: due ones may lie in the future, failed ones have to be repeated."
        + _ON_BOTH,
    ),
    _stat(
        15,
        "Value due to vendors",
        Ask(chosen("payout_value", "currency", _due, CURRENCY), "{{currency}}"),
        none="Nothing is due",
        unit=ROUNDED,
        size=24,
        about="Amount of the payouts that are due, by currency, including those due in the future." + _ANYWHERE,
    ),
    _stat(
        16,
        "Paid to vendors, 7 d",
        Ask(grown("payout_value", "currency", _paid, CURRENCY, over="1w"), "{{currency}}"),
        unit=ROUNDED,
        size=24,
        about="Amount of the payouts that were paid in the last 7 days, by currency." + _ANYWHERE,
    ),
    _stat(
        17,
        "Oldest due payout",
        Ask(age(f"({chosen('payout_oldest_due_timestamp_seconds', fold='min')})")),
        unit=SECONDS,
        decimals=1,
        none="None is due",
        steps=Steps(red=default("OrionPayoutsOverdue")),
        about="How long the oldest payout has been due, among those due for less than 30 days. The table below "
        "shows its vendor." + _ON_BOTH,
    ),
)

PAYOUTS = (
    (
        _graph(
            18,
            "Payouts not completed by status",
            Ask(chosen("payouts", "status", _left), "{{status}}"),
            unit=COUNT,
            stack=True,
            colours=PAYOUT,
            about="Payouts by status. If due ones only grow, nobody pays; failed ones have to be repeated." + _ON_BOTH,
        ),
        _graph(
            19,
            "Value of payouts not completed",
            Ask(chosen("payout_value", "currency", _left, CURRENCY), "{{currency}}"),
            none="Nothing is due",
            unit=MONEY,
            colours=CURRENCIES,
            about="Amount of the payouts that are due, being processed or failed, by currency." + _ANYWHERE,
        ),
        _graph(
            20,
            "Paid to vendors, trailing 7 d",
            Ask(grown("payout_value", "currency", _paid, CURRENCY, over="1w"), "{{currency}}"),
            unit=MONEY,
            at_least=None,
            interval="10m",
            colours=CURRENCIES,
            about="Amount of the payouts that were paid in the 7 days before each point, by currency." + _ANYWHERE,
        ),
    ),
    (
        _table(
            21,
            "Vendors with the oldest due payouts",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Due for", _longest.rows(), SECONDS),
            own_limit("OrionPayoutsOverdue", _longest),
            none="None is due",
            about="Vendors who have waited longest for a payout that is due.",
        ),
        _table(
            22,
            "Vendors with failed payouts",
            {"vendor": "Vendor", "platform": "Home platform"},
            Column("Failed", _broken, COUNT, Steps(amber=1)),
            none="None has failed",
            about="Vendors with failed payouts. Check their bank account, then repeat the payout.",
        ),
        _table(
            23,
            "Largest amounts due",
            {"vendor": "Vendor", "currency": "Currency"},
            Column("Value due", _most, MONEY),
            none="None is due",
            about="The ten vendors with the largest amounts due, per currency.",
        ),
    ),
    (
        _bars(
            24,
            "Due and failed payouts by platform",
            Ask(platforms("payouts", "platform, status", 'status=~"due|failed"'), "{{platform}}, {{status}}"),
            unit=COUNT,
            about="Due and failed payouts of all vendors of each platform. A vendor on two platforms counts for both.",
        ),
        _bars(
            25,
            "Oldest due payout by platform",
            Ask(age(platforms("payout_oldest_due_timestamp_seconds", fold="min")), "{{platform}}"),
            unit=SECONDS,
            none="None is due",
            about="How long the oldest payout of the vendors of each platform has been due.",
        ),
    ),
)
