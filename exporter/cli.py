"""The command line. Libraries are imported when a command runs, so that `--version` and `--help` are fast."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

from exporter.app.arguments import (
    demo_options,
    difference_options,
    explain_options,
    protection_options,
    shared_options,
    shop_options,
    token_options,
    web_options,
)

_EPILOG = """\
Settings come from a YAML file (--config.file), environment variables (ORION_EXPORTER_DATABASE_URL, ...) and, for the
most common ones, flags. Flags override environment variables, which override the file. `orion-exporter schema` prints
the JSON Schema of the file.

examples:
  orion-exporter demo                                     run with an embedded demo shop on http://localhost:9797
  ORION_EXPORTER_DATABASE_URL=postgresql://reader@db/shop orion-exporter check
  orion-exporter serve --config.file=orion-exporter.yaml --web.listen-address=:9797
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 success, 1 failure, 2 invalid usage or configuration."""
    _block_hangups(sys.argv[1:] if arguments is None else arguments)
    _prepare_output()
    options = _parser().parse_args(arguments)
    try:
        code = _command_of(options.command)(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `orion-exporter metrics | head` is not an error
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        name = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"orion-exporter: {name}{error.strerror or error}; check permissions and free space\n")
        return 1
    return code


def _command_of(name: str) -> Callable[[argparse.Namespace], int]:
    """Import a command; none is imported for --version and --help, which makes them fast."""
    if name == "new":
        from exporter.testing.new import new  # noqa: PLC0415 - the test kit is loaded for this only

        return new
    if name == "grants":
        from exporter.app.grants_command import grants_command  # noqa: PLC0415 - sqlglot takes long

        return grants_command
    if name == "serve":
        from exporter.app.serve_command import serve_command  # noqa: PLC0415 - needs none of the others

        return serve_command
    from exporter.app.commands import COMMANDS  # noqa: PLC0415 - takes long, too

    return COMMANDS[name]


def _block_hangups(arguments: Sequence[str]) -> None:
    """Keep a SIGHUP during the start pending until the server handles it, as a reload; it would end the process."""
    if arguments and arguments[0] in {"serve", "demo"}:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})


def _prepare_output() -> None:
    """Print characters that the terminal cannot show as escapes, and discard the output if it is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - used until the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Discard what could not be written; Python would try again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "orion-exporter",
        description="Prometheus exporter for modular, multi-vendor commerce applications.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"orion-exporter {version('orion-exporter')}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    shared, web, protection, demo = shared_options(), web_options(), protection_options(), demo_options()
    _command(commands, "serve", "collect metrics on a schedule and serve them over HTTP", [shared, web, protection])
    _command(commands, "demo", "run with an embedded demo shop", [shared, web, protection, shop_options(), demo])
    _command(commands, "shop", "simulate a demo shop in the configured database", [shared, shop_options()])
    once = _command(commands, "once", "refresh once and print the metrics; fails if a provider fails", [shared])
    once.add_argument(
        "--format", choices=("text", "openmetrics"), default="text", help="exposition format (default: text)"
    )
    difference_options(once)
    _command(commands, "check", "check configuration, connection, tables, columns and indexes", [shared, protection])
    _command(commands, "plan", "refresh once and print series, size and duration per provider", [shared])
    detect = _command(commands, "detect", "look at a database and write a configuration for it", [shared])
    detect.add_argument("--output", metavar="FILE", type=Path, help="a new file to write (default: standard output)")
    grants = _command(commands, "grants", "print the GRANT statements that the role of the exporter needs", [shared])
    grants.add_argument("--role", metavar="NAME", help="the role (default: that of the configuration)")
    _command(commands, "verify", "compare the metrics with totals and with the truths of the preset", [shared])
    explain = _command(
        commands, "explain", "run the statements of a category, and print them with their plans and series", [shared]
    )
    explain_options(explain)
    metrics = _command(commands, "metrics", "list all metrics", [shared])
    metrics.add_argument(
        "--format", choices=("markdown", "json"), default="markdown", help="output format (default: markdown)"
    )
    _add_new(commands)
    _command(commands, "rules", "print the Prometheus rules of the alerts of declared providers", [shared])
    _command(commands, "schema", "print the JSON Schema of the configuration file", [])
    _command(commands, "token", "create a token for HTTP clients, with its settings", [shared, token_options()])
    _preset_commands(commands.add_parser("preset", help="list the presets, or show one"), shared)
    return parser


def _preset_commands(preset: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    preset.description = "List the presets, or show one."
    commands = preset.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _command(commands, "list", "list the presets that are part of the exporter", [], prefix="preset ")
    show = _command(commands, "show", "show a preset, or what it is for this configuration", [shared], prefix="preset ")
    show.add_argument("name", metavar="NAME", help="name of a preset, or path of a preset file")
    show.add_argument(
        "--resolved",
        action="store_true",
        help="show what preset, variants, file and environment are together, with the origin of each line; variants "
        "that are not pinned are chosen by looking at the database, if one is configured",
    )


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    parents: list[argparse.ArgumentParser],
    *,
    prefix: str = "",
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".", parents=parents)
    command.set_defaults(command=prefix + name)
    return command


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    new = _command(commands, "new", "write a package with a provider and tests that pass", [])
    new.add_argument("what", choices=("provider",), metavar="WHAT", help="what to write")
    new.add_argument("name", metavar="NAME", help="category of the new provider, such as gift_cards")
    new.add_argument("--declared", action="store_true", help="write a declared provider in YAML instead of Python")
    where = "directory to write to, without overwriting a file (default: orion-NAME)"
    new.add_argument("--directory", type=Path, metavar="DIR", help=where)
