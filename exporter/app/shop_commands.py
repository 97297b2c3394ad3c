"""The commands that look at a shop and its relations: detect, verify, explain and preset."""

import sys
from argparse import Namespace
from contextlib import closing
from functools import partial
from pathlib import Path

from exporter.app import presets
from exporter.app.application import assemble_at_once
from exporter.app.detect import NothingFoundError, detect
from exporter.app.explain import Wanted, explain
from exporter.app.explained import as_lines
from exporter.app.given import FAILED, OK, configuration_of, read_configuration, reported
from exporter.app.known_shops import known_shops
from exporter.app.truths import truths_of
from exporter.app.verify import verify
from exporter.config.configuration import ConfigurationError
from exporter.config.presets import is_path
from exporter.contracts.printable import printable


def detect_command(options: Namespace) -> int:
    """Write a configuration for the shop in the database: with the preset that fits, else a guess."""
    path: Path | None = options.output
    if path is not None and (path.exists() or not path.absolute().parent.is_dir()):
        problem = "exists, and is not overwritten" if path.exists() else "is in a folder that does not exist"
        raise ConfigurationError(f"--output {path}: {problem}; name a new file")
    application = assemble_at_once(configuration_of(options))
    with closing(application.databases):
        known = known_shops(application.database, partial(read_configuration, options))
        try:
            text = "\n# Or:\n".join(known) or detect(application.database)
        except NothingFoundError as error:
            sys.stderr.write(f"orion-exporter: {printable(str(error))}\n")
            return FAILED
    if path is None:
        sys.stdout.write(text)
        return OK
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    sys.stderr.write(f"orion-exporter: wrote {path}; next: orion-exporter check --config.file={path}\n")
    return OK


def verify_command(options: Namespace) -> int:
    """Compare the metrics with totals and truths."""
    application = assemble_at_once(configuration_of(options))
    with closing(application.databases):
        return reported(verify(application, tuple(truths_of(application))))


def explain_command(options: Namespace) -> int:
    """Print the statements of a category."""
    application = assemble_at_once(configuration_of(options))
    with closing(application.databases):
        wanted = Wanted(options.category, options.vendor, options.platform)
        explained = explain(application, wanted, analyze=options.analyze)
    sys.stdout.writelines(f"{line}\n" for line in as_lines(explained))
    return FAILED if explained.failure else OK


def preset_list_command(_options: Namespace) -> int:
    """Print the names of the presets."""
    sys.stdout.writelines(f"{line}\n" for line in presets.listed())
    return OK


def preset_show_command(options: Namespace) -> int:
    """Print a preset."""
    if not options.resolved:
        sys.stdout.write(presets.text_of(options.name))
        return OK
    name = str(Path(options.name).absolute()) if is_path(options.name) else options.name
    configuration = configuration_of(options, {("preset",): name})
    if configuration.settings.database.configured:
        configuration = assemble_at_once(configuration).configuration
    sys.stdout.writelines(f"{line}\n" for line in presets.resolved(configuration))
    return OK
