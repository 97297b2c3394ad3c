"""The runbooks that a shop keeps in its content module, read at a refresh."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy.orm import Session

from exporter.alerting.runbooks import rendered
from exporter.contracts.cms import ContentPage, ContentServiceProtocol
from exporter.database.failures import failure_of
from exporter.directory.directory import Directory
from exporter.exposition.shelf import SLUG_PREFIX, Runbook, Runbooks
from exporter.fold.frame import Frame

CMS = "cms"
MOST_CHARACTERS = 100_000
"""A longer page is no runbook; it is left out, and told."""


def read_runbooks(
    frame: Frame, content: ContentServiceProtocol, db: Session, directory: Directory, alerts: Iterable[str]
) -> Runbooks:
    """Return each platform's published default page for an alert.

    Whatever goes wrong costs these pages and not the thresholds: then the shipped ones are shown.
    """
    slugs = {form(SLUG_PREFIX + alert): alert for alert in alerts for form in (str, str.lower)}
    try:
        with db.begin_nested():  # a failed statement would end PostgreSQL's whole transaction
            pages = list(content.get_default_pages(db, tuple(slugs)))
    except Exception as error:  # noqa: BLE001 - another module may raise anything
        failure = failure_of(error)
        if failure.reason != "schema":  # no table, or no grant: who keeps no runbooks there need not give one
            frame.warnings["runbooks"] = f"the shop's runbooks could not be read: {failure.message}"
        return {}
    found: dict[tuple[str, str], Runbook] = {}
    for page in pages:
        _take(found, frame, page, directory, slugs)
    return found


def _take(
    found: dict[tuple[str, str], Runbook],
    frame: Frame,
    page: ContentPage,
    directory: Directory,
    slugs: Mapping[str, str],
) -> None:
    entry = directory.platforms.get(page.platform_id)
    alert = slugs.get(page.slug)
    if alert is None or entry is None or not directory.enabled(page.platform_id, CMS):
        return
    if len(page.body or "") > MOST_CHARACTERS:
        frame.warnings["runbooks"] = (
            f"the page {page.slug} of {entry.label} has more than {MOST_CHARACTERS:,} characters; shorten it"
        )
        return
    found[alert, entry.label] = _made(page.title or alert, page.body or "", entry.label)


_made = lru_cache(maxsize=512)(rendered)  # most pages are the same from refresh to refresh
