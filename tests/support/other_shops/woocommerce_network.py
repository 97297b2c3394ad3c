"""A network of WordPress: two sites with WooCommerce, three that are closed, and one without WooCommerce."""

from sqlalchemy import Connection, Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import insert
from tests.support.other_shops.woocommerce import load_alone

SITES = {1: "wp_", 2: "wp_2_"}
"""The sites that are shops, and the prefix of their tables; users are those of the whole network."""

OF_NETWORK = {"wp_users", "wp_usermeta", "wp_blogs", "wp_sitemeta"}

BLOGS = """CREATE TABLE wp_blogs (
  blog_id BIGINT PRIMARY KEY, domain VARCHAR(200) NOT NULL, path VARCHAR(100) NOT NULL, archived TINYINT DEFAULT 0,
  spam TINYINT DEFAULT 0, deleted TINYINT DEFAULT 0
)"""

PLUGINS = """CREATE TABLE wp_sitemeta (
  meta_id BIGINT PRIMARY KEY, site_id BIGINT NOT NULL, meta_key VARCHAR(255), meta_value LONGTEXT
)"""


def network(shared: SharedDatabase) -> Database:
    """Return the database of the network that all tests share."""
    return shared("mariadb", load_network)


def load_network(engine: Engine) -> None:
    """Make the network in an empty database: the shop of the dump, and a second one that is its copy, in euros."""
    load_alone(engine)
    with engine.begin() as connection:
        connection.execute(text("SET SESSION sql_mode = ''"))
        tables = [name for (name,) in connection.execute(text("SHOW TABLES LIKE 'wp\\_%'")).all()]
        connection.execute(text(BLOGS))
        connection.execute(text(PLUGINS))
        insert(connection, "wp_sitemeta", meta_id=1, site_id=1, meta_key="active_sitewide_plugins", meta_value="a:0:{}")
        for number, closed in ((1, {}), (2, {}), (3, {"archived": 1}), (4, {}), (5, {"spam": 1}), (6, {"deleted": 1})):
            path = "/" if number == 1 else f"/{number}/"
            insert(connection, "wp_blogs", blog_id=number, domain="example.com", path=path, **closed)
        _copy(connection, 2, [name for name in tables if name not in OF_NETWORK])
        # Closed sites have orders, and the other one is a blog.
        for number in (3, 5, 6):
            _copy(connection, number, ["wp_options", "wp_wc_orders"])
        _copy(connection, 4, ["wp_options", "wp_posts"])
        _differ(connection)


def _copy(connection: Connection, site: int, tables: list[str]) -> None:
    for name in tables:
        copy = name.replace("wp_", f"wp_{site}_", 1)
        connection.execute(text(f"CREATE TABLE {copy} LIKE {name}"))
        connection.execute(text(f"INSERT INTO {copy} SELECT * FROM {name}"))


def _differ(connection: Connection) -> None:
    for statement in (
        "UPDATE wp_2_options SET option_value = 'Second' WHERE option_name = 'blogname'",
        "UPDATE wp_2_wc_orders SET currency = 'EUR', total_amount = 2 * total_amount",
        "DELETE FROM wp_2_actionscheduler_actions WHERE hook = 'mail'",
        "DELETE FROM wp_2_posts WHERE ID = 19",
        # The customer is one of both sites, the administrator one of the first.
        (
            "INSERT INTO wp_usermeta (user_id, meta_key, meta_value) SELECT user_id, 'wp_2_capabilities', meta_value"
            " FROM wp_usermeta WHERE meta_key = 'wp_capabilities' AND meta_value LIKE '%\"customer\"%'"
        ),
    ):
        connection.execute(text(statement))
