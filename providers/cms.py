"""Content: pages of vendors, default pages of platforms, and media; and the service that resolves a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, DateTime, Select, String, func, or_, select
from sqlalchemy.orm import Session

from exporter.contracts import Alert, ContentPage, Id, MetricDefinition, PageLimits
from exporter.query import (
    AnyId,
    Query,
    QueryMetricsProvider,
    beginning,
    column,
    count,
    either,
    execute,
    readable,
    relation,
    same,
    total,
)

pages = relation(
    "content_pages",
    "a page of a vendor, or a default page of a platform",
    column("platform_id", AnyId, "the platform that shows it"),
    column("vendor_id", AnyId, "the vendor that it belongs to; NULL is a default page of the platform"),
    column("slug", String, "its name in addresses; only runbooks need it", optional=True),
    column("title", String, "its title; only runbooks need it", optional=True),
    column("body", String, "its text; only runbooks need it", optional=True),
    column("is_published", Boolean, "whether visitors can see it"),
    column("updated_at", DateTime, "when it was last changed; only runbooks need it", optional=True),
    example="SELECT site_id AS platform_id, seller_id AS vendor_id, online AS is_published FROM article_page",
)
media = relation(
    "media_files",
    "an image or another file",
    column("vendor_id", AnyId, "the vendor that it belongs to; NULL is the first party"),
    column("platform_id", AnyId, "the platform that shows it", extension=True, absent="it is on all of its vendor's"),
    column("media_type", String, "its kind, such as image or video"),
    column("size_bytes", BigInteger, "its size in bytes"),
    column("created_at", DateTime, "when it was uploaded; for periods of statistics", optional=True),
    platform_row="a file on a platform",
    example="SELECT seller_id AS vendor_id, kind AS media_type, bytes AS size_bytes FROM upload",
)

STATE = {"state": ("published", "draft")}
TYPE = {"media_type": ()}
PAGES = MetricDefinition(
    "cms.pages",
    "pages",
    "Pages",
    "Number of pages of vendors, by state (relation content_pages, column is_published).",
    labels=STATE,
    icon="file-text",
)
DEFAULTS = MetricDefinition(
    "cms.default_pages",
    "default_pages",
    "Default pages",
    "Number of default pages of platforms, which have no vendor, by state "
    "(relation content_pages, columns vendor_id and is_published).",
    labels=STATE,
    icon="file",
)
FILES = MetricDefinition(
    "cms.media_files",
    "media_files",
    "Media files",
    "Number of media files, by type (relation media_files, column media_type).",
    labels=TYPE,
    icon="image",
)
SIZE = MetricDefinition(
    "cms.media_size",
    "media_size_bytes",
    "Media size",
    "Total size of media files, by type (relation media_files, columns size_bytes and media_type).",
    labels=TYPE,
    unit="B",
    icon="hard-drive",
)


class ContentService:
    """The default implementation of `ContentServiceProtocol`: reads `content_pages`."""

    service_name = "content"

    def get_page(self, db: Session, slug: str, *, platform_id: Id, vendor_id: Id | None = None) -> ContentPage | None:
        """Return the vendor's own published page, else the platform's published default, else None."""
        p = pages.c
        whose = p.vendor_id.is_(None) if vendor_id is None else or_(same(p.vendor_id, vendor_id), p.vendor_id.is_(None))
        statement = (
            select(p.slug, p.title, p.body, p.platform_id, p.vendor_id, readable(p.updated_at))
            .where(p.slug == slug, same(p.platform_id, platform_id), p.is_published.is_(True), whose)
            .order_by(p.vendor_id.is_(None), p.updated_at.desc())
            .limit(1)
        )
        row = execute(db, statement).first()
        return None if row is None else ContentPage(*tuple(row))

    def get_default_pages(
        self, db: Session, slugs: Sequence[str], limits: PageLimits | None = None
    ) -> list[ContentPage]:
        """Return the published default pages of all platforms for these slugs, in the order of their last change.

        With `limits`, of a longer page one character more is read than there may be, and of all one page more.
        """
        p = pages.c
        wanted = p.slug.in_(slugs), p.vendor_id.is_(None), p.is_published.is_(True)
        if limits is None:
            found = [ContentPage(*tuple(row)) for row in execute(db, _select(p.title, p.body).where(*wanted))]
        else:
            found = _beginnings(db, wanted, limits, limits.characters, limits.few)
            if len(found) > limits.few:
                length = func.char_length(beginning(p.body, limits.characters + 1))
                lengths = execute(db, select(length).where(*wanted).limit(limits.pages + 1)).scalars()
                most = limits.shortened([each or 0 for each in lengths])
                found = _beginnings(db, wanted, limits, most, limits.pages)
        return sorted(found, key=lambda page: (page.updated_at is not None, page.updated_at))


def _select(title: ColumnElement[str], body: ColumnElement[str], *more: ColumnElement[int]) -> Select[Any]:
    p = pages.c
    return select(p.slug, title, body, p.platform_id, p.vendor_id, readable(p.updated_at), *more)


def _beginnings(
    db: Session, wanted: Iterable[ColumnElement[bool]], limits: PageLimits, characters: int, number: int
) -> list[ContentPage]:
    """Return the first pages in the order of the database, because sorting them would read the texts of all."""
    body = beginning(pages.c.body, characters + 1)
    statement = _select(beginning(pages.c.title, limits.title + 1), body, func.char_length(body))
    rows = execute(db, statement.where(*wanted).limit(number + 1))
    return [replace(ContentPage(*page), complete=(length or 0) <= characters) for *page, length in map(tuple, rows)]


@dataclass(frozen=True)
class ContentMetricsProvider(QueryMetricsProvider):
    """Metrics of pages and media."""

    metrics_category = "cms"
    team = "vendors"
    alerts = (Alert("OrionPagesCollapsed", PAGES.where(state="published"), default=0.5, unit="1", for_="10m"),)
    services = (ContentService(),)

    def queries(self) -> Iterator[Query]:
        """Count pages of vendors, default pages of platforms, and media."""
        p, m = pages.c, media.c
        state = either(p.is_published, "published", "draft")
        own, default = p.vendor_id.is_not(None), p.vendor_id.is_(None)
        yield Query(vendor=p.vendor_id, platform=p.platform_id, where=own, by={"state": state}, values={PAGES: count()})
        yield Query(platform=p.platform_id, where=default, by={"state": state}, values={DEFAULTS: count()})
        file = partial(Query, vendor=m.vendor_id, platform=m.platform_id, time_column=m.created_at)
        yield file(by={"media_type": m.media_type}, values={FILES: count(), SIZE: total(m.size_bytes)})
