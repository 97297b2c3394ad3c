"""The commands of the command line. Each takes the parsed options and returns an exit code."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import partial
from math import isfinite
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from threading import Event

from exporter.app import logs, presets
from exporter.app.application import assemble_at_once
from exporter.app.catalogue import as_json, as_markdown
from exporter.app.check import check
from exporter.app.declared_rules import declared_rules
from exporter.app.detect import detect
from exporter.app.difference import FIRST, compare, report
from exporter.app.explain import Wanted, explain
from exporter.app.explained import as_lines
from exporter.app.findings import Finding
from exporter.app.grants import grants
from exporter.app.plan import as_text, plan
from exporter.app.serving import exposition, once, refresh_all, run
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.collection.discovery import discover, find
from exporter.config.configuration import Configuration, ConfigurationError, load
from exporter.config.connection import SettingError
from exporter.config.presets import is_path
from exporter.config.registry import json_schema
from exporter.contracts.clock import Clock
from exporter.database.address import writing_engine
from exporter.database.failures import DATABASE_ERRORS, failure_of
from exporter.demo.life import embedded_shop
from exporter.demo.resident import NoRoomError, reside
from exporter.exposition.parsing import ExpositionError, Saved, parsed, saved
from exporter.exposition.rendering import Format

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
            return once(configuration, Format.TEXT, sys.stdout.buffer)
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
    if options.diff is None:
        if options.all:
            raise ConfigurationError("--all: needs --diff")
        return once(_configuration(options), Format[options.format.upper()], sys.stdout.buffer)
    before = _saved(options.diff)  # before the database has any work
    application = assemble_at_once(_configuration(options))
    failed = refresh_all(application)
    changes = compare(before.families, parsed(b"".join(exposition(application, before.format))))
    application.database.close()
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
    application = assemble_at_once(_configuration(options))
    file = application.configuration.path or "no file; using environment and defaults"
    sys.stdout.write(f"{'ok':8} configuration: {file}\n")
    return _reported(check(application))


def _plan(options: Namespace) -> int:
    application = assemble_at_once(_configuration(options))
    forecasts = list(plan(application))
    application.database.close()
    sys.stdout.write(as_text(forecasts))
    return FAILED if any(each.failure for each in forecasts) else OK


def _grants(options: Namespace) -> int:
    configuration = _configuration(options)
    role = options.role or configuration.settings.database.target().username or "orion_exporter"
    application = assemble_at_once(configuration)
    sys.stdout.write("".join(f"{line}\n" for line in grants(application, role)))
    return OK


def _detect(options: Namespace) -> int:
    application = assemble_at_once(_configuration(options))
    text = detect(application.database)
    application.database.close()
    if options.output is None:
        sys.stdout.write(text)
        return OK
    try:
        with options.output.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        sys.stderr.write(f"orion-exporter: {options.output}: {error.strerror}; name a file that does not exist\n")
        return FAILED
    return OK


def _verify(options: Namespace) -> int:
    application = assemble_at_once(_configuration(options))
    return _reported(verify(application, tuple(truths_of(application))))


def _reported(findings: Iterable[Finding]) -> int:
    problems = 0
    for finding in findings:
        problems += finding.level == "problem"
        sys.stdout.write(f"{finding.level:8} {finding.subject}: {finding.message}\n")
    return FAILED if problems else OK


def _explain(options: Namespace) -> int:
    application = assemble_at_once(_configuration(options))
    with closing(application.database):
        wanted = Wanted(options.category, options.vendor, options.platform)
        explained = explain(application, wanted, analyze=options.analyze)
    sys.stdout.writelines(f"{line}\n" for line in as_lines(explained))
    return FAILED if explained.failure else OK


def _metrics(options: Namespace) -> int:
    write = as_json if options.format == "json" else as_markdown
    sys.stdout.write(write(discover(_configuration(options))))
    return OK


def _rules(options: Namespace) -> int:
    sys.stdout.write(declared_rules(_configuration(options), find()))
    return OK


def _preset_list(_options: Namespace) -> int:
    sys.stdout.writelines(f"{line}\n" for line in presets.listed())
    return OK


def _preset_show(options: Namespace) -> int:
    if not options.resolved:
        sys.stdout.write(presets.text_of(options.name))
        return OK
    name = str(Path(options.name).absolute()) if is_path(options.name) else options.name
    configuration = _configuration(options, {("preset",): name})
    if configuration.settings.database.configured:
        configuration = assemble_at_once(configuration).configuration
    sys.stdout.writelines(f"{line}\n" for line in presets.resolved(configuration))
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
    "detect": _reporting(_detect),
    "grants": _reporting(_grants),
    "verify": _reporting(_verify),
    "explain": _reporting(_explain),
    "metrics": _reporting(_metrics),
    "rules": _reporting(_rules),
    "schema": _reporting(_schema),
    "preset list": _reporting(_preset_list),
    "preset show": _reporting(_preset_show),
}
"""The commands by name."""
