"""Pages and media. Platforms have default pages, vendors override some of them, and both are edited."""

from collections import deque

from exporter.demo import schema
from exporter.demo.names import PAGES, PLATFORMS
from exporter.demo.rhythm import next_visit
from exporter.demo.tenants import Seller
from exporter.demo.world import DAY, World, chance

_EDITS_PER_DAY = 12
_UPLOADS_PER_DAY = 20
# Type, share, and median size in bytes.
_MEDIA = (("image", 0.86, 240_000), ("document", 0.09, 900_000), ("video", 0.05, 28_000_000))


class Content:
    """Simulates editors, who change pages and upload media."""

    def __init__(self, world: World, sellers: list[Seller]) -> None:
        self._world = world
        self._rng = world.random("content")
        self._pages: list[int] = []
        self._media: list[tuple[Seller, deque[int]]] = []
        self._default_pages()
        for seller in sellers:
            self._own_pages(seller)
            self._media.append((seller, deque()))
            for _ in range(5 + int(seller.share * 2500) + self._rng.randrange(20)):
                self._upload(*self._media[-1], self._rng.uniform(0, 85) * DAY)
        world.after(0, self._edit_some)
        world.after(0, self._upload_some)

    def _default_pages(self) -> None:
        for platform, (_, name, _) in enumerate(PLATFORMS, start=1):
            for slug, title in PAGES:
                self._page(platform, None, slug, title, f"{title} of {name}.")

    def _own_pages(self, seller: Seller) -> None:
        for platform in seller.platforms:
            for slug, title in PAGES:
                if chance(self._rng, 0.3):
                    self._page(platform, seller.id, slug, title, f"{title}: {seller.code}.")

    def _page(self, platform: int, vendor: int | None, slug: str, title: str, body: str) -> None:
        published = vendor is None or chance(self._rng, 0.85)
        page = self._world.changes.add(
            schema.content_pages,
            platform_id=platform,
            vendor_id=vendor,
            slug=slug,
            title=title,
            body=body,
            is_published=published,
            updated_at=self._world.stamp(self._rng.uniform(0, 200) * DAY),
        )
        self._pages.append(page)

    def _edit_some(self) -> None:
        page = self._rng.choice(self._pages)
        self._world.changes.change(schema.content_pages, page, updated_at=self._world.stamp())
        if chance(self._rng, 0.2):
            self._world.changes.change(schema.content_pages, page, is_published=chance(self._rng, 0.9))
        self._world.at(next_visit(self._rng, self._world.now, _EDITS_PER_DAY), self._edit_some)

    def _upload_some(self) -> None:
        seller, files = self._rng.choice(self._media)
        if files and not seller.is_closed(self._world.now):
            # A new file replaces the oldest one.
            self._world.changes.remove(schema.media_files, files.popleft())
            self._upload(seller, files, 0)
        self._world.at(next_visit(self._rng, self._world.now, _UPLOADS_PER_DAY), self._upload_some)

    def _upload(self, seller: Seller, files: deque[int], ago: float) -> None:
        rng = self._rng
        draw, kind = rng.random(), _MEDIA[0]
        for kind in _MEDIA:
            draw -= kind[1]
            if draw < 0:
                break
        file = self._world.changes.add(
            schema.media_files,
            vendor_id=seller.id,
            media_type=kind[0],
            size_bytes=max(1000, int(kind[2] * rng.lognormvariate(0, 0.7))),
            created_at=self._world.stamp(ago),
        )
        files.append(file)
