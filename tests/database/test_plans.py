"""Plans without the constants in them."""

import pytest

from exporter.database.plans import without_values


@pytest.mark.parametrize(
    ("plan", "shown"),
    [
        ("  Index Cond: (vendor_id = 'acme'::text)", "  Index Cond: (vendor_id = '?'::text)"),
        ("Filter: ((id = 17) AND (a1 < 1.5))", "Filter: ((id = ?) AND (a1 < ?))"),
        ("Filter: (name = 'O''Brien (x)')", "Filter: (name = '?')"),
        ("Filter: (name = 'two\nlines')", "Filter: (name = '?')"),
        ("-> Filter: (orders.id = 17)  (cost=0.35 rows=1)", "-> Filter: (orders.id = ?)  (cost=? rows=?)"),
        ("Seq Scan on orders  (cost=0.00..1.10 rows=110)", "Seq Scan on orders  (cost=0.00..1.10 rows=110)"),
        ("SEARCH orders USING INDEX by_vendor (vendor_id=?)", "SEARCH orders USING INDEX by_vendor (vendor_id=?)"),
    ],
)
def test_a_plan_loses_the_constants_in_its_conditions_and_keeps_its_numbers(plan: str, shown: str) -> None:
    assert "\n".join(without_values(plan.split("\n"))) == shown
