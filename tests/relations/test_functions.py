"""Functions that do not only read are found in a SELECT, and no shipped preset calls any but harmless ones."""

import re

import pytest

from exporter.config.presets import ORION, shipped
from exporter.relations.functions import called_in, volatile_in
from exporter.relations.sql_text import tokens
from tests.presets.truths import truths

WORDS = frozenset("lateral in as and or not on when then else from exists values over using with join".split())
HARMLESS = {
    *("coalesce", "count", "sum", "min", "max", "greatest", "least", "nullif", "concat", "lower", "upper"),
    *(
        "cast",
        "convert",
        "utc_timestamp",
        "round",
        "case",
        "if",
        "row_number",
        "json_extract",
        "json_value",
        "json_typeof",
        "char",
        "decimal",
        "numeric",
        "replace",
        "hex",
        "json_extract",
        "substr",
        "interval",
        "version",
        "substring_index",
        "convert_tz",
        "select",
        "where",
    ),
    # None of these writes, waits or depends on anything but its arguments and, for `now`, the transaction's beginning.
    *("filter", "all", "any", "array_agg", "bool_or", "string_to_array", "substring", "now"),
}


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("SELECT random() AS a, lower(b) AS c FROM d", ["random"]),
        ("SELECT a FROM b WHERE PG_SLEEP (1) IS NULL", ["pg_sleep"]),
        ("SELECT \"nextval\"('s') AS a", ["nextval"]),
        ("SELECT pg_advisory_xact_lock(1), pg_try_advisory_lock(2)", ["pg_advisory_xact_lock", "pg_try_advisory_lock"]),
        ("SELECT 'random()' AS a, random AS b FROM c -- sleep(1)", []),
        ("SELECT a FROM random JOIN b ON (a = b)", []),
    ],
)
def test_functions_that_do_not_only_read(sql: str, names: list[str]) -> None:
    assert volatile_in(sql) == names


@pytest.mark.parametrize("name", sorted(set(shipped()) - {ORION}))
def test_a_shipped_preset_calls_harmless_functions_only(name: str) -> None:
    text = shipped()[name]
    relations = text[text.index("\nrelations:") : text.index("\ntruth:")]
    selects = re.findall(r"\w+: (?:&\w+ )?[|>]-?\n((?: {6,}.*\n|\n)+)", relations)
    assert selects
    found = {each for select in selects for each in called_in(select.replace("{{", "").replace("}}", ""))}
    assert found - WORDS <= HARMLESS
    assert tokens(selects[0])
    assert truths(name).about
