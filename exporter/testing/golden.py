"""Compares a text with a golden file, which `pytest --orion-update-golden` rewrites."""

import difflib
from dataclasses import dataclass
from pathlib import Path

_OPTION = "--orion-update-golden"


@dataclass(frozen=True, slots=True)
class Golden:
    """The golden files of a test, in `folder`. With `update`, they are rewritten instead of compared.

    >>> from tempfile import mkdtemp
    >>> text = "orion_cards 1.0\\n"
    >>> folder = Path(mkdtemp())
    >>> Golden(folder, update=True)("cards.prom", text)
    >>> Golden(folder)("cards.prom", text)
    """

    folder: Path
    update: bool = False

    def __call__(self, name: str, text: str) -> None:
        """Compare a text with the file `name`. Raises AssertionError with the difference, or if there is no file."""
        path = self.folder / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        if not path.exists():
            raise AssertionError(f"{path} does not exist; run pytest {_OPTION} to write it")
        golden = path.read_bytes().decode()
        if golden != text:
            raise AssertionError(
                f"{path} differs from the text; if the new text is right, run pytest {_OPTION}\n"
                + _difference(golden, text)
            )


def _difference(golden: str, text: str) -> str:
    old, new = golden.splitlines(keepends=True), text.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, fromfile="golden file", tofile="text", n=1))
