"""The pages that tests read, and the Python modules that they show."""

import re

from tests.packaging import ROOT
from tests.support.markdown import blocks

API = (ROOT / "docs" / "API.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

_FILE = re.compile(r"# (\w+)\.py\n")

MODULES = {found[1]: code for code in blocks(API, "python") if (found := _FILE.match(code))}
"""The modules of docs/API.md by name; the first line of each names its file."""
