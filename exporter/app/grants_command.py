"""The command `grants`, apart from the others because sqlglot takes long to load."""

import sys
from argparse import Namespace

from exporter.app.application import assemble_at_once
from exporter.app.given import OK, configuration_of, reporting
from exporter.app.grants import grants


def _grants(options: Namespace) -> int:
    configuration = configuration_of(options)
    role = options.role or configuration.settings.database.target().username or "orion_exporter"
    application = assemble_at_once(configuration)
    sys.stdout.write("".join(f"{line}\n" for line in grants(application, role)))
    return OK


grants_command = reporting(_grants)
"""Prints the GRANT statements for a role, and returns the exit code."""
