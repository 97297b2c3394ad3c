"""A PostgreSQL 18 of the benchmark's own, with the settings of a small production server."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from tests.bench.measure import LOG_PREFIX
from tests.support import postgres
from tests.support.databases import Server

SETTINGS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "log_min_duration_statement": "0",
    "log_parameter_max_length": "0",
    "log_line_prefix": LOG_PREFIX,
}
"""What differs from the server that the tests start, which has fsync off. Parallel workers are PostgreSQL's default."""


@contextmanager
def server() -> Iterator[Server]:
    """Start the server under an unprivileged user, in a folder on the disk that is removed at the end."""
    # The tests need one set of settings and have no argument for it; the dictionary is theirs again afterwards.
    with patch.dict(postgres._SETTINGS, SETTINGS), postgres.running("/tmp") as running:
        yield running
