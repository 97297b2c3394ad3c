"""A provider that reads a table of another database, as someone writes one, and that database's table."""

from collections.abc import Callable, Iterable

from sqlalchemy import Engine, column, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exporter.contracts.metrics import MetricDefinition, MetricsContext, Rows
from exporter.database.fetching import fetch
from exporter.database.ids import AnyId
from exporter.database.sessions import session_of

PARCELS = MetricDefinition("parcels.total", "parcels", "Parcels", "Parcels.")

_PARCELS = table("parcels", column("vendor_id", AnyId), column("parcels"))


def build(engine: Engine) -> None:
    """Create the table, with 7 parcels of vendor 1."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE parcels (vendor_id INTEGER, parcels INTEGER)"))
        connection.execute(text("INSERT INTO parcels VALUES (1, 7)"))


class Parcels:
    """The parcels of each vendor."""

    metrics_category = "parcels"
    definitions = (PARCELS,)

    def __init__(self, database: str = "warehouse") -> None:
        self.database = database
        self.asking: Callable[[Session], None] = lambda _: None
        """Called with the session of the other database before it is read."""
        self.sessions: list[Session] = []

    def collect(self, db: Session, _context: MetricsContext) -> Iterable[Rows]:
        """Read them from the other database."""
        other = session_of(db, self.database)
        self.sessions = [db, other]
        self.asking(other)
        rows = fetch(other, select(_PARCELS.c.vendor_id, _PARCELS.c.parcels, _PARCELS.c.parcels))
        yield Rows((PARCELS,), (), ((vendor, None, count, value) for vendor, count, value in rows), has_platform=False)


def try_to_write(session: Session) -> str:
    """Return the error of a statement that writes; "" if there is none."""
    try:
        with session.begin_nested():
            session.execute(text("INSERT INTO parcels VALUES (2, 9)"))
    except DBAPIError as error:
        return str(error.orig)
    return ""
