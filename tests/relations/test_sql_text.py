"""Only what can be one subquery is sent, and the names of a SELECT's columns are known before it is."""

import pytest

from exporter.relations.sql_text import SqlError, check, columns_of, computes_by_select, nulls_of

VARIABLES = "a SELECT must not set variables, which outlive it"


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT id, o.code FROM o", ("id", "code")),
        ('SELECT a."vendorId" FROM a', ("vendorId",)),
        ("SELECT `vendor id` FROM a", ("vendor id",)),
        ("select 1 AS one, count(*) n, f(x, y) AS Total from a", ("one", "n", "total")),
        ("SELECT DISTINCT x.a, (SELECT b FROM c LIMIT 1) AS b FROM x", ("a", "b")),
        ("WITH t AS (SELECT 1 AS x FROM y) SELECT x FROM t", ("x",)),
        ("(SELECT a, b FROM c) UNION ALL (SELECT d, e FROM f)", ("a", "b")),
        ("SELECT a -- , hidden\n , b /* , c */ FROM d", ("a", "b")),
        ("SELECT CASE WHEN a THEN 'x, y' ELSE b END AS c FROM d", ("c",)),
        ("SELECT a::text AS b, NULL AS c", ("b", "c")),
        ('SELECT "Vendor Id" AS "Vendor", Code AS CODE FROM a', ("Vendor", "code")),
        ("SELECT DISTINCT ON (a, b) a AS id, b FROM c ORDER BY a", ("id", "b")),
        ("((SELECT id FROM a) UNION (SELECT id FROM b)) ORDER BY 1", ("id",)),
        ("SELECT data->>'k' AS status, data ?| array['a'] is_active, x FROM t", ("status", "is_active", "x")),
        ("SELECT a::numeric(10, 2) AS b, c::timestamp with time zone AS d, tags[n] AS e", ("b", "d", "e")),
        ("SELECT a [b], `c` [d] FROM e", ("b", "d")),
        ("VALUES (1, 'a')", None),
        ("SELECT a::timestamp with time zone FROM b", None),
        ("SELECT a::double precision FROM b", None),
        ("SELECT a COLLATE utf8mb4_bin FROM b", None),
        ('SELECT a COLLATE "C" FROM b', None),
        ("SELECT a AND b FROM c", None),
        ("SELECT a IS NOT UNKNOWN FROM b", None),
        ("SELECT tags[n] FROM a", None),
        ("SELECT * FROM a", None),
        ("SELECT a.*, b FROM a", None),
        ("SELECT count(*) FROM a", None),
        ("SELECT CASE WHEN a THEN b END FROM c", None),
    ],
)
def test_the_columns_of_a_select(sql: str, columns: tuple[str, ...] | None) -> None:
    check(sql)
    assert columns_of(sql) == columns


@pytest.mark.parametrize(
    ("sql", "message", "at"),
    [
        ("", "is empty; write a SELECT", 0),
        ("-- nothing", "is empty; write a SELECT", 0),
        ("DELETE FROM orders", "must begin with SELECT or WITH", 0),
        ("SELECT 1;", "must not contain a semicolon; remove the semicolon", 8),
        ("SELECT 1; DROP TABLE a", "must not contain a semicolon; only one statement is allowed", 8),
        ("SELECT (1 FROM a", "( is never closed", 7),
        ("SELECT 1) FROM a", ") closes nothing", 8),
        ("SELECT ([1)] FROM a", ") closes nothing", 10),
        ("SELECT 'a FROM b", "' is never closed", 7),
        ('SELECT "a FROM b', '" is never closed', 7),
        ("SELECT a /* b", "a comment is never closed, or has another comment in it", 9),
        ("SELECT a /* b /* c */ d */", "a comment is never closed, or has another comment in it", 9),
        ("SELECT a INTO b FROM c", "a SELECT must not write (INTO)", 9),
        ("SELECT a FROM b FOR UPDATE", "a SELECT must not lock rows (FOR UPDATE, FOR SHARE)", 16),
        ("SELECT @n := @n + 1 AS id FROM a", f"{VARIABLES}; use ROW_NUMBER() OVER (...)", 7),
        ("SELECT a FROM b, (SELECT @`n`:=0) AS n", f"{VARIABLES}; use ROW_NUMBER() OVER (...)", 25),
        ("SELECT a FROM b LOCK IN SHARE MODE", "a SELECT must not lock rows (LOCK IN SHARE MODE)", 16),
        ("SELECT 1 --;\n", "a comment needs a blank behind --", 9),
        ("SELECT 1 # a ; b", "a comment must begin with --, not with #", 9),
        ("SELECT /*! 1 */ 2", "MariaDB and MySQL execute comments that begin with /*! or /*M!; remove it", 7),
        ("SELECT /*M! 1 */ 2", "MariaDB and MySQL execute comments that begin with /*! or /*M!; remove it", 7),
    ],
)
def test_what_is_no_subquery_is_refused(sql: str, message: str, at: int) -> None:
    with pytest.raises(SqlError) as caught:
        check(sql)
    assert (caught.value.message, caught.value.at) == (message, at)


@pytest.mark.parametrize("sql", ["SELECT 'it\\'s' FROM a", "SELECT 'a\\', b, ' ; DROP TABLE c' FROM d"])
def test_a_backslash_before_a_quote_is_refused(sql: str) -> None:
    with pytest.raises(SqlError, match="write '' for a quote"):
        check(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT a #> '{b}' AS c FROM d",
        "SELECT $$ ; ) $$ AS a",
        "SELECT $x$ ; ' $x$ AS a",
        "SELECT 'it''s ; ) --' AS a, a[1] AS b FROM c",
        "SELECT data->>'into' AS a FROM b",
        "SELECT f(a := 1) AS a, @ b AS c, @@version AS d FROM e",
    ],
)
def test_texts_and_operators_are_no_faults(sql: str) -> None:
    check(sql)


def test_columns_that_are_null_in_every_row() -> None:
    assert nulls_of("SELECT NULL AS a, null b, coalesce(NULL, 1) AS c, d IS NULL AS e, f FROM g") == {"a", "b"}
    assert nulls_of("SELECT NULL AS a UNION ALL SELECT id FROM b") == set()


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("SELECT a, b FROM t", False),
        ("SELECT a, (SELECT max(b) FROM u) AS b FROM t", True),
        ("SELECT a, coalesce((SELECT b FROM u WHERE u.a = t.a), 1) AS b FROM t", True),
        ("WITH u AS (SELECT b FROM v) SELECT a FROM u", False),
        ("WITH u AS (SELECT b FROM v) SELECT (SELECT b FROM u) AS a FROM w", True),
        ("SELECT a FROM (SELECT a FROM t) AS x WHERE a IN (SELECT a FROM u)", False),
        ("SELECT 'SELECT (SELECT' AS a, b /* (SELECT */ FROM t -- (SELECT", False),
    ],
)
def test_whether_a_column_is_computed_by_a_select(sql: str, wanted: bool) -> None:
    assert computes_by_select(sql) is wanted
