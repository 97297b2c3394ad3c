"""The command `serve`, apart from the others so that the process that runs for months loads none of them."""

from argparse import Namespace
from functools import partial

from exporter.app.given import configuration_of, read_configuration, reporting
from exporter.app.serving import run


def _serve(options: Namespace) -> int:
    return run(configuration_of(options), partial(read_configuration, options))


serve_command = reporting(_serve)
"""Refreshes and serves until a signal, and returns the exit code."""
