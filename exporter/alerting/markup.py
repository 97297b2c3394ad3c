"""Converts untrusted Markdown and HTML to safe HTML.

Many people can edit pages of a shop's content module, so a page must not run scripts, load external resources or
imitate the exporter's own pages.
"""

from typing import Final

import nh3
from markdown_it import MarkdownIt

_BLOCKS: Final = {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre"}
_INLINE: Final = {"a", "b", "br", "code", "del", "em", "i", "kbd", "s", "strong", "sub", "sup"}
_LISTS: Final = {"dd", "dl", "dt", "li", "ol", "ul"}
_TABLES: Final = {"table", "tbody", "td", "th", "thead", "tr"}
_TAGS: Final = _BLOCKS | _INLINE | _LISTS | _TABLES
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES: Final = {"http", "https", "mailto"}

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def safe_html(text: str) -> str:
    """Render Markdown, HTML or a mix of both, without scripts, styles, forms, images and unsafe links."""
    return nh3.clean(_MARKDOWN.render(text), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
