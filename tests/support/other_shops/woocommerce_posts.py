"""WooCommerce whose orders are posts: the shop of the dump, with its orders moved there and to postmeta."""

from sqlalchemy import Engine, text

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops.woocommerce import load_alone

MOVES = (
    # Orders of the dump have a post already, which only holds their id.
    """REPLACE INTO wp_posts (ID, post_type, post_status, post_parent, post_date_gmt, post_modified_gmt)
    SELECT id, type, status, parent_order_id, date_created_gmt, COALESCE(date_updated_gmt, date_created_gmt)
    FROM wp_wc_orders""",
    *(
        f"""INSERT INTO wp_postmeta (post_id, meta_key, meta_value)
        SELECT id, '{key}', {column} FROM wp_wc_orders WHERE {column} IS NOT NULL"""
        for key, column in {
            "_order_currency": "currency",
            "_order_total": "total_amount",
            "_customer_user": "customer_id",
            "_payment_method": "payment_method",
        }.items()
    ),
    *(
        f"""INSERT INTO wp_postmeta (post_id, meta_key, meta_value)
        SELECT order_id, '{key}', COALESCE(TIMESTAMPDIFF(SECOND, '1970-01-01', {column}), '')
        FROM wp_wc_order_operational_data"""
        for key, column in {"_date_paid": "date_paid_gmt", "_date_completed": "date_completed_gmt"}.items()
    ),
    "DELETE FROM wp_wc_order_operational_data",
    "DELETE FROM wp_wc_orders",
    "UPDATE wp_options SET option_value = 'no' WHERE option_name = 'woocommerce_custom_orders_table_enabled'",
)


def posts(shared: SharedDatabase) -> Database:
    """Return the database of WooCommerce with orders as posts that all tests share."""
    return shared("mariadb", load_posts)


def load_posts(engine: Engine) -> None:
    """Make the shop of the dump in an empty database, and move its orders to posts."""
    load_alone(engine)
    with engine.begin() as connection:
        connection.execute(text("SET SESSION sql_mode = ''"))
        for statement in MOVES:
            connection.execute(text(statement))
