"""What can be wrong in a SELECT and in the columns that it returns."""

from tests.relations.wrong import wrong

CUSTOMERS = "SELECT platform_id, is_active, created_at, last_order_at FROM customers"
ORDERS = "SELECT vendor_id, status, total_cents, currency, created_at FROM orders"
QUOTE = 'ends at its first comma; in {...}, quote it: {sql: "SELECT a, b"}'

SELECTS = {
    "commas in a flow mapping": wrong(
        "relations:\n  platforms: {sql: SELECT id, code FROM shops}",
        f"config.yaml:2:20: relations.platforms.sql: {QUOTE}",
    ),
    "commas in a flow mapping of helpers": wrong(
        f"""
        relations:
          customers:
            with: {{a: SELECT 1, 2}}
            sql: {CUSTOMERS}
        """,
        f"config.yaml:3:15: relations.customers.with.a: {QUOTE}",
    ),
    "quote that is never closed, in a block": wrong(
        """
        relations:
          customers:
            sql: |
              SELECT platform_id,
                created_at
              FROM customers WHERE state <> 'gone
        """,
        "config.yaml:6:37: relations.customers.sql: ' is never closed",
    ),
    "parenthesis that is never closed, in quotes": wrong(
        """
        relations:
          customers:
            sql: "SELECT platform_id, created_at FROM (SELECT * FROM customers"
        """,
        "config.yaml:3:47: relations.customers.sql: ( is never closed",
    ),
    "parenthesis that closes nothing, in a folded text": wrong(
        """
        relations:
          customers:
            sql: >-
              SELECT platform_id, created_at
              FROM customers)
        """,
        "config.yaml:5:21: relations.customers.sql: ) closes nothing",
    ),
    "semicolon": wrong(
        f"relations:\n  customers:\n    sql: {CUSTOMERS};",
        "config.yaml:3:81: relations.customers.sql: must not contain a semicolon; remove the semicolon",
    ),
    "two statements": wrong(
        """
        relations:
          customers:
            sql: |
              SELECT platform_id, created_at FROM customers;
              DROP TABLE customers
        """,
        "config.yaml:4:52: relations.customers.sql: must not contain a semicolon; only one statement is allowed",
    ),
    "no SELECT": wrong(
        "relations:\n  customers: {sql: UPDATE customers SET name = 1}",
        "config.yaml:2:20: relations.customers.sql: must begin with SELECT or WITH",
    ),
    "SELECT INTO": wrong(
        "relations:\n  customers:\n    sql: SELECT platform_id, created_at INTO t FROM customers",
        "config.yaml:3:41: relations.customers.sql: a SELECT must not write (INTO)",
    ),
    "FOR UPDATE": wrong(
        f"relations:\n  customers:\n    sql: {CUSTOMERS} FOR UPDATE",
        "config.yaml:3:82: relations.customers.sql: a SELECT must not lock rows (FOR UPDATE, FOR SHARE)",
    ),
    "conditional comment": wrong(
        f"relations:\n  customers:\n    sql: {CUSTOMERS} /*! WHERE 1 */",
        "config.yaml:3:82: relations.customers.sql: MariaDB and MySQL execute comments that begin with /*! or /*M!; "
        "remove it",
    ),
    "WITH beside with": wrong(
        f"""
        relations:
          customers:
            with: {{a: SELECT 1}}
            sql: WITH b AS (SELECT 2) {CUSTOMERS}
        """,
        "config.yaml:4:5: relations.customers.sql: cannot have a WITH beside `with`; move its helpers there",
    ),
    "column that is missing": wrong(
        "relations:\n  orders: {sql: 'SELECT vendor_id, status, total_cents, currency FROM orders'}",
        "config.yaml:2:12: relations.orders.sql: has no column created_at; select it, or list it under omit",
    ),
    "misspelt column": wrong(
        f"relations:\n  orders: {{sql: '{ORDERS.replace('status', 'statuss')}'}}",
        "config.yaml:2:12: relations.orders.sql: has no column status; statuss is no column of the relation; "
        "select it, or list it under omit",
    ),
    "misspelt owner": wrong(
        f"relations:\n  orders: {{sql: '{ORDERS.replace('vendor_id', 'vendr_id')}'}}",
        "config.yaml:2:12: relations.orders.sql: has no column vendor_id; vendr_id is no column of the relation; "
        "select it, or list it under omit",
    ),
    "misspelt optional column": wrong(
        f"relations:\n  orders: {{sql: '{ORDERS.replace('vendor_id', 'vendor_id, refundd_cents')}'}}",
        "config.yaml:2:12: relations.orders.sql: has no column refunded_cents; refundd_cents is no column of the "
        "relation; select it, or list it under omit",
    ),
    "column twice": wrong(
        f"relations:\n  orders: {{sql: '{ORDERS.replace('currency', 'currency, o.status')}'}}",
        "config.yaml:2:12: relations.orders.sql: selects status twice; remove one, or rename it with AS",
    ),
    "major and minor units": wrong(
        f"relations:\n  orders: {{sql: '{ORDERS.replace('total_cents', 'total, refunded_cents')}'}}",
        "config.yaml:2:12: relations.orders.sql: has total in major units and refunded_cents in minor ones; use the "
        "same unit for all",
    ),
    "paid in two ways": wrong(
        f"relations:\n  orders: {{sql: '{ORDERS.replace('status', 'status, is_paid, paid_at')}'}}",
        "config.yaml:2:12: relations.orders.sql: has both is_paid and paid_at, which mean the same; select one of them",
    ),
    "platforms without a column for them": wrong(
        f"""
        relations:
          platforms: {{sql: "SELECT id, code FROM shops"}}
          orders:
            sql: {ORDERS}
            platform_sql: {ORDERS.replace("vendor_id, ", "")}
        """,
        "config.yaml:5:5: relations.orders.platform_sql: has no column platform_id, but there are platforms; select it",
    ),
}
