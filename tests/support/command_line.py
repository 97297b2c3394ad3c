"""Runs each command of the command line in a separate process, without starting an interpreter for it.

A server process has imported the exporter, and forks for each command. Importing takes most of a second, which is
longer than most commands.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from exporter.cli import main

_FORKSERVER = get_context("forkserver")
_FORKSERVER.set_forkserver_preload(["exporter.app.commands", "tests.support.command_line"])
_SECONDS = 60

Completed = subprocess.CompletedProcess[str]


def run_command(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Completed:
    """Run `orion-exporter` with these arguments in a folder.

    `environment` is all of it. Where it says from where Python imports, an interpreter is started, as that cannot be
    changed later. Raises subprocess.TimeoutExpired after a minute.
    """
    if "PYTHONPATH" in environment:
        command = [sys.executable, "-m", "exporter", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_SECONDS, cwd=folder, env=environment
        )
    with TemporaryDirectory() as outputs:
        out, err = Path(outputs, "out"), Path(outputs, "err")
        process = _FORKSERVER.Process(target=_command, args=(list(arguments), folder, dict(environment), out, err))
        process.start()
        process.join(_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(arguments, _SECONDS, out.read_bytes(), err.read_bytes())
        return Completed(arguments, process.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def _command(arguments: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    for path, descriptor in ((out, 1), (err, 2)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["orion-exporter", *arguments]
    sys.exit(main())
