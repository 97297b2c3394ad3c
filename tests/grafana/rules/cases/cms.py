"""Pages."""

from tests.grafana.rules.case import Case

PUBLISHED = 'orion_pages{state="published"}'

CASES = (
    Case(
        "OrionPagesCollapsed",
        since="1d",
        fires={PUBLISHED: {"0s": 10, "1d": 4}},
        quiet={PUBLISHED: {"0s": 10, "1d": 5}},
        values=("60%", "50%"),
        summary="Vendor {vendor} has far fewer published pages",
        says="Vendor {vendor} has {value} fewer published pages on {platform} than a day ago.",
        also_quiet={
            "9 pages are too few": {PUBLISHED: {"0s": 9, "1d": 0}},
            "a day ago is not known": {PUBLISHED: {"12h": 10, "1d": 4}},
        },
    ),
)
