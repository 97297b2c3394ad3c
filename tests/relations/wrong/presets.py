"""What can be wrong with a preset, and with the settings for it."""

from tests.relations.wrong import wrong

ABOUT = "about: A shop.\n"
PRESET = """
about: A shop.
parameters:
  prefix: {type: identifier, default: wp_, description: Prefix of the tables}
variants:
  plugin: {when: SELECT 1}
relations:
  customers:
    sql: SELECT platform_id, created_at FROM {{prefix}}customers
    omit: [vendor_id, is_active, last_order_at]
"""

PRESETS = {
    "unknown preset": wrong(
        "preset: vendur",
        "config.yaml:1:1: preset: there is no preset of this name; the path of a file ends in .yaml; "
        'did you mean "vendure"?',
    ),
    "no such file": wrong(
        "preset: shops/mine.yaml",
        "config.yaml:1:1: preset: cannot read shops/mine.yaml: No such file or directory",
    ),
    "unknown parameter": wrong(
        "preset: preset.yaml\nparameters: {prefx: a_}",
        'config.yaml:2:14: parameters.prefx: the preset preset has no parameter of this name; did you mean "prefix"?',
        PRESET,
    ),
    "parameter that is no identifier": wrong(
        "preset: preset.yaml\nparameters:\n  prefix: a-b",
        "config.yaml:3:3: parameters.prefix: must be an identifier: at most 30 letters, digits and _",
        PRESET,
    ),
    "parameter without a preset": wrong(
        "parameters:\n  prefix: a\nrelations:\n  vendors: {sql: 'SELECT id, code FROM v'}",
        "config.yaml:2:3: parameters.prefix: there is no preset to use it",
    ),
    "parameter that is required": wrong(
        "preset: preset.yaml",
        "config.yaml:1:1: parameters.prefix: is required by the preset preset; Prefix of the tables",
        PRESET.replace("default: wp_, ", ""),
    ),
    "unknown variant": wrong(
        "preset: preset.yaml\nvariant: {plugn: true}",
        'config.yaml:2:11: variant.plugn: the preset preset has no variant of this name; did you mean "plugin"?',
        PRESET,
    ),
    "variant that is neither on nor off": wrong(
        "preset: preset.yaml\nvariant: {plugin: sometimes}",
        "config.yaml:2:11: variant.plugin: must be true or false",
        PRESET,
    ),
    "preset without a description": wrong(
        "preset: preset.yaml", "preset.yaml:1:1: about: is required", "relations: {}\n"
    ),
    "unknown key of a preset": wrong(
        "preset: preset.yaml",
        'preset.yaml:2:1: relation: unknown key; did you mean "relations"?',
        ABOUT + "relation: {}\n",
    ),
    "database in a preset": wrong(
        "preset: preset.yaml",
        "preset.yaml:2:1: database: is no setting of a preset; write it in the configuration",
        ABOUT + "database: {url: 'sqlite://'}\n",
    ),
    "parameter that is not used": wrong(
        "preset: preset.yaml",
        "preset.yaml:3:3: parameters.prefix: is not used; write {{prefix}} in a SELECT, or remove it",
        PRESET.replace("{{prefix}}", ""),
    ),
    "unknown parameter in a preset": wrong(
        "preset: preset.yaml",
        "preset.yaml:8:67: relations.customers.sql: unknown parameter {{site}}; known: prefix",
        PRESET.replace("customers\n    omit", "customers, {{site}}\n    omit"),
    ),
    "text in quotes": wrong(
        "preset: preset.yaml",
        "preset.yaml:5:31: relations.customers.sql: {{name}} becomes a literal with quotes; write it without",
        """
        about: A shop.
        parameters: {name: {type: text, default: x}}
        relations:
          customers:
            sql: SELECT 1 AS a WHERE '{{name}}' = 'x'
        """,
    ),
    "preset that leaves out a column": wrong(
        "preset: preset.yaml",
        "preset.yaml:8:5: relations.customers.sql: has no column last_order_at; select it, or list it under omit",
        PRESET.replace(", last_order_at]", "]"),
    ),
    "preset that selects everything": wrong(
        "preset: preset.yaml",
        "preset.yaml:8:5: relations.customers.sql: a preset must name each column that it selects; write them instead "
        "of *",
        PRESET.replace("platform_id, created_at", "*"),
    ),
    "preset that omits what it does not need": wrong(
        "preset: preset.yaml",
        "preset.yaml:4:23: relations.orders.omit[1]: paid_at is not needed, as is_paid means the same; remove it, or "
        "nobody notices if that is gone",
        ABOUT + "relations:\n  orders:\n    omit: [vendor_id, paid_at, id, updated_at, refunded_cents]\n    sql: "
        "SELECT platform_id, status, total_cents, is_paid, currency, created_at FROM orders",
    ),
    "wrong SELECT of a variant": wrong(
        "preset: preset.yaml",
        "preset.yaml:5:26: variants.plugin.when: must not contain a semicolon; remove the semicolon",
        PRESET.replace("SELECT 1", "SELECT 1;"),
    ),
    "preset without a name": wrong("preset: ''", "config.yaml:1:1: preset: must not be empty"),
    "about of blanks": wrong("preset: preset.yaml", "preset.yaml:1:1: about: must not be empty", "about: ' '"),
    "default of another type": wrong(
        "preset: preset.yaml",
        "preset.yaml:3:26: parameters.least: must be an integer",
        ABOUT + "parameters:\n  least: {type: integer, default: few}\nrelations:\n  customers:\n"
        "    sql: SELECT {{least}} AS platform_id, 1 AS created_at\n    omit: [vendor_id, is_active, last_order_at]",
    ),
    "variant without anything": wrong(
        "preset: preset.yaml",
        "preset.yaml:3:3: variants.plugin: needs when: a SELECT, or {tables: ..., columns: ...}",
        ABOUT + "variants:\n  plugin:",
    ),
    "variant without a condition": wrong(
        "preset: preset.yaml",
        "preset.yaml:2:21: variants.plugin.when: has no condition; write a SELECT, or {tables: ..., columns: ...}",
        ABOUT + "variants: {plugin: {when: {}}}",
    ),
    "variant with a blank in its name": wrong(
        "preset: preset.yaml",
        "preset.yaml:2:12: variants.my plugin: must have a name of letters, digits, _ and -, such as multi-site",
        ABOUT + "variants: {my plugin: {when: SELECT 1}}",
    ),
    "variant with an unknown relation": wrong(
        "preset: preset.yaml",
        'preset.yaml:2:49: variants.plugin.relations.ordres: unknown relation; did you mean "orders"?',
        ABOUT + "variants: {plugin: {when: SELECT 1, relations: {ordres: {sql: SELECT 1}}}}",
    ),
    "time zone that is no parameter": wrong(
        "preset: preset.yaml",
        "preset.yaml:10:5: relations.customers.time_zone: unknown parameter {{zon}}; known: prefix",
        PRESET + "    time_zone: '{{zon}}'\n",
    ),
    "time zone of a parameter that is none": wrong(
        "preset: preset.yaml",
        "preset.yaml:10:5: relations.customers.time_zone: {{prefix}} is no parameter of the type time_zone",
        PRESET + "    time_zone: '{{prefix}}'\n",
    ),
    "time zone of a configuration without parameters": wrong(
        "relations:\n  customers:\n    sql: SELECT 1 AS is_active, created_at FROM c\n    time_zone: '{{zone}}'",
        "config.yaml:4:5: relations.customers.time_zone: unknown parameter {{zone}}; a preset declares parameters",
    ),
    "SELECT that finds a parameter": wrong(
        "preset: preset.yaml",
        "preset.yaml:3:41: parameters.size: unknown parameter {{prefx}}; known: size",
        ABOUT
        + "parameters:\n  size: {type: integer, detect: 'SELECT {{prefx}}', default: 1}\nrelations:\n  customers:\n"
        "    sql: SELECT {{size}} AS platform_id, 1 AS created_at\n    omit: [vendor_id, is_active, last_order_at]",
    ),
    "parameter with a capital in its name": wrong(
        "preset: preset.yaml",
        "preset.yaml:2:14: parameters.Prefix: must have a name of small letters, digits and _, that starts with a ",
        ABOUT + "parameters: {Prefix: {type: identifier, default: wp_}}",
    ),
}
