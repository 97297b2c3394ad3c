"""The commands of the command line. Each takes the parsed options and returns an exit code."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from math import isfinite
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from threading import Event

from exporter.app import logs
from exporter.app.application import assemble
from exporter.app.catalogue import as_json, as_markdown
from exporter.app.check import check
from exporter.app.declared_rules import declared_rules
from exporter.app.plan import as_text, plan
from exporter.app.serving import once, run
from exporter.collection.discovery import discover, find
from exporter.config.configuration import Configuration, ConfigurationError, load
from exporter.config.connection import SettingError
from exporter.config.registry import json_schema
from exporter.contracts.clock import Clock
from exporter.database.address import writing_engine
from exporter.database.failures import DATABASE_ERRORS, failure_of
from exporter.demo.life import embedded_shop
from exporter.demo.resident import NoRoomError, reside

OK, FAILED, USAGE = 0, 1, 2
"""Exit codes: success; failure; invalid command line or configuration."""

DEMO_EVERY = "10s"
"""Refresh interval of the demo, unless configured. It is short so that changes are visible soon."""


def _configuration(options: Namespace, more: Mapping[tuple[str, ...], object] | None = None) -> Configuration:
    """Load the configuration and set up logging."""
    configuration = _read(options, more)
    logs.configure(configuration.settings.log.level, configuration.settings.log.format)
    return configuration


def _read(options: Namespace, more: Mapping[tuple[str, ...], object] | None = None) -> Configuration:
    path = options.config_file or os.environ.get("ORION_EXPORTER_CONFIG_FILE")
    overrides = {
        ("log", "level"): options.log_level,
        ("log", "format"): options.log_format,
        ("web", "listen_addresses"): getattr(options, "listen", None),
        ("web", "telemetry_path"): getattr(options, "telemetry_path", None),
        ("web", "config_file"): getattr(options, "web_config_file", None),
        ("web", "enable_lifecycle"): getattr(options, "enable_lifecycle", None),
        **(more or {}),
    }
    return load(Path(path) if path else None, os.environ, overrides)


def _serve(options: Namespace) -> int:
    return run(_configuration(options), partial(_read, options))


def _demo(options: Namespace) -> int:
    _check_speed(options)
    given = _configuration(options).origins  # reports an invalid configuration before the shop is created
    every = None if ("refresh", "every") in given else DEMO_EVERY
    clock = Clock().now
    with embedded_shop(seed=options.seed, speed=options.speed, now=clock, scenario=options.scenario) as url:
        more: dict[tuple[str, ...], object] = {("database", "url"): url, ("refresh", "every"): every}
        configuration = _configuration(options, more)
        if options.once:
            return once(configuration, "text", sys.stdout.buffer)
        return run(configuration, partial(_read, options, more))


def _check_speed(options: Namespace) -> None:
    if not (isfinite(options.speed) and options.speed > 0):
        raise ConfigurationError(f"--speed {options.speed:g}: must be greater than 0 and finite")


def _shop(options: Namespace) -> int:
    _check_speed(options)
    configuration = _configuration(options)
    stop = Event()
    for number in (SIGTERM, SIGINT):
        signal(number, lambda *_: stop.set())
    try:
        engine = writing_engine(configuration.settings.database.target())
        reside(engine, seed=options.seed, speed=options.speed, stop=stop, now=Clock().now)
    except SettingError as error:
        raise configuration.error(error.loc, error.message) from None
    except NoRoomError as error:
        raise configuration.error(("database",), str(error)) from None
    return OK


def _once(options: Namespace) -> int:
    return once(_configuration(options), options.format, sys.stdout.buffer)


def _check(options: Namespace) -> int:
    application = assemble(_configuration(options))
    file = application.configuration.path or "no file; using environment and defaults"
    sys.stdout.write(f"{'ok':8} configuration: {file}\n")
    problems = 0
    for finding in check(application):
        problems += finding.level == "problem"
        sys.stdout.write(f"{finding.level:8} {finding.subject}: {finding.message}\n")
    return FAILED if problems else OK


def _plan(options: Namespace) -> int:
    application = assemble(_configuration(options))
    forecasts = list(plan(application))
    application.database.close()
    sys.stdout.write(as_text(forecasts))
    return FAILED if any(each.failure for each in forecasts) else OK


def _metrics(options: Namespace) -> int:
    write = as_json if options.format == "json" else as_markdown
    sys.stdout.write(write(discover(_configuration(options))))
    return OK


def _rules(options: Namespace) -> int:
    sys.stdout.write(declared_rules(_configuration(options), find()))
    return OK


def _schema(_options: Namespace) -> int:
    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
    return OK


def _reporting(command: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Wrap a command to print problems of the configuration and the database, and return the exit code for them."""

    def run_reporting(options: Namespace) -> int:
        try:
            return command(options)
        except ConfigurationError as error:
            sys.stderr.write("".join(f"orion-exporter: {line}\n" for line in error.lines))
            return USAGE
        except DATABASE_ERRORS as error:  # the database went away, or a secret file
            failure = failure_of(error)
            sys.stderr.write(f"orion-exporter: database: {failure.message}; see whether the server answers\n")
            return FAILED

    return run_reporting


COMMANDS = {
    "serve": _reporting(_serve),
    "demo": _reporting(_demo),
    "shop": _reporting(_shop),
    "once": _reporting(_once),
    "check": _reporting(_check),
    "plan": _reporting(_plan),
    "metrics": _reporting(_metrics),
    "rules": _reporting(_rules),
    "schema": _reporting(_schema),
}
"""The commands by name."""
