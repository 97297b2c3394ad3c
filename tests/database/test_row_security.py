"""Row-level security: what may hide rows fails the category that reads them; what shows all rows changes nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from exporter.app.application import assemble
from exporter.app.check import check
from exporter.config.configuration import load
from exporter.contracts.metrics import MetricDefinition, MetricsContext, Rows
from tests.database.roles import PASSWORD, execute
from tests.support.databases import Database, MakeDatabase
from tests.support.modules import only
from tests.support.random_shop import NOW, fill
from tests.support.sampling import sampled
from tests.support.seed import provider
from tests.support.shop import Exporter

ROLES = ("r52", "keeper", "readers")
ENABLE = "ALTER TABLE orders ENABLE ROW LEVEL SECURITY"
FORCE = "ALTER TABLE orders FORCE ROW LEVEL SECURITY"
VIEW = (
    "ALTER TABLE orders RENAME TO all_orders",
    "CREATE VIEW orders AS SELECT * FROM all_orders",
    "GRANT SELECT ON orders, all_orders TO r52, keeper",
    "ALTER TABLE all_orders ENABLE ROW LEVEL SECURITY",
)
INVOKER = "ALTER VIEW orders SET (security_invoker = on)"


@dataclass(frozen=True)
class Shop:
    """A shop, the URL of the role that reads it, and the environment of its exporter."""

    database: Database
    url: str

    environ: Mapping[str, str]

    def exporter(self, *more: object) -> Exporter:
        with closing(Exporter(self.url, NOW, self.environ, more=[provider(each) for each in more])) as exporter:
            return exporter.refresh()

    def problems(self) -> dict[str, str]:
        application = assemble(load(None, {**self.environ, "ORION_EXPORTER_DATABASE_URL": self.url}))
        with closing(application.database):
            return {each.subject: each.message for each in check(application) if each.level == "problem"}

    def truth(self) -> str:
        with closing(Exporter(self.database.url, NOW, self.environ)) as owner:
            return owner.refresh().text()


@pytest.fixture
def shop(make_database: MakeDatabase) -> Iterator[Shop]:
    """A random shop, and roles that may read every table: `r52`, which the exporter uses, `keeper` and `readers`.

    Two modules are read: orders, and one that does not read them.
    """
    database = make_database("postgresql", fill, 1, rows=60)
    execute(database, *(f"CREATE ROLE {name}" for name in ROLES), f"ALTER ROLE r52 LOGIN PASSWORD '{PASSWORD}'")
    execute(database, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {', '.join(ROLES)}")
    try:
        url = make_url(database.url).set(username="r52", password=PASSWORD)
        yield Shop(database, url.render_as_string(hide_password=False), only("orders", "catalog"))
    finally:
        execute(database, *(f"DROP OWNED BY {name} CASCADE" for name in ROLES), f"DROP ROLE {', '.join(ROLES)}")


@pytest.fixture
def whole(shop: Shop) -> Shop:
    """The shop, of which every module is read."""
    return replace(shop, environ={})


HIDING = {
    "no policy": (ENABLE,),
    "a policy on the user": (ENABLE, "CREATE POLICY p ON orders USING (current_user = 'keeper')"),
    "a policy on rows": (ENABLE, "CREATE POLICY p ON orders FOR SELECT TO r52 USING (vendor_id = 1)"),
    "a policy for others": (ENABLE, "CREATE POLICY p ON orders FOR SELECT TO keeper USING (true)"),
    "a policy for writes": (ENABLE, "CREATE POLICY p ON orders FOR UPDATE TO r52 USING (true)"),
    "an owner that is not spared": ("ALTER TABLE orders OWNER TO r52", ENABLE, FORCE),
    "a group's policy without its privileges": (
        ENABLE,
        "GRANT readers TO r52 WITH INHERIT FALSE",
        "CREATE POLICY p ON orders TO readers USING (true)",
    ),
    "a view that reads as its user": (*VIEW, INVOKER),
    "a view that reads as its owner": (*VIEW, "ALTER VIEW orders OWNER TO keeper"),
    "a view of a view": (
        *VIEW,
        INVOKER,
        "ALTER VIEW orders RENAME TO some_orders",
        "CREATE VIEW orders AS SELECT * FROM some_orders",
        "GRANT SELECT ON orders TO r52",
    ),
    "a partitioned table": (
        "ALTER TABLE orders RENAME TO part",
        "CREATE TABLE orders (LIKE part) PARTITION BY LIST (vendor_id)",
        "ALTER TABLE orders ATTACH PARTITION part DEFAULT",
        "GRANT SELECT ON orders TO r52",
        ENABLE,
    ),
}

SHOWING = {
    "a policy for the role": (ENABLE, "CREATE POLICY p ON orders FOR SELECT TO r52 USING (true)"),
    "a policy for all": (ENABLE, "CREATE POLICY p ON orders USING (true)"),
    "one of two policies": (
        ENABLE,
        "CREATE POLICY p ON orders USING (true)",
        "CREATE POLICY q ON orders USING (vendor_id = 1)",
    ),
    "a group's policy": (ENABLE, "GRANT readers TO r52", "CREATE POLICY p ON orders TO readers USING (true)"),
    "a restriction for others": (
        ENABLE,
        "CREATE POLICY p ON orders USING (true)",
        "CREATE POLICY q ON orders AS RESTRICTIVE TO keeper USING (vendor_id = 1)",
    ),
    "a role that is spared": (ENABLE, "ALTER ROLE r52 BYPASSRLS"),
    "an owner": ("ALTER TABLE orders OWNER TO r52", ENABLE),
    "a view that reads as an administrator": VIEW,
    "a view that reads as its user, who sees all": (*VIEW, INVOKER, "CREATE POLICY p ON all_orders USING (true)"),
    "a policy of a partition": (
        "ALTER TABLE orders RENAME TO part",
        "CREATE TABLE orders (LIKE part) PARTITION BY LIST (vendor_id)",
        "ALTER TABLE orders ATTACH PARTITION part DEFAULT",
        "GRANT SELECT ON orders TO r52",
        "ALTER TABLE part ENABLE ROW LEVEL SECURITY",
    ),
    "a table of another provider": (
        ENABLE,
        "CREATE POLICY p ON orders USING (true)",
        "CREATE TABLE invoices (id integer)",
        "GRANT SELECT ON invoices TO r52",
        "ALTER TABLE invoices ENABLE ROW LEVEL SECURITY",
    ),
    "policies that are switched off": ("CREATE POLICY p ON orders USING (vendor_id = 1)",),
}


@pytest.mark.parametrize("statements", sampled(((each,) for each in HIDING.values()), HIDING))
def test_what_may_hide_rows_is_named_with_statements_that_show_them(shop: Shop, statements: tuple[str, ...]) -> None:
    execute(shop.database, *statements)
    exporter = shop.exporter()
    (told,) = exporter.failures().values()
    assert list(exporter.failures()) == ["orders"]
    assert "orion_orders" not in exporter.text()
    form = r"row-level security may hide rows of (\w+) from role (\w+) \(read by providers/orders.py\): (.*), or (.*)"
    found = re.fullmatch(f"schema: {form}", told)
    assert found is not None, told
    assert shop.problems() == {"orders": f"{told[8:].replace(' (read by providers/orders.py)', '')}"}
    for remedy in found.groups()[2:]:
        execute(shop.database, remedy)
        exporter = shop.exporter()
        assert exporter.failures() == shop.problems() == {}
        assert exporter.text() == shop.truth()
        execute(shop.database, f"DROP POLICY IF EXISTS orion_exporter ON {found[1]}")


@pytest.mark.parametrize("statements", SHOWING.values(), ids=SHOWING)
def test_what_shows_all_rows_changes_nothing(shop: Shop, statements: tuple[str, ...]) -> None:
    execute(shop.database, *statements)
    exporter = shop.exporter()
    assert exporter.failures() == shop.problems() == {}
    assert exporter.text() == shop.truth()
    assert "orion_orders{" in exporter.text("orders")


RESTRICTING = {
    "a restriction": (
        ENABLE,
        "CREATE POLICY p ON orders USING (true)",
        "CREATE POLICY q ON orders AS RESTRICTIVE FOR SELECT USING (vendor_id = 1)",
    ),
    "a function of a view, which may read anything": (
        *VIEW,
        INVOKER,
        "CREATE POLICY p ON all_orders USING (true)",
        "CREATE FUNCTION mine() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM products'",
        "CREATE OR REPLACE VIEW orders WITH (security_invoker = on) AS SELECT * FROM all_orders WHERE mine() > 0",
    ),
}


@pytest.mark.parametrize("statements", RESTRICTING.values(), ids=RESTRICTING)
def test_where_no_policy_can_show_all_rows_none_is_advised(whole: Shop, statements: tuple[str, ...]) -> None:
    execute(whole.database, *statements)
    (told,) = whole.exporter().failures().values()
    assert told.endswith("from role r52 (read by providers/orders.py): ALTER ROLE r52 BYPASSRLS")
    execute(whole.database, "ALTER ROLE r52 BYPASSRLS")
    assert whole.exporter().failures() == {}


def test_hidden_vendors_fail_every_provider(whole: Shop) -> None:
    execute(whole.database, "ALTER TABLE vendors ENABLE ROW LEVEL SECURITY")
    failures = whole.exporter().failures()
    assert len(failures) == len(set(failures) | {"orders"}) > 6
    assert {each.partition(" (")[0] for each in failures.values()} == {
        "schema: row-level security may hide rows of vendors from role r52"
    }
    assert whole.problems()["directory"].startswith("row-level security may hide rows of vendors from role r52: CREATE")


def test_hidden_thresholds_fail_those(whole: Shop) -> None:
    execute(whole.database, "ALTER TABLE alert_thresholds ENABLE ROW LEVEL SECURITY")
    with closing(Exporter(whole.url, NOW, alerts=True)) as exporter:
        failures = exporter.refresh().failures()
    assert list(failures) == ["alerts"]
    assert failures["alerts"].startswith("schema: row-level security may hide rows of alert_thresholds from role r52")
    assert whole.problems()["alerts"].startswith("row-level security may hide rows of alert_thresholds from role r52: ")


def test_names_are_quoted_where_they_must_be(shop: Shop) -> None:
    execute(
        shop.database,
        'CREATE TABLE "All Orders" AS SELECT * FROM orders',
        "DROP TABLE orders",
        'CREATE VIEW orders AS SELECT * FROM "All Orders"',
        "GRANT SELECT ON orders TO r52",
        'CREATE ROLE "Keeper"',
        'GRANT SELECT ON "All Orders" TO "Keeper"',
        'ALTER TABLE "All Orders" ENABLE ROW LEVEL SECURITY',
        'ALTER VIEW orders OWNER TO "Keeper"',
    )
    told = shop.problems()["orders"]
    execute(shop.database, "ALTER VIEW orders OWNER TO CURRENT_USER", 'DROP OWNED BY "Keeper"', 'DROP ROLE "Keeper"')
    policy = 'CREATE POLICY orion_exporter ON "All Orders" FOR SELECT TO "Keeper" USING (true)'
    assert told.endswith(f'"All Orders" from role "Keeper": {policy}, or ALTER ROLE "Keeper" BYPASSRLS')


CARDS = MetricDefinition("loyalty.cards", "loyalty_cards", "Cards", "Cards.")


class Cards:
    """A provider of another package, whose tables are not known."""

    metrics_category = "loyalty"
    definitions = (CARDS,)

    def collect(self, db: Session, _context: MetricsContext) -> Iterable[Rows]:
        yield Rows((CARDS,), (), db.execute(text("SELECT 1, NULL, count(*), count(*) FROM cards")).all())


@pytest.mark.parametrize("all_rows", [True, False])
def test_a_provider_whose_tables_are_not_known(shop: Shop, all_rows: bool) -> None:
    execute(
        shop.database,
        "CREATE TABLE cards AS VALUES (1), (2)",
        "GRANT SELECT ON cards TO r52",
        "ALTER TABLE cards ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY p ON cards USING ({all_rows or 'column1 = 1'})",
    )
    exporter = shop.exporter(Cards())
    assert list(exporter.failures()) == ([] if all_rows else ["loyalty"])
    assert ("orion_loyalty_cards{" in exporter.text("loyalty")) is all_rows
