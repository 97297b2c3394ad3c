"""`orion-exporter explain` shows how the variants of a preset are chosen."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from exporter.app.application import assemble
from exporter.app.explain import Wanted, explain
from exporter.app.explained import as_lines
from exporter.config.configuration import load
from tests.support.databases import DIALECTS, MakeDatabase

PRESET = """
about: A shop.
relations:
  users: {sql: "SELECT 'clerk' AS role, 1 = 1 AS is_active FROM plugins"}
variants:
  large:
    when: SELECT 1 FROM plugins WHERE name LIKE '%do%an%' AND 7 % 4 = 3
"""


@pytest.mark.parametrize("dialect", DIALECTS, indirect=True)
def test_the_condition_of_a_variant_has_its_plan(dialect: str, make_database: MakeDatabase, tmp_path: Path) -> None:
    database = make_database(dialect)  # type: ignore[arg-type]
    with database.engine.begin() as db:
        db.execute(text("CREATE TABLE plugins (name VARCHAR(9))"))
        db.execute(text("INSERT INTO plugins VALUES ('dokan')"))
    (tmp_path / "shop.yaml").write_text(PRESET, encoding="utf-8")
    file = tmp_path / "config.yaml"
    file.write_text("preset: ./shop.yaml\n", encoding="utf-8")
    configuration = load(file, {"ORION_EXPORTER_DATABASE_URL": database.url}).with_variants(["large"])
    made = assemble(configuration)
    with closing(made.database):
        report = "\n".join(as_lines(explain(made, Wanted("tenancy"))))
    condition = report.partition("metrics: none: it finds out which variants of the preset apply")[2].split("\n\n")[0]
    assert "LIKE '%do%an%'" in condition
    assert "plugins" in condition.partition("plan:")[2]
    assert "no plan" not in condition
    assert "1 row in" in condition
