"""Web configurations: exporter-toolkit's own examples by their names in its web/testdata, and bad ones of ours."""

from textwrap import dedent

from tests.server.certificates import TLS, VERIFIED

IF_GIVEN = TLS + "  client_auth_type: VerifyClientCertIfGiven\n"
USERS = """\
basic_auth_users:
  alice: $2y$12$1DpfPeqF9HzHJt.EWswy1exHluGfbhnn3yXhR7Xes6m3WJqFg0Wby
  bob: $2y$18$4VeFDzXIoPHKnKTU3O3GH.N.vZu06CVqczYZ8WvfzrddFU6tGqjR.
  carol: $2y$10$qRTBuFoULoYNA7AQ/F3ck.trZBPyjV64.oA4ZsSBCIWvXuvQlQTuu
  dave: $2y$10$2UXri9cIDdgeKjBo4Rlpx.U3ZLDV8X1IxKmsfOvhcM5oXQt/mLmXq
"""
ALL_CIPHERS = """
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
    TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
""".split()
SOME_CIPHERS = (
    "  cipher_suites:\n  - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\n  - TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384\n"
)
RATE_AND_HEADERS = dedent("""\
    rate_limit:
      interval: 1h
      burst: 1
    http_server_config:
      headers:
        X-Frame-Options: deny
        Strict-Transport-Security: max-age=31536000; includeSubDomains
""")

