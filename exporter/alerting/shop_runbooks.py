"""Reads the runbooks in the shop's content module during a refresh."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy.orm import Session

from exporter.contracts.cms import ContentPage, ContentServiceProtocol, PageLimits
from exporter.database.dialects import savepoint
from exporter.database.failures import failure_of
from exporter.directory.directory import Directory
from exporter.exposition.shelf import SLUG_PREFIX, RunbookPage, RunbookPages
from exporter.fold.frame import Frame

CMS = "cms"
_SHOWN = 10

LIMITS = PageLimits()
"""Pages that exceed them are left out with a warning."""


def read_runbooks(
    frame: Frame, content: ContentServiceProtocol, db: Session, directory: Directory, alerts: Iterable[str]
) -> RunbookPages:
    """Return the runbooks that platforms publish as default pages.

    A failure is reported as a warning and does not affect the thresholds; the shipped runbooks are served instead.
    """
    slugs = {form(SLUG_PREFIX + alert): alert for alert in alerts for form in (str, str.lower)}
    try:
        with savepoint(db):  # in PostgreSQL a failed statement aborts the transaction
            pages = list(islice(content.get_default_pages(db, tuple(slugs), LIMITS), LIMITS.pages + 1))
    except Exception as error:  # noqa: BLE001 - another module may raise anything
        failure = failure_of(error)
        if failure.reason != "schema":  # table and grant are optional for shops without runbooks
            frame.warnings["runbooks"] = f"cannot read the shop's runbooks: {failure.message}"
        return {}
    further = len(pages) > LIMITS.pages
    del pages[LIMITS.pages :]
    directory.learn(db, ((None, page.platform_id) for page in pages))
    order = {id_: at for at, id_ in enumerate(directory.platforms)}
    pages.sort(key=lambda page: order.get(directory.platform(page.platform_id), len(order)))
    found: dict[tuple[str, str], RunbookPage] = {}
    room = LIMITS.together
    for page in pages:
        alert, label = slugs.get(page.slug.rstrip(" ")), _platform(directory, page)
        if alert is not None and label is not None:
            taken = _taken(page, alert, label, room)
            room -= len(taken.text)
            found[alert, label] = taken
    _warn(frame, found, further=further)
    return found


def _warn(frame: Frame, found: RunbookPages, *, further: bool) -> None:
    left_out = [(*key, page.problem) for key, page in found.items() if page.problem]
    problems = [f"page {SLUG_PREFIX}{alert} of {label} {problem}" for alert, label, problem in left_out]
    if problems:
        more = f", and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        frame.warnings["runbooks"] = f"{', '.join(problems[:_SHOWN])}{more}; shorten what is too long"
    if further:
        frame.warnings["number of runbooks"] = (
            f"more than {LIMITS.pages:,} pages of runbooks; the others are left out; unpublish those without an alert"
        )


def _platform(directory: Directory, page: ContentPage) -> str | None:
    """Return the label of a page's platform; None if it is unknown, or does not use the content module."""
    id_ = directory.platform(page.platform_id)
    entry = directory.platforms.get(id_)
    return entry.label if entry is not None and directory.enabled(id_, CMS) else None


def _taken(page: ContentPage, alert: str, platform: str, room: int) -> RunbookPage:
    """Return a page, without its text if it has more than the allowed number of characters."""
    title, text = (page.title or "").rstrip(" ") or alert, page.body or ""
    if len(title) > LIMITS.title:
        title = title[: LIMITS.title] + "…"
    if len(text) > LIMITS.characters:
        return RunbookPage(title, "", platform, f"has more than {LIMITS.characters:,} characters")
    if len(text) > room or not page.complete:
        return RunbookPage(title, "", platform, f"exceeds {LIMITS.together:,} characters of all pages together")
    return RunbookPage(title, text, platform)
