"""A role that can only read what it is granted."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text

from tests.support.databases import Database

PASSWORD = "of the test"


@contextmanager
def reader(database: Database, grants: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Create a role, execute the statements that `grants` returns for its name, and yield its URL of the database."""
    url = make_url(database.url)
    role = f"reader_{url.database}"[-30:]
    is_postgresql = database.dialect == "postgresql"
    quoted = f'"{role}"' if is_postgresql else f"'{role}'@'%'"
    create = f"ROLE {quoted} LOGIN PASSWORD" if is_postgresql else f"USER {quoted} IDENTIFIED BY"
    drop = [f"DROP OWNED BY {quoted}", f"DROP ROLE {quoted}"] if is_postgresql else [f"DROP USER {quoted}"]
    admin = create_engine(database.url, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE {create} '{PASSWORD}'"))
            for each in grants(role):
                connection.execute(text(each.removesuffix(";")))
        yield url.set(username=role, password=PASSWORD).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            for each in drop:
                connection.execute(text(each))
        admin.dispose()
