"""Ends the running statement of a driver's connection from another thread, by what the driver offers."""

import os
import socket
from contextlib import suppress
from threading import Thread
from typing import Any

from sqlalchemy import Engine

CANCEL_SECONDS = 1.0


def cancel(engine: Engine, driver: Any, cursor: Any = None) -> None:
    """Cancel the statement that a connection runs; it fails. A connection of which no statement runs stays usable.

    With a driver that has no function for that, the connection is closed.
    """
    if hasattr(driver, "interrupt"):  # SQLite and DuckDB
        driver.interrupt()
    elif hasattr(driver, "cancel_safe"):  # psycopg
        driver.cancel_safe(timeout=CANCEL_SECONDS)
    elif hasattr(driver, "thread_id"):  # drivers of MariaDB and MySQL
        with engine.connect() as connection:
            connection.exec_driver_sql(f"KILL QUERY {int(driver.thread_id())}")
    else:
        able = next((each for each in (driver, cursor) if hasattr(each, "cancel")), None)
        able.cancel() if able is not None else driver.close()


def cut(driver: Any) -> None:
    """Shut down the socket of a connection, for a statement that cannot be cancelled as the server does not respond."""
    # psycopg exposes the file descriptor, PyMySQL the socket.
    network = driver if hasattr(driver, "fileno") else getattr(driver, "_sock", None)
    if hasattr(driver, "interrupt"):
        driver.interrupt()
    elif network is None:
        driver.close()
    else:
        with socket.socket(fileno=os.dup(network.fileno())) as copy:
            copy.shutdown(socket.SHUT_RDWR)


def each_in_a_thread(tasks: list[Any]) -> None:
    """Call all of these functions, one thread each, because a server may not respond; failures are ignored."""
    threads = [Thread(target=_suppressed, args=(task,), daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * CANCEL_SECONDS)


def _suppressed(task: Any) -> None:
    with suppress(Exception):  # the statement has finished, or the server cannot be reached
        task()
