"""An environment in which packages are installed for real, from wheels and without a network."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.packaging import ROOT

_PIP = ("-m", "pip", "--disable-pip-version-check")


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment that has the libraries of this one, but neither its exporter nor its other packages of ours."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> "Environment":
        """Create an environment with the exporter, installed from its wheel."""
        venv.create(root, with_pip=False)
        made = cls(root)
        # A path in a .pth file comes after what is installed, and .pth files in it, such as ours, are not read.
        (made.packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
        made.install(ROOT)
        return made

    @property
    def packages(self) -> Path:
        """The folder of its installed packages."""
        return next(self.root.glob("lib/python*/site-packages"))

    def install(self, project: Path) -> None:
        """Build the wheel of a project, with no other package than those that are here, and install it."""
        built = self.root / "wheels" / project.name
        self.run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", built, cwd=project)
        (wheel,) = built.glob("*.whl")
        options = ("--python", self.root / "bin" / "python", "install", "--quiet", "--no-index", "--no-deps")
        self.run(sys.executable, *_PIP, *options, wheel, cwd=self.root)

    def run(self, *command: str | Path, cwd: Path, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run a program with none of the variables that lead to this repository; fail if the program does."""
        names = ("PATH", "HOME", "TMPDIR", "LANG")
        environment = {name: os.environ[name] for name in names if name in os.environ} | {"COLUMNS": "200"}
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or not check, done.stdout + done.stderr
        return done

    def python(self, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
        """Run Python in the environment."""
        return self.run(self.root / "bin" / "python", *arguments, cwd=cwd)

    def exporter(self, *arguments: str, cwd: Path, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run the installed command."""
        return self.run(self.root / "bin" / "orion-exporter", *arguments, cwd=cwd, check=check)
