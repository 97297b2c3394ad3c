"""Every query of every panel, variable and annotation, asked of a Prometheus that has scraped the demo."""

import pytest

from tests.grafana.asking import Json, Prometheus, Question, questions_of
from tests.grafana.promql import DASHBOARDS, dashboard

BOARDS = [dashboard(path) for path in DASHBOARDS]

GRAFANA_S = {"datasource": "", "__rate_interval": "4h", "__interval": "1h", "__range": "24h"}
"""What Grafana itself says for a day of a Prometheus that scrapes once an hour."""

ALL = GRAFANA_S | dict.fromkeys(("job", "platform", "vendor", "currency"), ".+")
ONE = GRAFANA_S | {"job": "orion", "platform": "bazaar", "vendor": "technopolis", "currency": "EUR"}
SOME = ALL | {"platform": "(alpenmarkt|bazaar)"}
CHOICES = {"all": ALL, "one": ONE, "some platforms": SOME}

_CALM = "no alert of this kind fires in the demo"
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
    "orion-orders: Orders by status [other]": "the demo has only the statuses that are known",
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
