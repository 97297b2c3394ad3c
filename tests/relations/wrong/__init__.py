"""Wrong files, and the one message for each: where, what is wrong, and what to write."""

from textwrap import dedent
from typing import NamedTuple


class Wrong(NamedTuple):
    """A wrong configuration, perhaps with a preset, and its message without the folder."""

    config: str
    said: str
    preset: str = ""


def wrong(config: str, said: str, preset: str = "") -> Wrong:
    """Return a case, without the indentation of its texts."""
    return Wrong(dedent(config).lstrip("\n"), said, dedent(preset).lstrip("\n"))
