"""Copies of the repository in which modules come and go, and what runs in them."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.packaging import ROOT
from tests.support.tools import tool

_LEFT_OUT = (".git", ".venv*", "build", "dist", "node_modules", "__pycache__", ".cache", ".*_cache", ".hypothesis")
_METRIC = re.compile(r"\borion_\w+")
_ALERT = re.compile(r"\bOrion[A-Z]\w+")
_BUILD = "from sqlalchemy import create_engine; from tests.support.handmade import build; build(create_engine({!r}))"
_IMPORT = """
import exporter, grafana, providers
from importlib import import_module
from pkgutil import walk_packages
for package in (exporter, grafana, providers):
    for module in walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            print(import_module(module.name).__file__)
"""


_DASHBOARD = """
import httpx
from pathlib import Path
from tests.examples.dashboard import shop, site
from tests.examples.exporter import exporter
from tests.server.tokens import TOKEN
url = shop(Path("dashboard.sqlite"))
with exporter(url) as address, site(url) as library, site(url, exporter_url=address, exporter_token=TOKEN) as http:
    for each in (library, http):
        for page in ("admin?period=all", "vendors/1", "platforms/1?period=30d"):
            assert "Not available" not in each.page("/" + page)
            print(*each.cards("/" + page))
    answer = httpx.get(address + "/api/v1/statistics", headers={"Authorization": "Bearer " + TOKEN}).json()
    assert answer["missing"] == []
    print(*[each["category"] for each in answer["categories"]])
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the repository in a folder."""

    root: Path

    @classmethod
    def of_this(cls, folder: Path) -> "Copy":
        """Copy what is in the repository to a new folder."""
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        return cls(folder)

    def text(self, path: str) -> str:
        """Return what is in a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        (self.root / path).write_text(text, encoding="utf-8")

    def remove(self, category: str) -> None:
        """Remove a module: its file, and its line in the manifest."""
        (self.root / "providers" / f"{category}.py").unlink()
        manifest, line = self.text("providers/__init__.py"), rf'^    "providers\.{category}:\w+",\n'
        self.write("providers/__init__.py", re.sub(line, "", manifest, flags=re.MULTILINE))

    def run(self, *command: str | Path, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a program in the copy, with its packages; fail if the program does."""
        environment = {**os.environ, "PYTHONPATH": str(self.root), "COLUMNS": "200", **variables}
        done = subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=False, timeout=900
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def python(self, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run Python in the copy."""
        return self.run(sys.executable, *arguments, **variables)

    def once(self) -> str:
        """Return what the exporter exports of the handmade shop in SQLite; fail if a provider does."""
        url = f"sqlite:///{self.root}/shop.sqlite"
        self.python("-c", _BUILD.format(url))
        return self.python("-m", "exporter", "once", ORION_EXPORTER_DATABASE_URL=url).stdout

    def dashboard(self) -> list[set[str]]:
        """Return the modules that each page of the example shows, in process and over HTTP, and those of the API."""
        path = f"{self.root}:{self.root / 'examples/dashboard/src'}"
        return [set(line.split()) for line in self.python("-c", _DASHBOARD, PYTHONPATH=path).stdout.splitlines()]

    def imported(self) -> set[str]:
        """Import every module of the packages, and return their files below the copy."""
        files = self.python("-c", _IMPORT).stdout.split()
        return {str(Path(file).relative_to(self.root)) for file in files}

    def metrics(self) -> set[str]:
        """Return the names of the metrics that can be exported."""
        return {entry["name"] for entry in json.loads(self.python("-m", "exporter", "metrics", "--format=json").stdout)}

    def alerts(self) -> dict[str, str]:
        """Return the category of each alert, as the document of alerts has them."""
        return dict(re.findall(r"^\| \[(\w+)\]\S+ \| (\w+) \|", self.text("docs/ALERTS.md"), re.MULTILINE))

    def shipped(self) -> dict[str, str]:
        """Return the shipped rules and dashboards by their paths."""
        paths = [*self.root.glob("grafana/prometheus/rules/*.yml"), *self.root.glob("grafana/dashboards/*.json")]
        return {str(path.relative_to(self.root)): path.read_text(encoding="utf-8") for path in paths}

    def check_rules(self) -> None:
        """Let Prometheus' own tool check the rules."""
        rules = sorted(self.root.glob("grafana/prometheus/rules/*.yml"))
        self.run(tool("promtool"), "check", "rules", "--lint=all", "--lint-fatal", *rules)

    def unknown(self) -> set[str]:
        """Return the metrics, alerts and dashboards that rules and dashboards name, but that do not exist."""
        texts = self.shipped()
        known = self.metrics() | set(self.alerts())
        boards = {Path(path).stem for path in texts}
        together = "\n".join(texts.values())
        named = set(_METRIC.findall(together)) | set(_ALERT.findall(together))
        # A shop whose jobs have a platform has metrics of platforms in place of those of the installation.
        known |= {name.replace("orion_", "orion_platform_", 1) for name in known if name.startswith("orion_job")}
        return (named - known) | (set(re.findall(r"/d/(orion-\w+)", together)) - boards)
