"""A wrong file ends `check` with exit code 2 and one line: where, what is wrong, and what to write."""

from pathlib import Path

import pytest

from exporter.cli import main
from tests.relations.wrong import Wrong
from tests.relations.wrong.keys import KEYS
from tests.relations.wrong.presets import PRESETS
from tests.relations.wrong.selects import SELECTS

WRONG = SELECTS | KEYS | PRESETS


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_one_message(
    case: Wrong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(f"{case.config}\ndatabase: {{url: 'sqlite:///none.sqlite'}}\n")
    (tmp_path / "preset.yaml").write_text(case.preset)
    code = main(["check", "--config.file=config.yaml"])
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith(f"orion-exporter: {case.said}")
    assert said.err.count("\n") == 1
    assert len(said.err) < len(case.said) + 120


def test_there_are_many() -> None:
    assert len(WRONG) == len(SELECTS) + len(KEYS) + len(PRESETS) >= 40
