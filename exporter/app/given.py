"""What all commands share: the configuration, the exit codes and the report."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from exporter.app import logs
from exporter.app.findings import Finding
from exporter.config.configuration import Configuration, ConfigurationError, load
from exporter.config.connection import MAIN, SettingError, location_of
from exporter.contracts.printable import printable
from exporter.database.failures import DATABASE_ERRORS, database_of, failure_of

OK, FAILED, USAGE = 0, 1, 2
"""Exit codes: success; failure; invalid command line or configuration."""

_REMEDY = "; check that the server is running, and the address, user and password"


def configuration_of(options: Namespace, more: Mapping[tuple[str, ...], object] | None = None) -> Configuration:
    """Load the configuration and set up logging."""
    configuration = read_configuration(options, more)
    logs.configure(configuration.settings.log.level, configuration.settings.log.format)
    return configuration


def read_configuration(options: Namespace, more: Mapping[tuple[str, ...], object] | None = None) -> Configuration:
    """Load the configuration. Raises ConfigurationError."""
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


def reported(findings: Iterable[Finding]) -> int:
    """Print findings, and return the exit code for them."""
    problems = 0
    for finding in findings:
        problems += finding.level == "problem"
        sys.stdout.write(f"{printable(f'{finding.level:8} {finding.subject}: {finding.message}')}\n")
    return FAILED if problems else OK


def reporting(command: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Wrap a command to print problems of the configuration and the database, and return the exit code for them."""

    def run_reporting(options: Namespace) -> int:
        try:
            return command(options)
        except ConfigurationError as error:
            sys.stderr.write("".join(f"orion-exporter: {printable(line)}\n" for line in error.lines))
            return USAGE
        except SettingError as error:  # no database, or a secret file that cannot be read
            sys.stderr.write(f"orion-exporter: {printable(str(error))}\n")
            return USAGE
        except DATABASE_ERRORS as error:  # the database went away
            name, failure = database_of(error) or MAIN, failure_of(error)
            of = ".".join(location_of(name))
            remedy = _REMEDY if failure.reason == "connection" else ""
            sys.stderr.write(f"orion-exporter: {of}: {printable(failure.message)}{remedy}\n")
            return FAILED

    return run_reporting
