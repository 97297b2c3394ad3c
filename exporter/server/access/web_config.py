"""The web configuration: the file of `--web.config.file`, in the format of Prometheus exporters.

Specification: https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
Differences: docs/decisions/0012-tls-and-authentication.md
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError

from exporter.config.configuration import ConfigurationError
from exporter.config.document import REFUSED, Document, read
from exporter.config.origin import Loc, Problem
from exporter.config.problems import lines_of
from exporter.config.section import Section, problems_in
from exporter.server.access.ciphers import check_cipher, check_curve
from exporter.server.access.costs import ADVICE, MOST_COST, cost_of, duration_of
from exporter.server.access.go_values import boolean, seconds, whole_number
from exporter.server.access.response_headers import check_headers, without_empty

VERSIONS = ("TLS10", "TLS11", "TLS12", "TLS13")
"""The names of TLS versions, oldest first."""

_FILES = frozenset({"cert_file", "key_file", "client_ca_file"})
_UNSET_IF_EMPTY = _FILES | {"cert", "key", "client_ca", "client_auth_type"}
_ENABLING = _UNSET_IF_EMPTY | {"client_allowed_sans"}
"""Settings that make no sense without TLS; exporter-toolkit ignores the last one."""

_UNQUOTED: Mapping[Loc, str] = {
    ("http_server_config", "http2"): "must be true or false",
    ("tls_server_config", "prefer_server_cipher_suites"): "must be true or false",
    ("rate_limit", "burst"): "must be a whole number",
}
"""Settings that are texts, and therefore wrong, if they are quoted."""

_BCRYPT = re.compile(r"\$2[aby]\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}")
_CLIENTS_NOT_VERIFIED = ("RequestClientCert", "RequireAnyClientCert", "RequireClientCert")


def _client_auth(policy: str) -> str:
    known = ("NoClientCert", "VerifyClientCertIfGiven", "RequireAndVerifyClientCert")
    if policy in _CLIENTS_NOT_VERIFIED:
        raise ValueError(
            "is not supported, because Python's ssl cannot accept unverified certificates; use "
            "RequireAndVerifyClientCert or VerifyClientCertIfGiven, with client_ca_file"
        )
    if policy not in known:
        raise ValueError(f"must be {', '.join(known[:-1])} or {known[-1]}")
    return policy


def _version(name: str) -> str:
    if name in VERSIONS[:2]:
        raise ValueError("TLS 1.0 and 1.1 are deprecated (RFC 8996) and not supported; use TLS12 or TLS13")
    if name not in VERSIONS:
        raise ValueError("must be TLS12 or TLS13")
    return name


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise ValueError("must not be empty, as it would reject all clients; add names, or remove it")
    return names


def _one_curve(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) > 1:
        raise ValueError(
            "must have a single curve, as Python's ssl cannot set several; remove it to allow all (X25519 first)"
        )
    return names


def _hash(value: SecretStr) -> SecretStr:
    if not _BCRYPT.fullmatch(value.get_secret_value()):
        raise ValueError("""must be a bcrypt hash ($2y$10$...), as printed by `htpasswd -nBC 10 "" | tr -d ':\\n'`""")
    cost = cost_of(value.get_secret_value())
    if cost > MOST_COST:
        raise ValueError(f"has the bcrypt cost {cost}: one check takes about {duration_of(cost)} here; {ADVICE}")
    return value


def _users(users: Mapping[str, SecretStr]) -> Mapping[str, SecretStr]:
    if any(":" in name for name in users):
        raise ValueError('user names must not contain ":" (RFC 7617)')
    return users


_Version = Annotated[str, AfterValidator(_version)]


class TlsServerConfig(Section):
    """Certificates, verification of clients, and protocol parameters. TLS is disabled without a certificate."""

    exclusive = ((("cert",), ("cert_file",)), (("key",), ("key_file",)), (("client_ca",), ("client_ca_file",)))

    cert: str | None = None
    key: SecretStr | None = None
    client_ca: str | None = None
    cert_file: Path | None = None
    key_file: Path | None = None
    client_ca_file: Path | None = None
    client_auth_type: Annotated[str, AfterValidator(_client_auth)] = "NoClientCert"
    client_allowed_sans: Annotated[tuple[str, ...], AfterValidator(_some)] | None = None
    min_version: _Version = "TLS12"
    max_version: _Version = "TLS13"
    cipher_suites: tuple[Annotated[str, AfterValidator(check_cipher)], ...] = ()
    prefer_server_cipher_suites: Annotated[bool, BeforeValidator(boolean)] = True
    curve_preferences: Annotated[
        tuple[Annotated[str, AfterValidator(check_curve)], ...], AfterValidator(_one_curve)
    ] = ()

    @property
    def enabled(self) -> bool:
        """Whether TLS is enabled."""
        return bool(self.cert or self.cert_file)

    @classmethod
    def _conflicts(cls, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        yield from super()._conflicts(given)
        for name in ("cert", "key") if _ENABLING & given.keys() else ():
            if name not in given and f"{name}_file" not in given:
                yield f"{name}_file", f"is required for TLS; set {name}_file, or {name} with its content"
        policy = given.get("client_auth_type", "NoClientCert")
        for name in ("client_ca", "client_ca_file"):
            if name in given and policy == "NoClientCert":
                yield name, "has no effect with NoClientCert; set client_auth_type: RequireAndVerifyClientCert"
        if "client_allowed_sans" in given and policy in {"NoClientCert", "VerifyClientCertIfGiven"}:
            yield (
                "client_allowed_sans",
                "would accept clients without a certificate; set client_auth_type: RequireAndVerifyClientCert",
            )
        if (given.get("min_version"), given.get("max_version")) == ("TLS13", "TLS12"):
            yield "min_version", "must not be higher than max_version"


class HttpServerConfig(Section):
    """Settings of all responses. `http2` is accepted for compatibility; the server does not support HTTP/2."""

    http2: Annotated[bool, BeforeValidator(boolean)] = True
    headers: Annotated[Mapping[str, str], BeforeValidator(without_empty), AfterValidator(check_headers)] = Field(
        default_factory=dict
    )


class RateLimit(Section):
    """The rate limit: `burst` requests, and one more per `interval` in seconds; an interval of 0 disables it."""

    interval: Annotated[float, BeforeValidator(seconds)] = 0.0
    burst: Annotated[int, BeforeValidator(whole_number), Field(ge=0)] = 0


class WebConfig(Section):
    """The web configuration file."""

    tls_server_config: TlsServerConfig = Field(default_factory=TlsServerConfig)
    http_server_config: HttpServerConfig = Field(default_factory=HttpServerConfig)
    rate_limit: RateLimit = Field(default_factory=RateLimit)
    basic_auth_users: Annotated[Mapping[str, Annotated[SecretStr, AfterValidator(_hash)]], AfterValidator(_users)] = (
        Field(default_factory=dict, repr=False)
    )


def parse(text: str, path: Path) -> tuple[WebConfig, Document]:
    """Parse the text of the file `path`; relative paths in it are relative to its folder.

    Raises ConfigurationError with one line per problem, none of which shows a secret.
    """
    document = read(text, str(path), is_literal=_UNQUOTED.__contains__)
    problems = [*document.problems, *_quoted(document)]
    config = WebConfig()
    if isinstance(document.value, Mapping | None) and not _refused(document.value):
        try:
            config = WebConfig.model_validate(_without_empty(document.value, path.parent) or {})
        except ValidationError as error:
            problems += problems_in(WebConfig, error)
    elif not problems:
        problems.append(Problem((), 'must be a mapping, such as "tls_server_config: {cert_file: a, key_file: b}"'))
    if problems:
        raise refusal(problems, document, path)
    return config, document


def refusal(problems: list[Problem], document: Document, path: Path) -> ConfigurationError:
    """Return the error for problems of the file."""
    return ConfigurationError(*lines_of(problems, document.origins, path, _shown))


def _shown(loc: Loc) -> Loc:
    names = 3 if loc[:2] == ("http_server_config", "headers") else 2
    return loc[:names] + tuple(part for part in loc[names : names + 1] if isinstance(part, int))


def _quoted(document: Document) -> Iterator[Problem]:
    for loc, written in document.written.items():
        if written.source[:1] in {"'", '"', "|", ">"}:
            yield Problem(loc, f"{_UNQUOTED[loc]}, without quotes")


def _refused(value: Any) -> bool:
    values = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return value is REFUSED or any(map(_refused, values))


def _without_empty(value: Any, folder: Path, name: str = "") -> Any:
    """Return the values with empty strings as None where they count as unset, and with paths relative to `folder`."""
    if isinstance(value, Mapping):
        return {key: _without_empty(inner, folder, key) for key, inner in value.items()}
    if isinstance(value, str) and value and name in _FILES:
        return str(folder / value)
    return None if value == "" and name in _UNSET_IF_EMPTY else value
