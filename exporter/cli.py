"""The command line. Libraries are imported where a command needs them, so that `--version` answers at once."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

_EPILOG = """\
Every setting can stand in a YAML file (--config.file), in the environment (ORION_EXPORTER_DATABASE_URL, ...) and, the
common ones, on the command line, which wins. `orion-exporter schema` prints the JSON Schema of the file.

examples:
  orion-exporter demo                                     an exporter on an embedded shop, http://localhost:9797
  ORION_EXPORTER_DATABASE_URL=postgresql://reader@db/shop orion-exporter check
  orion-exporter serve --config.file=orion-exporter.yaml --web.listen-address=:9797
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 0 all well, 1 what was asked for failed, 2 wrong use or configuration."""
    options = _parser().parse_args(arguments)
    from exporter.app.commands import COMMANDS  # noqa: PLC0415 - so that --version and --help answer at once

    try:
        return COMMANDS[options.command](options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `orion-exporter metrics | head` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "orion-exporter",
        description="Exposes what the modules of a multi-vendor commerce application know as Prometheus metrics.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"orion-exporter {version('orion-exporter')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    shared, web, protection, demo = _shared_options(), _web_options(), _protection_options(), _demo_options()
    _command(commands, "serve", "refresh the metrics and serve them over HTTP", [shared, web, protection])
    _command(commands, "demo", "serve an embedded shop that lives", [shared, web, protection, _shop_options(), demo])
    _command(commands, "shop", "keep a demo shop alive in the configured database", [shared, _shop_options()])
    once = _command(commands, "once", "refresh once, print the metrics, fail if a provider failed", [shared])
    once.add_argument("--format", choices=("text", "openmetrics"), default="text", help="exposition format (text)")
    _command(commands, "check", "check configuration, connection, tables, columns and indexes", [shared, protection])
    _command(commands, "plan", "read the database once and say what each provider is going to cost", [shared])
    metrics = _command(commands, "metrics", "print the catalogue of metrics", [shared])
    metrics.add_argument("--format", choices=("markdown", "json"), default="markdown", help="output format (markdown)")
    _command(commands, "schema", "print the JSON Schema of the configuration file", [])
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    parents: list[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".", parents=parents)
    command.set_defaults(command=name)
    return command


def _shared_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("configuration")
    group.add_argument(
        "--config.file",
        dest="config_file",
        metavar="FILE",
        type=Path,
        help="YAML file with the settings (default: $ORION_EXPORTER_CONFIG_FILE)",
    )
    group.add_argument(
        "--log.level",
        dest="log_level",
        choices=("debug", "info", "warning", "error"),
        help="least severe level that is logged (info)",
    )
    group.add_argument(
        "--log.format", dest="log_format", choices=("logfmt", "json"), help="how a line is logged (logfmt)"
    )
    return options


def _web_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("web")
    group.add_argument(
        "--web.listen-address",
        dest="listen",
        metavar="ADDRESS",
        action="append",
        help="where to listen, may be repeated (127.0.0.1:9797); [::1]:9797 for IPv6, :9797 for every interface",
    )
    group.add_argument(
        "--web.telemetry-path", dest="telemetry_path", metavar="PATH", help="path of the metrics (/metrics)"
    )
    group.add_argument(
        "--web.enable-lifecycle",
        dest="enable_lifecycle",
        action="store_true",
        default=None,
        help="let POST /-/reload read the configuration anew, as SIGHUP does",
    )
    return options


def _protection_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("protection")
    group.add_argument(
        "--web.config.file",
        dest="web_config_file",
        metavar="FILE",
        type=Path,
        help="YAML file with TLS and passwords, as Prometheus' exporters have it",
    )
    return options


def _shop_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("demo")
    group.add_argument("--speed", type=float, default=60.0, help="how many times faster than life the shop lives (60)")
    group.add_argument("--seed", type=int, default=1, help="which shop: the same seed makes the same one (1)")
    return options


def _demo_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--once", action="store_true", help="print one exposition and end")
    options.add_argument(
        "--scenario",
        choices=("oversold", "stalled-orders", "import-stuck", "value-drop", "database-down"),
        default="",
        help="what goes wrong in the shop, so that an alert has a cause",
    )
    return options
