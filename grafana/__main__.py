"""Generates rules, dashboards and the tables in the documents from the code: `python -m grafana`.

Files generated earlier for modules that no longer exist are removed.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from grafana.boards.all import BOARDS
from grafana.boards.board import is_generated
from grafana.documents import documents
from grafana.modules import ABSENT
from grafana.rules.files import HEADER, rule_files

ROOT = Path(__file__).parents[1]
DASHBOARDS, RULES = "grafana/dashboards", "grafana/prometheus/rules"


def generated(root: Path = ROOT) -> dict[str, str]:
    """Return the text of every generated file by its path below `root`, where the documents are.

    Raises ValueError for an invalid rule, dashboard or document.
    """
    boards = {f"{DASHBOARDS}/{board.uid}.json": board.json() for board in BOARDS}
    rules = {f"{RULES}/{name}": text for name, text in rule_files().items()}
    return boards | rules | documents(root)


def outdated(root: Path, made: Iterable[str]) -> Iterator[Path]:
    """Yield generated files below `root` that are not in `made`; handwritten files are never included."""
    kept = {root / path for path in made}
    for path in sorted((root / DASHBOARDS).glob("*.json")):
        if path not in kept and is_generated(path.read_text(encoding="utf-8")):
            yield path
    for path in sorted((root / RULES).glob("*.yml")):
        if path not in kept and path.read_text(encoding="utf-8").startswith(HEADER):
            yield path


def write(root: Path = ROOT) -> None:
    """Write all generated files below `root`, and remove outdated ones."""
    texts = generated(root)
    for path in outdated(root, texts):
        path.unlink()
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    try:
        write()
    except ValueError as error:
        sys.exit(f"grafana: {error}")
    if ABSENT:
        absent = ", ".join(sorted(ABSENT))
        sys.stderr.write(f"grafana: left out of the dashboards, because no module has it: {absent}\n")
