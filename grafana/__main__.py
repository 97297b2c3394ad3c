"""Writes the dashboards: python -m grafana."""

from pathlib import Path

from grafana.boards.all import BOARDS

FOLDER = Path(__file__).parent / "dashboards"


def write(folder: Path) -> None:
    """Write the JSON of every dashboard to a folder, and remove what is none of them."""
    texts = {f"{board.uid}.json": board.json() for board in BOARDS}
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
