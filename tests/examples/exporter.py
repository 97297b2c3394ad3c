"""An exporter of a shop, served on loopback, which answers questions about periods, too."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import create_engine

from exporter.server.access.protection import Protection
from exporter.server.access.tokens import Tokens
from exporter.server.app import create_app
from tests.server.api.shops import ask_of, asking
from tests.server.serving import Scene, running
from tests.server.tokens import TOKEN, given
from tests.support.databases import Database
from tests.support.handmade import NOW
from tests.support.shop import Exporter


@contextmanager
def exporter(url: str, **environ: str) -> Iterator[str]:
    """Serve an exporter of a shop that has been refreshed once, to clients with TOKEN, and yield its address."""
    database = Database("sqlite", url, create_engine(url))
    with closing(Exporter(url, NOW, environ)) as made:
        scene = Scene(made.refresh().store.states(), made.clock)
        protection = Protection(tokens=Tokens([given(TOKEN)]))
        app = create_app(asking(scene, ask_of(database)), protection=protection)
        with running(app, protection=protection) as (address,):
            yield f"http://127.0.0.1:{address.port}"
    database.engine.dispose()
