"""What protects the server at this moment: the web configuration, read again when a file of it changes."""

import errno
import hashlib
import logging
import os
import ssl
from collections.abc import Iterator
from pathlib import Path

from exporter.config.configuration import ConfigurationError
from exporter.config.connection import SettingError
from exporter.config.document import Problem
from exporter.server.access.tls import ServerContext, server_context
from exporter.server.access.web_config import WebConfig, parse, refusal

logger = logging.getLogger(__name__)

_LARGEST = 4 * 1024 * 1024
"""How much of a file is read, in bytes; the CA certificates of a whole system are a tenth of it."""


class Protection:
    """The web configuration that holds, and TLS by it. Without a file nothing is protected.

    `refresh` reads the files again; a state that cannot be used leaves the running one, and says why once.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Read the file; raises ConfigurationError with one line for each problem."""
        self._path = path
        self._files = _Files()
        self._config, self._current = _load(path, self._files) if path else (WebConfig(), None)

    @property
    def config(self) -> WebConfig:
        """What holds now."""
        return self._config

    @property
    def context(self) -> ssl.SSLContext | None:
        """What a handshake that begins now follows; None: there is no TLS, for as long as the server runs."""
        return self._current

    def refresh(self) -> bool:
        """Take over what has changed in the files; return whether clients have to shake hands again."""
        if self._path is None or not self._files.changed():
            return False
        previous, self._files = self._current, _Files()
        try:
            self._config, self._current = _load(self._path, self._files, self._config)
        except ConfigurationError as error:
            logger.error(  # noqa: TRY400 - it says what to do; no trace helps
                "the web configuration has changed and cannot be used; what held before still holds",
                extra={"problem": "; ".join(error.lines)},
            )
            return False
        logger.info("the web configuration was read again", extra={"clients": self._config.clients})
        return self._current is not previous


_EXHAUSTED = {os.strerror(errno.EMFILE), os.strerror(errno.ENFILE)}


class _Files:
    """The files that were read, and digests of what was in them: a file's time and size may outlive its content."""

    def __init__(self) -> None:
        self._seen: dict[Path, bytes | str] = {}

    def read(self, path: Path) -> bytes:
        """Return the content of a file; raises OSError."""
        self._seen[path] = _digest(path)
        with path.open("rb") as file:
            return file.read(_LARGEST)

    def changed(self) -> bool:
        """Return whether any file is no longer what it was; False where no file can be opened at this moment."""
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
    """Yield what may not change while the server runs: a file of which half is written must not open the door."""
    if running.tls_server_config.enabled != config.tls_server_config.enabled:
        yield Problem(("tls_server_config",), "TLS is turned on and off by a restart only")
    if running.basic_auth_users and not config.basic_auth_users:
        yield Problem(("basic_auth_users",), "the last user is removed by a restart only")