# By the names of exporter-toolkit's files in web/testdata; ca.pem stands for its self-signed clients.
GOOD = {
    "web_config_empty": "",
    "web_config_noAuth.good": IF_GIVEN,
    "web_config_noAuth.good.blocking": TLS + "  client_auth_type: RequireAndVerifyClientCert\n",
    "web_config_noAuth_allCiphers.good": IF_GIVEN + "  cipher_suites:\n" + "".join(f"  - {c}\n" for c in ALL_CIPHERS),
    "web_config_noAuth_someCiphers.good": IF_GIVEN + SOME_CIPHERS + "  min_version: TLS12\n  max_version: TLS12\n",
    "web_config_noAuth_someCiphers_noOrder.good": IF_GIVEN + SOME_CIPHERS + "  prefer_server_cipher_suites: false\n",
    "web_config_noAuth_noHTTP2.good": IF_GIVEN + SOME_CIPHERS + "http_server_config:\n  http2: false\n",
    # Go refuses it as it has no suite that HTTP/2 asks for; there is no HTTP/2 here to ask for it.
    "web_config_noAuth_noHTTP2Cipher.bad": IF_GIVEN
    + "  cipher_suites:\n    - TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384\n  max_version: TLS12\n",
    "web_config_noAuth_someCurves.good": IF_GIVEN + "  curve_preferences:\n  - CurveP521\n",
    "tls_config_noAuth.requireandverifyclientcert.good": VERIFIED,
    "web_config_auth_client_san.good": VERIFIED + "  client_allowed_sans:\n    - one\n    - test3\n    - two\n",
    "web_config_auth_client_san.bad": VERIFIED + "  client_allowed_sans:\n    - bad\n",  # bad is the client
    "web_config_users.good": TLS + USERS,
    "web_config_users_noTLS.good": USERS,
    "web_config_headers.good": dedent("""\
        http_server_config:
          headers:
            X-Frame-Options: deny
            Strict-Transport-Security: max-age=31536000; includeSubDomains
            X-Content-Type-Options: nosniff
            X-XSS-Protection: 1
            Content-Security-Policy: "default-src 'self' *.test.example.net"
    """),
    "web_config_rate_limiter_one_second": "rate_limit:\n  interval: 1s\n  burst: 0\n",
    "web_config_rate_limiter_headers": RATE_AND_HEADERS,
    "web_config_rate_limiter_nonblocking": "rate_limit:\n  interval: 0\n  burst: 10\n",
}
NO_CERT = "is required for TLS; set cert_file, or cert with its content"
NO_KEY = "is required for TLS; set key_file, or key with its content"
NO_POLICY = "has no effect with NoClientCert; set client_auth_type: RequireAndVerifyClientCert"
BAD_HASH = """must be a bcrypt hash ($2y$10$...), as printed by `htpasswd -nBC 10 "" | tr -d ':\\n'`"""
NOT_VERIFIED = (
    "is not supported, because Python's ssl cannot accept unverified certificates; use RequireAndVerifyClientCert or "
    "VerifyClientCertIfGiven, with client_ca_file"
)
BAD = {
    "web_config_junk": ("hdslk", '1:1: must be a mapping, such as "tls_server_config: {cert_file: a, key_file: b}"'),
    "web_config_junk_key": (
        "tls_server_config:\n  cert_filse: server.crt\n",
        '2:3: tls_server_config.cert_filse: unknown key; did you mean "cert_file"?',
    ),
    "web_config_noAuth_certPath_empty.bad": (
        'tls_server_config:\n  cert_file: ""\n  key_file: server.key\n',
        f"2:3: tls_server_config.cert_file: {NO_CERT}",
    ),
    "web_config_noAuth_cert_empty.bad": (
        'tls_server_config:\n  cert: ""\n  key_file: server.key\n',
        f"1:1: tls_server_config.cert_file: {NO_CERT}",
    ),
    "web_config_noAuth_keyPath_empty.bad": (
        'tls_server_config:\n  cert_file: server.crt\n  key_file: ""\n',
        f"3:3: tls_server_config.key_file: {NO_KEY}",
    ),
    "web_config_noAuth_key_empty.bad": (
        'tls_server_config:\n  cert_file: server.crt\n  key: ""\n',
        f"1:1: tls_server_config.key_file: {NO_KEY}",
    ),
    "web_config_noAuth_certPath_keyPath_empty.bad": (
        'tls_server_config:\n  cert_file: ""\n  key_file: ""\n  client_auth_type: x\n',
        f"2:3: tls_server_config.cert_file: {NO_CERT}",
        f"3:3: tls_server_config.key_file: {NO_KEY}",
        (
            "4:3: tls_server_config.client_auth_type: must be NoClientCert, VerifyClientCertIfGiven or "
            "RequireAndVerifyClientCert"
        ),
    ),
    "web_config_noAuth_certPath_invalid.bad": (
        "tls_server_config:\n  cert_file: somefile\n  key_file: server.key\n",
        "2:3: tls_server_config.cert_file: cannot read somefile: no such file or directory",
    ),
    "web_config_noAuth_keyPath_invalid.bad": (
        "tls_server_config:\n  cert_file: server.crt\n  key_file: somefile\n",
        "3:3: tls_server_config.key_file: cannot read somefile: no such file or directory",
    ),
    "web_config_noAuth_certPath_keyPath_invalid.bad": (
        "tls_server_config:\n  cert_file: somefile\n  key_file: somefile\n",
        "2:3: tls_server_config.cert_file: cannot read somefile: no such file or directory",
    ),
    "web_config_noAuth.bad": (
        TLS + "  client_ca_file: /dev/null\n",
        f"4:3: tls_server_config.client_ca_file: {NO_POLICY}",
    ),
    "web_config_auth_clientCAs_invalid.bad": (
        TLS + "  client_ca_file: somefile\n",
        f"4:3: tls_server_config.client_ca_file: {NO_POLICY}",
    ),
    "web_config_auth_clientCAs_nocerts.bad": (
        VERIFIED.replace("ca.pem", "server.key"),
        (
            "5:3: tls_server_config.client_ca_file: server.key: contains no valid PEM certificate (-----BEGIN "
            "CERTIFICATE-----)"
        ),
    ),
    "web_config_auth_clientCAsText_nocerts.bad": (
        VERIFIED.replace("client_ca_file: ca.pem", "client_ca: ca.pem"),
        "5:3: tls_server_config.client_ca: contains no valid PEM certificate (-----BEGIN CERTIFICATE-----)",
    ),
    "web_config_auth_user_list_invalid.bad": (
        TLS + "basic_auth_users:\n  john: doe\n",
        f"5:3: basic_auth_users.john: {BAD_HASH}",
    ),
    "web_config_noAuth_inventedCiphers.bad": (
        IF_GIVEN + "  cipher_suites:\n  - TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA2048\n",
        "6:5: tls_server_config.cipher_suites[0]: unknown cipher suite; known: TLS_",
    ),
    "web_config_noAuth_inventedCurves.bad": (
        IF_GIVEN + "  curve_preferences:\n  - CurveP257\n",
        ("6:5: tls_server_config.curve_preferences[0]: unknown curve; known: CurveP256, CurveP384, CurveP521, X25519"),
    ),
    "web_config_noAuth_allCurves.good": (
        IF_GIVEN + "  curve_preferences: [CurveP256, CurveP384, CurveP521, X25519]\n",
        (
            "5:3: tls_server_config.curve_preferences: must have a single curve, as Python's ssl cannot set several; "
            "remove it to allow all (X25519 first)"
        ),
    ),
    "web_config_noAuth_wrongTLSVersion.bad": (
        IF_GIVEN + "  min_version: TLS111\n",
        "5:3: tls_server_config.min_version: must be TLS12 or TLS13",
    ),
    "tls_config_noAuth.requireanyclientcert.good": (
        TLS + "  client_auth_type: RequireAnyClientCert\n",
        f"4:3: tls_server_config.client_auth_type: {NOT_VERIFIED}",
    ),
    "web_config_auth_client_san_no_client_auth.bad": (
        TLS + "  client_allowed_sans: [one]\n",
        (
            "4:3: tls_server_config.client_allowed_sans: would accept clients without a certificate; set "
            "client_auth_type: RequireAndVerifyClientCert"
        ),
    ),
    "web_config_auth_client_san_optional_cert.bad": (
        IF_GIVEN + "  client_ca_file: ca.pem\n  client_allowed_sans: [one]\n",
        (
            "6:3: tls_server_config.client_allowed_sans: would accept clients without a certificate; set "
            "client_auth_type: RequireAndVerifyClientCert"
        ),
    ),
    "web_config_headers_content_type_options.bad": (
        "http_server_config:\n  headers:\n    X-Content-Type-Options: sniff\n",
        "2:3: http_server_config.headers: X-Content-Type-Options must be nosniff",
    ),
    "web_config_headers_frame_options.bad": (
        "http_server_config:\n  headers:\n    X-Frame-Options: disallow\n",
        "2:3: http_server_config.headers: X-Frame-Options must be deny or sameorigin",
    ),
    "web_config_headers_extra_header.bad": (
        "http_server_config:\n  headers:\n    X-Dummy-Header: a\n",
        (
            "2:3: http_server_config.headers: 'X-Dummy-Header' cannot be set; supported: "
            "Content-Security-Policy, Strict-Transport-Security, X-Content-Type-Options, X-Frame-Options, "
            "X-XSS-Protection"
        ),
    ),
    # And what is not among exporter-toolkit's examples:
    "RequestClientCert": (
        TLS + "  client_auth_type: RequestClientCert\n",
        f"4:3: tls_server_config.client_auth_type: {NOT_VERIFIED}",
    ),
    "unknown section": ("basic_auth_usrs: {}\n", '1:1: basic_auth_usrs: unknown key; did you mean "basic_auth_users"?'),
    "old TLS": (
        TLS + "  min_version: TLS10\n",
        (
            "4:3: tls_server_config.min_version: TLS 1.0 and 1.1 are deprecated (RFC 8996) and not supported; use "
            "TLS12 or TLS13"
        ),
    ),
    "versions": (
        TLS + "  min_version: TLS13\n  max_version: TLS12\n",
        "4:3: tls_server_config.min_version: must not be higher than max_version",
    ),
    "only suites of TLS 1.3": (
        TLS + "  cipher_suites: [TLS_AES_128_GCM_SHA256]\n  max_version: TLS12\n",
        (
            "4:3: tls_server_config.cipher_suites: has no suite for TLS 1.2, and max_version does not allow TLS 1.3; "
            "change one of the two"
        ),
    ),
    "a certificate twice": (
        TLS + "  cert: x\n",
        "4:3: tls_server_config.cert: cannot be combined with cert_file; use one or the other",
    ),
    "nobody allowed": (
        VERIFIED + "  client_allowed_sans: []\n",
        (
            "6:3: tls_server_config.client_allowed_sans: must not be empty, as it would reject all clients; add names, "
            "or remove it"
        ),
    ),
    "names of clients without TLS": (
        "tls_server_config: {client_allowed_sans: [one]}\n",
        f"1:1: tls_server_config.cert_file: {NO_CERT}",
        f"1:1: tls_server_config.key_file: {NO_KEY}",
        (
            "1:21: tls_server_config.client_allowed_sans: would accept clients without a certificate; set "
            "client_auth_type: RequireAndVerifyClientCert"
        ),
    ),
    "half of TLS": (
        "tls_server_config: {client_auth_type: NoClientCert}\n",
        f"1:1: tls_server_config.cert_file: {NO_CERT}",
        f"1:1: tls_server_config.key_file: {NO_KEY}",
    ),
    "a colon in a name": (
        f"basic_auth_users:\n  'a:b': {USERS.split()[2]}\n",
        '1:1: basic_auth_users: user names must not contain ":" (RFC 7617)',
    ),
    "an insecure suite": (
        TLS + "  cipher_suites: [TLS_RSA_WITH_AES_128_GCM_SHA256]\n",
        (
            "4:19: tls_server_config.cipher_suites[0]: is insecure, and no longer accepted by exporter-toolkit; use "
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
        ),
    ),
    "a quoted boolean": (
        'http_server_config: {http2: "yes"}\n',
        "1:22: http_server_config.http2: must be true or false, without quotes",
    ),
    "days": (
        "rate_limit: {interval: 1d}\n",
        (
            '1:14: rate_limit.interval: must be a duration of at least 0s in ms, s, m and h, such as "500ms", "1s" or '
            '"24h"'
        ),
    ),
    "a number without a unit": (
        "rate_limit: {interval: 60}\n",
        (
            '1:14: rate_limit.interval: must have a unit, such as "1s"; exporter-toolkit reads a plain number as '
            "nanoseconds"
        ),
    ),
    "a quoted number": (
        "rate_limit: {burst: '5'}\n",
        "1:14: rate_limit.burst: must be a whole number, without quotes",
    ),
    "two lines in a header": (
        'http_server_config: {headers: {X-XSS-Protection: "a\\nb"}}\n',
        "1:22: http_server_config.headers: X-XSS-Protection must be a single line of ASCII text",
    ),
}
