"""SELECTs as people write them, on each kind of database: every form gives the numbers of the plain one."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from tests.relations.mini import GOODS, file_in, mini
from tests.support.databases import DIALECTS, Dialect, SharedDatabase
from tests.support.shop import Exporter, series_of

NOW = datetime(2026, 2, 7, tzinfo=UTC)
POSTGRESQL: tuple[Dialect, ...] = ("postgresql",)
MARIADB: tuple[Dialect, ...] = ("mariadb",)
SQLITE: tuple[Dialect, ...] = ("sqlite",)

FORMS: Mapping[str, tuple[str, tuple[Dialect, ...]]] = {
    "plain": ("SELECT on_sale AS is_active FROM goods", DIALECTS),
    "in parentheses": ("(SELECT on_sale AS is_active FROM goods)", DIALECTS),
    "in parentheses, with a comment": ("(SELECT on_sale AS is_active FROM goods) -- all (of them", DIALECTS),
    "with a comment at the end": ("SELECT on_sale AS is_active FROM goods -- all; 'of' (them", DIALECTS),
    "with an empty comment at the end": ("SELECT on_sale AS is_active FROM goods --", DIALECTS),
    "WITH": ("WITH g AS (SELECT on_sale FROM goods) SELECT on_sale AS is_active FROM g", DIALECTS),
    "WITH of the relation's own name": (
        "WITH products AS (SELECT on_sale FROM goods) SELECT on_sale AS is_active FROM products",
        DIALECTS,
    ),
    "WITH RECURSIVE": (
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8) "
            "SELECT g.on_sale AS is_active FROM n JOIN goods g ON g.no = n.i"
        ),
        DIALECTS,
    ),
    "UNION ALL": (
        "SELECT on_sale AS is_active FROM goods WHERE no < 4 UNION ALL SELECT on_sale FROM goods WHERE no >= 4",
        DIALECTS,
    ),
    "UNION of parentheses": (
        "(SELECT on_sale AS is_active FROM goods WHERE no < 4) UNION ALL (SELECT on_sale FROM goods WHERE no >= 4)",
        ("postgresql", "mariadb"),
    ),
    "UNION, sorted": (
        "SELECT no, on_sale AS is_active FROM goods UNION SELECT no, on_sale FROM goods ORDER BY 1 LIMIT 100",
        DIALECTS,
    ),
    "sorted and limited": ("SELECT on_sale AS is_active FROM goods ORDER BY no DESC LIMIT 100 OFFSET 0", DIALECTS),
    "sorted": ("SELECT on_sale AS is_active FROM goods ORDER BY no", DIALECTS),
    "grouped": (
        "SELECT no, max(on_sale) AS is_active FROM goods GROUP BY no HAVING count(*) = 1",
        ("sqlite", "mariadb"),
    ),
    "DISTINCT": ("SELECT DISTINCT no, on_sale AS is_active FROM goods", DIALECTS),
    "a window": ("SELECT on_sale AS is_active, row_number() OVER (ORDER BY no) AS place FROM goods", DIALECTS),
    "a star": ("SELECT g.*, g.on_sale AS is_active FROM goods g", DIALECTS),
    "only a star": ("SELECT * FROM (SELECT on_sale AS is_active FROM goods) AS g", DIALECTS),
    "no AS, and upper case": ("SELECT on_sale IS_ACTIVE FROM goods G", DIALECTS),
    "in double quotes": ('SELECT "on_sale" AS "is_active" FROM "goods"', ("sqlite", "postgresql")),
    "in backticks": ("SELECT `on_sale` `is_active` FROM `goods`", ("sqlite", "mariadb")),
    "in brackets": ("SELECT [on_sale] AS [is_active] FROM [goods]", SQLITE),
    "signs of parameters in a text": (
        "SELECT on_sale AS is_active FROM goods WHERE 'a:b :name %s %(x)s %% 100% ? $1 {x}' LIKE 'a:b :name \\%s%'",
        ("postgresql", "mariadb"),
    ),
    "signs of parameters in a text, compared": (
        "SELECT on_sale AS is_active FROM goods WHERE ':name %s %(x)s %% ? $1' <> 'x' AND no % 9 > 0",
        DIALECTS,
    ),
    "a semicolon and parentheses in a text": (
        "SELECT on_sale AS is_active FROM goods WHERE 'it''s; ) -- /* ' <> 'x'",
        DIALECTS,
    ),
    "a backslash in a text": ("SELECT on_sale AS is_active FROM goods WHERE 'a\\tb' <> 'x'", DIALECTS),
    "several lines": ("SELECT\n\ton_sale AS is_active -- whether it's sold\n\n  FROM goods\n", DIALECTS),
    "VALUES": (
        (
            "SELECT g.on_sale AS is_active FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS v(no) "
            "JOIN goods g ON g.no = v.no"
        ),
        POSTGRESQL,
    ),
    "dollar quoting": ("SELECT on_sale AS is_active FROM goods WHERE $$it's; ($$ <> $q$'$q$", POSTGRESQL),
    "a cast": ("SELECT on_sale::text::boolean AS is_active FROM goods WHERE no::numeric(10, 2) > 0", POSTGRESQL),
    "an escape in a text": ("SELECT on_sale AS is_active FROM goods WHERE E'a\\tb' <> U&'\\0041'", POSTGRESQL),
    "DISTINCT ON": (
        "SELECT DISTINCT ON (no, on_sale) on_sale AS is_active FROM goods ORDER BY no, on_sale",
        POSTGRESQL,
    ),
    "a function that returns rows": (
        "SELECT unnest(ARRAY[on_sale]) AS is_active FROM goods, generate_series(1, 1) AS s",
        POSTGRESQL,
    ),
    "JSON": (
        (
            "SELECT (j->>'a')::boolean AS is_active FROM (SELECT jsonb_build_object('a', on_sale) j FROM goods) g "
            "WHERE j ?| ARRAY['a', 'b'] AND j ? 'a' AND j #>> '{a}' <> '' AND j @? '$.a' AND NOT j @> '{\"a\": 1}'"
        ),
        POSTGRESQL,
    ),
    "JSON on SQLite": ("SELECT json_object('a', on_sale) ->> 'a' AS is_active FROM goods", SQLITE),
    "JSON on MariaDB": ("SELECT JSON_VALUE(JSON_OBJECT('a', on_sale), '$.a') AS is_active FROM goods", MARIADB),
    "a FILTER": (
        "SELECT bool_or(on_sale) FILTER (WHERE no > 0) AS is_active FROM goods GROUP BY no",
        POSTGRESQL,
    ),
    "LATERAL": (
        "SELECT l.is_active FROM goods g CROSS JOIN LATERAL (SELECT g.on_sale AS is_active) AS l",
        POSTGRESQL,
    ),
}


@pytest.mark.parametrize(("name", "dialect"), [(name, each) for name, (_, of) in FORMS.items() for each in of])
def test_every_form_gives_the_same_numbers(
    name: str, dialect: Dialect, shared_database: SharedDatabase, tmp_path: Path
) -> None:
    assert products(shared_database(dialect, mini).url, FORMS[name][0], tmp_path) == {
        "active": sum(on_sale for _, on_sale in GOODS),
        "inactive": sum(not on_sale for _, on_sale in GOODS),
    }


def products(url: str, sql: str, folder: Path) -> dict[str, float]:
    """Return the number of products by state, of a shop whose products are a SELECT."""
    given = {"products": {"sql": sql, "omit": ["is_featured", "price_cents", "updated_at"]}}
    with closing(Exporter(url, NOW, file=file_in(folder, yaml.safe_dump({"relations": given})))) as exporter:
        exporter.refresh("catalog")
        assert exporter.failures() == {}
        samples = series_of(exporter.text("catalog"))
    return {dict(labels)["state"]: of for (name, labels), of in samples.items() if name == "orion_platform_products"}
