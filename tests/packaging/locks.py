"""What the locks pin."""

import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging import ROOT

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-sbom.lock", "requirements-dev.lock")
Pins = dict[str, tuple[Requirement, int]]


def pins(lock: str) -> Pins:
    """Return what `lock` pins: by name, the requirement and the number of its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.sub(r"\s*#.*", "", text).replace("\\\n", " ").splitlines()
    parts = [re.split(r"\s+--hash=sha256:[0-9a-f]{64}", line) for line in lines if line.strip()]
    return {
        canonicalize_name(requirement.name): (requirement, len(rest))
        for first, *rest in parts
        for requirement in [Requirement(first)]
    }
