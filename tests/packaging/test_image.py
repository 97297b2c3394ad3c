"""The container image: pinned bases, no root, nothing written, and a context that holds just what is copied."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from tests.packaging import ROOT, pyproject
from tests.packaging.dockerfile import final, instructions, stages
from tests.packaging.locks import pins


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
    assert labels()["org.opencontainers.image.title"] == "orion-exporter"
    assert labels()["org.opencontainers.image.licenses"] == "MIT"


def labels() -> dict[str, str]:
    pairs = (part.partition("=") for part in shlex.split(" ".join(final("LABEL"))))
    return {name: value for name, _, value in pairs}


def sbom_command() -> list[str]:
    """Return the command of the build stage that writes what is in the image."""
    (found,) = [i.arguments for i in stages()[0] if i.name == "RUN" and "cyclonedx_py" in i.arguments]
    return shlex.split(found)


@pytest.fixture(scope="module")
def sbom(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the command of the build stage writes when it is run here, about this environment.

    The command also checks it by its schema, which takes seconds, and which a test does here.
    """
    path = tmp_path_factory.mktemp("sbom") / "sbom.json"
    here = {"/sbom/bin/python": sys.executable, "/app/bin/python": sys.executable, sbom_path(): str(path)}
    here["--validate"] = "--no-validate"
    command = [here.get(part, part) for part in sbom_command()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return path.read_text(encoding="utf-8")


def sbom_path() -> str:
    command = sbom_command()
    return command[command.index("--output-file") + 1]


def test_the_sbom_is_written_last_and_comes_with_the_environment_that_it_describes() -> None:
    assert shlex.split(stages()[0][-1].arguments) == sbom_command()
    assert labels()["orion-exporter.sbom"] == sbom_path()
    assert [copy for copy in final("COPY") if sbom_path().startswith(copy.split()[-1] + "/")] == [
        "--from=build /app /app"
    ]


def test_the_sbom_is_valid_by_its_own_schema(sbom: str) -> None:
    assert "--validate" in sbom_command()
    version = SchemaVersion.from_version(json.loads(sbom)["specVersion"])
    assert JsonStrictValidator(version).validate_str(sbom) is None


def test_the_sbom_lists_every_locked_package_with_its_version(sbom: str) -> None:
    components: list[dict[str, Any]] = json.loads(sbom)["components"]
    listed = {canonicalize_name(each["name"]): each["version"] for each in components}
    here = {
        name: str(requirement.specifier).removeprefix("==")
        for name, (requirement, _) in pins("requirements.lock").items()
        if requirement.marker is None or requirement.marker.evaluate()
    }
    assert here.items() <= listed.items()
    assert all(each["purl"].startswith("pkg:pypi/") for each in components)


def test_the_sbom_says_whose_it_is_and_what_that_needs(sbom: str) -> None:
    document = json.loads(sbom)
    root = document["metadata"]["component"]
    project = pyproject()["project"]
    assert [root[key] for key in ("type", "name", "version")] == ["application", project["name"], project["version"]]
    (needs,) = [each["dependsOn"] for each in document["dependencies"] if each["ref"] == root["bom-ref"]]
    assert {"sqlalchemy", "starlette"} <= {reference.partition("==")[0].lower() for reference in needs}


def test_the_sbom_is_the_same_for_the_same_contents(sbom: str) -> None:
    document = json.loads(sbom)
    assert "serialNumber" not in document
    assert "timestamp" not in document["metadata"]
    assert str(Path.home()) not in sbom
    assert str(ROOT) not in sbom


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
