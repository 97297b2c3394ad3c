"""The status page in a real browser: what a person sees, on a desktop and on a phone, in light and in dark."""

import subprocess
from pathlib import Path

import pytest

from exporter.contracts.failures import Failure
from exporter.exposition.report import Report
from tests.server.browser import chromium
from tests.server.serving import Scene, good, serving, waiting
from tests.support.databases import SharedDatabase
from tests.support.random_shop import NOW, fill
from tests.support.shop import Exporter

HOSTILE = "</p><script>document.title = 'taken'</script><style>body { display: none }</style>"


def complaints(seen: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what the page put on the browser's console: a violated policy, a resource that is missing."""
    return [line for line in seen.stderr.splitlines() if "CONSOLE" in line]


def test_hostile_text_stays_text_in_a_browser(tmp_path: Path) -> None:
    failed = good("orders", report=Report(warnings=(HOSTILE,))).failed(Failure("internal", HOSTILE), 0.1)
    with serving(Scene([failed, waiting("cms")], database=HOSTILE)) as address:
        seen = chromium(tmp_path, f"http://127.0.0.1:{address.port}/", "--dump-dom")
    assert "<title>1 failing, 1 waiting · Orion exporter</title>" in seen.stdout
    assert seen.stdout.count("&lt;script&gt;") == 3
    assert "<script" not in seen.stdout
    assert complaints(seen) == []


@pytest.mark.parametrize("size", ["1280,900", "500,900"])
@pytest.mark.parametrize("scheme", [[], ["--blink-settings=preferredColorScheme=0"]])
def test_the_page_is_drawn_with_its_style(tmp_path: Path, size: str, scheme: list[str]) -> None:
    picture = tmp_path / "page.png"
    with serving(Scene([good("orders"), waiting("cms")])) as address:
        url = f"http://127.0.0.1:{address.port}/"
        seen = chromium(tmp_path, url, f"--window-size={size}", f"--screenshot={picture}", *scheme)
    assert complaints(seen) == []
    header = picture.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert ",".join(str(int.from_bytes(header[at : at + 4])) for at in (16, 20)) == size


def test_a_real_shop_on_the_page(tmp_path: Path, shared_database: SharedDatabase) -> None:
    database = shared_database("sqlite", fill, 1)
    exporter = Exporter(database.url, NOW).refresh()
    exporter.close()
    scene = Scene(exporter.store.states(), exporter.clock)
    scene.writer.database_up(up=exporter.store.database_up)
    with serving(scene) as address:
        seen = chromium(tmp_path, f"http://127.0.0.1:{address.port}/", "--dump-dom")
    assert "<title>13 ok · Orion exporter</title>" in seen.stdout
    assert "Rows unattributed: " in seen.stdout
    for state in scene.states:
        assert f">{state.category}</a>" in seen.stdout
    assert complaints(seen) == []
