"""What can be wrong with a relation and its keys."""

from tests.relations.wrong import wrong
from tests.relations.wrong.selects import CUSTOMERS, ORDERS

KEYS = {
    "unknown relation": wrong(
        f"relations:\n  costumers: {{sql: '{CUSTOMERS}'}}",
        'config.yaml:2:3: relations.costumers: unknown relation; did you mean "customers"?',
    ),
    "misspelt key": wrong(
        f"relations:\n  customers: {{slq: '{CUSTOMERS}'}}",
        'config.yaml:2:15: relations.customers.slq: unknown key; did you mean "sql"?',
    ),
    "nothing to read": wrong(
        "relations:\n  customers: {time_zone: Europe/Paris}",
        "config.yaml:2:3: relations.customers: has no SELECT; write sql: SELECT ..., or take the tables by name "
        "(preset: orion)",
    ),
    "null that removes nothing": wrong(
        f"relations:\n  customers: {{sql: '{CUSTOMERS}'}}\n  orders:",
        "config.yaml:3:3: relations.orders: has no SELECT; write {sql: SELECT ...} (null removes a relation of the "
        "preset, and there is none)",
    ),
    "omit without a column": wrong(
        f"relations:\n  customers:\n    sql: {CUSTOMERS}\n    omit: [created]",
        'config.yaml:4:12: relations.customers.omit[0]: customers has no column "created"; it has vendor_id',
    ),
    "omit of a column that is there": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    omit:\n      - status",
        "config.yaml:5:9: relations.orders.omit[0]: status is selected by sql; remove one",
    ),
    "map without a column": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map: {{state: {{paid: processing}}}}",
        'config.yaml:4:11: relations.orders.map.state: is no column of orders; did you mean "status"?',
    ),
    "map of a time": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map: {{created_at: {{never: long ago}}}}",
        "config.yaml:4:11: relations.orders.map.created_at: is not a text; write the mapping in the SELECT "
        "(CASE ... END)",
    ),
    "map of an omitted column": wrong(
        f"""
        relations:
          orders:
            sql: {ORDERS.replace(", currency", "")}
            omit: [currency]
            map: {{currency: {{E: EUR}}}}
        """,
        "config.yaml:5:11: relations.orders.map.currency: has no source; select the column, or remove the map",
    ),
    "map without a value": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map:\n      status:\n        paid:\n",
        'config.yaml:6:9: relations.orders.map.status: "paid" has no value; write one (null removes a key '
        "of the preset's map)",
    ),
    "map without values": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map:\n      status:\n",
        "config.yaml:5:7: relations.orders.map.status: has no values; write {theirs: ours} (null removes a map of the "
        "preset)",
    ),
    "first party elsewhere": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    first_party: {{code: us}}",
        "config.yaml:4:5: relations.orders.first_party: must be under relations.vendors: rows of all relations follow "
        "it",
    ),
    "map to nothing": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map: {{status: {{draft: ''}}}}",
        "config.yaml:4:11: relations.orders.map.status: leads to an empty text, which is no label; write one",
    ),
    "text instead of a mapping": wrong(
        f"relations:\n  orders: {ORDERS}",
        "config.yaml:2:3: relations.orders: must be a mapping; write {sql: ...}, with the SELECT in quotes",
    ),
    "first party without a code": wrong(
        "relations:\n  vendors: {sql: 'SELECT id, code FROM v', first_party: {code: ''}}",
        "config.yaml:2:58: relations.vendors.first_party.code: must not be blank, unknown or unassigned",
    ),
    "time zone of no column": wrong(
        f"""
        relations:
          orders:
            sql: {ORDERS.replace(", created_at", "")}
            omit: [created_at]
            time_zone: Europe/Paris
        """,
        "config.yaml:5:5: relations.orders.time_zone: has no effect: no time of orders is selected; remove it",
    ),
    "minor unit of major units": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS.replace('total_cents', 'total')}\n    minor_unit: 2",
        "config.yaml:4:5: relations.orders.minor_unit: has no effect: orders has no refunded_cents and no total_cents; "
        "remove it",
    ),
    "placeholder that is not closed": wrong(
        "relations:\n  customers:\n    sql: SELECT 1 FROM {{prefix}customers",
        "config.yaml:3:24: relations.customers.sql: {{ is never closed; write {{name}}",
    ),
    "unknown time zone": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    time_zone: Europe/Pariss",
        "config.yaml:4:5: relations.orders.time_zone: is not a known time zone; use an IANA name, such as Europe/Paris",
    ),
    "time zone without times": wrong(
        "relations:\n  vendors:\n    sql: SELECT id, code FROM sellers\n    time_zone: Europe/Paris",
        "config.yaml:4:5: relations.vendors.time_zone: has no effect: vendors has no times; remove it",
    ),
    "minor unit": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    minor_unit: 7",
        'config.yaml:4:5: relations.orders.minor_unit: must be a number of digits from 0 to 6, or "currency"',
    ),
    "minor unit without money": wrong(
        f"relations:\n  customers:\n    sql: {CUSTOMERS}\n    minor_unit: 2",
        "config.yaml:4:5: relations.customers.minor_unit: has no effect: customers has no amounts of money; remove it",
    ),
    "incremental without updated_at": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    incremental: true",
        "config.yaml:4:5: relations.orders.incremental: needs the column updated_at; select it, or remove incremental",
    ),
    "incremental without such a column": wrong(
        "relations:\n  vendors:\n    sql: SELECT id, code FROM sellers\n    incremental: true",
        "config.yaml:4:5: relations.vendors.incremental: has no effect: vendors has no column updated_at; remove it",
    ),
    "trust alone": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    trust: true",
        "config.yaml:4:5: relations.orders.trust: has no effect without incremental: true; remove it",
    ),
    "unknown database": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    database: warehouse",
        "config.yaml:4:5: relations.orders.database: there is no database of this name; known: main",
    ),
    "one grain": wrong(
        "relations:\n  vendors:\n    sql: SELECT id, code FROM v\n    platform_sql: SELECT id, code FROM v",
        "config.yaml:4:5: relations.vendors.platform_sql: vendors has the same rows in both scopes; remove it",
    ),
    "placeholder of for_each": wrong(
        f"""
        relations:
          customers:
            sql: {CUSTOMERS}
            for_each: {{sql: SELECT prefix FROM sites, as: prefix}}
        """,
        "config.yaml:3:5: relations.customers.sql: does not use {{prefix}} of for_each; put it into a table name",
    ),
    "name of a placeholder": wrong(
        f"""
        relations:
          customers:
            sql: {CUSTOMERS.replace("customers", "{{pre-fix}}customers")}
            for_each: {{sql: SELECT prefix FROM sites, as: pre-fix}}
        """,
        "config.yaml:4:47: relations.customers.for_each.as: must be a name of letters, digits and _, such as prefix",
    ),
    "unknown placeholder": wrong(
        """
        relations:
          customers:
            sql: |
              SELECT platform_id, created_at
              FROM "{{prefix}}customers"
        """,
        "config.yaml:5:13: relations.customers.sql: unknown parameter {{prefix}}; a preset declares parameters",
    ),
    "omit that is there twice": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    omit: [platform_id, platform_id]",
        "config.yaml:4:25: relations.orders.omit[1]: platform_id is there twice; remove one",
    ),
    "omit without a name": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    omit: ['']",
        'config.yaml:4:12: relations.orders.omit[0]: orders has no column ""; it has id, vendor_id, platform_id, '
        "status, total_cents, total",
    ),
    "omit of ten thousand characters": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    omit: [{'o' * 10_000}]",
        f'config.yaml:4:12: relations.orders.omit[0]: orders has no column "{"o" * 59}... it has id, vendor_id, '
        "platform_id, status, total_cents, total",
    ),
    "map to a misspelt status": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map:\n      status:\n        paid: procesing",
        'config.yaml:6:9: relations.orders.map.status: leads to "procesing"; did you mean "processing"?',
    ),
    "map to a status in capitals": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map: {{status: {{new: Pending}}}}",
        'config.yaml:4:20: relations.orders.map.status: leads to "Pending"; did you mean "pending"?',
    ),
    "map of a column that is no label": wrong(
        "relations:\n  vendors:\n    sql: SELECT id, code, name FROM v\n    map: {name: {Acme: ACME}}",
        "config.yaml:4:11: relations.vendors.map.name: is not a label; write the mapping in the SELECT (CASE ... END)",
    ),
    "map without anything": wrong(
        f"relations:\n  orders:\n    sql: {ORDERS}\n    map: {{status: {{}}}}",
        "config.yaml:4:11: relations.orders.map.status: has no values; write {theirs: ours} (null removes a map of ",
    ),
    "helpers that read each other": wrong(
        f"relations:\n  orders:\n    with: {{a: SELECT * FROM b, b: SELECT * FROM a}}\n    sql: {ORDERS}",
        "config.yaml:3:12: relations.orders.with.a: reads b, which reads a; helpers cannot read each other",
    ),
    "helpers in the wrong order": wrong(
        f"relations:\n  customers:\n    with: {{some: SELECT * FROM all_, all_: SELECT * FROM people}}\n"
        f"    sql: {CUSTOMERS.replace('FROM customers', 'FROM some')}",
        "config.yaml:3:12: relations.customers.with.some: reads all_, which comes after it; write all_ first",
    ),
    "helper that nothing uses": wrong(
        f"relations:\n  orders:\n    with: {{a: SELECT 1}}\n    sql: {ORDERS}",
        "config.yaml:3:12: relations.orders.with.a: is used by no SELECT; remove it",
    ),
    "SELECT of no characters": wrong(
        "relations:\n  orders: {sql: ''}", "config.yaml:2:18: relations.orders.sql: is empty; write a SELECT"
    ),
    "first party with a code that means something else": wrong(
        "relations:\n  vendors:\n    sql: SELECT id, code FROM v\n    first_party: {code: unknown}",
        "config.yaml:4:19: relations.vendors.first_party.code: must not be blank, unknown or unassigned: these mean ",
    ),
    "first party without platforms": wrong(
        "relations:\n  vendors:\n    sql: SELECT id, code FROM v\n    first_party: {platforms: []}",
        "config.yaml:4:19: relations.vendors.first_party.platforms: must not be empty; write all, or codes of ",
    ),
}
