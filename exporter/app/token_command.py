"""`orion-exporter token`: creates a token for the HTTP server, and prints what to add to the configuration."""

import hashlib
import json
import secrets
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from exporter.app.application import assemble_at_once
from exporter.app.given import OK, configuration_of, reporting
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.token_settings import check_token_name, parse_scope
from exporter.contracts.labels import label_of
from exporter.contracts.metrics import Id
from exporter.directory.directory import Directory, Entry

_BYTES = 32
_NEAR, _NEAR_ENOUGH = 5, 0.6

_TEXT = """\
{token}

# The line above is the token. It is not stored anywhere: keep it now. Clients send it as "Authorization: Bearer TOKEN".
# Add the lines below to the configuration file, and reload it (SIGHUP).
web:
  tokens:
  - name: {name}
    scope: {scope}
    sha256: {digest}
"""

_FIRST = """\

# This is the first token: with it, every client must send credentials, Prometheus included. For Prometheus, create a
# token with --all, and set "authorization" in its scrape configuration.
"""


def _token(options: Namespace) -> int:
    configuration = configuration_of(options)
    try:
        name = check_token_name(options.name)
    except ValueError as error:
        raise ConfigurationError(f"--name {options.name}: {error}") from None
    if name in {each.name for each in configuration.settings.web.tokens}:
        raise ConfigurationError(f"--name {name}: web.tokens has this name already; use another one")
    scope = "all" if options.all else _looked_up(options, configuration)
    token = f"orion_{secrets.token_urlsafe(_BYTES)}"
    digest = hashlib.sha256(token.encode()).hexdigest()
    sys.stdout.write(_TEXT.format(token=token, name=name, scope=scope, digest=digest))
    if not configuration.settings.web.tokens and configuration.settings.web.config_file is None:
        sys.stdout.write(_FIRST)
    return OK


def _looked_up(options: Namespace, configuration: Configuration) -> str:
    """Return the scope of the vendor or platform with the given code, as it is written in the configuration."""
    application = assemble_at_once(configuration)
    try:
        with application.databases.read() as db:
            directory = Directory.read(db)
    finally:
        application.databases.close()
    if options.vendor is not None:
        return _scope("vendor", options.vendor, directory.vendors)
    return _scope("platform", options.platform, directory.platforms)


def _scope(kind: str, code: str, entries: Mapping[Id, Entry] | Mapping[Id | None, Entry]) -> str:
    id_, entry = _found(kind, code, entries)
    comment = f"  # {entry.label} ({entry.name}), {entry.state}"
    if id_ is None:
        return f"first_party{comment}"
    text = Directory.text(id_)
    try:
        parse_scope({kind: text})
    except ValueError as error:
        raise ConfigurationError(f"--{kind} {code}: {error}") from None
    quoted = json.dumps(text, ensure_ascii=False).replace("${", "$${")
    return f"{{{kind}: {quoted}}}{comment}"


def _found(kind: str, code: str, entries: Mapping[Id, Entry] | Mapping[Id | None, Entry]) -> tuple[Id | None, Entry]:
    """Return the id and the entry with a label. Raises ConfigurationError with those that are near."""
    label = label_of(code)
    for id_, entry in entries.items():
        if entry.label == label:
            return id_, entry
    if same := [entry for id_, entry in entries.items() if entry.label == f"{label}-{Directory.text(id_)}"]:
        raise ConfigurationError(f"--{kind} {code}: this code is reserved or not unique; give one of {_listed(same)}")
    near = _near(label, entries.values())
    hint = f"did you mean {_listed(near)}?" if near else f"orion_{kind}_info lists all codes"
    raise ConfigurationError(f"--{kind} {code}: no {kind} has this code; {hint}")


def _near(label: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose label or name resembles a text."""
    text, by_text = label.casefold(), dict[str, list[Entry]]()
    for entry in entries:
        for each in {entry.label.casefold(), entry.name.casefold()}:
            by_text.setdefault(each, []).append(entry)
    found = get_close_matches(text, by_text, n=_NEAR, cutoff=_NEAR_ENOUGH)
    return list(dict.fromkeys(entry for each in found for entry in by_text[each]))[:_NEAR]


def _listed(entries: Iterable[Entry]) -> str:
    return ", ".join(f"{entry.label} ({entry.name})" for entry in entries)


token_command = reporting(_token)
"""Prints a new token and its lines of the configuration, and returns the exit code."""
