"""Every query of every panel, variable and annotation, asked of a Prometheus that has scraped the demo."""

import pytest

from tests.grafana.asking import Json, Prometheus, Question, questions_of
from tests.grafana.promql import DASHBOARDS, dashboard

BOARDS = [dashboard(path) for path in DASHBOARDS]

GRAFANA_S = {"datasource": "", "__rate_interval": "4h", "__interval": "1h", "__range": "24h"}
"""What Grafana itself says for a day of a Prometheus that scrapes once an hour."""

ALL = GRAFANA_S | dict.fromkeys(("job", "platform", "vendor", "currency"), ".*")
ONE = GRAFANA_S | {"job": "orion", "platform": "bazaar", "vendor": "technopolis", "currency": "EUR"}
SOME = ALL | {"platform": "(alpenmarkt|bazaar)"}
CHOICES = {"all": ALL, "one": ONE, "some platforms": SOME}

_CALM = "no alert of this kind fires in the demo"
_KNOWN = "the demo has only the statuses that are known"
_IN_TIME = "a healthy queue starts its jobs when they are due, and none runs for long"
_PAID = "the one vendor is paid, and is owed nothing at the moment"
_LASTING = "those that fire in the demo have fired all day"

MAY_BE_EMPTY = {
    "orion-overview: annotation Alerts": _CALM,
    "orion-platforms: annotation Alerts": _CALM,
    "orion-orders: annotation Alerts": _CALM,
    "orion-revenue: annotation Alerts": _CALM,
    "orion-inventory: annotation Alerts": _CALM,
    "orion-inventory: annotation Stock jumps": _CALM,
    "orion-health: annotation Alerts": _CALM,
    "orion-imports: annotation Alerts": _LASTING,
    "orion-vendor: annotation Alerts": _LASTING,
    "orion-fulfilment: annotation Alerts": _CALM,
    "orion-payments: annotation Alerts": _CALM,
    "orion-jobs: annotation Alerts": _CALM,
    "orion-orders: Orders by status [other]": _KNOWN,
    "orion-fulfilment: Shipments by status [other]": _KNOWN,
    "orion-fulfilment: Vendors with overdue parcels [Overdue]": "every parcel leaves in time on a working day",
    "orion-fulfilment: Vendors with overdue parcels [Of its limit]": "every parcel leaves in time on a working day",
    "orion-jobs: Jobs by status [other]": _KNOWN,
    "orion-jobs: Oldest due job [A]": _IN_TIME,
    "orion-jobs: Oldest due job by queue [A]": _IN_TIME,
    "orion-jobs: Queues [Oldest due]": _IN_TIME,
    "orion-jobs: Longest running job [A]": _IN_TIME,
    "orion-jobs: Queues [Running for]": _IN_TIME,
    "orion-payments: Vendors with failed payouts [Failed]": "a failed payout is repeated within a day",
    "orion-payments: Value due to vendors [A]": _PAID,
    "orion-payments: Oldest due payout [A]": _PAID,
    "orion-payments: Vendors with the oldest due payouts [Due for]": _PAID,
    "orion-payments: Vendors with the oldest due payouts [Of its limit]": _PAID,
    "orion-payments: Largest amounts due [Value due]": _PAID,
    "orion-payments: Value of payouts not completed [A]": _PAID,
    "orion-vendor: Payout value by status [A]": _PAID,
    "orion-vendor: Oldest due payout [A]": _PAID,
    "orion-vendor: Alert threshold usage [OrionPayoutsOverdue]": _PAID,
    "orion-health: Rejected samples [A]": "the demo's rows are good",
    "orion-imports: Vendors with unpriced products [Without a price]": "the one vendor has priced everything",
    "orion-inventory: Oversold vendors [Oversold]": "the one vendor has oversold nothing",
}
"""Question -> why it has no answer in the demo, for some of the choices."""


def unanswered(prometheus: Prometheus, board: Json, choice: str) -> list[Question]:
    asked = [question.chosen(CHOICES[choice]) for question in questions_of(board)]
    return [question for question in asked if not prometheus.ask(question)]


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board["uid"])
def test_every_question_has_an_answer(scraped_demo: Prometheus, board: Json, choice: str) -> None:
    left = unanswered(scraped_demo, board, choice)
    assert [f"{each} -> {each.expression}" for each in left if str(each) not in MAY_BE_EMPTY] == []


def test_what_may_be_empty_is_empty_for_some_choice(scraped_demo: Prometheus) -> None:
    empty = {str(each) for board in BOARDS for choice in CHOICES for each in unanswered(scraped_demo, board, choice)}
    assert set(MAY_BE_EMPTY) - empty == set()
