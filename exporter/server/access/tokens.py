"""Tokens of HTTP clients, as in RFC 6750. Their digests are known, not they themselves.

A token has 256 random bits, so a fast digest suffices, and a wrong one costs a single look-up: it never waits for the
checks of passwords, nor delays them.
"""

import hashlib
import hmac
import logging
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from exporter.config.origin import Problem
from exporter.config.token_settings import TokenSettings, check_digest
from exporter.server.access.files import Files
from exporter.server.access.scopes import Access

logger = logging.getLogger(__name__)

_TOKEN = re.compile(rb"[A-Za-z0-9._~+/-]+=*")
"""https://www.rfc-editor.org/rfc/rfc6750#section-2.1"""

_FILES_AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class _InEffect:
    """Settings, and what is known of them: each digest, with what its token allows."""

    given: Sequence[TokenSettings] = ()
    known: Mapping[bytes, tuple[bytes, Access]] = field(default_factory=dict, repr=False)
    files: Files = field(default_factory=Files)

    @classmethod
    def read(cls, given: Sequence[TokenSettings]) -> tuple["_InEffect", list[Problem]]:
        """Return the tokens of these settings, without those whose file cannot be used, and why."""
        files, known, problems = Files(), dict[bytes, tuple[bytes, Access]](), list[Problem]()
        for number, each in enumerate(given):
            try:
                digest = bytes.fromhex(_digest_of(each, files, known))
            except ValueError as error:
                problems.append(Problem(("web", "tokens", number, "sha256_file"), str(error)))
            else:
                known[digest] = digest, Access(each.scope.kind, each.scope.id, each.name)
        return cls(given, known, files), problems


class Tokens:
    """The tokens that are in effect. A reload of the configuration replaces them; files are read when they change."""

    def __init__(self, given: Sequence[TokenSettings] = ()) -> None:
        self._lock = Lock()
        self._in_effect = _InEffect()
        self._read(given)
        self._required = bool(given)

    @property
    def required(self) -> bool:
        """Whether clients need credentials because there are tokens, or were since the start.

        The last token that is removed must not open the door.
        """
        return self._required

    def use(self, given: Sequence[TokenSettings]) -> None:
        """Replace the tokens. Those whose file cannot be used let nobody in, until it can be."""
        with self._lock:
            self._read(given)
        if self._required and not given:
            logger.warning("the last token was removed; credentials stay required until a restart")
        if given and not self._required:
            logger.warning("the first token was added; requests without credentials are rejected from now on")
        self._required = self._required or bool(given)

    def refresh(self) -> None:
        """Read the files again if one of them changed. Of more than a hundred, others are looked at by each call."""
        if not self._in_effect.files.changed(_FILES_AT_A_TIME):
            return
        with self._lock:
            self._read(self._in_effect.given)
        logger.info("tokens read again", extra={"tokens": len(self._in_effect.known)})

    def access(self, token: bytes) -> Access | None:
        """Return what a token allows; None if there is no such token. An empty one, of a malformed header, is none."""
        if not token:
            return None
        digest = hashlib.sha256(token).digest()
        found = self._in_effect.known.get(digest)
        return found[1] if found is not None and hmac.compare_digest(found[0], digest) else None

    def _read(self, given: Sequence[TokenSettings]) -> None:
        self._in_effect, problems = _InEffect.read(given)
        for each in problems:
            logger.error("token not usable", extra={"token": given[int(each.loc[2])].name, "problem": each.message})


def problems_of(given: Sequence[TokenSettings]) -> list[Problem]:
    """Return what is wrong with the files of tokens."""
    return _InEffect.read(given)[1]


def bearer_of(header: str) -> bytes | None:
    """Return the token of an Authorization header, empty if it is malformed; None if the scheme is another one."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() != "bearer":
        return None
    token = rest.strip(" ").encode("latin-1")
    return token if _TOKEN.fullmatch(token) else b""


def _digest_of(settings: TokenSettings, files: Files, known: Container[bytes]) -> str:
    """Return the digest of a token in hexadecimal. Raises ValueError with the reason, such as that it is `known`."""
    digest = settings.sha256 or _content(settings.sha256_file or Path(), files)
    if bytes.fromhex(digest) in known:
        raise ValueError("has the same digest as another token; create another one")
    return digest


def _content(path: Path, files: Files) -> str:
    try:
        words = files.read(path).decode("ascii").split(maxsplit=1)  # sha256sum writes the name of a file after it
    except OSError as error:
        raise ValueError(f"cannot read {path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        words = []
    try:
        return check_digest(words[0] if words else "")
    except ValueError as error:
        raise ValueError(f"content of {path} {error}") from None
