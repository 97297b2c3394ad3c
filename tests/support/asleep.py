"""The statements of one database that the server is putting to sleep, as a test asked it to.

Their text does not show which they are: the exporter looks at the columns of a relation first, with a statement that
contains the same text, selects nothing, and ends immediately.
"""

from sqlalchemy import Engine, text

_ASLEEP = {
    "postgresql": "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
    "mariadb": "FROM information_schema.processlist WHERE db = database() AND state = 'User sleep'",
}


def asleep(engine: Engine) -> int:
    """Return how many statements sleep in a database of PostgreSQL, MariaDB or MySQL."""
    with engine.connect() as connection:
        dialect = engine.dialect.name.replace("mysql", "mariadb")
        return int(connection.execute(text(f"SELECT count(*) {_ASLEEP[dialect]}")).scalar_one())


def terminate(engine: Engine) -> None:
    """End the one connection to a database of PostgreSQL whose statement sleeps."""
    with engine.connect() as connection:
        ended = connection.execute(text(f"SELECT pg_terminate_backend(pid) {_ASLEEP['postgresql']}"))
        assert ended.scalars().all() == [True]
