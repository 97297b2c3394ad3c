"""Where the servers of the tests keep their data, and whom they run as."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.tools import Account

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""

ROOM_BYTES = 2_000_000_000
"""What the servers of a few processes may need together."""


def account() -> Account | None:
    """Return whom a server runs as: `nobody` if the tests run as root (both servers refuse root), else oneself."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


@contextmanager
def server_folder(prefix: str, owner: Account | None, place: str = "/tmp") -> Iterator[Path]:
    """Make a folder that only `owner` (and root) can enter, and remove it with everything in it.

    The path of a socket has at most 104 bytes, which a folder deeper than /tmp would exceed.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"orion-{prefix}-", dir=place))
    try:
        if owner is not None:
            os.chown(folder, owner.uid, owner.gid)
        yield folder
    finally:
        shutil.rmtree(folder)


def memory() -> str:
    """Return where a server's data is quickest: in memory, if there is room; else on the disk."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    return str(MEMORY) if roomy else "/tmp"


def environment(folder: Path) -> dict[str, str]:
    """Return a server's whole environment: none of a developer's own settings (PGPORT, LC_ALL) reaches it."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    return {"PATH": path, "LC_ALL": "C", "HOME": str(folder), "TMPDIR": str(folder)}


def run_as(owner: Account | None, command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `command` as `owner` in `folder` and return what it said; fails the test with its output if it fails."""
    done = subprocess.run(
        list(command),
        user=owner.uid if owner else None,
        group=owner.gid if owner else None,
        extra_groups=[] if owner else None,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
