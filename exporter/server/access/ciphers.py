"""Maps Go's names of cipher suites and curves, which the web configuration uses, to those of OpenSSL."""

import re
from collections.abc import Iterable

# https://pkg.go.dev/crypto/tls#CipherSuites
_OPENSSL = {
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256": "ECDHE-ECDSA-AES128-GCM-SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384": "ECDHE-ECDSA-AES256-GCM-SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256": "ECDHE-ECDSA-CHACHA20-POLY1305",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA": "ECDHE-ECDSA-AES128-SHA",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA": "ECDHE-ECDSA-AES256-SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256": "ECDHE-RSA-AES128-GCM-SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384": "ECDHE-RSA-AES256-GCM-SHA384",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256": "ECDHE-RSA-CHACHA20-POLY1305",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA": "ECDHE-RSA-AES128-SHA",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA": "ECDHE-RSA-AES256-SHA",
}

# Always enabled with TLS 1.3. As in Go, they cannot be configured and are ignored in the list.
_TLS13 = frozenset({"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})

_INSECURE = re.compile(
    r"TLS_RSA_WITH_\w+|TLS_ECDHE_(?:ECDSA|RSA)_WITH_(?:RC4_128_SHA|3DES_EDE_CBC_SHA|AES_128_CBC_SHA256)"
)
"""https://pkg.go.dev/crypto/tls#InsecureCipherSuites"""

CURVES = {"CurveP256": "prime256v1", "CurveP384": "secp384r1", "CurveP521": "secp521r1", "X25519": "X25519"}
"""OpenSSL's names of the elliptic curves, by exporter-toolkit's."""

DEFAULT = ":".join(name for name in _OPENSSL.values() if name.startswith("ECDHE") and not name.endswith("SHA"))
"""Default suites for TLS 1.2: those with forward secrecy and authenticated encryption."""


def check_cipher(name: str) -> str:
    """Return `name` if it is a supported suite; raises ValueError otherwise."""
    if _INSECURE.fullmatch(name):
        raise ValueError(
            "is insecure, and no longer accepted by exporter-toolkit; use TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
        )
    if name not in _OPENSSL and name not in _TLS13:
        raise ValueError(f"unknown cipher suite; known: {', '.join([*_OPENSSL, *sorted(_TLS13)])}")
    return name


def check_curve(name: str) -> str:
    """Return `name` if it is a known curve; raises ValueError otherwise."""
    if name not in CURVES:
        raise ValueError(f"unknown curve; known: {', '.join(CURVES)}")
    return name


def openssl_names(suites: Iterable[str]) -> str:
    """Return the suites for TLS 1.2 as an OpenSSL cipher list, in the same order; "" if all are for TLS 1.3."""
    return ":".join(_OPENSSL[name] for name in suites if name in _OPENSSL)
