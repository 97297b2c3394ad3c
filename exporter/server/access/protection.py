"""The current web configuration and TLS context, reloaded when one of their files changes."""

import errno
import hashlib
import logging
import os
import ssl
from collections.abc import Iterator
from pathlib import Path

from exporter.config.configuration import ConfigurationError
from exporter.config.connection import SettingError
from exporter.config.origin import Problem
from exporter.server.access.costs import slow_users
from exporter.server.access.server_context import ServerContext
from exporter.server.access.tls import server_context
from exporter.server.access.web_config import WebConfig, parse, refusal

logger = logging.getLogger(__name__)

_LARGEST = 4 * 1024 * 1024
"""Maximum number of bytes read from a file; ten times the size of a system's CA bundle."""


class Protection:
    """The current web configuration and TLS context. Without a file, access is unrestricted.

    `refresh` reloads the files. An invalid configuration is logged once, and the previous one stays in effect.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Load the file. Raises ConfigurationError with one line per problem."""
        self._path = path
        self._files = _Files()
        self._config, self._current = _load(path, self._files) if path else (WebConfig(), None)

    @property
    def config(self) -> WebConfig:
        """The web configuration in effect."""
        return self._config

    @property
    def context(self) -> ssl.SSLContext | None:
        """The TLS context for new handshakes; None if TLS is disabled, which cannot change at runtime."""
        return self._current

    def refresh(self) -> bool:
        """Reload files that changed; return True if clients have to repeat the TLS handshake."""
        if self._path is None or not self._files.changed():
            return False
        previous, self._files = self._current, _Files()
        try:
            self._config, self._current = _load(self._path, self._files, self._config)
        except ConfigurationError as error:
            logger.error(  # noqa: TRY400 - the message is actionable; a traceback is not
                "invalid web configuration; keeping the previous one", extra={"problem": "; ".join(error.lines)}
            )
            return False
        for caution in slow_users(self._config.basic_auth_users):
            logger.warning(caution)
        logger.info("web configuration reloaded", extra={"clients": self._config.clients})
        return self._current is not previous


_EXHAUSTED = {os.strerror(errno.EMFILE), os.strerror(errno.ENFILE)}


class _Files:
    """The files that were read, with digests of their content, because content can change without size and mtime."""

    def __init__(self) -> None:
        self._seen: dict[Path, bytes | str] = {}

    def read(self, path: Path) -> bytes:
        """Return the content of a file. Raises OSError."""
        self._seen[path] = _digest(path)
        with path.open("rb") as file:
            return file.read(_LARGEST)

    def changed(self) -> bool:
        """Return whether any file has changed; False while the process is out of file descriptors."""
        now = {path: _digest(path) for path in self._seen}
        return now != self._seen and not _EXHAUSTED & set(now.values())


def _digest(path: Path) -> bytes | str:
    try:
        with path.open("rb") as file:
            return hashlib.sha256(file.read(_LARGEST)).digest()
    except OSError as error:
        return error.strerror or str(error)


def _load(path: Path, files: _Files, running: WebConfig | None = None) -> tuple[WebConfig, ServerContext | None]:
    try:
        text = files.read(path).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not valid UTF-8"
        raise ConfigurationError(f"{path}: cannot be read: {reason}") from None
    config, document = parse(text, path)
    tls = config.tls_server_config
    try:
        context = server_context(tls, files.read) if tls.enabled else None
    except SettingError as error:
        raise refusal([Problem(error.loc, error.message)], document, path) from None
    if problems := list(_lost(running or config, config)):
        raise refusal(problems, document, path)
    return config, context


def _lost(running: WebConfig, config: WebConfig) -> Iterator[Problem]:
    """Yield changes that are not allowed at runtime, because a partially written file must not disable protection."""
    if running.tls_server_config.enabled != config.tls_server_config.enabled:
        yield Problem(("tls_server_config",), "enabling or disabling TLS requires a restart")
    if running.basic_auth_users and not config.basic_auth_users:
        yield Problem(("basic_auth_users",), "removing the last user requires a restart")
