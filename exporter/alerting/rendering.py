"""Renders the shop's runbooks in a process with limits, so that no page can delay a refresh or a scrape.

Nobody knows how long the slowest Markdown takes. The process has none of the exporter's environment and secrets.
"""

import json
import logging
import os
import subprocess
import sys
from html import escape
from pathlib import Path

import exporter
from exporter.alerting.markup import CPU_SECONDS, titled
from exporter.exposition.shelf import Runbook, RunbookPage

logger = logging.getLogger(__name__)

DEADLINE_SECONDS = 30.0
"""Maximum time for one page; on an idle machine, the limit of the processor time comes first."""

_NOTICE = "The page is shown as plain text, because its Markdown could not be rendered; simplify or shorten it."


def render(page: RunbookPage) -> Runbook:
    """Render a page of the shop; as plain text, with a notice, if that takes too long or fails. Blocks meanwhile."""
    title, body = titled(page.title, page.text)
    try:
        return Runbook(title, _rendered(body), page.platform)
    except (OSError, subprocess.SubprocessError) as error:
        problem = f"{title} of platform {page.platform}: {_reason(error)}; simplify or shorten the page"
        logger.warning("runbook cannot be rendered; showing it as text", extra={"problem": problem})
        return Runbook(title, f"<pre>{escape(body)}</pre>", page.platform, _NOTICE)


def _rendered(text: str) -> str:
    # In safe mode (-P), the current folder is not searched for modules.
    command = [sys.executable, "-P", "-m", "exporter.alerting.markup"]
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
