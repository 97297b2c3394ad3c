"""The rules that every metric keeps, of built-in providers and of those that the pages show."""

from collections.abc import Collection

from exporter.contracts import MetricDefinition

BASE_UNITS = ("_seconds", "_bytes", "_units", "_ratio")


def broken_rules(definition: MetricDefinition, category: str, tables: Collection[str]) -> list[str]:
    """Return the rules that a definition breaks; `tables` are those that its provider reads."""
    name, unit = definition.name, definition.unit
    kept = {
        "the key begins with the category": definition.key.startswith(f"{category}."),
        "no suffix of another type": not name.endswith(("_total", "_count", "_sum", "_bucket")),
        "nothing that PromQL computes": not any(word in name for word in ("average", "percent", "_24h")),
        "a label for people": bool(definition.label),
        "an icon": bool(definition.icon),
        "the help is a sentence": definition.help.endswith("."),
        "the help names a table": any(table in definition.help for table in tables),
        "a base unit": unit not in {"s", "B"} or name.endswith(BASE_UNITS),
        "a time, and never an age": unit != "s" or name.endswith("_timestamp_seconds"),
        "the first or the last time": unit != "s" or definition.fold in {"min", "max"},
    }
    return [rule for rule, is_kept in kept.items() if not is_kept]
