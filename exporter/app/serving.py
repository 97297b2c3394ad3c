"""Runs the assembled exporter, as a server or once."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO

from exporter.app import process
from exporter.app.application import VERSION, Application, assemble_at_once
from exporter.app.live import Live
from exporter.app.tested_versions import warn_untested
from exporter.app.web_findings import usable_tokens
from exporter.config.configuration import Configuration
from exporter.config.connection import MAIN
from exporter.config.values import split_address
from exporter.contracts.clock import Clock
from exporter.exposition.rendering import END, Format, plain
from exporter.server.access.cautions import cautions
from exporter.server.access.hosts import AllowedHosts
from exporter.server.access.protection import Protection
from exporter.server.access.tokens import Tokens
from exporter.server.api.questions import Questions
from exporter.server.app import create_app
from exporter.server.run import serve
from exporter.server.source import Source
from exporter.server.transport.listen import ListenError, listen

logger = logging.getLogger(__name__)

OK, FAILED = 0, 1


def run(configuration: Configuration, reread: Callable[[], Configuration], clock: Clock | None = None) -> int:
    """Refresh and serve until SIGTERM or SIGINT; return the exit code. `reread` loads the configuration again."""
    warn_untested()
    web = configuration.settings.web
    protection = Protection(web.config_file, Tokens(usable_tokens(configuration)))
    live = Live(configuration, reread, clock or Clock(), protection.tokens.use)
    process.prepare()
    try:
        sockets = listen(web.listen_addresses)
    except ListenError as error:
        logger.error("cannot listen", extra={"problem": str(error)})  # noqa: TRY400 - the message is actionable
        return FAILED
    source = Source(
        live.store,
        live.telemetry,
        live.application.clock,
        live.next_refresh,
        lambda: live.databases,
        lambda: live.shelf,
        VERSION,
        lambda: live.confidential,
        Questions(live.periods, web.period_timeout, live.application.clock).ask,
    )
    logger.info(
        "starting",
        extra={"version": VERSION, "database": _listed(live.databases), "providers": ",".join(source.categories)},
    )
    live.start()
    reload = live.reload if web.enable_lifecycle else None
    hosts = AllowedHosts([*web.allowed_hosts, *(split_address(each)[0] for each in web.listen_addresses)])
    app = create_app(source, telemetry_path=web.telemetry_path, protection=protection, reload=reload, hosts=hosts)
    started = partial(_log_addresses, protection)
    serve(app, sockets, on_stop=live.stop, on_hangup=live.reload, protection=protection, started=started)
    logger.info("stopped")
    return OK


def once(configuration: Configuration, format_: Format, out: BinaryIO) -> int:
    """Refresh each provider once and write the exposition; return 1 if a provider failed, else 0."""
    application = assemble_at_once(configuration)
    failed = refresh_all(application)
    out.writelines(exposition(application, format_))
    application.databases.close()
    return FAILED if failed else OK


def refresh_all(application: Application) -> list[str]:
    """Refresh each provider once, and return the categories that failed."""
    for provider in application.providers:
        application.refresher.refresh(provider.category)
    return [state.category for state in application.store.states() if state.failure]


def exposition(application: Application, format_: Format) -> Iterator[bytes]:
    """Yield the exposition in parts."""
    states = application.store.states()
    yield from plain(segment for state in states for segment in state.rendered.get(format_, ()))
    yield application.telemetry.render(format_)
    yield from plain([END[format_]])


def _listed(databases: Mapping[str, str]) -> str:
    """Return the addresses in one line; those of other databases than the main one with their names."""
    return ", ".join(address if name == MAIN else f"{name}: {address}" for name, address in databases.items())


def _log_addresses(protection: Protection, addresses: Sequence[str]) -> None:
    scheme = "https" if protection.config.tls_server_config.enabled else "http"
    for address in addresses:
        logger.info("listening", extra={"url": f"{scheme}://{address}/", "clients": protection.clients})
    for caution in cautions(protection, addresses):
        logger.warning(caution)
