"""The options of the commands."""

import argparse
from pathlib import Path


def shared_options() -> argparse.ArgumentParser:
    """Return the options of all commands: the configuration file and the log."""
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("configuration")
    group.add_argument(
        "--config.file",
        dest="config_file",
        metavar="FILE",
        type=Path,
        help="YAML configuration file (default: $ORION_EXPORTER_CONFIG_FILE)",
    )
    group.add_argument(
        "--log.level",
        dest="log_level",
        choices=("debug", "info", "warning", "error"),
        help="only log messages with this severity or above (default: info)",
    )
    group.add_argument(
        "--log.format",
        dest="log_format",
        choices=("logfmt", "json"),
        help="output format of log messages (default: logfmt)",
    )
    return options


def web_options() -> argparse.ArgumentParser:
    """Return the options of commands that serve HTTP."""
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("web")
    group.add_argument(
        "--web.listen-address",
        dest="listen",
        metavar="ADDRESS",
        action="append",
        help="address to listen on, such as [::1]:9797, or :9797 for all interfaces; repeatable "
        "(default: 127.0.0.1:9797)",
    )
    group.add_argument(
        "--web.telemetry-path",
        dest="telemetry_path",
        metavar="PATH",
        help="path under which to expose metrics (default: /metrics)",
    )
    group.add_argument(
        "--web.enable-lifecycle",
        dest="enable_lifecycle",
        action="store_true",
        default=None,
        help="enable reloading the configuration by POST /-/reload, like SIGHUP",
    )
    return options


def protection_options() -> argparse.ArgumentParser:
    """Return the option of the web configuration."""
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("protection")
    group.add_argument(
        "--web.config.file",
        dest="web_config_file",
        metavar="FILE",
        type=Path,
        help="file that enables TLS or authentication, in the format of Prometheus exporters",
    )
    return options


def difference_options(once: argparse.ArgumentParser) -> None:
    """Add the options of `once` that compare."""
    group = once.add_argument_group("comparison")
    group.add_argument(
        "--diff",
        metavar="FILE",
        type=Path,
        help="instead of the metrics, print how they differ from those that were saved to FILE, which may be "
        "compressed with gzip; exit code 0: equal, 1: different or a provider fails, 2: FILE cannot be read",
    )
    group.add_argument("--all", action="store_true", help="print every series that differs, not only the first few")


def explain_options(explain: argparse.ArgumentParser) -> None:
    """Add the options of `explain`."""
    explain.add_argument("category", metavar="CATEGORY", help="a category, such as orders or alerts, or directory")
    group = explain.add_argument_group("statements")
    group.add_argument("--vendor", metavar="CODE", help="explain the statistics of this vendor instead of a refresh")
    group.add_argument(
        "--platform", metavar="CODE", help="explain the statistics of this platform, or of the vendor on it"
    )
    group.add_argument(
        "--analyze",
        action="store_true",
        help="let the database measure what its plans take; each statement then runs twice",
    )


def shop_options() -> argparse.ArgumentParser:
    """Return the options of the simulated shop."""
    options = argparse.ArgumentParser(add_help=False)
    group = options.add_argument_group("demo")
    group.add_argument(
        "--speed", type=float, default=60.0, help="simulation speed (default: 60, one minute per second)"
    )
    group.add_argument("--seed", type=int, default=1, help="seed; the same seed creates the same shop (default: 1)")
    return options


def demo_options() -> argparse.ArgumentParser:
    """Return the options of the demo."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--once", action="store_true", help="print the metrics once and exit")
    options.add_argument(
        "--scenario",
        choices=(
            "oversold",
            "stalled-orders",
            "import-stuck",
            "value-drop",
            "payment-outage",
            "late-shipments",
            "jobs-stuck",
            "database-down",
        ),
        default="",
        help="problem to simulate, which causes an alert to fire",
    )
    return options


def token_options() -> argparse.ArgumentParser:
    """Return the options of a new token."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--name", metavar="NAME", required=True, help="name of the token, such as that of its client")
    one = options.add_mutually_exclusive_group(required=True)
    vendor = "allow the numbers of this vendor; its id is looked up in the database"
    one.add_argument("--vendor", metavar="CODE", help=vendor)
    one.add_argument("--platform", metavar="CODE", help="allow the numbers of this platform; its id is looked up, too")
    one.add_argument("--all", action="store_true", help="allow everything; needs no database")
    return options
