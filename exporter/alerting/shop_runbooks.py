"""Reads the runbooks in the shop's content module during a refresh."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy.orm import Session

from exporter.alerting.runbooks import rendered
from exporter.contracts.cms import ContentPage, ContentServiceProtocol
from exporter.database.dialects import savepoint
from exporter.database.failures import failure_of
from exporter.directory.directory import Directory
from exporter.exposition.shelf import SLUG_PREFIX, Runbook, Runbooks
from exporter.fold.frame import Frame

CMS = "cms"
MOST_CHARACTERS = 100_000
"""Longer pages are skipped with a warning."""


def read_runbooks(
    frame: Frame, content: ContentServiceProtocol, db: Session, directory: Directory, alerts: Iterable[str]
) -> Runbooks:
    """Return the runbooks that platforms publish as default pages.

    A failure is reported as a warning and does not affect the thresholds; the shipped runbooks are served instead.
    """
    slugs = {form(SLUG_PREFIX + alert): alert for alert in alerts for form in (str, str.lower)}
    try:
        with savepoint(db):  # in PostgreSQL a failed statement aborts the transaction
            pages = list(content.get_default_pages(db, tuple(slugs)))
    except Exception as error:  # noqa: BLE001 - another module may raise anything
        failure = failure_of(error)
        if failure.reason != "schema":  # table and grant are optional for shops without runbooks
            frame.warnings["runbooks"] = f"cannot read the shop's runbooks: {failure.message}"
        return {}
    directory.learn(db, ((None, page.platform_id) for page in pages))
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
    platform_id = directory.platform(page.platform_id)
    entry = directory.platforms.get(platform_id)
    alert = slugs.get(page.slug.rstrip(" "))
    if alert is None or entry is None or not directory.enabled(platform_id, CMS):
        return
    if len(page.body or "") > MOST_CHARACTERS:
        frame.warnings["runbooks"] = (
            f"page {page.slug} of {entry.label} has more than {MOST_CHARACTERS:,} characters; shorten it"
        )
        return
    found[alert, entry.label] = _made((page.title or "").rstrip(" ") or alert, page.body or "", entry.label)


_made = lru_cache(maxsize=512)(rendered)  # pages rarely change between refreshes
