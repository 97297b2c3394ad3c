"""What `check` finds about the HTTP server: its web configuration, and tokens."""

from collections.abc import Iterator, Sequence

from exporter.app.findings import Finding
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.config.origin import Problem
from exporter.config.token_settings import TokenSettings
from exporter.directory.directory import Directory
from exporter.exposition.facts import known_by
from exporter.fold.facts import DirectoryOwners
from exporter.server.access.cautions import cautions
from exporter.server.access.protection import Protection
from exporter.server.access.tokens import Tokens, problems_of


def usable_tokens(configuration: Configuration) -> Sequence[TokenSettings]:
    """Return the tokens of a configuration. Raises ConfigurationError if a file of a digest cannot be used."""
    tokens = configuration.settings.web.tokens
    if problems := problems_of(tokens):
        raise configuration.errors(problems)
    return tokens


def web(configuration: Configuration) -> Iterator[Finding]:
    """Yield findings about the web configuration and the files of tokens."""
    settings = configuration.settings.web
    try:
        protection = Protection(settings.config_file, Tokens(usable_tokens(configuration)))
    except ConfigurationError as error:
        yield from (Finding("problem", "web", line) for line in error.lines)
        return
    if settings.config_file:
        scheme = "https" if protection.config.tls_server_config.enabled else "http"
        yield Finding("ok", "web", f"{settings.config_file}: {scheme}; clients: {protection.clients}")
    yield from (Finding("hint", "web", caution) for caution in cautions(protection, settings.listen_addresses))


def of_nobody(configuration: Configuration, directory: Directory) -> Iterator[Finding]:
    """Yield a hint for each token of a vendor or platform that does not exist; it gets no numbers."""
    owners = DirectoryOwners(directory)
    for number, token in enumerate(configuration.settings.web.tokens):
        scope = token.scope
        if scope.kind == "all" or known_by(scope.id, owners.vendors if scope.kind == "vendor" else owners.platforms):
            continue
        what = f"{scope.kind} with the id {scope.id}" if scope.id else "first party"
        remedy = f"remove {token.name}, or correct its scope (orion-exporter token looks ids up)"
        problem = Problem(("web", "tokens", number, "scope"), f"there is no {what}; {remedy}")
        yield from (Finding("hint", "web", line) for line in configuration.errors([problem]).lines)
