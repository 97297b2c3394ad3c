"""Every text that a user sees, in one file to be read as a whole. UPDATE_GOLDEN=1 writes it; read the difference."""

import os

import pytest

from tests.packaging import ROOT
from tests.packaging.texts import document, of_dashboard, of_python, of_rules, of_template

GOLDEN = ROOT / "tests" / "golden" / "texts.txt"


def test_the_golden_file_has_every_text_that_users_see() -> None:
    texts = document()
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.write_text(texts, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == texts


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("raise Problem('must be ' f'at least {low:g}; set {name!r}')", ["must be at least {low}; set {name}"]),
        ("logger.info('stopped', extra={'reason': 'signal'})", ["stopped"]),
        ("MetricDefinition('orders.total', 'orders', 'Orders', 'Number of orders.')", ["Orders", "Number of orders."]),
        ("return b'not TLS\\n'", ["not TLS\n"]),
        ("yield f'{first}: {second}', 'csv'", []),
        ("def f(db: 'Session | None') -> None:\n    'A docstring is not shown.'", []),
        ("db.exec_driver_sql('SET SESSION time_zone = 1')", []),
    ],
)
def test_a_python_file_shows_its_messages(source: str, texts: list[str]) -> None:
    assert list(of_python(source)) == texts


def test_a_template_shows_what_is_not_markup() -> None:
    source = '<nav aria-label="Pages">{% if a %}<a href="/x">the {{ name }}</a>{% else %}{{ b }} none{% endif %}</nav>'
    assert list(of_template(source)) == ["Pages", "the {name}", "{b} none"]


def test_a_rule_shows_its_annotations() -> None:
    source = "{groups: [{rules: [{record: a, expr: b}, {alert: Down, annotations: {summary: x, runbook_url: y}}]}]}"
    assert list(of_rules(source)) == ["Down: x"]


def test_a_dashboard_shows_titles_and_descriptions() -> None:
    source = '{"title": "Shop", "panels": [{"type": "stat", "title": "", "description": "Orders now."}]}'
    assert list(of_dashboard(source)) == ["Shop", "Orders now."]
