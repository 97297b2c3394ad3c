"""Amounts in major units are exact decimals, however many statuses, owners and parts they are added up from."""

import random
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Engine, text

from tests.support.databases import Dialect, MakeDatabase
from tests.support.shop import Exporter, series_of

NOW = datetime(2026, 2, 7, tzinfo=UTC)
STATUSES = {"new": "pending", "held": "pending", "sent": "paid", "done": "paid", "closed": "paid", "gone": "cancelled"}
VENDORS, PLATFORMS = range(1, 8), range(1, 4)
CONFIGURATION = f"""
relations:
  platforms: {{sql: "SELECT DISTINCT platform AS id, platform AS code, platform AS name FROM sale", omit: [is_active]}}
  vendors:
    sql: SELECT DISTINCT vendor AS id, vendor AS code, vendor AS name FROM sale
    omit: [is_active, is_verified]
  orders:
    sql: >-
      SELECT vendor AS vendor_id, platform AS platform_id, state AS status, amount AS total, back AS refunded,
      cur AS currency, at AS created_at FROM sale
    map: {{status: {STATUSES}}}
  payments:
    sql: >-
      SELECT platform AS platform_id, state AS method, state AS status, amount, cur AS currency, at AS created_at
      FROM sale
    map: {{status: {STATUSES}}}
  refunds:
    sql: >-
      SELECT vendor AS vendor_id, platform AS platform_id, state AS status, back AS amount, cur AS currency,
      at AS created_at FROM sale
    map: {{status: {STATUSES}}}
  payouts:
    sql: SELECT vendor AS vendor_id, state AS status, amount, cur AS currency, at AS due_at FROM sale
    map: {{status: {STATUSES}}}
  carts:
    sql: SELECT platform AS platform_id, amount AS value, cur AS currency, at AS created_at, at AS updated_at FROM sale
providers:
  turnover:
    sql: SELECT vendor AS vendor_id, platform AS platform_id, cur AS currency, at AS created_at, amount FROM sale
    metrics: {{turnover: {{help: Turnover., sum: amount, by: {{currency: open}}, money: true, minor_unit: 0}}}}
"""


class Sale(NamedTuple):
    """A row of the shop."""

    vendor: str
    platform: str
    state: str
    amount: Decimal
    back: Decimal
    cur: str


def sales(seed: int) -> list[Sale]:
    """Return sales with amounts of 0 to 4 decimal places, which are seldom sums of powers of two."""
    rng = random.Random(seed)  # noqa: S311 - numbers of a test

    def amount() -> Decimal:
        return Decimal(rng.randrange(10 ** rng.randint(2, 9))).scaleb(-rng.randint(0, 4))

    return [
        Sale(
            f"v{rng.choice(VENDORS)}", f"p{rng.choice(PLATFORMS)}", rng.choice([*STATUSES]), amount(), amount(),
            rng.choice(["EUR", "JPY", "KWD"]),
        )
        for _ in range(400)
    ]  # fmt: skip


def build(engine: Engine, seed: int) -> None:
    """Make the table of the sales."""
    moment = "TIMESTAMP" if engine.dialect.name == "postgresql" else "DATETIME"
    columns = "vendor VARCHAR(9), platform VARCHAR(9), state VARCHAR(9), amount DECIMAL(20,4), back DECIMAL(20,4)"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE sale ({columns}, cur CHAR(3), at {moment})"))
        insert = "INSERT INTO sale VALUES (:vendor, :platform, :state, :amount, :back, :cur, '2026-02-01 10:00:00')"
        rows = [{**each._asdict(), "amount": str(each.amount), "back": str(each.back)} for each in sales(seed)]
        connection.execute(text(insert), rows)


def wanted(family: str, labels: Mapping[str, str], rows: list[Sale]) -> Decimal:
    """Return the sum of the rows that a series is about."""
    ours = {"vendor": "vendor", "currency": "cur"}
    if "payout" not in family:  # which is of a vendor as a whole
        ours["platform"] = "platform"
    found = [
        each for each in rows if all(getattr(each, ours[name]) == of for name, of in labels.items() if name in ours)
    ]
    found = [each for each in found if STATUSES[each.state] == labels.get("status", STATUSES[each.state])]
    if family.endswith("order_revenue"):
        return sum((each.amount - each.back for each in found if each.state != "gone"), Decimal(0))
    return sum((each.back if "refund" in family else each.amount for each in found), Decimal(0))


@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.soak) for each in range(1, 30))])
def test_each_amount_is_the_sum_of_the_decimals(
    seed: int, dialect: Dialect, make_database: MakeDatabase, tmp_path: Path
) -> None:
    file, rows = tmp_path / "shop.yml", sales(seed)
    file.write_text(CONFIGURATION, encoding="utf-8")
    seen: dict[str, int] = defaultdict(int)
    with closing(Exporter(make_database(dialect, build, seed).url, NOW, file=file)) as exporter:
        for _ in range(2):  # the second refresh knows the values of labels, and so sends other statements
            for (family, of), value in series_of(exporter.refresh().text()).items():
                labels = dict(of)
                if family.endswith(("_value", "_revenue", "turnover")) and labels.get("state") != "open":
                    seen[family] += 1
                    assert Decimal(str(value)) == wanted(family, labels, rows), (family, labels)
            assert exporter.failures() == {}
    assert len(seen) == 11
    assert min(seen.values()) > 2
