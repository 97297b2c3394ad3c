"""The container image: pinned bases, no root, nothing written, and a context that holds just what is copied."""

import json
import re
import shlex
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
    return [instruction.arguments for instruction in stages()[-1] if instruction.name == name]


def test_there_is_a_stage_to_build_in_and_one_to_run_in() -> None:
    assert len(stages()) == 2
    assert not final("RUN"), "the image is made of copies only"


def test_every_base_is_pinned_to_one_release_of_python_and_debian() -> None:
    bases = {stage[0].arguments.split()[0] for stage in stages()}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", bases.pop())


def test_it_runs_as_a_number_that_is_not_root() -> None:
    (user,) = final("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)


def test_it_writes_nothing_beside_its_code() -> None:
    assert "PYTHONDONTWRITEBYTECODE=1" in " ".join(final("ENV"))


def test_its_health_is_that_of_the_process() -> None:
    (check,) = final("HEALTHCHECK")
    command = json.loads(check.split("CMD", maxsplit=1)[1])
    assert command[:2] == ["python", "-c"]
    assert "'/healthz'" in command[2]
    compile(command[2], "HEALTHCHECK", "exec")


def test_it_serves_on_the_port_that_it_exposes() -> None:
    (entrypoint,), (command,), (port,) = final("ENTRYPOINT"), final("CMD"), final("EXPOSE")
    assert json.loads(entrypoint) == ["orion-exporter"]
    assert json.loads(command) == ["serve", f"--web.listen-address=0.0.0.0:{port}"]


def test_it_says_what_it_is() -> None:
    labels = dict(part.split("=", maxsplit=1) for part in shlex.split(" ".join(final("LABEL"))))
    assert labels["org.opencontainers.image.title"] == "orion-exporter"
    assert labels["org.opencontainers.image.licenses"] == "MIT"


def test_every_installation_from_an_index_asks_for_hashes() -> None:
    runs = " && ".join(instruction.arguments for instruction in instructions() if instruction.name == "RUN")
    installs = [command for command in runs.split("&&") if "pip install" in command]
    assert installs
    assert all("--require-hashes -r" in command or "--no-index" in command for command in installs)


def test_the_context_holds_what_is_copied_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copies = [i.arguments.split() for i in stages()[0] if i.name == "COPY"]
    assert "*" in lines
    assert {source for *sources, _ in copies for source in sources} == allowed
    assert all((ROOT / name).exists() for name in allowed)
