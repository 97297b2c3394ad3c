"""SIGHUP at any moment of the start does no harm: it leads to one reload after the start, or to none."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import eventually
from tests.support.tools import free_port, process

_HANGUP = 1 << (signal.SIGHUP - 1)


def blocks_hangups(pid: int) -> bool:
    (mask,) = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("SigBlk:")]
    return bool(int(mask.split()[1], 16) & _HANGUP)


@pytest.mark.parametrize("every", [0.01, 0.3])
def test_hangups_all_through_the_start(tmp_path: Path, shop: str, every: float) -> None:
    log, address = tmp_path / "log", f"127.0.0.1:{free_port()}"
    command = [*COMMAND, "serve", f"--web.listen-address={address}"]
    environment = {**os.environ, "ORION_EXPORTER_DATABASE_URL": shop}
    with process(command, log=log, up=lambda: True, env=environment) as server:
        eventually(lambda: blocks_hangups(server.pid))
        libraries = Path(f"/proc/{server.pid}/maps").read_text()
        assert "sqlalchemy" not in libraries, "blocked before the imports"
        deadline = time.monotonic() + 60
        while "msg=listening " not in log.read_text() and time.monotonic() < deadline:
            server.send_signal(signal.SIGHUP)
            time.sleep(every)
        eventually(lambda: 'msg="configuration reloaded"' in log.read_text())
        eventually(lambda: get(f"http://{address}/readyz")[0] == 200)
        assert server.poll() is None
        assert "Traceback" not in log.read_text()
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
