"""The warning about libraries that the exporter was not tested with."""

import socket
from pathlib import Path

import pytest

from exporter.app.tested_versions import installed_version, warn_untested
from tests.app.conftest import Run

RANGES = {"h11": ("0.16", "0.16"), "pymysql": ("1.1", "1.2"), "uvicorn": ("0.34", "0.54")}
"""What these tests take for tested."""

INSTALLED = {"h11": "0.16.0", "uvicorn": "0.54.0"}


def problems(caplog: pytest.LogCaptureFixture, **versions: str) -> list[str]:
    """Return what is warned of with these versions instead of those in INSTALLED."""
    warn_untested((INSTALLED | versions).get, RANGES)
    assert {record.levelname for record in caplog.records} <= {"WARNING"}
    return [vars(record)["problem"] for record in caplog.records]


def test_the_environment_of_the_tests_gives_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    warn_untested()
    assert [vars(record)["problem"] for record in caplog.records] == []


@pytest.mark.parametrize("version", ["0.34", "0.34.0", "0.35.1", "0.54.99", "0.54.0.post1"])
def test_a_tested_version_gives_no_warning(caplog: pytest.LogCaptureFixture, version: str) -> None:
    assert problems(caplog, uvicorn=version) == []


@pytest.mark.parametrize("version", ["0.33.9", "0.55.0", "0.55.0.dev1", "0.100", "1.34.0", "1", "unknown"])
def test_any_other_version_gives_one(caplog: pytest.LogCaptureFixture, version: str) -> None:
    (problem,) = problems(caplog, uvicorn=version)
    assert problem.startswith(f"uvicorn {version} (tested: 0.34 to 0.54); ")


def test_one_warning_names_every_library_and_what_to_do(caplog: pytest.LogCaptureFixture) -> None:
    (problem,) = problems(caplog, uvicorn="0.60.1", h11="0.17.0")
    assert problem == (
        "h11 0.17.0 (tested: 0.16), uvicorn 0.60.1 (tested: 0.34 to 0.54); if anything misbehaves, "
        "pip install 'h11==0.16.*' 'uvicorn==0.54.*', or run the exporter in its own virtual environment or from its "
        "image"
    )


def test_a_library_that_is_not_installed_gives_none(caplog: pytest.LogCaptureFixture) -> None:
    assert installed_version("orion-exporter-no-such-library") is None
    assert problems(caplog) == []


def test_serve_warns_before_anything_else(run: Run, shop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    metadata = tmp_path / "newer/uvicorn-0.99.0.dist-info/METADATA"
    metadata.parent.mkdir(parents=True)
    metadata.write_text("Metadata-Version: 2.1\nName: uvicorn\nVersion: 0.99.0\n")
    monkeypatch.setenv("PYTHONPATH", str(metadata.parents[1]))
    with socket.create_server(("127.0.0.1", 0)) as taken:  # so that it ends immediately
        result = run("serve", f"--web.listen-address=127.0.0.1:{taken.getsockname()[1]}", DATABASE_URL=shop)
    first, *others = result.stderr.splitlines()
    assert 'level=warning msg="untested library versions" problem="uvicorn 0.99.0 (tested: ' in first
    assert ["untested" in line for line in others] == [False]
