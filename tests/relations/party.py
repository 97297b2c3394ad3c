"""A shop with a first party: the shop itself, which has no id and is in no table."""

from datetime import UTC, datetime

from sqlalchemy import Engine, text

NOW = datetime(2026, 2, 7, tzinfo=UTC)
SITES = {1: "north", 2: "south"}
SELLERS = {7: "acme", 8: "bolt"}
MEMBERS = [(7, 1), (7, 2), (8, 2)]
STAFF = (7, 8, None, None)

MEMBERSHIPS = "SELECT seller AS vendor_id, site AS platform_id, 1 = 1 AS is_active, 1 = 0 AS is_primary FROM members"
OF_THE_SHOP = f"""SELECT NULL AS vendor_id, id AS platform_id, 1 = 1 AS is_active, id = 2 AS is_primary FROM sites
      UNION ALL {MEMBERSHIPS}"""
CONFIGURATION = """
relations:
  platforms: {{sql: "SELECT id, code FROM sites"}}
  vendors:
    sql: SELECT id, code FROM sellers
    first_party: {{code: us, platforms: {platforms}}}
  vendor_platforms:
    sql: |
      {memberships}
  vendor_users:
    sql: SELECT seller AS vendor_id, 1 = 1 AS is_active, joined AS invitation_accepted_at FROM staff
"""
CASES = {
    "on all": ("all", MEMBERSHIPS, {"north", "south"}),
    "on some": ("[south]", MEMBERSHIPS, {"south"}),
    "on none": ("[west]", MEMBERSHIPS, set()),
    "with a primary platform": ("all", OF_THE_SHOP, {"north", "south"}),
}


def shop(engine: Engine) -> None:
    moment = "TIMESTAMP" if engine.dialect.name == "postgresql" else "DATETIME"
    with engine.begin() as db:
        for table, rows in (("sites", SITES), ("sellers", SELLERS)):
            db.execute(text(f"CREATE TABLE {table} (id INTEGER, code VARCHAR(9))"))
            for id_, code in rows.items():
                db.execute(text(f"INSERT INTO {table} VALUES (:id, :code)"), {"id": id_, "code": code})
        db.execute(text("CREATE TABLE members (seller INTEGER, site INTEGER)"))
        db.execute(text(f"CREATE TABLE staff (seller INTEGER, joined {moment} NULL)"))
        for seller, site in MEMBERS:
            db.execute(text("INSERT INTO members VALUES (:seller, :site)"), {"seller": seller, "site": site})
        for owner in STAFF:
            db.execute(text("INSERT INTO staff VALUES (:seller, '2026-01-01 00:00:00')"), {"seller": owner})
