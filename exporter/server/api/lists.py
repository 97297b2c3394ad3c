"""Answers the lists of platforms and of vendors."""

from typing import Any

from exporter.exposition.facts import Known
from exporter.server.api.asked import Asked, Reply
from exporter.server.api.listing import cursor_of, place_of
from exporter.server.api.moment import dated
from exporter.server.api.queries import NoQuery, VendorsQuery
from exporter.server.api.reach import Reach


def platform_item(platform: Known) -> dict[str, Any]:
    """Return a platform as in answers."""
    return {"id": platform.text, "code": platform.code, "name": platform.name, "state": platform.state}


def vendor_item(vendor: Known, reach: Reach) -> dict[str, Any]:
    """Return a vendor as in answers."""
    return {**platform_item(vendor), "platforms": reach.platforms_of(vendor)}


async def platforms(asked: Asked[NoQuery]) -> Reply:
    """Return the platforms that the caller may see."""
    return Reply(lambda: {**_dated(asked), "platforms": [platform_item(each) for each in asked.reach.platforms()]})


async def vendors(asked: Asked[VendorsQuery]) -> Reply:
    """Return a page of the vendors that the caller may see. Raises Problem."""
    query = asked.query
    after = None if query.after is None else place_of(query.after)
    roll = asked.reach.vendors(query.platform)

    def page() -> dict[str, Any]:
        found, more = roll.page(after, query.q, query.limit)
        items = [vendor_item(each, asked.reach) for each in found]
        return {**_dated(asked), "vendors": items, "next": cursor_of(found[-1]) if more else None}

    return Reply(page)


def _dated(asked: Asked[Any]) -> dict[str, str]:
    state = asked.directory
    return dated(state.snapshot, state.max_age) if state.snapshot else {}
