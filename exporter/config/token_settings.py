"""Settings of tokens: who may see what over HTTP, without a password."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from exporter.config.section import Section

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OF_NOTHING = hashlib.sha256(b"").hexdigest()
"""The digest of a variable that is not set."""
_MOST_OF_ID = 256
_SCOPES = "must be all, first_party, {platform: ID} or {vendor: ID}, with the id in the shop's table"


@dataclass(frozen=True, slots=True)
class TokenScope:
    """What a token allows: everything, or what concerns the platform or vendor with this id, as text.

    The id of the shop's first party is empty.
    """

    kind: Literal["all", "platform", "vendor"]
    id: str = ""

    def __str__(self) -> str:
        """The scope as people read it."""
        if self.kind == "vendor" and not self.id:
            return "first_party"
        return f"{self.kind} {self.id}" if self.id else self.kind


def parse_scope(value: object) -> TokenScope:
    """Return the scope that is written as `all`, `first_party`, `{platform: ID}` or `{vendor: ID}`.

    Raises ValueError.
    """
    if isinstance(value, TokenScope):
        return value
    if value == "all":
        return TokenScope("all")
    if value == "first_party":
        return TokenScope("vendor")
    if not isinstance(value, Mapping) or len(value) != 1:
        raise ValueError(_SCOPES)
    ((kind, id_),) = value.items()
    if kind not in {"platform", "vendor"} or isinstance(id_, bool) or not isinstance(id_, str | int):
        raise ValueError(_SCOPES)
    text = str(id_).rstrip(" ")
    # An empty id, such as that of a variable without a value, must not become the first party.
    if not 0 < len(text) <= _MOST_OF_ID:
        raise ValueError(
            f"must have an id of 1 to {_MOST_OF_ID} characters; the scope of the first party is first_party"
        )
    return TokenScope(kind, text)


def check_digest(text: str) -> str:
    """Return a SHA-256 digest in lower case; raises ValueError if it is not one."""
    digest = text.lower()
    if not _DIGEST.fullmatch(digest):
        raise ValueError("must be a SHA-256 digest of 64 hexadecimal digits, as orion-exporter token prints it")
    if digest == _OF_NOTHING:
        raise ValueError("is the digest of an empty text; orion-exporter token prints one of a token")
    return digest


def check_token_name(name: str) -> str:
    """Return the name of a token; raises ValueError if it is not one."""
    if not _NAME.fullmatch(name):
        raise ValueError("must be 1 to 64 letters, digits, _, -, @ and dots, and start with a letter or digit")
    return name


_SCOPE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"enum": ["all", "first_party"]},
        *(
            {
                "type": "object",
                "properties": {kind: {"type": ["string", "integer"]}},
                "required": [kind],
                "additionalProperties": False,
            }
            for kind in ("platform", "vendor")
        ),
    ],
    "examples": ["all", {"vendor": 17}, {"platform": "7b0e4a52-8f61-4f0e-9a3f-0b8f5f1c9d11"}],
}

Scope = Annotated[TokenScope, PlainValidator(parse_scope), WithJsonSchema(_SCOPE_SCHEMA)]
TokenName = Annotated[str, AfterValidator(check_token_name)]
_Digest = Annotated[
    str, AfterValidator(check_digest), WithJsonSchema({"type": "string", "pattern": "^[0-9a-fA-F]{64}$"})
]


class TokenSettings(Section):
    """A token that HTTP clients send as `Authorization: Bearer TOKEN`."""

    exclusive = ((("sha256",), ("sha256_file",)),)

    name: TokenName = Field(description="Name of the token, for people and for limits per caller.")
    scope: Scope = Field(
        description="What it allows: `all`, `{platform: ID}`, `{vendor: ID}` or `first_party`. Ids are those of the "
        "shop's tables, because a code can be given to somebody else."
    )
    sha256: _Digest | None = Field(default=None, repr=False, description="SHA-256 digest of the token, in hexadecimal.")
    sha256_file: Path | None = Field(
        default=None, description="File that contains the digest; read again when it changes."
    )

    @classmethod
    def _conflicts(cls, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        yield from super()._conflicts(given)
        if "sha256" not in given and "sha256_file" not in given:
            yield "sha256", "is required, or sha256_file; orion-exporter token prints one"


def check_tokens(tokens: tuple[TokenSettings, ...]) -> tuple[TokenSettings, ...]:
    """Return tokens with different names and digests; raises ValueError for others."""
    for values, what in (
        ([each.name for each in tokens], "name"),
        ([each.sha256 for each in tokens if each.sha256], "sha256"),
    ):
        if len(set(values)) < len(values):
            raise ValueError(f"must not have the same {what} twice")
    return tokens
