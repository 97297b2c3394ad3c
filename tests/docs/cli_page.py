"""docs/reference/cli.md: the commands and their options, from the parser."""

import argparse
from collections.abc import Iterator

from exporter.cli import _parser

_HEAD = """# Command line

<!-- Generated; UPDATE_GOLDEN=1 pytest tests/docs/test_generated.py writes it. -->

{description}

```text
orion-exporter COMMAND [OPTION ...]
```

`orion-exporter --help` and `orion-exporter COMMAND --help` print the same. Options that are also
[settings](../CONFIGURATION.md) take precedence over the environment and the file.

| exit code | meaning |
|---|---|
| 0 | The command succeeded. |
| 1 | What was asked for failed: a provider, a check, a listening address. Or `once --diff` found a difference. |
| 2 | The command line or the configuration is wrong. |
"""


def page() -> str:
    """Return the page."""
    parser = _parser()
    return "\n".join([_HEAD.format(description=parser.description), *_sections(parser)])


def _sections(parser: argparse.ArgumentParser) -> Iterator[str]:
    for name, command in _commands(parser).items():
        yield f"## `{name}`\n\n{command.description}\n"
        options = [action for action in command._actions if "-h" not in action.option_strings]
        if options:
            yield "| option | meaning |\n|---|---|"
            yield from map(_row, options)
            yield ""


def _commands(parser: argparse.ArgumentParser, prefix: str = "") -> dict[str, argparse.ArgumentParser]:
    """Return the commands by name; of those that have commands themselves, only these."""
    found: dict[str, argparse.ArgumentParser] = {}
    for each in parser._actions:
        for name, command in each.choices.items() if isinstance(each, argparse._SubParsersAction) else ():
            found |= _commands(command, f"{prefix}{name} ") or {prefix + name: command}
    return found


def _row(action: argparse.Action) -> str:
    (option,) = action.option_strings or [str(action.metavar)]
    takes_value = action.option_strings and action.nargs != 0 and not action.choices
    value = f"={action.metavar or action.dest.upper()}" if takes_value else ""
    choices = "; one of " + ", ".join(f"`{each}`" for each in action.choices) if action.choices else ""
    return f"| `{option}{value}` | {(action.help or '')}{choices} |"
