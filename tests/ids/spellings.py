"""Shops whose rows spell ids in other ways, which the database takes for equal."""

from dataclasses import dataclass

from tests.ids.shop import WRITTEN, create, execute, number
from tests.support.databases import Database, Dialect, MakeDatabase

UPPER, LOWER = "0198C0DE-0000-7000-8000-00000000ABCD", "0198c0de-0000-7000-8000-00000000abcd"


@dataclass(frozen=True)
class Case:
    """A database and a column type in which spellings are equal; the id of a vendor, and how rows spell it."""

    dialect: Dialect
    type: str
    id: str
    spelled: tuple[str, ...]
    rows_type: str = ""

    @property
    def platform(self) -> str:
        """How rows spell the platform Main."""
        return "Main" if self.spelled[0] == self.id or "bin" in self.type else "MAIN"

    def __str__(self) -> str:
        return f"{self.dialect}-{self.rows_type or self.type}-{self.id[:4]}"


CASES = (
    Case("mariadb", "VARCHAR(40)", "abc", ("ABC", "Abc", "abc", "\N{LATIN SMALL LETTER A WITH ACUTE}bc", "abc ")),
    Case("mariadb", "CHAR(36)", LOWER, (UPPER, LOWER)),
    Case("mariadb", "CHAR(36)", UPPER, (LOWER, UPPER)),
    Case("mariadb", "VARCHAR(40) COLLATE utf8mb4_unicode_nopad_ci", "abc", ("ABC", "abc")),
    Case("mariadb", "VARCHAR(40) CHARACTER SET latin1", "\xe9", ("\xc9", "\xe9", "e")),
    Case("mariadb", "VARCHAR(40) COLLATE utf8mb4_bin", "abc", ("abc", "abc ")),
    Case("postgresql", "CHAR(10)", "abc", ("abc",), "CHAR(12)"),
    Case("postgresql", "citext", "abc", ("ABC", "Abc", "abc")),
    Case("sqlite", "TEXT COLLATE NOCASE", "abc", ("ABC", "Abc", "abc")),
)


def made(make: MakeDatabase, case: Case) -> Database:
    """Return a shop with the vendor and another one; each spelling has an order on main."""
    database = make(case.dialect)
    if case.dialect == "postgresql":
        execute(database.engine, "CREATE EXTENSION citext")
    create(database.engine, case.type, "orders", other=case.rows_type or case.type)
    execute(
        database.engine,
        f"INSERT INTO vendors (id, code, is_active) VALUES ('{case.id}', 'acme', TRUE), ('other', 'bolt', TRUE)",
        "INSERT INTO platforms (id, code, is_active) VALUES ('Main', 'main', TRUE)",
        "INSERT INTO vendor_platforms (vendor_id, platform_id, is_active, is_primary)"
        f" VALUES ('{case.spelled[0]}', 'Main', TRUE, TRUE), ('other', 'Main', TRUE, TRUE)",
        f"INSERT INTO platform_modules (platform_id, module, is_enabled) VALUES ('{case.platform}', 'cms', FALSE)",
        "INSERT INTO alert_thresholds (id, alert, vendor_id, platform_id, value)"
        f" VALUES (1, 'OrionNoOrders', '{case.spelled[len(case.spelled) > 1]}', '{case.platform}', 5)",
    )
    for spelled in case.spelled:
        order(database, spelled)
    order(database, "other")
    return database


def order(database: Database, vendor: str, written: str = WRITTEN) -> None:
    last = number(database, "SELECT coalesce(max(id), 0) FROM orders")
    execute(
        database.engine,
        "INSERT INTO orders (id, vendor_id, platform_id, status, created_at, updated_at)"
        f" VALUES ({last + 1}, '{vendor}', 'Main', 'pending', {written})",
    )
