"""The icons of metrics by name, each drawn with a few lines in a square of 24 by 24."""

from typing import Final

from markupsafe import Markup

_BOX: Final = '<path d="M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8"/>'
_CART: Final = '<path d="M2 4h3l3 11h10l3-8H6"/><circle cx="9" cy="19" r="1.5"/><circle cx="17" cy="19" r="1.5"/>'
_CLOCK: Final = '<circle cx="12" cy="12" r="8"/><path d="M12 7v5l3 2"/>'
_PAGE: Final = '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>'
_PERSON: Final = '<circle cx="10" cy="8" r="3.5"/><path d="M3.5 20c0-8 13-8 13 0"/>'

_DRAWN: Final = {
    "activity": '<path d="M3 12h4l3-7 4 14 3-7h4"/>',
    "alarm-clock": '<circle cx="12" cy="13" r="7"/><path d="M12 9v4h3M3 6l3-3M21 6l-3-3"/>',
    "alert-triangle": '<path d="M12 4l9 16H3zM12 10v4M12 17v.5"/>',
    "banknote": '<rect x="3" y="6" width="18" height="12" rx="1"/><circle cx="12" cy="12" r="2.5"/>',
    "bell": '<path d="M4 18h16c-3-3-1-12-8-12s-5 9-8 12M12 3v3M10 21h4"/>',
    "boxes": '<path d="M8 4h8v7H8zM4 13h7v7H4zM13 13h7v7h-7z"/>',
    "check": '<path d="M5 13l5 5 9-12"/>',
    "clock": _CLOCK,
    "coins": '<circle cx="9" cy="9" r="5.5"/><path d="M16.5 9.5a5.5 5.5 0 1 1-7 7"/>',
    "credit-card": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="M3 10h18M6 15h4"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>',
    "file": _PAGE,
    "file-text": _PAGE + '<path d="M9 12h6M9 16h6"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18"/>',
    "hard-drive": '<path d="M6 5h12l3 8v6H3v-6zM3 13h18M7 16h.5M10 16h.5"/>',
    "hourglass": '<path d="M6 3h12M6 21h12M7 3c0 6 5 6 5 9s-5 3-5 9M17 3c0 6-5 6-5 9s5 3 5 9"/>',
    "image": '<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M3 17l6-6 5 5 3-3 4 4"/>',
    "inbox": '<path d="M6 5h12l3 8v6H3v-6zM3 13h5l2 3h4l2-3h5"/>',
    "landmark": '<path d="M3 9l9-5 9 5zM5 12v5M10 12v5M14 12v5M19 12v5M3 20h18"/>',
    "layers": '<path d="M12 4l9 5-9 5-9-5zM3 14l9 5 9-5"/>',
    "list": '<path d="M8 6h13M8 12h13M8 18h13M3.5 6h.5M3.5 12h.5M3.5 18h.5"/>',
    "list-checks": '<path d="M11 6h10M11 12h10M11 18h10M3 6l2 2 3-4M3 16l2 2 3-4"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="1"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "package": _BOX,
    "package-open": '<path d="M4 11l8 4 8-4v5l-8 4-8-4zM4 11L2 7l7-3 3 3 3-3 7 3-2 4M12 15v5"/>',
    "send": '<path d="M21 3L3 10l7 4 4 7zM10 14L21 3"/>',
    "shopping-bag": '<path d="M5 8h14l1 13H4zM8 11V7a4 4 0 0 1 8 0v4"/>',
    "shopping-cart": _CART,
    "star": '<path d="M12 3l2.7 6 6.3.7-4.7 4.3 1.3 6.5L12 17l-5.6 3.5 1.3-6.5L3 9.7 9.3 9z"/>',
    "store": '<path d="M4 4h16l1 6c-2 2-4 2-6 0-2 2-4 2-6 0-2 2-4 2-6 0zM5 12v8h14v-8M10 20v-5h4v5"/>',
    "tag": '<path d="M3 4h9l9 9-8 8-10-9zM7.5 8v.5"/>',
    "timer": '<circle cx="12" cy="14" r="7"/><path d="M12 14l3-3M9 3h6"/>',
    "truck": '<path d="M2 6h12v10H2zM14 10h4l4 4v2h-8"/><circle cx="7" cy="18" r="2"/><circle cx="18" cy="18" r="2"/>',
    "undo-2": '<path d="M9 5L4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3"/>',
    "user-check": _PERSON + '<path d="M16 11l2 2 4-5"/>',
    "user-plus": _PERSON + '<path d="M19 8v6M16 11h6"/>',
    "users": _PERSON + '<path d="M15 5a3.5 3.5 0 0 1 0 6.5M18 14c2 1 3 3 3 6"/>',
}
_OTHER: Final = '<path d="M5 20v-6M12 20V5M19 20v-9"/>'


def icon(name: str) -> Markup:
    """Return the drawing of an icon, which is decoration; a bar chart for a name that is not known."""
    drawn = _DRAWN.get(name, _OTHER)
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{drawn}</svg>')  # noqa: S704 - ours alone
