"""Converts untrusted Markdown and HTML to safe HTML, in a process: `python -m exporter.alerting.markup SECONDS`.

Many people can edit pages of a shop's content module, so a page must not run scripts, load external resources or
imitate the exporter's own pages. The process reads a text as JSON from standard input, and writes the HTML. It may use
`SECONDS` of processor time.
"""

import json
import os
import re
import resource
import sys
from typing import Final

import nh3
from markdown_it import MarkdownIt

MOST_HTML_BYTES = 1_000_000
"""Maximum size of a page as HTML."""

_MEMORY_BYTES = 1 << 30
_NICE = 10
"""Scrapes and refreshes come first."""

_BLOCKS: Final = {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre"}
_INLINE: Final = {"a", "b", "br", "code", "del", "em", "i", "kbd", "s", "strong", "sub", "sup"}
_LISTS: Final = {"dd", "dl", "dt", "li", "ol", "ul"}
_TABLES: Final = {"table", "tbody", "td", "th", "thead", "tr"}
_TAGS: Final = _BLOCKS | _INLINE | _LISTS | _TABLES
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES: Final = {"http", "https", "mailto"}
_DOCUMENT: Final = re.compile(r"\]\(([A-Za-z0-9_]+)\.md\)")

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def safe_html(text: str) -> str:
    """Render Markdown, HTML or a mix of both, without scripts, styles, forms, images and unsafe links."""
    return nh3.clean(_MARKDOWN.render(text), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)


def runbook_html(text: str) -> str:
    """Render the body of a runbook; links to documents of other runbooks lead to their pages."""
    return safe_html(_DOCUMENT.sub(r"](\1)", text))


def _main() -> None:
    os.nice(_NICE)
    # What exceeds them ends the process, even if nobody waits for it any more.
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    html = runbook_html(json.load(sys.stdin)).encode()
    if len(html) > MOST_HTML_BYTES:
        sys.exit(f"more than {MOST_HTML_BYTES:,} bytes of HTML")
    sys.stdout.buffer.write(html)


if __name__ == "__main__":
    _main()
