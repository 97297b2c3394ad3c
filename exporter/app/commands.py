"""The commands of the command line. Each takes the parsed options and returns an exit code."""

import json
import sys
from argparse import Namespace
from functools import partial
from math import isfinite
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from threading import Event

from exporter.app.application import assemble_at_once
from exporter.app.catalogue import as_json, as_markdown
from exporter.app.check import check
from exporter.app.declared_rules import declared_rules
from exporter.app.difference import FIRST, compare, report
from exporter.app.given import FAILED, OK, configuration_of, read_configuration, reported, reporting
from exporter.app.plan import as_text, plan
from exporter.app.serving import exposition, once, refresh_all, run
from exporter.app.shop_commands import (
    detect_command,
    explain_command,
    preset_list_command,
    preset_show_command,
    verify_command,
)
from exporter.app.token_command import token_command
from exporter.collection.discovery import discover, find
from exporter.config.configuration import ConfigurationError
from exporter.config.connection import SettingError
from exporter.config.registry import json_schema
from exporter.contracts.clock import Clock
from exporter.database.address import writing_engine
from exporter.demo.life import embedded_shop
from exporter.demo.resident import NoRoomError, reside
from exporter.exposition.parsing import ExpositionError, Saved, parsed, saved
from exporter.exposition.rendering import Format

DEMO_EVERY = "10s"
"""Refresh interval of the demo, unless configured. It is short so that changes are visible soon."""


def _demo(options: Namespace) -> int:
    _check_speed(options)
    given = configuration_of(options).origins  # reports an invalid configuration before the shop is created
    every = None if ("refresh", "every") in given else DEMO_EVERY
    clock = Clock().now
    with embedded_shop(seed=options.seed, speed=options.speed, now=clock, scenario=options.scenario) as url:
        more: dict[tuple[str, ...], object] = {("database", "url"): url, ("refresh", "every"): every}
        configuration = configuration_of(options, more)
        if options.once:
            return once(configuration, Format.TEXT, sys.stdout.buffer)
        return run(configuration, partial(read_configuration, options, more))


def _check_speed(options: Namespace) -> None:
    if not (isfinite(options.speed) and options.speed > 0):
        raise ConfigurationError(f"--speed {options.speed:g}: must be greater than 0 and finite")


def _shop(options: Namespace) -> int:
    _check_speed(options)
    configuration = configuration_of(options)
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
    if options.diff is None:
        if options.all:
            raise ConfigurationError("--all: needs --diff")
        return once(configuration_of(options), Format[options.format.upper()], sys.stdout.buffer)
    before = _saved(options.diff)  # before the database has any work
    application = assemble_at_once(configuration_of(options))
    failed = refresh_all(application)
    changes = compare(before.families, parsed(b"".join(exposition(application, before.format))))
    application.databases.close()
    sys.stdout.writelines(f"{line}\n" for line in report(changes, limit=None if options.all else FIRST))
    if failed:
        sys.stdout.write(f"\nrefreshes failed: {', '.join(failed)}; their families are missing now\n")
    return FAILED if changes or failed else OK


def _saved(path: Path) -> Saved:
    """Return the exposition in a file. Raises ConfigurationError if there is none."""
    try:
        return saved(path)
    except OSError as error:
        raise ConfigurationError(f"--diff {path}: {error.strerror or error}") from None
    except ExpositionError as error:
        raise ConfigurationError(f"--diff {path}: {error}; save one with: orion-exporter once > FILE") from None


def _check(options: Namespace) -> int:
    application = assemble_at_once(configuration_of(options))
    file = application.configuration.path or "no file; using environment and defaults"
    sys.stdout.write(f"{'ok':8} configuration: {file}\n")
    return reported(check(application))


def _plan(options: Namespace) -> int:
    application = assemble_at_once(configuration_of(options))
    forecasts = list(plan(application))
    application.databases.close()
    sys.stdout.write(as_text(forecasts))
    return FAILED if any(each.failure for each in forecasts) else OK


def _metrics(options: Namespace) -> int:
    write = as_json if options.format == "json" else as_markdown
    sys.stdout.write(write(discover(configuration_of(options))))
    return OK


def _rules(options: Namespace) -> int:
    sys.stdout.write(declared_rules(configuration_of(options), find()))
    return OK


def _schema(_options: Namespace) -> int:
    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
    return OK


COMMANDS = {
    "demo": reporting(_demo),
    "shop": reporting(_shop),
    "once": reporting(_once),
    "check": reporting(_check),
    "plan": reporting(_plan),
    "detect": reporting(detect_command),
    "verify": reporting(verify_command),
    "explain": reporting(explain_command),
    "metrics": reporting(_metrics),
    "rules": reporting(_rules),
    "schema": reporting(_schema),
    "token": token_command,
    "preset list": reporting(preset_list_command),
    "preset show": reporting(preset_show_command),
}
"""The commands by name, but `serve`, `grants` and `new`, which are apart."""
