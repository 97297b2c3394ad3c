"""Asks whether a locked package has a known vulnerability: `python -m tests.packaging.audit [--strict] [-s osv ...]`.

pip-audit does the asking, and takes options for itself. If advisories are not available, it fails, or says "No known
vulnerabilities found" after a mirror has answered 404 for every package. So it is asked first about a package that is
known to be vulnerable: a service that does not know that one is not asked about the others. Then this says plainly that
nothing was audited, and fails only with --strict: a check must not fail because there is no network.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.packaging import ROOT

LOCK = ROOT / "requirements-dev.lock"
"""It has every package of the other locks, in the same version (tests/packaging/test_audit.py)."""

KNOWN = "jinja2==2.10"
"""Has had advisories since 2019 (CVE-2019-10906)."""

_PATIENCE = ("--timeout", "10")
# What pip-audit ends with where a service does not answer, or not in its own words.
_UNANSWERED = re.compile(r"requests\.exceptions|ServiceError|ConnectionError|may be blocking this service")


class UnansweredError(Exception):
    """The service did not answer; the message says how."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service says: how many packages it knows, which findings there are, and what it does not know."""

    known: int
    findings: tuple[str, ...]
    skipped: tuple[str, ...]


def ask(requirements: Path, options: Sequence[str]) -> Answer:
    """Return the answer for every requirement whose marker applies here.

    Raises UnansweredError if the service cannot be asked, and RuntimeError for any other failure of pip-audit.
    """
    fixed = ("--disable-pip", "--format=json", "--desc=off", "--progress-spinner=off")
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(requirements), *fixed, *_PATIENCE, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        dependencies = json.loads(done.stdout)["dependencies"]
    except ValueError:
        story = done.stderr.strip().splitlines() or ["it said nothing"]
        if _UNANSWERED.search(done.stderr):
            raise UnansweredError(story[-1]) from None
        raise RuntimeError("pip-audit failed:\n" + "\n".join(story[-20:])) from None
    skipped = tuple(each["skip_reason"] for each in dependencies if "skip_reason" in each)
    findings = tuple(line for each in dependencies for line in _findings(each))
    return Answer(len(dependencies) - len(skipped), findings, skipped)


def _findings(dependency: dict[str, Any]) -> Iterator[str]:
    for each in dependency.get("vulns", ()):
        remedy = f"update to {' or '.join(each['fix_versions'])}" if each["fix_versions"] else "no version mends it yet"
        names = ", ".join(sorted({each["id"], *each.get("aliases", ())}))
        yield f"{dependency['name']} {dependency['version']}: {names}; {remedy}"


def knows_advisories(options: Sequence[str]) -> None:
    """Return if the service knows a vulnerability that everybody knows; raises UnansweredError if not."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "known.txt"
        file.write_text(KNOWN + "\n")
        if not ask(file, [*options, "--no-deps"]).findings:
            raise UnansweredError(f"it has no advisory for {KNOWN}, so it has none")


def main(arguments: Sequence[str], lock: Path = LOCK) -> int:
    """Print what was found, and return the exit code: 1 for a vulnerability; with --strict also if one cannot know."""
    strict, options = "--strict" in arguments, [each for each in arguments if each != "--strict"]
    try:
        knows_advisories(options)
        answer = ask(lock, [*options, "--require-hashes"])
    except UnansweredError as error:
        _say(f"NOT AUDITED: the service for advisories cannot be asked ({error})")
        return int(strict)
    for line in answer.skipped:
        _say(f"NOT AUDITED: {line}")
    for line in answer.findings:
        _say(line)
    _say(f"{answer.known} packages, {len(answer.findings)} known vulnerabilities")
    return int(bool(answer.findings or (strict and answer.skipped)))


def _say(line: str) -> None:
    sys.stdout.write(f"audit: {line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
