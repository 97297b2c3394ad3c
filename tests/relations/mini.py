"""A little shop with its own tables: orders and products, no vendors and no platforms."""

from pathlib import Path

from sqlalchemy import Engine, text

SALES = [
    (1, "open", 10.50, "EUR", "2026-02-01 10:00:00"),
    (2, "open", 5.25, "EUR", "2026-02-02 10:00:00"),
    (3, "done", 100, "USD", "2026-02-03 10:00:00"),
    (4, "gone", 7, "EUR", "2026-02-04 10:00:00"),
    (5, None, 1, "EUR", "2026-02-05 10:00:00"),
    (6, "odd", 2, "EUR", "2026-02-06 10:00:00"),
]
GOODS = [(each, each % 4 != 0) for each in range(1, 9)]

CONFIGURATION = """
relations:
  orders:
    sql: |
      SELECT no AS id, state AS status, amount AS total, cur AS currency, made AS created_at FROM sales
    map:
      status: {open: pending, done: delivered, gone: cancelled, null: processing}
  products:
    sql: SELECT no AS id, on_sale AS is_active FROM goods
    omit: [is_featured, price_cents, updated_at]
"""


def mini(engine: Engine) -> None:
    """Make the tables and rows of the shop."""
    moment = "TIMESTAMP" if engine.dialect.name == "postgresql" else "DATETIME"
    with engine.begin() as connection:
        columns = f"no INTEGER, state VARCHAR(9), amount DECIMAL(10,2), cur CHAR(3), made {moment} NULL"
        connection.execute(text(f"CREATE TABLE sales ({columns})"))
        connection.execute(text("CREATE TABLE goods (no INTEGER, on_sale BOOLEAN)"))
        for no, state, amount, currency, made in SALES:
            values = {"no": no, "state": state, "amount": amount, "currency": currency, "made": made}
            connection.execute(text("INSERT INTO sales VALUES (:no, :state, :amount, :currency, :made)"), values)
        for no, on_sale in GOODS:
            connection.execute(text("INSERT INTO goods VALUES (:no, :on_sale)"), {"no": no, "on_sale": on_sale})


def file_in(folder: Path, configuration: str = CONFIGURATION) -> Path:
    """Return a configuration file with this text."""
    path = folder / "shop.yml"
    path.write_text(configuration, encoding="utf-8")
    return path
