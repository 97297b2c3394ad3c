"""Markdown and HTML of whoever wrote it, as HTML that can do no harm.

Pages of a shop's content module are written by many people: nothing in them may run, load from elsewhere or look like a
part of the exporter's own page.
"""

from typing import Final

import nh3
from markdown_it import MarkdownIt

_TAGS: Final = {
    "a", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "kbd", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES: Final = {"http", "https", "mailto"}

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def safe_html(text: str) -> str:
    """Return a text in Markdown, in HTML or in both as HTML without scripts, styles, forms, images or odd links."""
    return nh3.clean(_MARKDOWN.render(text), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
