"""Draws the pictures in the example's README: `python -m tests.examples.pictures`; needs Chromium."""

import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import create_engine

from exporter.demo.shop import Shop
from tests.examples.dashboard import SELECTABLE, execute, site, without
from tests.packaging import ROOT
from tests.server.browser import chromium
from tests.support.handmade import NOW

OUT = ROOT / "examples" / "dashboard" / "pictures"
USER = "admin@acme.example"
DARK = "--blink-settings=preferredColorScheme=0"


class Picture(NamedTuple):
    """A picture of a page: its name, the address, the size of the window, and whether three modules are removed."""

    name: str
    path: str
    size: str
    options: tuple[str, ...] = ()
    is_reduced: bool = False


PICTURES = (
    Picture("admin", "/admin", "1280,1120"),
    Picture("vendor", "/vendors/1?period=all", "1280,1120", (DARK,)),
    Picture("removed", "/vendors/1?period=all", "1280,1120", is_reduced=True),
    Picture("phone", "/vendors/1", "390,844", ("--force-device-scale-factor=2",)),
)


def main() -> int:
    """Draw all pictures of the demo shop."""
    with TemporaryDirectory(prefix="orion-dashboard-") as scratch:
        folder = Path(scratch)
        url = f"sqlite:///{folder / 'shop.sqlite'}"
        engine = create_engine(url)
        Shop.create(engine, seed=1, now=NOW, history=timedelta(days=30))
        engine.dispose()
        execute(url, ["UPDATE users SET email = :email WHERE id = 1"], email=USER)
        reduced = without(folder, *SELECTABLE)
        for picture in PICTURES:
            draw(picture, url, reduced if picture.is_reduced else None, folder)
    return 0


def draw(picture: Picture, url: str, config: Path | None, folder: Path) -> None:
    """Draw a picture, and write its size."""
    file = OUT / f"{picture.name}.png"
    with site(url, USER, exporter_config=config) as made:
        chromium(
            folder / "browser",
            f"{made.client.base_url}{picture.path}",
            "--hide-scrollbars",
            f"--window-size={picture.size}",
            f"--screenshot={file}",
            *picture.options,
        )
    sys.stdout.write(f"{file}: {file.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    sys.exit(main())
