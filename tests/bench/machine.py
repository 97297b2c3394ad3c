"""Where and with what a benchmark ran."""

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("orion-exporter", "prometheus-client", "psycopg", "sqlalchemy", "starlette", "uvicorn", "isal")


def describe() -> dict[str, str]:
    """Return the processor, the memory, the system and the versions of what was measured."""
    return {
        "Processor": f"{_field('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores",
        "Memory": f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.1f} GiB",
        "System": f"{_field('/etc/os-release', 'PRETTY_NAME', '=')}, Linux {platform.release()}",
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {version(name)}" for name in _PACKAGES),
        "Commit": commit(),
        "Load when it began": load(),
    }


def load() -> str:
    """Return the load averages: a machine with other things to do makes every time longer."""
    return " ".join(f"{average:.2f}" for average in os.getloadavg()) + " (1, 5 and 15 minutes)"


def _field(path: str, name: str, separator: str = ":") -> str:
    content = Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
    found = re.search(rf"^{name}\s*{separator}\s*(.+)$", content, re.MULTILINE)
    return found[1].strip('"') if found else "0 (unknown)"


def commit() -> str:
    """Return the commit of the working tree, with `-dirty` if files differ from it."""
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
