"""The current web configuration, TLS context and tokens, reloaded when one of their files changes."""

import logging
import ssl
from collections.abc import Iterator
from pathlib import Path

from exporter.config.configuration import ConfigurationError
from exporter.config.connection import SettingError
from exporter.config.origin import Problem
from exporter.server.access.costs import slow_users
from exporter.server.access.files import Files
from exporter.server.access.server_context import ServerContext
from exporter.server.access.tls import server_context
from exporter.server.access.tokens import Tokens
from exporter.server.access.web_config import WebConfig, parse, refusal

logger = logging.getLogger(__name__)


class Protection:
    """The current web configuration, TLS context and tokens. Without a file and tokens, access is unrestricted.

    `refresh` reloads the files. An invalid configuration is logged once, and the previous one stays in effect.
    """

    def __init__(self, path: Path | None = None, tokens: Tokens | None = None) -> None:
        """Load the file. Raises ConfigurationError with one line per problem."""
        self.tokens = tokens or Tokens()
        self._path = path
        self._files = Files()
        self._config, self._current = _load(path, self._files) if path else (WebConfig(), None)

    @property
    def config(self) -> WebConfig:
        """The web configuration in effect."""
        return self._config

    @property
    def context(self) -> ssl.SSLContext | None:
        """The TLS context for new handshakes; None if TLS is disabled, which cannot change at runtime."""
        return self._current

    @property
    def needs_credentials(self) -> bool:
        """Whether clients have to send a password or a token."""
        return bool(self._config.basic_auth_users) or self.tokens.required

    @property
    def clients(self) -> str:
        """What clients must present to be accepted, as people read it; "anyone" if nothing."""
        certificate = self._config.tls_server_config.client_auth_type == "RequireAndVerifyClientCert"
        ways = [("password", self._config.basic_auth_users), ("token", self.tokens.required)]
        needed = [*(["certificate"] if certificate else []), " or ".join(name for name, given in ways if given)]
        return " and ".join(filter(None, needed)) or "anyone"

    def refresh(self) -> bool:
        """Reload files that changed; return True if clients have to repeat the TLS handshake."""
        self.tokens.refresh()
        if self._path is None or not self._files.changed():
            return False
        previous, self._files = self._current, Files()
        try:
            self._config, self._current = _load(self._path, self._files, self._config)
        except ConfigurationError as error:
            logger.error(  # noqa: TRY400 - the message is actionable; a traceback is not
                "invalid web configuration; keeping the previous one", extra={"problem": "; ".join(error.lines)}
            )
            return False
        for caution in slow_users(self._config.basic_auth_users):
            logger.warning(caution)
        logger.info("web configuration reloaded", extra={"clients": self.clients})
        return self._current is not previous


def _load(path: Path, files: Files, running: WebConfig | None = None) -> tuple[WebConfig, ServerContext | None]:
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
