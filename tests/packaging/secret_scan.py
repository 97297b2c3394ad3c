"""Looks for secrets that somebody might commit: `python -m tests.packaging.secret_scan [--update]`.

detect-secrets does the looking, with the plugins and filters that `.secrets.baseline` names. What a person has judged
harmless (the passwords of examples and tests) is in that file as hashes, without line numbers, so that a line may move.
Nothing is sent anywhere: the filter that would try a key on its service is left out.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from detect_secrets.core.baseline import format_for_output
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import transient_settings

from tests.packaging import ROOT

BASELINE = ".secrets.baseline"

Baseline = dict[str, Any]


def files(root: Path) -> Iterator[str]:
    """Yield the files below `root` that git would not ignore, relative to it; also those that are not added yet."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = (".git", *(line.rstrip("/") for line in lines))
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(each for each in folders if not _any(ignored, each))
        yield from (os.path.relpath(Path(folder, each), root) for each in sorted(names) if not _any(ignored, each))


def _any(patterns: Sequence[str], name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def scan(root: Path, baseline: Baseline) -> Baseline:
    """Return what is found below `root` with the baseline's settings, as a baseline with line numbers."""
    with transient_settings(baseline):
        found = SecretsCollection(root=str(root))
        for name in files(root):
            found.scan_file(name)
        return format_for_output(found)


def news(found: Baseline, baseline: Baseline) -> Iterator[str]:
    """Yield a line for each secret that the baseline does not have in that file."""
    for name, secrets in sorted(found["results"].items()):
        known = {_identity(each) for each in baseline["results"].get(name, ())}
        for each in secrets:
            if _identity(each) not in known:
                yield f"{name}:{each['line_number']}: {each['type']}"


def _identity(secret: dict[str, Any]) -> tuple[str, str]:
    return secret["type"], secret["hashed_secret"]


def update(root: Path, found: Baseline, baseline: Baseline) -> None:
    """Write what was found into the baseline, which keeps its settings."""
    results = {
        name: [
            {key: value for key, value in {**each, "filename": name}.items() if key != "line_number"}
            for each in secrets
        ]
        for name, secrets in sorted(found["results"].items())
    }
    text = json.dumps({**baseline, "version": found["version"], "results": results}, indent=2)
    (root / BASELINE).write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Print each secret that nobody has judged, and return 1 if there is one; `--update` accepts them all."""
    baseline: Baseline = json.loads((root / BASELINE).read_text(encoding="utf-8"))
    found = scan(root, baseline)
    lines = list(news(found, baseline))
    for line in lines:
        sys.stdout.write(f"secret_scan: {line}\n")
    if "--update" in arguments:
        update(root, found, baseline)
        return 0
    if lines:
        sys.stdout.write(
            "secret_scan: take it out, and replace it where it was valid. If it is none: python -m "
            f"tests.packaging.secret_scan --update, and read the difference of {BASELINE}\n"
        )
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
