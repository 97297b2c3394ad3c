"""Where nothing can be written any more, the shop is read as ever."""

import os
import resource
import subprocess
from pathlib import Path

from sqlalchemy import create_engine

from tests import handmade
from tests.e2e.conftest import COMMAND


def _nothing_may_grow() -> None:
    """Let every write to a file fail, as on a full disk; pipes are no files."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_full_disk_keeps_nobody_from_reading(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.sqlite'}"
    engine = create_engine(url)
    handmade.build(engine)
    engine.dispose()
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1"}

    def once(full: bool) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*COMMAND, "once"], env=environment, capture_output=True, text=True, timeout=60, check=False,
            preexec_fn=_nothing_may_grow if full else None,
        )  # fmt: skip

    wide, full = once(full=False), once(full=True)
    assert (full.returncode, full.stderr) == (0, "")
    shops = [[line for line in each.stdout.splitlines() if "_exporter_" not in line and "process_" not in line]
             for each in (wide, full)]  # fmt: skip
    assert shops[0] == shops[1]
    assert len(shops[0]) > 100
