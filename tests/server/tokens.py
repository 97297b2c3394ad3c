"""Tokens of tests, their settings and the header that carries them."""

import hashlib
from pathlib import Path

from exporter.config.token_settings import TokenScope, TokenSettings
from exporter.server.access.protection import Protection
from exporter.server.access.tokens import Tokens

TOKEN = "orion_" + "a" * 43
OTHER = "orion_" + "b" * 43
EVERYTHING = TokenScope("all")


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def given(token: str = TOKEN, name: str = "prometheus", scope: TokenScope = EVERYTHING) -> TokenSettings:
    return TokenSettings(name=name, scope=scope, sha256=digest(token))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def protected(*tokens: TokenSettings, users: Path | None = None) -> Protection:
    return Protection(users, Tokens(tokens))
