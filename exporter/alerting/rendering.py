"""Renders runbooks in a process with limits, so that no page can delay a refresh or a scrape.

Nobody knows how long the slowest Markdown takes. The process has none of the exporter's environment and secrets. The
exporter itself does not load the libraries for Markdown and HTML, which need 3 MB.
"""

import json
import logging
import os
import subprocess
import sys
from html import escape
from pathlib import Path

import exporter
from exporter.exposition.shelf import Runbook, RunbookPage

logger = logging.getLogger(__name__)

CPU_SECONDS = 2
"""Maximum processor time for one page; a page of 100,000 characters of text takes a tenth."""

DEADLINE_SECONDS = 30.0
"""Maximum time for one page; on an idle machine, the limit of the processor time comes first."""

_NOTICE = "The page is shown as plain text, because its Markdown could not be rendered; simplify or shorten it."


def render(page: RunbookPage) -> Runbook:
    """Render a runbook; as plain text, with a notice, if that takes too long or fails. Blocks meanwhile."""
    title, body = titled(page.title, page.text)
    try:
        return Runbook(title, _rendered(body), page.platform)
    except (OSError, subprocess.SubprocessError) as error:
        of = f" of platform {page.platform}" if page.platform else ""
        problem = f"{title}{of}: {_reason(error)}; simplify or shorten the page"
        logger.warning("runbook cannot be rendered; showing it as text", extra={"problem": problem})
        return Runbook(title, f"<pre>{escape(body)}</pre>", page.platform, _NOTICE)


def titled(title: str, text: str) -> tuple[str, str]:
    """Return the title and the body of a page.

    An empty title is taken from the first heading; a heading that equals the title is omitted from the body.
    """
    first, _, rest = text.lstrip().partition("\n")
    heading = first[1:].strip().rstrip("#").rstrip() if first.startswith(("# ", "#\t")) else ""
    title = title or heading
    return title, rest if heading and heading == title else text


def _rendered(text: str) -> str:
    # In safe mode (-P), the current folder is not searched for modules.
    command = [sys.executable, "-P", "-m", "exporter.alerting.markup", str(CPU_SECONDS)]
    paths = [str(Path(exporter.__path__[0]).parent), os.environ.get("PYTHONPATH", "")]
    env = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603 - our own module
        command, input=json.dumps(text).encode(), capture_output=True, timeout=DEADLINE_SECONDS, check=True, env=env
    )
    return done.stdout.decode()


def _reason(error: OSError | subprocess.SubprocessError) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"not done after {DEADLINE_SECONDS:.0f} s"
    if isinstance(error, subprocess.CalledProcessError):
        if error.returncode < 0:
            return f"more than {CPU_SECONDS} s of processor time"
        return error.stderr.decode(errors="replace").strip().rpartition("\n")[2] or f"exit code {error.returncode}"
    return (getattr(error, "strerror", None) or str(error)).lower()
