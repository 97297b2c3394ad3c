"""The preset `orion` takes tables by their names; the configuration replaces single ones, or removes them."""

from pathlib import Path

import pytest

from exporter.cli import main
from exporter.collection.discovery import find
from exporter.collection.relations import relations_of
from exporter.config.configuration import load
from exporter.relations.relations import ORION
from tests.support import handmade
from tests.support.modules import only

ORDERS = "SELECT id, vendor_id, platform_id, status, total_cents, currency, created_at, updated_at FROM orders"
PLATFORMS = "SELECT id, code, name, is_active FROM platforms"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the modules that no test looks at."""
    for name, value in only("tenancy", "orders", "cms").items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def shop(tmp_path: Path) -> str:
    return handmade.in_file(tmp_path / "shop.sqlite")


def once(folder: Path, shop: str, text: str, capfdbinary: pytest.CaptureFixture[bytes]) -> list[str]:
    """Return the samples of the shop with this configuration."""
    (folder / "config.yaml").write_text(f"database: {{url: '{shop}'}}\n{text}\n")
    assert main(["once", f"--config.file={folder}/config.yaml"]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    return [line for line in lines if line.startswith("orion_") and not line.startswith("orion_exporter_")]


def test_it_is_what_holds_without_a_preset() -> None:
    for environ in ({}, {"ORION_EXPORTER_PRESET": "orion"}):
        assert relations_of(load(None, environ), find()) is ORION


@pytest.mark.parametrize(
    "relations",
    [
        f"orders: {{sql: '{ORDERS}'}}",
        f"platforms: {{sql: '{PLATFORMS}'}}",
        "orders: {sql: SELECT * FROM orders}",
    ],
)
def test_a_select_of_a_table_is_the_table(
    tmp_path: Path, shop: str, relations: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = once(tmp_path, shop, "", capfdbinary)
    assert any(line.startswith("orion_orders{") for line in before)
    assert once(tmp_path, shop, f"preset: orion\nrelations: {{{relations}}}", capfdbinary) == before


def test_a_table_with_a_map(tmp_path: Path, shop: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text = "preset: orion\nrelations: {orders: {map: {status: {shipped: sent}}}}"
    before, after = (once(tmp_path, shop, each, capfdbinary) for each in ("", text))
    shipped, sent = (
        {line.replace(status, "") for line in lines if line.startswith("orion_orders{") and f'"{status}"' in line}
        for lines, status in ((before, "shipped"), (after, "sent"))
    )
    assert shipped == sent != set()


def test_a_table_that_is_removed(tmp_path: Path, shop: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    before = once(tmp_path, shop, "", capfdbinary)
    after = once(tmp_path, shop, "preset: orion\nrelations: {orders: null}", capfdbinary)
    gone = {line.split("{")[0] for line in before} - {line.split("{")[0] for line in after}
    assert gone == {line.split("{")[0] for line in before if 'category="orders"' in line and "_threshold" not in line}
    assert [line for line in after if 'category="cms"' in line] == [line for line in before if 'category="cms"' in line]


def test_a_shop_without_the_table_of_vendors(
    tmp_path: Path, shop: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = f"preset: orion\nrelations: {{vendors: null, orders: {{sql: '{ORDERS.replace('vendor_id, ', '')}'}}}}"
    lines = once(tmp_path, shop, text, capfdbinary)
    vendors = {line.split('vendor="')[1].split('"')[0] for line in lines if line.startswith("orion_orders{")}
    assert vendors == {"shop"}


def test_a_map_of_the_preset_does_not_bind_another_select(tmp_path: Path) -> None:
    (tmp_path / "preset.yaml").write_text(
        "about: A shop.\nrelations:\n  customers: {sql: SELECT 1 AS is_active, omit: [vendor_id, platform_id, "
        "created_at, last_order_at]}\n  users: {sql: 'SELECT role, is_active FROM u', map: {role: {a: admin}}}\n"
    )
    (tmp_path / "config.yaml").write_text(
        "preset: preset.yaml\nrelations: {users: {sql: SELECT is_active FROM u, omit: [role]}}\n"
    )
    relations = relations_of(load(tmp_path / "config.yaml", {}), find())
    assert relations.given["users"].omit == {"role"}
