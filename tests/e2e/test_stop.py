"""SIGTERM ends `serve` with exit code 0, and ends the statements that are running in the database."""

import os
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import eventually
from tests.support import handmade
from tests.support.asleep import asleep
from tests.support.databases import Dialect, MakeDatabase
from tests.support.tools import end, free_port, process

SLOW = {
    "postgresql": "CREATE VIEW orders AS SELECT o.* FROM kept o, LATERAL (SELECT pg_sleep(60 + o.id)) slept",
    "mariadb": "CREATE VIEW orders AS SELECT * FROM kept WHERE SLEEP(60 + id) = 0",
}
PATIENCE_SECONDS = 20


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_running_statements_are_cancelled(make_database: MakeDatabase, dialect: Dialect, tmp_path: Path) -> None:
    database = make_database(dialect, handmade.build)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders RENAME TO kept"))
        connection.execute(text(SLOW[dialect]))
    address = f"127.0.0.1:{free_port()}"
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": database.url}
    with process(
        [*COMMAND, "serve", f"--web.listen-address={address}"],
        log=tmp_path / "log",
        env=environment,
        up=lambda: asleep(database.engine) > 0,
        timeout=PATIENCE_SECONDS,
    ) as server:
        assert get(f"http://{address}/healthz")[0] == 200
        assert get(f"http://{address}/readyz")[0] == 503
        eventually(lambda: get(f"http://{address}/api/v1/vendors")[0] == 200)
        begin, end_ = (handmade.NOW + timedelta(days=each) for each in (-300, 1))
        question = f"http://{address}/api/v1/statistics?category=orders&from={begin:%F}&to={end_:%F}"
        Thread(target=get, args=(question,), kwargs={"timeout": 60}, daemon=True).start()
        eventually(lambda: asleep(database.engine) == 2)
        # The statement would take minutes; who has not ended in time is killed, and has another code.
        assert end(server) == 0, (tmp_path / "log").read_text()
    eventually(lambda: asleep(database.engine) == 0)  # the server notices the cancellation when it gets to it
