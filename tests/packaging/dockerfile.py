"""The Dockerfile, read as instructions and stages."""

import re
from typing import NamedTuple

from tests.packaging import ROOT


class Instruction(NamedTuple):
    """One instruction of a Dockerfile: `USER`, and what follows it."""

    name: str
    arguments: str


def instructions() -> list[Instruction]:
    """Return the Dockerfile's instructions, continued lines joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [Instruction(*line.split(maxsplit=1)) for line in lines if line.strip()]


def stages() -> list[list[Instruction]]:
    """Return the instructions of each stage, its FROM first."""
    found: list[list[Instruction]] = []
    for instruction in instructions():
        if instruction.name == "FROM":
            found.append([])
        found[-1].append(instruction)
    return found


def final(name: str) -> list[str]:
    """Return what follows each instruction of this name in the stage that runs."""
    return [instruction.arguments for instruction in stages()[-1] if instruction.name == name]
