"""The scan for secrets: what is planted is found, what was judged is not, and nothing leaves the machine."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.packaging import ROOT
from tests.packaging.secret_scan import BASELINE, files, main

# In parts, so that the scan of this repository does not find them.
PLANTED = {
    "AWS Access Key": "key = " + "'AKIA" + "QYLPMN5HHHFPZAM2'",
    "Basic Auth Credentials": "url = " + "'postgresql://reader" + ":hunter2hunter2@db.example/shop'",
    "GitHub Token": "gh" + "p_wWPw5k4aXcaT4f" + "NP0UcnZwJUVFk6LO0pINUx",
    "Private Key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "Secret Keyword": "database_pass" + "word = 'correct-horse-7'",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with only this repository's settings of the scan."""
    shutil.copy(ROOT / ".gitignore", tmp_path)
    baseline: dict[str, Any] = json.loads((ROOT / BASELINE).read_text(encoding="utf-8"))
    (tmp_path / BASELINE).write_text(json.dumps({**baseline, "results": {}}))
    return tmp_path


def plant(tree: Path, name: str, line: str) -> None:
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# The first line.\n{line}\n")


def test_a_tree_without_secrets_passes(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(tree, "settings.py", "database_password_file = '/run/secrets/shop'")
    assert main([], tree) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_secret_is_found(tree: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    plant(tree, "deploy/settings.py", PLANTED[kind])
    assert main([], tree) == 1
    said = capsys.readouterr().out
    assert f"secret_scan: deploy/settings.py:2: {kind}\n" in said
    assert "replace it where it was valid" in said


def test_what_was_judged_is_accepted_also_where_its_line_has_moved(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = PLANTED["Secret Keyword"]
    plant(tree, "a.py", secret)
    assert main(["--update"], tree) == 0
    written = (tree / BASELINE).read_text()
    assert [each for each in ("line_number", "correct-horse", str(tree)) if each in written] == []
    plant(tree, "a.py", f"\n\n{secret}")
    capsys.readouterr()
    assert main([], tree) == 0
    plant(tree, "b.py", secret)
    assert main([], tree) == 1
    assert capsys.readouterr().out.startswith("secret_scan: b.py:2: Secret Keyword\n")


def test_the_baseline_forgets_what_is_gone_and_keeps_its_settings(tree: Path) -> None:
    before = json.loads((tree / BASELINE).read_text())
    plant(tree, "a.py", PLANTED["Private Key"])
    main(["--update"], tree)
    (tree / "a.py").unlink()
    main(["--update"], tree)
    assert json.loads((tree / BASELINE).read_text()) == before


def test_what_git_ignores_is_not_read(tree: Path) -> None:
    for name in (".venv/a.py", "x/__pycache__/a.py", ".git/config", "dist/a.py", "shop.sqlite3"):
        plant(tree, name, PLANTED["Private Key"])
    plant(tree, ".ci/run", "exit 0")
    assert set(files(tree)) == {".ci/run", ".gitignore", BASELINE}
    assert main([], tree) == 0


def test_nothing_is_sent_to_anybody_to_see_whether_it_is_a_secret() -> None:
    baseline = json.loads((ROOT / BASELINE).read_text(encoding="utf-8"))
    assert not [each for each in baseline["filters_used"] if "verification" in each["path"]]
    assert len(baseline["plugins_used"]) > 20
